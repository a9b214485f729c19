"""The facets of things: stated of them, or of a whole that they belong to."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import DefaultGraph, Quad, Store

from asm_graph.graph.ontology import ontology_quads
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.search.facets import facets_of

if TYPE_CHECKING:
    from asm_graph.search.facets import Values

BASE = Base()
PARTS = """
source:a {
    id:p a asm:Program ; asm:branch id:branch . id:q a asm:Program .
    id:plan a asm:Plan . id:objective skos:inScheme id:plan .
    id:asm asm:program id:p ; asm:classification class:specific ; asm:hasAction id:action .
    id:matrix asm:program id:p ; asm:year "2009"^^xsd:gYear ;
        asm:hasIndicator id:indicator ; asm:hasLevel id:level .
    id:figure asm:indicator id:indicator ; asm:year "2008"^^xsd:gYear .
    id:evaluation asm:program id:q . id:statement asm:evaluation id:evaluation ; asm:citesSource id:cited .
    id:alignment asm:program id:p ; asm:alignedTo id:objective ; asm:year "2010"^^xsd:gYear .
}
"""


@pytest.fixture(scope="module")
def facets(trig: Any) -> dict[str, Values]:
    store = Store()
    quads = chain(trig(PARTS), ontology_quads(Knowledge.default().ontology, BASE))
    store.extend(Quad(*quad.triple, DefaultGraph()) for quad in quads)
    return facets_of(store)


@pytest.mark.parametrize(
    ("thing", "facet", "values"),
    [
        ("p", "program", ["p"]),
        ("p", "branch", ["branch"]),
        ("asm", "program", ["p"]),
        ("action", "program", ["p"]),
        ("action", "class", ["code/asm-class/specific"]),
        ("action", "branch", ["branch"]),
        ("indicator", "year", ["2009"]),
        ("level", "program", ["p"]),
        ("figure", "program", ["p"]),
        ("figure", "year", ["2008", "2009"]),
        ("statement", "program", ["q"]),
        ("cited", "program", ["q"]),
        ("objective", "plan", ["plan"]),
        ("objective", "program", []),
    ],
)
def test_what_a_thing_is_found_by(
    facets: dict[str, Values], thing: str, facet: str, values: list[str]
) -> None:
    start = BASE.id("").value
    found = facets.get(BASE.id(thing).value, {}).get(facet, set())
    assert sorted(value.removeprefix(start) for value in found) == values
