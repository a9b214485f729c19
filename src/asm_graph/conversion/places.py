"""The places for conversions: one queue for all kinds, with an end."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from asm_graph.engine.workers.idle_workers import WaitQueue
from asm_graph.errors import ConversionsBusy

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_MOST_WAITING = 200


class ConversionPlaces:
    """So many conversions run at once; others wait for so many seconds, and clients take turns.

    Long ones (spreadsheets, reports, comparisons) leave one place to short ones (pictures), where there are
    several.
    """

    def __init__(self, places: int, seconds: float) -> None:
        self._places = places
        self._seconds = seconds
        self._under_way = {True: 0, False: 0}
        self._most = {True: max(1, places - 1), False: places}
        self._waiting: dict[bool, WaitQueue[None]] = {
            True: WaitQueue(lambda _: self._leave(is_long=True)),
            False: WaitQueue(lambda _: self._leave(is_long=False)),
        }

    @asynccontextmanager
    async def place(self, client: str = "", *, is_long: bool) -> AsyncIterator[None]:
        """Hold a place for the length of a block.

        Raises:
            ConversionsBusy: none became free in time, or too many wait.
        """
        await self._enter(client, is_long=is_long)
        try:
            yield
        finally:
            self._leave(is_long=is_long)

    async def _enter(self, client: str, *, is_long: bool) -> None:
        waiting = self._waiting[is_long]
        if self._admits(is_long=is_long) and not waiting:
            self._under_way[is_long] += 1
            return
        if len(waiting) >= _MOST_WAITING:
            raise ConversionsBusy("too many conversions wait; try again shortly.")
        try:
            await waiting.wait(self._seconds, client)
        except TimeoutError:
            message = f"no place for a conversion became free within {self._seconds:g} s; try again shortly."
            raise ConversionsBusy(message) from None

    def _leave(self, *, is_long: bool) -> None:
        self._under_way[is_long] -= 1
        for kind in (False, True):
            while self._waiting[kind] and self._admits(is_long=kind):
                self._under_way[kind] += 1
                self._waiting[kind].serve(None)

    def _admits(self, *, is_long: bool) -> bool:
        return sum(self._under_way.values()) < self._places and self._under_way[is_long] < self._most[is_long]
