"""The pool of workers, with real processes over a real store."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.hanging import fails_if_it_hangs

from asm_graph.engine.interface import EngineQuery
from asm_graph.engine.workers.idle_workers import WorkerCounters
from asm_graph.engine.workers.pool import EmbeddedEngine, PoolLimits
from asm_graph.errors import EngineBusy, EngineFailure, QueryLimitExceeded, QuerySyntaxError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

JSON = "application/sparql-results+json"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
MANY = "DESCRIBE " + " ".join(f"<http://e/{number}>" for number in range(6_000))
NESTED = "SELECT (" + "(" * 20_000 + "1" + ")" * 20_000 + " AS ?x) {}"


def with_engine(store: Path, limits: PoolLimits, test: Callable[[EmbeddedEngine], Awaitable[None]]) -> None:
    async def run() -> None:
        engine = await EmbeddedEngine.start(store, limits)
        try:
            await test(engine)
        finally:
            await engine.close()

    asyncio.run(run())


def within(limits: PoolLimits, **changes: Any) -> PoolLimits:
    """The limits with some of a worker's changed."""
    return replace(limits, worker=replace(limits.worker, **changes))


async def ask(engine: EmbeddedEngine, text: str, **options: Any) -> bytes:
    answer = await engine.answer(EngineQuery(text, options.pop("media_type", JSON), **options))
    return await answer.read()


def test_answers(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        held = [await engine.answer(EngineQuery("ASK {}", JSON)) for _ in range(limits.workers + 2)]
        assert all([await answer.read() for answer in held])  # none of them held a worker
        answer = await engine.answer(EngineQuery("ASK { ?s ?p 'value 1' }", JSON))
        body = await answer.read()
        assert json.loads(body)["boolean"] is True
        assert answer.length == len(body)
        assert await ask(
            engine, "CONSTRUCT { <http://e/x> <http://e/y> 1 } {}", media_type="application/n-triples"
        )
        assert b"in a" in await ask(engine, "SELECT * { ?s ?p ?o }", default_graphs=("http://e/ga",))
        assert b"in a" not in await ask(engine, "SELECT * { ?s ?p ?o }")

    with_engine(store, limits, test)


def test_a_long_answer_comes_in_pieces_and_whole(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        answer = await engine.answer(EngineQuery("SELECT * { ?s ?p ?o }", JSON))
        pieces = [piece async for piece in answer.body]
        await answer.body.aclose()
        assert answer.length is None
        assert len(pieces) > 3
        assert len(json.loads(b"".join(pieces))["results"]["bindings"]) == 4000

    with_engine(store, limits, test)


def test_errors_of_a_query_are_told_and_the_worker_stays(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        with pytest.raises(QuerySyntaxError) as caught:
            await ask(engine, "SELECT *\n{ ?s }")
        assert caught.value.line == 2
        with pytest.raises(EngineFailure):  # the guard is not asked here: the network is out of reach
            await ask(engine, "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
        assert await ask(engine, "ASK {}")

    with_engine(store, limits, test)


def test_runaways_end_at_the_limit_and_short_queries_go_on(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        runaway = asyncio.create_task(ask(engine, RUNAWAY))
        for _ in range(20):
            assert await ask(engine, "ASK {}")
        assert not runaway.done()
        with pytest.raises(QueryLimitExceeded) as caught:
            await runaway
        assert caught.value.limit == "time"
        assert await ask(engine, "ASK {}")

    with_engine(store, within(limits, seconds=1), test)


def test_an_answer_under_way_ends_at_the_limit_too(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        answer = await engine.answer(EngineQuery(ENDLESS, JSON))
        with pytest.raises(QueryLimitExceeded):
            await answer.read()

    with_engine(store, within(limits, seconds=0.5, result_bytes=10**12), test)


def test_a_query_may_ask_for_less_time(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        with pytest.raises(QueryLimitExceeded):
            await ask(engine, RUNAWAY, seconds=0.3)

    with fails_if_it_hangs():
        with_engine(store, within(limits, seconds=3600), test)


def test_who_leaves_long_answers_has_no_worker_killed(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine, counters: WorkerCounters) -> None:
        for _ in range(10):
            answers = [await engine.answer(EngineQuery(ENDLESS, JSON)) for _ in range(limits.workers)]
            for answer in answers:
                await answer.body.aclose()
        assert await eventually(lambda: counters.under_way == 0)
        assert counters.killed == 0
        assert await ask(engine, "ASK {}")

    counted(store, within(limits, result_bytes=10**12), test)


def test_who_leaves_before_the_first_piece_has_no_worker_killed_at_once(
    store: Path, limits: PoolLimits
) -> None:
    """Starting another takes longer: those who ask and leave would use workers up faster than they start."""

    async def test(engine: EmbeddedEngine, counters: WorkerCounters) -> None:
        leaving = [asyncio.create_task(ask(engine, RUNAWAY)) for _ in range(limits.workers)]
        await asyncio.sleep(0.05)
        for one in leaving:
            one.cancel()
        await asyncio.gather(*leaving, return_exceptions=True)
        assert (counters.under_way, counters.killed) == (limits.workers, 0)
        assert await ask(engine, "ASK {}")  # once they have had their time, and others are there
        assert await eventually(lambda: counters.under_way == 0)
        assert counters.killed == limits.workers

    counted(store, limits, test)


def test_who_leaves_while_waiting_leaves_nothing_behind(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine, counters: WorkerCounters) -> None:
        leaving = [asyncio.create_task(ask(engine, "ASK {}")) for _ in range(50)]
        await asyncio.sleep(0)
        for one in leaving:
            one.cancel()
        await asyncio.gather(*leaving, return_exceptions=True)
        assert await eventually(lambda: counters.under_way == 0)
        assert counters.killed == 0
        assert await ask(engine, "ASK {}")

    counted(store, limits, test)


async def eventually(holds: Callable[[], bool]) -> bool:
    for _ in range(1000):
        if holds():
            return True
        await asyncio.sleep(0.01)
    return False


def counted(
    store: Path,
    limits: PoolLimits,
    test: Callable[[EmbeddedEngine, WorkerCounters], Awaitable[None]],
) -> None:
    """Run a test of an engine whose workers are counted."""

    async def run() -> None:
        counters = WorkerCounters()
        engine = await EmbeddedEngine.start(store, limits, counters)
        try:
            await test(engine, counters)
        finally:
            await engine.close()

    asyncio.run(run())


def test_a_crash_costs_only_its_own_query(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        good = asyncio.gather(*(ask(engine, "ASK {}") for _ in range(10)))
        for too_deep in (NESTED, MANY):
            with pytest.raises(QueryLimitExceeded) as caught:
                await ask(engine, too_deep, media_type="text/turtle" if too_deep is MANY else JSON)
            assert caught.value.limit == "memory"
        assert all(await good)
        assert await ask(engine, "ASK {}")

    with_engine(store, within(limits, seconds=60), test)


def test_memory_and_size_are_limited(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        with pytest.raises(QueryLimitExceeded) as caught:
            await ask(engine, f"{ENDLESS} ORDER BY ?c")
        assert caught.value.limit == "memory"
        with pytest.raises(QueryLimitExceeded) as caught:
            await ask(engine, ENDLESS)
        assert caught.value.limit == "bytes"
        assert await ask(engine, "ASK {}")

    with_engine(store, within(limits, memory=700_000_000, seconds=20), test)


def test_a_full_house_is_told_after_the_waiting_time(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        held = [await engine.answer(EngineQuery(ENDLESS, JSON)) for _ in range(limits.workers)]
        with pytest.raises(EngineBusy):
            await ask(engine, "ASK {}")
        for answer in held:
            await answer.body.aclose()
        assert await ask(engine, "ASK {}")

    with_engine(store, replace(limits, queue_seconds=0.2), test)


def test_giving_up_frees_the_worker(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        for _ in range(2 * limits.workers + 2):
            waiting = asyncio.create_task(ask(engine, RUNAWAY))
            await asyncio.sleep(0.02)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
        assert await ask(engine, "ASK {}")

    with_engine(store, limits, test)


def test_draining_finishes_what_is_under_way(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        answer = await engine.answer(EngineQuery("SELECT * { ?s ?p ?o }", JSON))
        draining = asyncio.create_task(engine.drain())
        await asyncio.sleep(0.05)
        assert not draining.done()
        assert len(json.loads(await answer.read())["results"]["bindings"]) == 4000
        await draining

    with_engine(store, limits, test)


def test_a_store_that_does_not_open_is_told(tmp_path: Path, limits: PoolLimits) -> None:
    with pytest.raises(EngineFailure, match="build the release again"):
        asyncio.run(EmbeddedEngine.start(tmp_path / "nothing", limits))


def test_a_starter_that_was_killed_is_replaced_with_its_workers(store: Path, limits: PoolLimits) -> None:
    async def test(engine: EmbeddedEngine) -> None:
        (starter,) = starters()
        workers = children(starter)
        assert len(workers) == limits.workers + 1
        os.kill(starter, signal.SIGKILL)
        assert await eventually(lambda: not any(Path(f"/proc/{each}/cwd").exists() for each in workers))
        assert await ask(engine, "ASK {}")
        assert starters() != [starter]

    with_engine(store, limits, test)


def test_a_worker_has_no_secrets_and_no_file_of_others(
    store: Path, limits: PoolLimits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASM_GRAPH_SECRET", "hidden")

    async def test(engine: EmbeddedEngine) -> None:
        assert await ask(engine, "ASK {}")
        (starter,) = starters()
        for process in map(Path, (f"/proc/{each}" for each in children(starter))):
            assert b"hidden" not in (process / "environ").read_bytes()
            open_files = [str(file.readlink()) for file in (process / "fd").iterdir()]
            assert sum(file.startswith("socket:") for file in open_files) == 2  # standard input and output
            assert not any(file.startswith("anon_inode:[pidfd]") for file in open_files)
            assert "1500000000" in (process / "limits").read_text().partition("Max address space")[2]
            assert (process / "oom_score_adj").read_text().strip() == "1000"

    with_engine(store, limits, test)


def starters() -> list[int]:
    commands = {each: Path(f"/proc/{each}/cmdline").read_bytes() for each in children(os.getpid())}
    return [process for process, command in commands.items() if b"workers.starter" in command]


def children(process: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
