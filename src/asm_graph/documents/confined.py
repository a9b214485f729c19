"""Work on a stranger's file, done in a process with limited memory and time, and without a network.

`run` does it once; a `ConfinedProcess` keeps what it has opened, for one call after the other. It is a child
by plain means, so that workers of a build, which may have none by `multiprocessing`, can have it.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
from dataclasses import dataclass
from threading import Timer
from typing import IO, TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from asm_graph.confinement import OVER_SIZE, worker_environment
from asm_graph.documents.parcels import Parcel, packed, receive, send
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message
from asm_graph.settings import document_limits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

P = ParamSpec("P")
T = TypeVar("T")

_WORKER = "asm_graph.documents.confined_worker"
_GRACE_SECONDS = 2.0
"""The kernel ends a late process; we do so this much later if that does not happen."""
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""Work is spread over processes; libraries of theirs with a thread for each CPU would only compete."""
_NO_MEMORY = {OVER_SIZE, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS, -signal.SIGTRAP, -signal.SIGKILL}
"""How a process ends that may not have the memory that it needs, or the stack."""

_BREAKS = Message("breaks the program that reads it")
_AGAIN = Message("save it again with another program")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may take: bytes of address space, seconds of each call; 0: as the settings say."""

    memory: int = 0
    seconds: float = 0


def run(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what a function of this package makes of a file; its first argument is the file's path.

    Arguments and result are pickled; the result is made of data classes of `asm_graph.documents`.

    Raises:
        UnreadableDocument: the function raises it, or takes more memory or time than it may, or breaks.
    """
    with contextlib.closing(ConfinedProcess(cast("Path", args[0]))) as process:
        return cast("T", process.call(function, *args, **kwargs))


class ConfinedProcess:
    """A process that works on the file at `path`, which its errors name; to be closed."""

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        limits, settings = limits or Limits(), document_limits()
        self._path = path
        self._memory = limits.memory or settings.document_memory
        self._seconds = limits.seconds or settings.page_seconds
        self._process = subprocess.Popen(  # noqa: S603  (our own module)
            [sys.executable, "-P", "-m", _WORKER, str(self._memory), str(self._seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=worker_environment() | _ONE_THREAD,
            start_new_session=True,  # programs that it starts end with it
        )

    def kill(self) -> None:
        """End the process, and whatever it has started; who waits for an answer gets an error."""
        if self._process.returncode is None:  # not forgotten yet: its number is no other's
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End the process, and forget it."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self._process.wait()

    def call(self, function: Callable[..., object], *args: object, **kwargs: object) -> Any:  # noqa: ANN401
        """Return what the function makes of the arguments."""
        return self._ask(packed("call", (function, args, kwargs)))

    def open(self, function: Callable[..., object], *args: object) -> None:
        """Let the process keep what the function makes of the arguments, for `ask`."""
        self._ask(packed("open", (function, args)))

    def ask(self, method: str, *args: object) -> Any:  # noqa: ANN401
        """Return what a method of the object that is kept makes of the arguments."""
        return self._ask(packed("ask", (method, args)))

    def _ask(self, request: bytes) -> object:
        late = Timer(self._seconds + _GRACE_SECONDS, self._process.send_signal, (signal.SIGALRM,))
        late.start()
        try:
            send(cast("IO[bytes]", self._process.stdin), request)
            answer = receive(cast("IO[bytes]", self._process.stdout))
        except pickle.UnpicklingError as error:
            raise UnreadableDocument(
                Message(
                    "{path}: {fault} (it answers nonsense); {remedy}.",
                    path=self._path,
                    fault=_BREAKS,
                    remedy=_AGAIN,
                )
            ) from error
        except (OSError, EOFError, ValueError) as error:
            raise UnreadableDocument(Message("{path}: {end}.", path=self._path, end=self._end())) from error
        finally:
            late.cancel()
        match answer:
            case Parcel("made", made):
                return made
            case Parcel("refused", (str(english), str(spanish))):
                raise UnreadableDocument(Message.of(english, spanish))
        raise UnreadableDocument(
            Message(
                "{path}: is damaged, or of a kind that its reader does not know ({content}); "
                "{remedy}, and report the file.",
                path=self._path,
                content=answer.content,
                remedy=_AGAIN,
            )
        )

    def _end(self) -> Message:
        """Say how the process has ended, which it has if it does not answer."""
        self.close()
        code = self._process.returncode
        if code == -signal.SIGALRM:
            return Message(
                "holds something that is not read within {seconds:g} seconds, as all of a document "
                "should be; split it, or save it again",
                seconds=self._seconds,
            )
        if code in _NO_MEMORY:
            return Message(
                "takes more memory than the {memory:,} bytes that reading a document may; split it, "
                "or save it again",
                memory=self._memory,
            )
        return Message("{fault} (code {code}); {remedy}", fault=_BREAKS, code=code, remedy=_AGAIN)
