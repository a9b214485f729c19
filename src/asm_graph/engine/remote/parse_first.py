"""Wrappers of a remote engine: queries are parsed first, and merged graphs are answered locally."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.engine.workers.pool import EmbeddedEngine
from asm_graph.engine.workers.process import NO_STORE
from asm_graph.errors import EngineFailure, QueryLimitExceeded, QuerySyntaxError
from asm_graph.query.dataset import dataset_asked, names_dataset

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.engine.interface import Answer, Engine, EngineQuery
    from asm_graph.engine.workers.idle_workers import WorkerCounters
    from asm_graph.engine.workers.pool import PoolLimits


class LocallyMergingEngine:
    """An engine, and a worker over the same release for queries the engine would get wrong."""

    def __init__(self, engine: Engine, worker: EmbeddedEngine) -> None:
        self._engine = engine
        self._worker = worker

    @classmethod
    async def start(
        cls, engine: Engine, store: Path, limits: PoolLimits, tally: WorkerCounters
    ) -> LocallyMergingEngine:
        """Start the worker; raise `EngineFailure` where the store does not open."""
        limits = replace(limits, workers=1, lanes=replace(limits.lanes, slow_places=1))
        return cls(engine, await EmbeddedEngine.start(store, limits, tally))

    async def answer(self, query: EngineQuery) -> Answer:
        """Answer by one or the other; see there for errors."""
        if names_dataset(query.text, query.default_graphs, query.named_graphs):
            with self._worker.kept_open():
                if await asyncio.to_thread(_merges, query):
                    return await self._worker.answer(query)
        return await self._engine.answer(query)

    async def drain(self) -> None:
        """Wait for the queries under way, then close."""
        await asyncio.gather(self._engine.drain(), self._worker.drain())

    async def close(self) -> None:
        """End everything, answers under way included."""
        await asyncio.gather(self._engine.close(), self._worker.close())


def _merges(query: EngineQuery) -> bool:
    dataset = dataset_asked(query.text, query.default_graphs, query.named_graphs, query.base)
    return dataset is not None and len(dataset.default) > 1


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


class ParsingEngine:
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
