"""A FIFO queue of waiters for a scarce resource."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

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
