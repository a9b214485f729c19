"""One query on one worker, from the request to the last byte of the answer."""

from __future__ import annotations

import asyncio
import json
import signal
from typing import TYPE_CHECKING, Protocol

from asm_graph.engine.workers.failures import failure_of
from asm_graph.engine.workers.frames import Kind
from asm_graph.errors import EngineFailure, QueryError, QueryLimitExceeded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from asm_graph.engine.interface import EngineQuery
    from asm_graph.engine.workers.lanes import LaneLimits, SlowLane
    from asm_graph.engine.workers.process import WorkerProcess

_LAST_KINDS = {Kind.WHOLE, Kind.END}
_OUT_OF_MEMORY = {-signal.SIGABRT, -signal.SIGSEGV}
"""How a worker ends whose query needs more memory than it may have, or more stack: the engine recurses."""
_SHORTEST_WAIT = 0.01
"""Seconds between two looks at what a query has used."""


class Displaced(Exception):
    """The query needs a place in the slow lane that is not free; none of its answer was sent."""


class TakeBack(Protocol):
    """Called once with a finished query, and whether its worker can be used again."""

    def __call__(self, lease: RunningQuery, *, reusable: bool) -> None:
        """Take the worker back."""
        ...


class RunningQuery:
    """The body of an answer. The worker is killed at the time limit, whatever was sent by then.

    `in_slow_lane` says whether the query has its place there already; the lease gives it back.
    """

    def __init__(
        self,
        worker: WorkerProcess,
        lane: SlowLane,
        limits: LaneLimits,
        take_back: TakeBack,
        *,
        in_slow_lane: bool,
    ) -> None:
        self.worker = worker
        self._take_back = take_back
        self._lane = lane
        self._limits = limits
        self._in_slow_lane = in_slow_lane
        self._used_before = worker.processor_seconds()
        self._seconds = self._end = 0.0
        self._displaced = False
        self._expired = False
        self._whole = False
        self._open = True
        self._pieces: list[bytes] = []
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None

    async def begin(self, query: EngineQuery, seconds: float) -> bytes | None:
        """Ask, and wait until there is something to send; errors before that are raised here.

        A short answer is returned whole: its worker is given back at once, so that nobody's slow reading
        holds it. Of a long one nothing is returned; it has begun, in the slow lane.

        Raises:
            Displaced: it needs the slow lane, which is full.
        """
        self._seconds = seconds
        self._end = self._loop.time() + seconds
        self._look_again(0.0 if self._in_slow_lane else self._limits.quick_seconds)
        try:
            await self.worker.ask(query, seconds)
        except ConnectionError:
            raise await self._death() from None
        size = 0
        while not self._whole and size <= self._limits.quick_bytes:
            self._pieces.append(await self._next())
            size += len(self._pieces[-1])
        if self._whole:
            await self.aclose()
            return b"".join(self._pieces)
        if not self._in_slow_lane and not self._enter_slow_lane():
            raise Displaced
        return None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Iterate over the pieces; raise a `QueryError` where the answer breaks off."""
        pieces, self._pieces = self._pieces, []
        for piece in pieces:
            yield piece
        while not self._whole:
            if piece := await self._next():
                yield piece

    async def aclose(self) -> None:
        """Give the worker back, or have it killed where its answer is unfinished."""
        if not self._open:
            return
        self._open = False
        if self._timer is not None:
            self._timer.cancel()
        if self._in_slow_lane:
            self._lane.leave()
        self._take_back(self, reusable=self._whole and self.worker.alive and not self._expired)

    def end(self) -> None:
        """Kill the worker at once; whoever reads the answer is told."""
        self.worker.end()

    async def _next(self) -> bytes:
        try:
            kind, payload = await self.worker.receive()
        except asyncio.IncompleteReadError:
            raise await self._death() from None
        if kind is Kind.ERROR:
            failure = json.loads(payload)
            self._whole = failure["code"] != "memory"  # a worker that ran out of memory is not used again
            raise failure_of(failure)
        self._whole = kind in _LAST_KINDS
        return payload

    def _look(self) -> None:
        """See whether the time of the query is over, or its quick seconds are."""
        if self._loop.time() >= self._end:
            self._expired = True
            self.worker.end()
            return
        left = self._limits.quick_seconds - (self.worker.processor_seconds() - self._used_before)
        if self._in_slow_lane or (left > 0 and self.worker.alive):
            self._look_again(max(left, _SHORTEST_WAIT))
        elif self._enter_slow_lane():
            self._look_again(0.0)
        else:
            self._displaced = True
            self.worker.end()

    def _look_again(self, seconds: float) -> None:
        """Look when so many seconds are over, or at the end where the query has its place for good."""
        moment = self._end if self._in_slow_lane else min(self._loop.time() + seconds, self._end)
        self._timer = self._loop.call_at(moment, self._look)

    def _enter_slow_lane(self) -> bool:
        self._in_slow_lane = self._in_slow_lane or self._lane.enter_now()
        return self._in_slow_lane

    async def _death(self) -> QueryError | Displaced:
        code = await self.worker.kill()
        if self._displaced:
            return Displaced()
        if self._expired:
            message = f"ended after {self._seconds:g} s; ask for less, with LIMIT or closer patterns."
            return QueryLimitExceeded(message, "time", self._seconds)
        if code in _OUT_OF_MEMORY:
            return failure_of({"code": "memory"})
        return EngineFailure("the engine broke on this query; make it simpler.")
