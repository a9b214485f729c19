"""Validation by the same shapes on a federal graph: our evaluation of SHACL Core over lines, and pySHACL."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.nquads import write_run
from asm_graph.shacl.pyshacl_reference import judged
from asm_graph.shacl.shapes import Shapes
from asm_graph.shacl.streaming.validation import core_violations
from bench.federal_graph import federal_graph
from bench.measuring import Comparison, Way, in_turn

_MATRICES = 20
_ROUNDS = 3


def validating() -> Comparison:
    """Seconds for the Core constraints of the integrity shapes, from quads to violations.

    Ours writes the quads as sorted lines first, which a build has already; pySHACL loads them into rdflib.
    """
    quads = list(federal_graph(_MATRICES))
    shapes = Shapes.load(Knowledge.default().shapes / "integrity").graph

    def ours() -> int:
        with TemporaryDirectory() as folder:
            path = write_run(quads, Path(folder) / "graph.nq")
            return sum(1 for _ in core_violations(path, shapes, Path(folder)))

    our_seconds, peer_seconds = in_turn((ours, lambda: sum(1 for _ in judged(quads, shapes))), _ROUNDS)
    return Comparison(
        "validating", f"{len(quads):,} quads", Way("ours", our_seconds), Way("pySHACL", peer_seconds)
    )
