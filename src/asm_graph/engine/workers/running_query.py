"""One query on one worker, from the request to the last byte of the answer."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
from typing import TYPE_CHECKING, TypeAlias

from asm_graph.engine.workers.frames import FrameKind, failure_of
from asm_graph.errors import EngineFailure, QueryError, QueryLimitExceeded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from asm_graph.engine.interface import EngineQuery
    from asm_graph.engine.workers.lanes import LaneLimits, SlowLane
    from asm_graph.engine.workers.process import WorkerProcess

_LAST_KINDS = {FrameKind.WHOLE, FrameKind.END}
_OUT_OF_MEMORY = {-signal.SIGABRT, -signal.SIGSEGV}
"""How a worker ends whose query needs more memory than it may have, or more stack: the engine recurses."""
_SHORTEST_WAIT = 0.01
"""Seconds between two looks at what a query has used."""
_STOP_SECONDS = 0.5
"""How long a query of the slow lane may go on that was told to stop: it looks before each piece it sends."""


class SlowPlaceNeeded(Exception):
    """The query needs a place in the slow lane that is not free; none of its answer was sent."""


TakeBack: TypeAlias = "Callable[[RunningQuery], None]"
"""Called once with a query whose answer nobody reads any more: its worker may have to be stopped first."""


class RunningQuery:
    """The body of an answer. The worker is killed at the time limit, whatever was sent by then.

    Whoever leaves before does not have it killed at once, for starting another takes more than many a query:
    the worker is told to stop. It is killed only if it goes on, and has used what the quick lane allows.

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
        self._asked = False
        self._is_left = False
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
        self._seconds, self._asked = seconds, True
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
            raise SlowPlaceNeeded
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
        """Give the worker back, or have it stopped where its answer is unfinished."""
        if self._open:
            self._open = False
            self._take_back(self)

    @property
    def is_over(self) -> bool:
        """Whether the worker has nothing to do any more for this query."""
        return self._whole or self._expired or not (self._asked and self.worker.alive)

    async def stop(self) -> None:
        """Have the worker end its answer, or end the worker."""
        self._is_left = True
        if self._in_slow_lane:
            self._end = min(self._end, self._loop.time() + _STOP_SECONDS)
            self._look_again(0.0)
        with contextlib.suppress(QueryError, SlowPlaceNeeded, ConnectionError):
            self.worker.ask_to_stop()
            while not self._whole:
                await self._next()

    def finish(self) -> bool:
        """Give back all but the worker; whether that is fit for another query."""
        if self._timer is not None:
            self._timer.cancel()
        if self._in_slow_lane:
            self._lane.leave()
        return (self._whole or not self._asked) and self.worker.alive and not self._expired

    def end(self) -> None:
        """Kill the worker at once; whoever reads the answer is told."""
        self.worker.end()

    async def _next(self) -> bytes:
        try:
            kind, payload = await self.worker.receive()
        except asyncio.IncompleteReadError:
            raise await self._death() from None
        if kind is FrameKind.ERROR:
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
        elif not self._is_left and self._enter_slow_lane():
            self._look_again(0.0)
        else:
            self._displaced = True
            self.worker.end()

    def _look_again(self, seconds: float) -> None:
        """Look when so many seconds are over, or at the end where the query has its place for good."""
        if self._timer is not None:
            self._timer.cancel()
        moment = self._end if self._in_slow_lane else min(self._loop.time() + seconds, self._end)
        self._timer = self._loop.call_at(moment, self._look)

    def _enter_slow_lane(self) -> bool:
        self._in_slow_lane = self._in_slow_lane or self._lane.enter_now()
        return self._in_slow_lane

    async def _death(self) -> QueryError | SlowPlaceNeeded:
        code = await self.worker.kill()
        if self._displaced:
            return SlowPlaceNeeded()
        if self._expired:
            message = f"ended after {self._seconds:g} s; ask for less, with LIMIT or closer patterns."
            return QueryLimitExceeded(message, "time", self._seconds)
        if code in _OUT_OF_MEMORY:
            return failure_of({"code": "memory"})
        return EngineFailure("the engine broke on this query; make it simpler.")
