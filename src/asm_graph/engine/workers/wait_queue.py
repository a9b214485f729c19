"""A FIFO queue of waiters for a scarce resource."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Thing = TypeVar("Thing")


class WaitQueue(Generic[Thing]):
    """Waiters, served in order of arrival.

    `pass_on` gets what was given to one who gave up in the same moment.
    """

    def __init__(self, pass_on: Callable[[Thing], None]) -> None:
        self._pass_on = pass_on
        self._turns: deque[asyncio.Future[Thing]] = deque()

    def __len__(self) -> int:
        """How many wait."""
        return len(self._turns)

    def serve(self, thing: Thing) -> None:
        """Give something to who waits first."""
        self._turns.popleft().set_result(thing)

    async def wait(self, seconds: float) -> Thing:
        """Wait for an item.

        Raises:
            TimeoutError: nothing was within so many seconds.
        """
        turn: asyncio.Future[Thing] = asyncio.get_running_loop().create_future()
        self._turns.append(turn)
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.shield(turn)
        except (TimeoutError, asyncio.CancelledError):
            if turn.done():
                self._pass_on(turn.result())
            else:
                self._turns.remove(turn)
            raise
