"""The watch over workers: what waits behind a busy one moves to another; one busy for long is ended.

A query that is ended goes on in the page server, which has lanes, limits and words for it.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from asm_graph.web.query_workers.shared_memory import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asm_graph.web.query_workers.processes import Worker
    from asm_graph.web.query_workers.shared_memory import SharedMemory

TICK_SECONDS: Final = 0.01
_BUSY_SECONDS = 0.005
"""Seconds after which others do not wait for a worker."""
_MOST_PROCESSOR_SECONDS = 0.1
"""What a query may use in a worker: about what it takes to start another."""
_MOST_SECONDS = 2.0
"""How long it may take on a machine that is busy with other things."""
_QUIET_TICKS = 20
_SLEEP_SECONDS = 1.0


class Watch:
    """Looks at workers, tick by tick.

    `rescue` gets the busy ones, whose lock is held meanwhile, and the numbers of the connections they serve.
    """

    def __init__(self, memory: SharedMemory, rescue: Callable[[Worker, int], None]) -> None:
        self._memory = memory
        self._rescue = rescue
        self._quiet = 0

    def patience(self) -> float:
        """How long until the next look; as long as nothing is done, whoever begins wakes the supervisor.

        That it sleeps is said a tick before it does: who began just before it was said is seen by then.
        """
        is_said = self._memory.supervisor_sleeps
        self._memory.supervisor_sleeps = self._quiet >= _QUIET_TICKS
        return _SLEEP_SECONDS if is_said and self._memory.supervisor_sleeps else TICK_SECONDS

    def wake(self) -> None:
        """Look at every tick for a while."""
        self._quiet = 0

    def look(self, workers: Iterable[Worker]) -> None:
        """See what each worker does, and since when."""
        self._quiet += 1
        for worker in workers:
            number = worker.slot.serving
            if number is None:
                worker.watched = None
                continue
            self._quiet = 0
            self._look_at(worker, (number, worker.slot.since))

    def _look_at(self, worker: Worker, seen: tuple[int, float]) -> None:
        if worker.watched != seen:
            worker.watched, worker.used_before = seen, worker.processor_seconds()
        busy = time.monotonic() - seen[1]
        if busy < _BUSY_SECONDS or not worker.slot.try_lock():
            return
        try:
            if (worker.slot.serving, worker.slot.since) == seen:
                self._rescue(worker, seen[0])
                used = worker.processor_seconds() - worker.used_before
                is_over = used > _MOST_PROCESSOR_SECONDS or busy > _MOST_SECONDS
                if is_over and worker.slot.phase is Phase.EVALUATING:
                    self._memory.note_long(worker.slot.query)
                    worker.kill()
        finally:
            worker.slot.unlock()
