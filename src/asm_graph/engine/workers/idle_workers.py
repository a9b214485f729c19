"""Workers that wait for a query, and queries that wait for a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.engine.workers.wait_queue import WaitQueue
from asm_graph.errors import EngineBusy

if TYPE_CHECKING:
    from collections.abc import Callable

    from asm_graph.engine.workers.counters import WorkerCounters
    from asm_graph.engine.workers.process import WorkerProcess


class IdleWorkers:
    """The workers of a pool that have nothing to do, of which at most `limit` are taken at once.

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
        """A worker is ready for its first query."""
        self._idle.append(worker)
        self._serve_turns()

    def give_back(self, worker: WorkerProcess | None) -> None:
        """A worker that was taken is idle again; none where it will not be."""
        self._left += 1
        if worker is not None:
            self._idle.append(worker)
        self._serve_turns()

    def take_now(self) -> WorkerProcess | None:
        """A worker, if there is one and nobody waits for it."""
        while self._left and self._idle:
            worker = self._idle.pop()
            if worker.alive:
                self._left -= 1
                return worker
            self._bury(worker)
        return None

    async def take(self, seconds: float, client: str = "") -> WorkerProcess:
        """A worker, for which others that came before are waited for; clients take turns.

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
