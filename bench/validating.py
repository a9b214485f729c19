"""Validation by the same shapes on the same made graph: the checks of a build, and pySHACL."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.index import Index
from asm_graph.shacl.core import Validator
from asm_graph.shacl.pyshacl_reference import judged
from asm_graph.shacl.shapes import Shapes
from bench.federal_graph import federal_graph
from bench.pieces import Reached, Table, ratios, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.pieces import Piece
    from bench.workspace import Workspace

_MATRICES = 20
_ROUNDS = 3


def measure(_workspace: Workspace) -> Iterator[Piece]:
    """Measure the Core constraints of the integrity shapes, from quads to violations."""
    quads = list(federal_graph(_MATRICES))
    shapes = Shapes.load(Knowledge.default().shapes / "integrity").graph
    ours, peer = [], []
    for _ in range(_ROUNDS):
        ours.append(_processor_seconds(lambda: list(Validator(shapes, Index(quads)).violations())))
        peer.append(_processor_seconds(lambda: list(judged(quads, shapes))))
    rows = tuple(
        (name, f"{len(quads):,}", shown(times), shown([1e6 * each / len(quads) for each in times]))
        for name, times in (("ours", ours), ("pySHACL", peer))
    )
    yield Table("SHACL", ("way", "quads", "processor s", "µs a quad"), rows)
    yield Reached("shacl", ratios(peer, ours), f"{len(quads):,} quads")


def _processor_seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before
