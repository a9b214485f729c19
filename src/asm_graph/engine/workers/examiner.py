"""Query texts examined beside the server: what takes long over a stranger's text can be ended there.

A short text takes a millisecond and is examined at once. A longer one goes to a process that is kept for the
next; one text at a time, and clients take turns.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from asm_graph.confinement import worker_environment
from asm_graph.engine.workers.frames import FrameKind, FrameReader, pack
from asm_graph.engine.workers.idle_workers import WaitQueue
from asm_graph.errors import EngineBusy, QueryLimitExceeded, QueryRefused
from asm_graph.query.guard import ExaminedQuery

if TYPE_CHECKING:
    from asyncio.subprocess import Process

    from asm_graph.query.guard import Guard

_SHORT = 1_000
"""Characters up to which a text is examined at once: at worst some 3 µs each."""
_MEMORY = 500_000_000
_SECONDS = 20.0
"""Many times what the longest text of the default settings takes, also on a busy machine."""


class Examiner:
    """Examines texts by a guard; those that wait for their turn do so for some seconds."""

    def __init__(self, guard: Guard, queue_seconds: float) -> None:
        self._guard = guard
        self._queue_seconds = queue_seconds
        self._process: Process | None = None
        self._is_busy = False
        self._turns: WaitQueue[None] = WaitQueue(lambda _: self._leave())
        self._exchanges: set[asyncio.Task[bytes]] = set()

    async def examine(self, text: str, client: str = "") -> ExaminedQuery:
        """Examine a query.

        Raises:
            QueryRefused: it must not reach an engine.
            QueryLimitExceeded: examining it takes too long.
            EngineBusy: too many others are being examined.
        """
        if len(text) <= _SHORT:
            return self._guard.examine(text)
        self._guard.check_characters(text)
        await self._enter(client)
        exchange = asyncio.create_task(self._exchange(text))  # ends by itself if the client leaves
        self._exchanges.add(exchange)
        exchange.add_done_callback(self._forget)
        return _examined(await asyncio.shield(exchange))

    async def close(self) -> None:
        """End the process."""
        await asyncio.gather(*self._exchanges, return_exceptions=True)
        await self._end()

    async def _enter(self, client: str) -> None:
        if not self._is_busy:
            self._is_busy = True
            return
        try:
            await self._turns.wait(self._queue_seconds, client)
        except TimeoutError:
            message = f"no turn to be examined came within {self._queue_seconds:g} s; try again shortly."
            raise EngineBusy(message) from None

    def _forget(self, exchange: asyncio.Task[bytes]) -> None:
        """Let go of an exchange whose outcome nobody may have waited for."""
        self._exchanges.discard(exchange)
        if not exchange.cancelled():
            exchange.exception()

    def _leave(self) -> None:
        if self._turns:
            self._turns.serve(None)
        else:
            self._is_busy = False

    async def _exchange(self, text: str) -> bytes:
        """Let the process examine a text; it is ended where it does not answer."""
        try:
            async with asyncio.timeout(_SECONDS):
                process = await self._started()
                if process.stdin is None or process.stdout is None:
                    raise EngineBusy("the examining process has no pipes; try again shortly.")
                process.stdin.write(pack(FrameKind.QUERY, text.encode()))
                _, answer = await FrameReader(process.stdout).receive()
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError) as error:
            await self._end()
            raise QueryLimitExceeded("examining the query takes too long; shorten it.", "time") from error
        finally:
            self._leave()
        return answer

    async def _started(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "asm_graph.engine.workers.examine", str(_MEMORY)),
                json.dumps(asdict(self._guard)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env=worker_environment(),
                start_new_session=True,  # an interrupt at the terminal is the server's to handle
            )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()


def _examined(answer: bytes) -> ExaminedQuery:
    told = json.loads(answer)
    if "code" in told:
        raise QueryRefused(told["code"], told["message"], told["line"], told["column"])
    return ExaminedQuery(**told)
