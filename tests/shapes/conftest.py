"""Data that breaks no shape, and for each shape the change that breaks it (see the files in `data/`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from asm_graph.graph.derived import derived_quads
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.registers import Registers
from asm_graph.shacl.shapes import RULE, Shapes

DATA = Path(__file__).parent / "data"
NOTHING = RULE("nothing")
VERBS = Registers.load(Knowledge.default().seeds / "registers").verbs


class Samples:
    def __init__(self, kind: str) -> None:
        quads = list(parse(path=DATA / f"{kind}.trig", format=RdfFormat.TRIG))
        self.shapes = Shapes.load(Knowledge.default().shapes / kind)
        self._derives = kind == "audit"
        self._stated = [quad for quad in quads if isinstance(quad.graph_name, DefaultGraph)]
        self._changes = [quad for quad in quads if isinstance(quad.graph_name, NamedNode)]

    @property
    def rules(self) -> set[NamedNode]:
        return {quad.graph_name for quad in self._changes}

    @property
    def passing(self) -> list[Quad]:
        return self._with_derived(self._stated)

    def failing(self, rule: NamedNode) -> list[Quad]:
        change = [quad for quad in self._changes if quad.graph_name == rule]
        replaced = {(quad.subject, quad.predicate) for quad in change}
        kept = [quad for quad in self._stated if (quad.subject, quad.predicate) not in replaced]
        return self._with_derived(kept + [Quad(*quad.triple) for quad in change if quad.object != NOTHING])

    def _with_derived(self, quads: list[Quad]) -> list[Quad]:
        return [*quads, *derived_quads(quads, VERBS, Base())] if self._derives else quads


@cache
def samples(kind: str) -> Samples:
    return Samples(kind)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    kinds = ("audit", "integrity")
    if "rule" in metafunc.fixturenames:
        pairs = [(kind, rule) for kind in kinds for rule in sorted(samples(kind).rules, key=str)]
    elif "queried_rule" in metafunc.fixturenames:
        pairs = [(kind, query.rule) for kind in kinds for query in samples(kind).shapes.queries]
    else:
        if "kind" in metafunc.fixturenames:
            metafunc.parametrize("kind", kinds)
        return
    ids = [f"{kind}-{rule.value.split('#')[1]}" for kind, rule in pairs]
    name = "rule" if "rule" in metafunc.fixturenames else "queried_rule"
    metafunc.parametrize(("kind", name), pairs, ids=ids)


@pytest.fixture
def sample(kind: str) -> Samples:
    return samples(kind)
