"""Validation by the same shapes on the same made graph: our checks over sorted lines, and pySHACL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.nquads import write_run
from asm_graph.shacl.pyshacl_reference import judged
from asm_graph.shacl.shapes import Shapes
from asm_graph.shacl.streaming.validation import core_violations
from bench.federal_graph import federal_graph
from bench.pieces import Reached, Table, ratios, shown
from bench.processes import spent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.pieces import Piece
    from bench.workspace import Workspace

_MATRICES = 100
_ROUNDS = 3


def measure(workspace: Workspace) -> Iterator[Piece]:
    """Measure the Core constraints of the integrity shapes, from sorted N-Quads to violations."""
    folder = workspace.sub("shacl")
    path = write_run(federal_graph(_MATRICES), folder / "graph.nq")
    count = len(path.read_bytes().splitlines())
    shapes = Shapes.load(Knowledge.default().shapes / "integrity").graph
    ours, peer = [], []
    for _ in range(_ROUNDS):
        ours.append(spent(lambda: list(core_violations(path, shapes, folder))))
        peer.append(spent(lambda: list(judged(parse(path=path, format=RdfFormat.N_QUADS), shapes))))
    rows = tuple(
        (name, f"{count:,}", shown(times), shown([1e6 * each / count for each in times]))
        for name, times in (("ours", ours), ("pySHACL", peer))
    )
    yield Table("SHACL", ("way", "quads", "processor s", "µs a quad"), rows)
    yield Reached("shacl", ratios(peer, ours), f"{count:,} quads")
