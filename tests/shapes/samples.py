"""Data that breaks no shape, and for each shape the change that breaks it (see the files in `data/`)."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from asm_graph.checks.shapes import RULE

DATA = Path(__file__).parent / "data"
NOTHING = RULE("nothing")


class Samples:
    def __init__(self, path: Path) -> None:
        quads = list(parse(path=path, format=RdfFormat.TRIG))
        self.passing = [quad for quad in quads if isinstance(quad.graph_name, DefaultGraph)]
        self._changes = [quad for quad in quads if isinstance(quad.graph_name, NamedNode)]

    @property
    def rules(self) -> set[NamedNode]:
        return {quad.graph_name for quad in self._changes}

    def failing(self, rule: NamedNode) -> list[Quad]:
        change = [quad for quad in self._changes if quad.graph_name == rule]
        replaced = {(quad.subject, quad.predicate) for quad in change}
        kept = [quad for quad in self.passing if (quad.subject, quad.predicate) not in replaced]
        return kept + [Quad(*quad.triple) for quad in change if quad.object != NOTHING]
