"""Several default graphs are merged here, whatever engine answers the rest."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from asm_graph.engine.interface import Answer, EngineQuery
from asm_graph.engine.remote.parse_first import LocallyMergingEngine
from asm_graph.engine.workers.idle_workers import WorkerCounters

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.engine.workers.pool import PoolLimits

A, B = "http://e/a", "http://e/b"
COUNT = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"
THERE, HERE = b"n\r\nthere\r\n", b"n\r\n1\r\n"


class Elsewhere:
    """An engine that knows one answer."""

    def __init__(self) -> None:
        self.closed = False

    async def answer(self, _query: EngineQuery) -> Answer:
        return Answer.whole(THERE)

    async def drain(self) -> None:
        self.closed = True

    async def close(self) -> None:
        self.closed = True


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A store with one triple in two graphs."""
    store = Store(str(tmp_path / "store"))
    store.extend(
        Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal("o"), NamedNode(graph))
        for graph in (A, B)
    )
    store.flush()
    return tmp_path / "store"


@pytest.mark.parametrize(
    ("clauses", "default_graphs", "answer"),
    [
        ("", (), THERE),
        (f"FROM <{A}>", (), THERE),
        (f"FROM <{A}> FROM <{A}>", (), THERE),
        (f"FROM <{A}> FROM NAMED <{B}>", (), THERE),
        (f"FROM <{A}> FROM <{B}>", (), HERE),
        ("", (A, B), HERE),
        (f"FROM <{A}>", (A, B), HERE),
        (f"FROM <{A}> FROM <{B}>", (A,), THERE),
    ],
)
def test_only_what_merges_graphs_is_answered_here(
    shared: Path, limits: PoolLimits, clauses: str, default_graphs: tuple[str, ...], answer: bytes
) -> None:
    async def run() -> bytes:
        engine = await LocallyMergingEngine.start(Elsewhere(), shared, limits, WorkerCounters())
        try:
            return await (
                await engine.answer(EngineQuery(COUNT % clauses, "text/csv", default_graphs))
            ).read()
        finally:
            await engine.close()

    assert asyncio.run(run()) == answer


def test_draining_waits_for_what_was_asked_before(shared: Path, limits: PoolLimits) -> None:
    async def run() -> tuple[bytes, bool]:
        elsewhere = Elsewhere()
        engine = await LocallyMergingEngine.start(elsewhere, shared, limits, WorkerCounters())
        merged = EngineQuery(COUNT % f"FROM <{A}> FROM <{B}>", "text/csv")
        asked = asyncio.create_task(engine.answer(merged))
        await asyncio.sleep(0)
        draining = asyncio.create_task(engine.drain())
        content = await (await asked).read()
        await draining
        return content, elsewhere.closed

    assert asyncio.run(run()) == (HERE, True)
