"""A small store on disk, and engines over it that every test closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from asm_graph.engine.workers.lanes import LaneLimits
from asm_graph.engine.workers.pool import PoolLimits
from asm_graph.engine.workers.process import WorkerLimits

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("engine") / "store"
    filled = Store(str(path))
    filled.extend(
        Quad(NamedNode(f"http://e/s{i % 400}"), NamedNode(f"http://e/p{i % 5}"), Literal(f"value {i}"))
        for i in range(4000)
    )
    filled.add(
        Quad(NamedNode("http://e/a"), NamedNode("http://e/p"), Literal("in a"), NamedNode("http://e/ga"))
    )
    filled.flush()
    return path


@pytest.fixture
def limits() -> PoolLimits:
    worker = WorkerLimits(memory=1_500_000_000, result_bytes=5_000_000, result_rows=100_000, seconds=5)
    lanes = LaneLimits(slow_places=2, quick_seconds=0.25, quick_bytes=50_000)
    return PoolLimits(workers=2, queue_seconds=5, worker=worker, lanes=lanes)
