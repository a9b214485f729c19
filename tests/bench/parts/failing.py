"""A part of the bench that fails after its first piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.pieces import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.workspace import Workspace


def measure(_workspace: Workspace) -> Iterator[Remark]:
    yield Remark("measured")
    raise ValueError("no peer at http://127.0.0.1:8000/sparql, nor in /home/ana/peers/table.csv")
