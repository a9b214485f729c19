"""Validation by the same shapes on a federal graph: our evaluation of SHACL Core over lines, and pySHACL."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import RdfFormat, parse

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.nquads import write_run
from asm_graph.rdf.sorted_files import lines_between
from asm_graph.shacl.pyshacl_reference import judged
from asm_graph.shacl.shapes import Shapes
from asm_graph.shacl.streaming.validation import core_violations
from bench.federal_graph import federal_graph
from bench.measuring import Comparison, Way, in_turn

_MATRICES = 100
_ROUNDS = 3


def validating() -> Comparison:
    """Seconds for the Core constraints of the integrity shapes, from sorted N-Quads to violations."""
    shapes = Shapes.load(Knowledge.default().shapes / "integrity").graph
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = write_run(federal_graph(_MATRICES), folder / "graph.nq")
        quads = sum(1 for _ in lines_between(path))
        ours, peer = in_turn(
            (
                lambda: list(core_violations(path, shapes, folder)),
                lambda: list(judged(parse(path=path, format=RdfFormat.N_QUADS), shapes)),
            ),
            _ROUNDS,
        )
    return Comparison("validating", f"{quads:,} quads", Way("ours", ours), Way("pySHACL", peer))
