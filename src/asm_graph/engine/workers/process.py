"""A worker process from the server's side: start, query, listen, kill."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.confinement import worker_environment
from asm_graph.engine.workers import frames
from asm_graph.engine.workers.frames import FrameKind, FrameReader
from asm_graph.errors import EngineFailure

if TYPE_CHECKING:
    from asm_graph.engine.interface import EngineQuery

NO_STORE = Path("-")
"""In place of a store: a worker with this one has nothing to answer from."""
_START_SECONDS = 30.0
_FORK = b"F"
_LONGEST_CODE = 16
_READ_AHEAD = 2 * frames.PIECE_BYTES
_OF_PROCESS = 2
"""How Linux numbers the clock of another process: its inverted number, and this (clock_getcpuclockid)."""


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """Limits of one worker: address space, bytes and rows of an answer, seconds of a query."""

    memory: int
    result_bytes: int
    result_rows: int
    seconds: float


class WorkerStarter:
    """The process from which the workers over one store are forked."""

    def __init__(self, store: Path, limits: WorkerLimits) -> None:
        self._store = store
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: socket.socket | None = None

    async def start(self) -> WorkerProcess:
        """Start a worker that has opened the store; raise `EngineFailure` where it cannot."""
        try:
            worker = await self._fork()
        except OSError as error:
            raise EngineFailure(f"{self._store}: no worker can be started ({error}).") from error
        try:
            async with asyncio.timeout(_START_SECONDS):
                await worker.be_ready()
        except (TimeoutError, asyncio.IncompleteReadError) as error:
            await worker.abandon()
            message = f"{self._store}: no worker can open it; build the release again."
            raise EngineFailure(message) from error
        except asyncio.CancelledError:
            await worker.abandon()
            raise
        return worker

    def close(self) -> None:
        """End the starter, and the workers that there still are."""
        if self._requests is not None:
            self._requests.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    async def _fork(self) -> WorkerProcess:
        requests = self._begun()
        channel, theirs = socket.socketpair()
        end, their_end = os.pipe()
        try:
            socket.send_fds(requests, [_FORK], [theirs.fileno(), their_end])
            reader, writer = await asyncio.open_unix_connection(sock=channel, limit=_READ_AHEAD)
        except BaseException:
            channel.close()
            os.close(end)
            raise
        finally:
            theirs.close()
            os.close(their_end)
        return WorkerProcess(reader, writer, end)

    def _begun(self) -> socket.socket:
        """Start the starter, or start it again where it has ended; return where workers are asked for."""
        if self._requests is not None and self._process is not None and self._process.poll() is None:
            return self._requests
        self.close()
        self._requests, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        limits = self._limits
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                [
                    *(sys.executable, "-m", "asm_graph.engine.workers.starter", str(self._store)),
                    *map(str, (limits.memory, limits.result_bytes, limits.result_rows)),
                ],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=worker_environment(),
                start_new_session=True,  # an interrupt at the terminal is the server's to handle
            )
        return self._requests


class WorkerProcess:
    """One running worker; a `WorkerStarter` starts it. Its exit code will come from `end`, a pipe."""

    def __init__(self, frames: asyncio.StreamReader, requests: asyncio.StreamWriter, end: int) -> None:
        self._frames = frames
        self._requests = requests
        self._reader = FrameReader(frames)
        self._number: int | None = None
        loop = asyncio.get_running_loop()
        self._code: asyncio.Future[int] = loop.create_future()
        loop.add_reader(end, self._note_end, end)

    async def be_ready(self) -> None:
        """Wait until it can answer; raise `asyncio.IncompleteReadError` if it died."""
        _, number = await self.receive()
        self._number = int(number)

    async def abandon(self) -> None:
        """Close its connection; a worker that is not ready yet ends when it finds that closed."""
        self._requests.transport.abort()
        with contextlib.suppress(ConnectionError):
            await self._requests.wait_closed()

    @property
    def alive(self) -> bool:
        """Whether the process runs, as far as is known."""
        return not self._code.done()

    def _note_end(self, end: int) -> None:
        """Note the exit code; without one the starter was killed, and the worker with it."""
        asyncio.get_running_loop().remove_reader(end)
        self._code.set_result(int(os.read(end, _LONGEST_CODE) or -signal.SIGKILL))
        os.close(end)

    def processor_seconds(self) -> float:
        """Return the CPU seconds of the process, or wall time where the system does not report them."""
        try:
            return time.clock_gettime((~(self._number or 0) << 3) | _OF_PROCESS)
        except OSError:
            return time.monotonic()

    async def ask(self, query: EngineQuery, seconds: float) -> None:
        """Hand a query over; its answer follows in frames."""
        request = {
            "text": query.text,
            "media_type": query.media_type,
            "default_graphs": query.default_graphs,
            "named_graphs": query.named_graphs,
            "base": query.base,
            "seconds": seconds,
        }
        self._requests.write(frames.pack(FrameKind.QUERY, json.dumps(request).encode()))
        await self._requests.drain()

    def ask_to_stop(self) -> None:
        """Say that nobody waits for the rest of the answer; what it still writes is to be received."""
        self._requests.write(frames.pack(FrameKind.STOP))

    async def receive(self) -> tuple[FrameKind, bytes]:
        """Read the next frame; raise `asyncio.IncompleteReadError` if the worker died."""
        try:
            return await self._reader.receive()
        except ConnectionError as error:  # it died before it read all that it was told
            raise asyncio.IncompleteReadError(b"", None) from error

    def end(self) -> None:
        """Send the kill; `kill` waits for its effect."""
        if self.alive and self._number is not None:  # no other process has its number so soon
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGKILL)

    async def kill(self) -> int:
        """End the process and return its code: minus the number of the signal that ended it.

        One whose output has ended is dying already; a signal now could lose its own code.
        """
        if not self._frames.at_eof():
            self.end()
        await self.abandon()
        return await asyncio.shield(self._code)
