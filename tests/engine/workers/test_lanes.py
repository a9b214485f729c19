"""What takes long leaves a worker for what does not."""

from __future__ import annotations

import asyncio
import gc
import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from asm_graph.engine.interface import EngineQuery
from asm_graph.engine.workers.lanes import SlowLane
from asm_graph.engine.workers.pool import EmbeddedEngine, PoolLimits
from asm_graph.engine.workers.running_query import RunningQuery
from asm_graph.errors import QueryLimitExceeded, SlowLaneBusy

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

JSON = "application/sparql-results+json"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LONG = "SELECT * { ?s ?p ?o }"


def run(store: Path, limits: PoolLimits, test: Callable[[EmbeddedEngine], Awaitable[None]]) -> None:
    async def running() -> None:
        engine = await EmbeddedEngine.start(store, limits)
        try:
            await test(engine)
        finally:
            await engine.close()

    asyncio.run(running())


@pytest.fixture
def narrow(limits: PoolLimits) -> PoolLimits:
    """Three workers, of which slow queries have one; a second in all, half a second to wait."""
    lanes = replace(limits.lanes, slow_places=1, quick_seconds=0.1)
    worker = replace(limits.worker, seconds=1.5)
    return replace(limits, workers=3, queue_seconds=0.4, worker=worker, lanes=lanes)


async def ask(engine: EmbeddedEngine, text: str, **options: Any) -> bytes:
    return await (await engine.answer(EngineQuery(text, JSON, **options))).read()


def test_places_are_given_in_turn_and_come_back() -> None:
    async def test() -> None:
        lane = SlowLane(1)
        assert lane.enter_now()
        assert not lane.enter_now()
        with pytest.raises(SlowLaneBusy):
            await lane.enter(0.01)
        first, second = (asyncio.create_task(lane.enter(5)) for _ in range(2))
        await asyncio.sleep(0.01)
        lane.leave()
        await first
        assert not second.done()
        second.cancel()
        with pytest.raises(asyncio.CancelledError):
            await second
        lane.leave()
        assert lane.enter_now()

    asyncio.run(test())


def test_a_place_given_to_one_who_leaves_is_passed_on() -> None:
    async def test() -> None:
        lane = SlowLane(1)
        await lane.enter(1)
        leaving, staying = (asyncio.create_task(lane.enter(5)) for _ in range(2))
        await asyncio.sleep(0.01)
        lane.leave()
        leaving.cancel()
        await staying
        assert leaving.cancelled()

    asyncio.run(test())


def test_long_queries_over_the_places_are_told_and_short_ones_go_on(store: Path, narrow: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        runaways = [asyncio.create_task(ask(engine, RUNAWAY)) for _ in range(3)]
        await asyncio.sleep(0.4)
        for _ in range(20):
            assert json.loads(await ask(engine, "ASK {}"))["boolean"]
        assert not runaways[0].done()
        errors = await asyncio.gather(*runaways, return_exceptions=True)
        assert Counter(type(error) for error in errors) == {QueryLimitExceeded: 1, SlowLaneBusy: 2}
        assert await ask(engine, "ASK {}")

    run(store, narrow, test)


def test_a_displaced_query_is_answered_when_a_place_is_free(store: Path, narrow: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        held = await engine.answer(EngineQuery(LONG, JSON))  # long: it has the place
        assert held.length is None
        waiting = asyncio.create_task(ask(engine, LONG))
        await asyncio.sleep(0.2)
        assert not waiting.done()
        assert len(json.loads(await held.read())["results"]["bindings"]) == 4000
        assert len(json.loads(await waiting)["results"]["bindings"]) == 4000

    run(store, replace(narrow, queue_seconds=5, lanes=replace(narrow.lanes, quick_bytes=1000)), test)


def test_who_waits_for_a_place_keeps_nothing_of_the_first_attempt(store: Path, narrow: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        held = await engine.answer(EngineQuery(LONG, JSON))
        waiting = asyncio.create_task(ask(engine, LONG))
        await asyncio.sleep(0.5)
        assert not waiting.done()
        gc.collect()
        assert [one for one in gc.get_objects() if isinstance(one, RunningQuery)] == [held.body]
        await held.read()
        await waiting

    # Long enough for two of them on a busy machine: the time to answer is no part of this test.
    patient = replace(narrow, queue_seconds=20, worker=replace(narrow.worker, seconds=15))
    run(store, replace(patient, lanes=replace(narrow.lanes, quick_bytes=1000)), test)


def test_an_answer_that_fits_holds_no_worker(store: Path, narrow: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        held = [await engine.answer(EngineQuery(LONG, JSON)) for _ in range(5)]
        for answer in held:
            body = await answer.read()
            assert answer.length == len(body)
            assert len(json.loads(body)["results"]["bindings"]) == 4000

    run(store, replace(narrow, lanes=replace(narrow.lanes, quick_bytes=5_000_000)), test)


def test_draining_waits_for_those_who_wait_for_a_place(store: Path, narrow: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        held = await engine.answer(EngineQuery(LONG, JSON))
        waiting = asyncio.create_task(ask(engine, LONG))
        await asyncio.sleep(0.2)
        draining = asyncio.create_task(engine.drain())
        await asyncio.sleep(0)
        await held.body.aclose()
        assert len(json.loads(await waiting)["results"]["bindings"]) == 4000
        await draining

    run(store, replace(narrow, queue_seconds=5, lanes=replace(narrow.lanes, quick_bytes=1000)), test)
