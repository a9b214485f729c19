"""A worker process from the server's side: start, query, listen, kill."""

from __future__ import annotations

import asyncio
import json
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


class WorkerProcess:
    """One running worker; `start` makes it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        if process.stdin is None or process.stdout is None:
            raise EngineFailure("a worker was started without its pipes.")
        self._process = process
        self._requests = process.stdin
        self._frames = process.stdout
        self._reader = FrameReader(process.stdout)

    @classmethod
    async def start(cls, store: Path, limits: WorkerLimits) -> WorkerProcess:
        """Start a worker that has opened the store; raise `EngineFailure` where it cannot."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "asm_graph.engine.workers.worker"),
            *map(str, (store, limits.memory, limits.result_bytes, limits.result_rows)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_READ_AHEAD,
            env=worker_environment(),
            start_new_session=True,  # an interrupt at the terminal is the server's to handle
        )
        worker = cls(process)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await worker.receive()
        except (TimeoutError, asyncio.IncompleteReadError) as error:
            await worker.kill()
            raise EngineFailure(f"{store}: no worker can open it; build the release again.") from error
        except asyncio.CancelledError:
            await worker.kill()
            raise
        return worker

    @property
    def alive(self) -> bool:
        """Whether the process runs, as far as is known."""
        return self._process.returncode is None

    def processor_seconds(self) -> float:
        """Return the CPU seconds of the process, or wall time where the system does not report them."""
        try:
            return time.clock_gettime((~self._process.pid << 3) | _OF_PROCESS)
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
        return await self._reader.receive()

    def end(self) -> None:
        """Send the kill; `kill` waits for its effect."""
        if self.alive:
            self._process.kill()

    async def kill(self) -> int:
        """End the process and return its code: minus the number of the signal that ended it.

        One whose output has ended is dying already; a signal now could lose its own code.
        """
        if not self._frames.at_eof():
            self.end()
        self._requests.close()
        while not self._frames.at_eof():  # unread output would keep `wait` from returning
            await self._frames.read(_READ_AHEAD)
        return await self._process.wait()
