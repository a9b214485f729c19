"""The embedded engine: a pool of worker processes over one store, each killed when its query must end.

A killed worker is replaced by a spare that is already running, so that the next query does not wait.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.engine.interface import Answer
from asm_graph.engine.workers.idle_workers import IdleWorkers, WorkerCounters
from asm_graph.engine.workers.lanes import LaneLimits, SlowLane
from asm_graph.engine.workers.process import WorkerLimits, WorkerStarter
from asm_graph.engine.workers.running_query import RunningQuery, SlowPlaceNeeded
from asm_graph.errors import EngineFailure

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from pathlib import Path

    from asm_graph.engine.interface import EngineQuery
    from asm_graph.engine.workers.process import WorkerProcess

_RETRY_SECONDS = 1.0
_FAREWELL_SECONDS = 1.0
"""How long closing waits for the readers of answers under way to hear that these have ended."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """Concurrent queries, seconds to wait, and the limits of a worker and a lane."""

    workers: int
    queue_seconds: float
    worker: WorkerLimits
    lanes: LaneLimits


class EmbeddedEngine:
    """Workers over the store of one release; `start` makes it."""

    def __init__(self, store: Path, limits: PoolLimits, tally: WorkerCounters) -> None:
        self._tally = tally
        self._starter = WorkerStarter(store, limits.worker)
        self._limits = limits
        self._slow_lane = SlowLane(limits.lanes.slow_places)
        self._idle = IdleWorkers(limits.workers, tally, lambda dead: self._run(self._replace(dead)))
        self._errands: set[asyncio.Task[None]] = set()
        self._leases: set[RunningQuery] = set()
        self._closed = False
        self._active = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @classmethod
    async def start(
        cls, store: Path, limits: PoolLimits, tally: WorkerCounters | None = None
    ) -> EmbeddedEngine:
        """Start the workers and a spare; raise `EngineFailure` where the store does not open."""
        engine = cls(store, limits, tally or WorkerCounters())
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(limits.workers + 1):
                    group.create_task(engine._add_worker())
        except* EngineFailure as failures:
            await engine.close()
            raise failures.exceptions[0] from None
        return engine

    async def answer(self, query: EngineQuery) -> Answer:
        """Answer a query by an idle worker.

        Raises:
            EngineBusy: no worker, or no place in the slow lane, became free within the waiting time.
        """
        with self.kept_open():
            with contextlib.suppress(SlowPlaceNeeded):
                return await self._attempt(query, in_slow_lane=False)
            # Not while the exception is handled: its traceback holds what the attempt had of the answer.
            await self._slow_lane.enter(self._limits.queue_seconds, query.client)
            return await self._attempt(query, in_slow_lane=True)

    async def _attempt(self, query: EngineQuery, *, in_slow_lane: bool) -> Answer:
        limit = self._limits.worker.seconds
        lease, has_begun = await self._lease(query.client, in_slow_lane=in_slow_lane), False
        try:
            whole = await lease.begin(query, min(query.seconds or limit, limit))
            has_begun = True
        finally:
            if not has_begun:
                await lease.aclose()
        return Answer(lease) if whole is None else Answer.whole(whole)

    @contextlib.contextmanager
    def kept_open(self) -> Iterator[None]:
        """Keep the engine from being drained."""
        self._enter()
        try:
            yield
        finally:
            self._leave()

    async def drain(self) -> None:
        """Wait for the queries under way, then close."""
        await self._quiet.wait()
        await self.close()

    async def close(self) -> None:
        """Kill every worker; answers under way end with an `EngineFailure`."""
        self._closed = True
        for lease in self._leases:
            lease.end()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_FAREWELL_SECONDS):
                await self._quiet.wait()
        await asyncio.gather(*self._errands)
        for worker in self._idle.drop_all():
            await worker.kill()
        self._starter.close()

    async def _lease(self, client: str, *, in_slow_lane: bool) -> RunningQuery:
        """Take a worker for one query, or return what was taken where there is none."""
        worker = self._idle.take_now()
        try:
            worker = worker or await self._idle.take(self._limits.queue_seconds, client)
        finally:
            if worker is None and in_slow_lane:
                self._slow_lane.leave()
        self._enter()
        lease = RunningQuery(
            worker, self._slow_lane, self._limits.lanes, self._take_back, in_slow_lane=in_slow_lane
        )
        self._leases.add(lease)
        self._tally.under_way += 1
        return lease

    def _take_back(self, lease: RunningQuery) -> None:
        """Take a worker back at once where it has answered, else once it has stopped."""
        if lease.is_over:
            self._finish(lease)
        else:
            self._run(self._stop(lease))

    async def _stop(self, lease: RunningQuery) -> None:
        await lease.stop()
        self._finish(lease)

    def _finish(self, lease: RunningQuery) -> None:
        reusable = lease.finish()
        self._leases.discard(lease)
        self._tally.under_way -= 1
        self._tally.killed += not reusable
        self._idle.give_back(lease.worker if reusable else None)
        self._leave()
        if not reusable:
            self._run(self._replace(lease.worker))

    def _enter(self) -> None:
        self._active += 1
        self._quiet.clear()

    def _leave(self) -> None:
        self._active -= 1
        if self._active == 0:
            self._quiet.set()

    def _run(self, errand: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(errand)
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def _replace(self, worker: WorkerProcess) -> None:
        await worker.kill()
        while not self._closed:
            try:
                await self._add_worker()
            except EngineFailure as error:
                _log.error("a worker could not be replaced; trying again: %s", error)
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                return

    async def _add_worker(self) -> None:
        self._idle.add(await self._starter.start())
