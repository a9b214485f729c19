"""Two lanes, so that long queries cannot take every worker.

A query begins in the quick lane, which has no limit but the number of workers. One that outlives its seconds
or has a long answer needs a place in the slow lane, of which there are fewer than workers: so there is always
a worker left for short queries.
"""

from __future__ import annotations

from dataclasses import dataclass

from asm_graph.engine.workers.idle_workers import WaitQueue
from asm_graph.errors import SlowLaneBusy


@dataclass(frozen=True, slots=True)
class LaneLimits:
    """The places of the slow lane, and what a query may use in the quick lane.

    Seconds are those of a processor, so that no query is slow because others are; bytes are those of its
    answer, which is kept in memory until it is whole.
    """

    slow_places: int
    quick_seconds: float
    quick_bytes: int


class SlowLane:
    """The places of the slow lane, given in order of arrival."""

    def __init__(self, places: int) -> None:
        self._places = places
        self._free = places
        self._turns: WaitQueue[None] = WaitQueue(lambda _: self.leave())

    def enter_now(self) -> bool:
        """Take a place, if there is one that nobody waits for."""
        if self._free == 0:
            return False
        self._free -= 1
        return True

    async def enter(self, seconds: float, client: str = "") -> None:
        """Wait for a place; clients take turns.

        Raises:
            SlowLaneBusy: none became free within so many seconds.
        """
        if self.enter_now():
            return
        try:
            await self._turns.wait(seconds, client)
        except TimeoutError:
            message = f"{self._places} long queries are under way; try again shortly, or ask for less."
            raise SlowLaneBusy(message) from None

    def leave(self) -> None:
        """Give a place back: to who waits first, if anybody does."""
        if self._turns:
            self._turns.serve(None)
        else:
            self._free += 1
