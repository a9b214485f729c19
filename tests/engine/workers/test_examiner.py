"""Long texts are examined in a process: with the same outcome, in turn, and never for ever."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asm_graph.engine.workers import examiner as module
from asm_graph.engine.workers.examine import examined
from asm_graph.engine.workers.examiner import Examiner, _examined
from asm_graph.errors import EngineBusy, QueryLimitExceeded, QueryRefused
from asm_graph.query.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from asm_graph.query.guard import Examined

GUARD = Guard(max_bytes=200_000, max_depth=100, max_prefixes=50, max_clauses=40, max_operators=60)
LONG = "SELECT * { ?s ?p " + ", ".join(f"<http://e/{number}>" for number in range(200)) + " }"


def run(test: Callable[[Examiner], Awaitable[None]], queue_seconds: float = 20) -> None:
    async def running() -> None:
        examiner = Examiner(GUARD, queue_seconds)
        try:
            await asyncio.wait_for(test(examiner), 60)
        finally:
            await examiner.close()

    asyncio.run(running())


def outcome(examine: Callable[[], Examined]) -> object:
    try:
        return examine()
    except QueryRefused as error:
        return error.code, error.line, error.column, str(error)


@settings(max_examples=50)
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_a_process_says_what_the_guard_says(text: str) -> None:
    query = f"SELECT * {{ {text} }}"
    assert outcome(lambda: _examined(examined(GUARD, query))) == outcome(lambda: GUARD.examine(query))


def test_long_texts_go_to_one_process() -> None:
    async def test(examiner: Examiner) -> None:
        assert await examiner.examine("ASK {}") == GUARD.examine("ASK {}")
        assert examiner._process is None
        both = await asyncio.gather(*(examiner.examine(LONG, "a") for _ in range(5)))
        assert set(both) == {GUARD.examine(LONG)}
        process = examiner._process
        with pytest.raises(QueryRefused) as caught:
            await examiner.examine(f"{LONG}\n SERVICE <http://e/> {{}}")
        assert (caught.value.code, caught.value.line, caught.value.column) == ("service", 2, 2)
        assert examiner._process is process

    run(test)


def test_who_leaves_does_not_end_it_for_others() -> None:
    async def test(examiner: Examiner) -> None:
        await examiner.examine(LONG)
        process = examiner._process
        leaving = [asyncio.create_task(examiner.examine(LONG)) for _ in range(10)]
        await asyncio.sleep(0)
        for each in leaving:
            each.cancel()
        await asyncio.gather(*leaving, return_exceptions=True)
        assert await examiner.examine(LONG) == GUARD.examine(LONG)
        assert examiner._process is process

    run(test)


def test_a_text_that_takes_too_long_ends_it_and_the_next_is_examined(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(examiner: Examiner) -> None:
        await examiner.examine(LONG)
        process = examiner._process
        with monkeypatch.context() as impatient:
            impatient.setattr(module, "_SECONDS", 0.0)
            with pytest.raises(QueryLimitExceeded):
                await examiner.examine(LONG)
        assert await examiner.examine(LONG) == GUARD.examine(LONG)
        assert examiner._process is not process

    run(test)


def test_a_process_that_dies_is_replaced() -> None:
    async def test(examiner: Examiner) -> None:
        await examiner.examine(LONG)
        assert examiner._process is not None
        examiner._process.kill()
        await examiner._process.wait()
        assert await examiner.examine(LONG) == GUARD.examine(LONG)

    run(test)


def test_waiting_for_a_turn_has_an_end() -> None:
    async def test(examiner: Examiner) -> None:
        first = asyncio.create_task(examiner.examine(LONG))
        await asyncio.sleep(0)
        with pytest.raises(EngineBusy):
            await examiner.examine(LONG)
        await first

    run(test, queue_seconds=0)
