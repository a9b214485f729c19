"""Queries are parsed before an engine gets them that takes more than SPARQL."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from asm_graph.engine.interface import Answer, EngineQuery
from asm_graph.engine.remote.parse_first import Parser, ParsingEngine
from asm_graph.errors import EngineFailure, QueryError, QueryLimitExceeded, QueryRefused, QuerySyntaxError

if TYPE_CHECKING:
    from asm_graph.engine.workers.pool import PoolLimits

JSON, TURTLE = "application/sparql-results+json", "text/turtle"


class Lenient:
    """An engine that takes anything but one query."""

    def __init__(self) -> None:
        self.got: list[str] = []

    async def answer(self, query: EngineQuery) -> Answer:
        self.got.append(query.text)
        if "unheard" in query.text:
            raise QuerySyntaxError("not for me")
        return Answer.whole(b"{}")

    async def drain(self) -> None:
        pass

    async def close(self) -> None:
        pass


def ask(limits: PoolLimits, engine: Lenient, text: str, media_type: str = JSON) -> bytes:
    async def run() -> bytes:
        parser = await Parser.start(limits)
        try:
            return await (await ParsingEngine(parser, engine).answer(EngineQuery(text, media_type))).read()
        finally:
            await parser.close()

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("SELECT * { ?s foaf:name ?o }", QuerySyntaxError),
        ("SELECT (<bif:sys_stat>('x') AS ?x) {}", QueryRefused),
        (f"SELECT ({'(' * 20_000}1{')' * 20_000} AS ?x) {{}}", QueryLimitExceeded),
    ],
)
def test_what_is_not_sparql_does_not_get_there(
    limits: PoolLimits, text: str, error: type[QueryError]
) -> None:
    engine = Lenient()
    with pytest.raises(error):
        ask(limits, engine, text)
    assert engine.got == []


def test_what_the_engine_does_not_understand_nonetheless_is_its_failure(limits: PoolLimits) -> None:
    with pytest.raises(EngineFailure, match="put it differently"):
        ask(limits, Lenient(), "SELECT ?unheard {}")


def test_what_is_sparql_gets_there(limits: PoolLimits) -> None:
    merged = "CONSTRUCT { ?s ?p ?o } FROM <urn:a> FROM <urn:b> { ?s ?p ?o }"
    assert ask(limits, Lenient(), merged, TURTLE) == b"{}"
    endless = " ".join(f"VALUES ?v{number} {{ {' 1' * 40} }}" for number in range(8))
    assert ask(limits, Lenient(), f"SELECT (COUNT(*) AS ?n) {{ {endless} }}") == b"{}"
