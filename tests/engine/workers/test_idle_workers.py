"""Workers are given out one by one, in turn, and none is lost."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

import pytest

from asm_graph.engine.workers.idle_workers import IdleWorkers, WorkerCounters
from asm_graph.errors import EngineBusy

if TYPE_CHECKING:
    from asm_graph.engine.workers.process import WorkerProcess


class _Worker:
    def __init__(self, *, alive: bool = True) -> None:
        self.alive = alive


def worker(*, alive: bool = True) -> WorkerProcess:
    return cast("WorkerProcess", _Worker(alive=alive))


def idle_of(limit: int, *workers: WorkerProcess) -> tuple[IdleWorkers, list[WorkerProcess]]:
    buried: list[WorkerProcess] = []
    idle = IdleWorkers(limit, WorkerCounters(), buried.append)
    for each in workers:
        idle.add(each)
    return idle, buried


def test_the_one_busy_last_is_taken_first_and_no_more_than_the_limit() -> None:
    first, last = worker(), worker()
    idle, _ = idle_of(1, first, last)
    assert idle.take_now() is last
    assert idle.take_now() is None
    idle.give_back(last)
    assert idle.take_now() is last
    idle.give_back(None)
    assert idle.take_now() is first


def test_the_dead_are_buried() -> None:
    living, dead = worker(), worker(alive=False)
    idle, buried = idle_of(2, living, dead)
    assert idle.take_now() is living
    assert buried == [dead]


def test_who_waits_is_served_in_turn_and_who_leaves_passes_it_on() -> None:
    async def test() -> None:
        idle, _ = idle_of(1)
        leaving, first, second = (asyncio.create_task(idle.take(5)) for _ in range(3))
        await asyncio.sleep(0.01)
        only = worker()
        idle.add(only)
        leaving.cancel()
        assert await first is only
        assert not second.done()
        idle.give_back(only)
        assert await second is only
        second_to_none = asyncio.create_task(idle.take(5))
        await asyncio.sleep(0)
        second_to_none.cancel()
        await asyncio.gather(second_to_none, return_exceptions=True)
        idle.give_back(only)
        assert idle.take_now() is only

    asyncio.run(test())


def test_waiting_has_an_end() -> None:
    async def test() -> None:
        idle, _ = idle_of(1)
        with pytest.raises(EngineBusy):
            await idle.take(0.01)
        idle.add(worker())
        assert idle.take_now() is not None

    asyncio.run(test())


def test_clients_that_wait_take_turns() -> None:
    async def test() -> None:
        idle, _ = idle_of(1)
        served: list[str] = []

        async def take(client: str) -> None:
            taken = await idle.take(5, client)
            served.append(client)
            idle.give_back(taken)

        waiting = [asyncio.create_task(take(client)) for client in "aaaabbc"]
        await asyncio.sleep(0)
        waiting[1].cancel()
        idle.add(worker())
        await asyncio.gather(*waiting, return_exceptions=True)
        assert served == ["a", "b", "c", "a", "b", "a"]

    asyncio.run(test())
