"""One queue for all conversions: bounded, fair to clients, with a place for what is short."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from asm_graph.conversion import places as module
from asm_graph.conversion.places import ConversionPlaces
from asm_graph.errors import ConversionsBusy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class Work:
    """Conversions under way, and the order in which they began."""

    def __init__(self, places: ConversionPlaces) -> None:
        self.places = places
        self.begun: list[str] = []
        self.end = asyncio.Event()

    async def one(self, name: str, *, is_long: bool = True) -> None:
        async with self.places.place(name[:1], is_long=is_long):
            self.begun.append(name)
            await self.end.wait()

    def begin(self, *names: str, is_long: bool = True) -> list[asyncio.Task[None]]:
        return [asyncio.create_task(self.one(name, is_long=is_long)) for name in names]


def run(test: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(test(), 20))


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def test_long_ones_leave_a_place_to_short_ones() -> None:
    async def test() -> None:
        work = Work(ConversionPlaces(3, 5))
        long = work.begin("a1", "a2", "a3", "a4")
        await settled()
        assert work.begun == ["a1", "a2"]
        short = work.begin("b1", "b2", is_long=False)
        await settled()
        assert work.begun == ["a1", "a2", "b1"]
        work.end.set()
        await asyncio.gather(*long, *short)
        assert sorted(work.begun) == ["a1", "a2", "a3", "a4", "b1", "b2"]

    run(test)


def test_clients_take_turns() -> None:
    async def test() -> None:
        work = Work(ConversionPlaces(1, 5))
        first = work.begin("a1")
        await settled()
        rest = work.begin("a2", "a3", "a4", "b1", "b2", "c1")
        await settled()
        work.end.set()
        await asyncio.gather(*first, *rest)
        assert work.begun == ["a1", "a2", "b1", "c1", "a3", "b2", "a4"]

    run(test)


def test_waiting_has_an_end_and_who_leaves_leaves_no_place_behind() -> None:
    async def test() -> None:
        work = Work(ConversionPlaces(1, 0.05))
        first = work.begin("a1")
        await settled()
        with pytest.raises(ConversionsBusy):
            await work.one("b1")
        leaving = work.begin("c1", "c2")
        await settled()
        for each in leaving:
            each.cancel()
        work.end.set()
        await asyncio.gather(*first, *leaving, return_exceptions=True)
        await work.one("d1")
        assert work.begun == ["a1", "d1"]

    run(test)


def test_no_more_wait_than_may(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test() -> None:
        monkeypatch.setattr(module, "_MOST_WAITING", 3)
        work = Work(ConversionPlaces(1, 5))
        begun = work.begin("a1", "a2", "a3", "a4")
        await settled()
        with pytest.raises(ConversionsBusy):
            await work.one("a5")
        work.end.set()
        await asyncio.gather(*begun)

    run(test)
