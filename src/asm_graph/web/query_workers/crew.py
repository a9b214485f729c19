"""The workers that there are, with a spare that takes over at once where one ends."""

from __future__ import annotations

import logging
import select
import time
from typing import TYPE_CHECKING

from asm_graph.web.query_workers.processes import Starter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.web.query_workers.processes import Worker
    from asm_graph.web.query_workers.shared_memory import SharedMemory
    from asm_graph.web.query_workers.worker import WorkerRules

_RETRY_SECONDS = 1.0
_log = logging.getLogger(__name__)


class Crew:
    """So many workers and a spare; `epoll` tells what their channels say."""

    def __init__(self, rules: WorkerRules, memory: SharedMemory, count: int, epoll: select.epoll) -> None:
        self._rules = rules
        self._memory = memory
        self._epoll = epoll
        self._count = count
        self._starter: Starter | None = None
        self._free_slots = list(range(count, -1, -1))
        self._all: dict[int, Worker] = {}
        self._working: list[Worker] = []
        self._spares: list[Worker] = []
        self._retry_at = 0.0

    def __bool__(self) -> bool:
        """Whether there is any worker."""
        return bool(self._all)

    def __iter__(self) -> Iterator[Worker]:
        """Iterate over those that have connections, or may get some."""
        return iter(list(self._working))

    def everyone(self) -> list[Worker]:
        """Return all of them, also those that are not ready yet."""
        return list(self._all.values())

    def at(self, place: int) -> Worker | None:
        """Return the worker whose channel has this descriptor."""
        return self._all.get(place)

    def fill(self) -> None:
        """Start workers where some are missing; what cannot be started now is tried again in a while."""
        if not self._free_slots or time.monotonic() < self._retry_at:
            return
        try:
            self._starter = self._starter or Starter(self._rules, self._memory)
            while self._free_slots:
                worker = self._starter.start(self._free_slots[-1])
                self._free_slots.pop()
                self._all[worker.channel.fileno()] = worker
                self._epoll.register(worker.channel, select.EPOLLIN)
        except OSError as error:
            _log.error("workers could not be started; trying again: %s", error)
            self._retry_at = time.monotonic() + _RETRY_SECONDS
            if isinstance(error, ConnectionError):  # nobody is there to start any
                self._end_starter()

    def note_ready(self, worker: Worker, process: int) -> None:
        """Note that a worker runs, as this process: it works, or is a spare; what cannot be watched ends."""
        try:
            worker.be_ready(process)
        except OSError as error:
            _log.error("a worker could not be watched; trying again: %s", error)
            worker.dismiss()
            return
        (self._working if len(self._working) < self._count else self._spares).append(worker)

    def choose(self, *, at_once: bool = False) -> Worker | None:
        """Return the worker with the fewest connections, if possible none that is busy.

        With `at_once` only such a one.
        """
        fit = [each for each in self._working if each.watched is None] if at_once else self._working
        return min(
            fit,
            key=lambda each: (each.watched is not None, len(each.connections), each.slot.index),
            default=None,
        )

    def remove(self, worker: Worker) -> None:
        """Let go of a worker that is gone; a spare takes over."""
        if not worker.is_ready:  # something is wrong with all of them, more likely than not
            self._retry_at = time.monotonic() + _RETRY_SECONDS
        self._epoll.unregister(worker.channel)
        del self._all[worker.channel.fileno()]
        worker.close()
        worker.slot.finish()
        self._free_slots.append(worker.slot.index)
        if worker in self._spares:
            self._spares.remove(worker)
        if worker in self._working:
            self._working.remove(worker)
            self._working += [self._spares.pop()] if self._spares else []

    def close(self) -> None:
        """End all that there still are."""
        self._end_starter()
        for worker in self.everyone():
            self.remove(worker)

    def _end_starter(self) -> None:
        """End the process that starts workers, and the workers with it."""
        if self._starter is not None:
            self._starter.close()
            self._starter = None
