"""A graph that is checked by itself gives the results of the whole check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from bench.federal_graph import federal_graph
from pyoxigraph import NamedNode, Quad

from asm_graph.checks.integrity import check_integrity
from asm_graph.checks.integrity_in_memory import Context, check_graph, checked_graphs
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.shacl.shapes import RULE, Shapes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHAPES = Knowledge.default().shapes / "integrity"
FAULT = """
    source:other { id:program a asm:Program ; asm:number "uno" ; prov:wasDerivedFrom id:document\\/federal }
"""


@pytest.fixture(scope="module")
def quads(trig: Any) -> list[Quad]:
    return [*federal_graph(2), *trig(FAULT)]


@pytest.fixture(scope="module")
def graphs(quads: list[Quad]) -> Mapping[NamedNode, Sequence[Quad]]:
    found: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        assert isinstance(quad.graph_name, NamedNode)
        found.setdefault(quad.graph_name, []).append(quad)
    return found


def test_the_federal_sample_is_sound_but_for_the_fault(quads: list[Quad]) -> None:
    broken = {result.rule for found in check_integrity(quads).results.values() for result in found}
    assert broken == {RULE("Number"), RULE("Label")}


def test_each_graph_by_itself_gives_the_results_of_all(quads: list[Quad], graphs: Any) -> None:
    context, rules = Context.of(graphs, Base()), Shapes.load(SHAPES)
    apart = {name: check_graph(name, own, context, rules) for name, own in checked_graphs(graphs, Base())}
    assert apart == check_integrity(quads).results
