"""Idle workers waiting for queries, queries waiting for workers, and how many there were."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from asm_graph.errors import EngineBusy

if TYPE_CHECKING:
    from collections.abc import Callable

    from asm_graph.engine.workers.process import WorkerProcess


Thing = TypeVar("Thing")


class WaitQueue(Generic[Thing]):
    """Waiters: the clients take turns, and those of one client are served in order of arrival.

    `pass_on` gets what was given to one who gave up in the same moment.
    """

    def __init__(self, pass_on: Callable[[Thing], None]) -> None:
        self._pass_on = pass_on
        self._turns: OrderedDict[str, deque[asyncio.Future[Thing]]] = OrderedDict()

    def __len__(self) -> int:
        """How many wait."""
        return sum(map(len, self._turns.values()))

    def __bool__(self) -> bool:
        """Whether anybody waits."""
        return bool(self._turns)

    def serve(self, thing: Thing) -> None:
        """Give something to who waits first of the client whose turn it is."""
        client, turns = next(iter(self._turns.items()))
        turn = turns.popleft()
        self._turns.move_to_end(client)
        self._forget_if_empty(client)
        turn.set_result(thing)

    async def wait(self, seconds: float, client: str = "") -> Thing:
        """Wait for an item.

        Raises:
            TimeoutError: nothing was within so many seconds.
        """
        turn: asyncio.Future[Thing] = asyncio.get_running_loop().create_future()
        self._turns.setdefault(client, deque()).append(turn)
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.shield(turn)
        except (TimeoutError, asyncio.CancelledError):
            if turn.done():
                self._pass_on(turn.result())
            else:
                self._turns[client].remove(turn)
                self._forget_if_empty(client)
            raise

    def _forget_if_empty(self, client: str) -> None:
        if not self._turns[client]:
            del self._turns[client]


@dataclass(slots=True)
class WorkerCounters:
    """Queries waiting and running; workers killed or dead during a query."""

    waiting: int = 0
    under_way: int = 0
    killed: int = 0


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
