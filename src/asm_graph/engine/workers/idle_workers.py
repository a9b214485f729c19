"""Idle workers waiting for queries, and queries waiting for workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.engine.workers.wait_queue import WaitQueue
from asm_graph.errors import EngineBusy

if TYPE_CHECKING:
    from collections.abc import Callable

    from asm_graph.engine.workers.counters import WorkerCounters
    from asm_graph.engine.workers.process import WorkerProcess


class IdleWorkers:
    """The idle workers of a pool, of which at most `limit` are in use at once.

    The one that was busy last is taken first: what it has read is still in memory. `bury` gets those that
    were found dead.
    """

    def __init__(self, limit: int, tally: WorkerCounters, bury: Callable[[WorkerProcess], None]) -> None:
        self._left = limit
        self._tally = tally
        self._bury = bury
        self._idle: list[WorkerProcess] = []
        self._turns: WaitQueue[WorkerProcess] = WaitQueue(self.give_back)

    def add(self, worker: WorkerProcess) -> None:
        """Add a worker that is ready for its first query."""
        self._idle.append(worker)
        self._serve_turns()

    def give_back(self, worker: WorkerProcess | None) -> None:
        """Return a worker, or its place where the worker is gone."""
        self._left += 1
        if worker is not None:
            self._idle.append(worker)
        self._serve_turns()

    def take_now(self) -> WorkerProcess | None:
        """Take a worker if one is free and nobody waits."""
        while self._left and self._idle:
            worker = self._idle.pop()
            if worker.alive:
                self._left -= 1
                return worker
            self._bury(worker)
        return None

    async def take(self, seconds: float, client: str = "") -> WorkerProcess:
        """Take a worker, after those who came first; clients take turns.

        Raises:
            EngineBusy: none became free within so many seconds.
        """
        self._tally.waiting += 1
        try:
            return await self._turns.wait(seconds, client)
        except TimeoutError:
            message = f"no worker became free within {seconds:g} s; try again shortly."
            raise EngineBusy(message) from None
        finally:
            self._tally.waiting -= 1

    def drop_all(self) -> list[WorkerProcess]:
        """Every idle worker, for the last time."""
        dropped, self._idle = self._idle, []
        return dropped

    def _serve_turns(self) -> None:
        while self._turns and (worker := self.take_now()) is not None:
            self._turns.serve(worker)
