"""Validation by the same shapes on a federal graph: our evaluation of SHACL Core, and pySHACL."""

from __future__ import annotations

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.index import Index
from asm_graph.shacl.core import Validator
from asm_graph.shacl.pyshacl_reference import judged
from asm_graph.shacl.shapes import Shapes
from bench.federal_graph import federal_graph
from bench.measuring import Comparison, Way, in_turn

_MATRICES = 20
_ROUNDS = 3


def validating() -> Comparison:
    """Seconds for the Core constraints of the integrity shapes, from quads to violations."""
    quads = list(federal_graph(_MATRICES))
    shapes = Shapes.load(Knowledge.default().shapes / "integrity").graph
    ours, peer = in_turn(
        (
            lambda: list(Validator(shapes, Index(quads)).violations()),
            lambda: list(judged(quads, shapes)),
        ),
        _ROUNDS,
    )
    return Comparison("validating", f"{len(quads):,} quads", Way("ours", ours), Way("pySHACL", peer))
