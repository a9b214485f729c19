"""An engine that receives only valid SPARQL 1.1: a worker over an empty store parses each query first.

For engines that take more than that. Virtuoso has functions of its own in SPARQL, clauses that steer it, and
prefixes that nobody declared; and it tells less of what is wrong with a query than our own workers do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.engine.workers.pool import EmbeddedEngine
from asm_graph.engine.workers.process import NO_STORE
from asm_graph.errors import EngineFailure, QueryLimitExceeded, QuerySyntaxError

if TYPE_CHECKING:
    from asm_graph.engine.interface import Answer, Engine, EngineQuery
    from asm_graph.engine.workers.pool import PoolLimits

_WORKERS = 2
_MEMORY = "memory"
_SECONDS = 1.0
"""Parsing takes a millisecond; what takes longer is a query that works on itself, without any data."""


class Parser:
    """Workers that parse; `start` makes it."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        self._engine = engine

    @classmethod
    async def start(cls, limits: PoolLimits) -> Parser:
        """Start the workers; each may use as much memory as the limits allow."""
        worker = replace(limits.worker, seconds=_SECONDS)
        limits = replace(limits, workers=_WORKERS, worker=worker)
        return cls(await EmbeddedEngine.start(NO_STORE, limits))

    async def check(self, query: EngineQuery) -> None:
        """Let a query through that can be parsed.

        Raises:
            QuerySyntaxError: it cannot.
            QueryRefused: it calls a function that SPARQL 1.1 does not have.
            QueryLimitExceeded: it breaks a parser, which has memory enough for every other.
            EngineFailure: the parser is broken by itself.
        """
        try:
            answer = await self._engine.answer(replace(query, default_graphs=(), named_graphs=()))
        except QueryLimitExceeded as error:
            if error.limit == _MEMORY:
                raise
            return
        await answer.body.aclose()

    async def close(self) -> None:
        """End the workers."""
        await self._engine.close()


class ParsedFirst:
    """An engine behind a parser."""

    def __init__(self, parser: Parser, engine: Engine) -> None:
        self._parser = parser
        self._engine = engine

    async def answer(self, query: EngineQuery) -> Answer:
        """Answer a query that parses; see `Parser.check` for further errors."""
        await self._parser.check(query)
        try:
            return await self._engine.answer(query)
        except QuerySyntaxError as error:
            raise EngineFailure("the remote engine cannot answer this query; put it differently.") from error

    async def drain(self) -> None:
        """Wait for the queries under way, then close."""
        await self._engine.drain()

    async def close(self) -> None:
        """End everything; the parser is closed by who started it."""
        await self._engine.close()
