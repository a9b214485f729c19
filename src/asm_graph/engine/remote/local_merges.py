"""Queries over merged graphs, answered locally where a remote engine would repeat triples.

SPARQL 1.1 (13.1) has the merge of the graphs, in which a triple is there once; engines commonly answer from
one graph after another. The release is in the folder of the front too, so a worker of ours answers, from its
store.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.engine.query.dataset import dataset_asked, names_dataset
from asm_graph.engine.workers.pool import EmbeddedEngine

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.engine.interface import Answer, Engine, EngineQuery
    from asm_graph.engine.workers.counters import WorkerCounters
    from asm_graph.engine.workers.pool import PoolLimits


class LocalMerges:
    """An engine, and a worker over the same release for queries the engine would get wrong."""

    def __init__(self, engine: Engine, worker: EmbeddedEngine) -> None:
        self._engine = engine
        self._worker = worker

    @classmethod
    async def start(
        cls, engine: Engine, store: Path, limits: PoolLimits, tally: WorkerCounters
    ) -> LocalMerges:
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
