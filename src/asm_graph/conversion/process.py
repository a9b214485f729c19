"""A module of ours run once, in a process that does not outlive whoever waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import signal
import sys
import tempfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from asm_graph.confinement import OVER_SIZE, TOLD, worker_environment
from asm_graph.errors import EngineFailure, QueryLimitExceeded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from asm_graph.confinement import ProcessLimits

_GRACE_SECONDS = 2.0
"""The kernel ends a late process; the server does so this much later if that does not happen."""
_OVER_SIZE = {OVER_SIZE, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGXFSZ}
"""How a process ends that may not have the memory, or write the file, that it needs."""


@dataclass(frozen=True, slots=True)
class Job:
    """A module of ours to run as `python -m MODULE LIMITS ARGUMENTS`, within these limits."""

    module: str
    limits: ProcessLimits
    arguments: tuple[str, ...] = ()

    async def run(
        self,
        given: AsyncIterator[bytes] | None = None,
        output: IO[bytes] | int = asyncio.subprocess.DEVNULL,
    ) -> int:
        """Run it with this on its standard input; its exit code, 0 or `TOLD`.

        It has a folder of its own for temporary files, which is removed.

        Raises:
            QueryLimitExceeded: it needs more time (`convert`), or memory or room (`convert-size`).
            EngineFailure: it breaks, or there is no place for its files.
        """
        async with _own_folder() as folder:
            code = await self._exit_code(given, output, folder)
        if code == -signal.SIGALRM:
            message = f"not done in {self.limits.seconds:g} s; ask for less."
            raise QueryLimitExceeded(message, "convert")
        if code in _OVER_SIZE:
            message = "needs more memory or room than there is; ask for less."
            raise QueryLimitExceeded(message, "convert-size")
        if code not in {0, TOLD}:
            raise EngineFailure(f"{self.module} failed with the code {code}.")
        return code

    async def _exit_code(
        self, given: AsyncIterator[bytes] | None, output: IO[bytes] | int, folder: str
    ) -> int:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", self.module, *self.limits.arguments, *self.arguments),
            stdin=asyncio.subprocess.PIPE,
            stdout=output,
            env={**worker_environment(), "TMPDIR": folder},
            start_new_session=True,  # an interrupt at the terminal is the server's to handle
        )
        try:
            async with asyncio.timeout(self.limits.seconds + _GRACE_SECONDS):
                if process.stdin is not None:
                    await _feed(process.stdin, given)
                return await process.wait()
        except TimeoutError:
            return -signal.SIGALRM
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def _feed(stdin: asyncio.StreamWriter, given: AsyncIterator[bytes] | None) -> None:
    with contextlib.suppress(ConnectionError):  # it has ended, and its exit code tells why
        if given is not None:
            async for piece in given:
                if stdin.is_closing():  # uvloop refuses a write then with an error of its own
                    return
                stdin.write(piece)
                await stdin.drain()
        stdin.close()
        await stdin.wait_closed()


@contextlib.asynccontextmanager
async def _own_folder() -> AsyncIterator[str]:
    try:
        folder = tempfile.mkdtemp(prefix="asm-graph-")
    except OSError as error:
        raise EngineFailure(f"there is no place for temporary files ({error}); free some space.") from error
    try:
        yield folder
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
