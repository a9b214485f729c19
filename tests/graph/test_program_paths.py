"""From a thing to its program along the properties that the ontology annotates."""

from __future__ import annotations

from typing import Any

import pytest

from asm_graph.graph.ontology import ontology_quads
from asm_graph.graph.program_paths import ProgramPaths
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import ASM, OWL, RDF, Base

ONTOLOGY = Knowledge.default().ontology
PATHS = ProgramPaths.load(ONTOLOGY)
GRAPH = """
source:a {
    id:p a asm:Program . id:q a asm:Program .
    id:asm asm:program id:p ; asm:hasAction id:action .
    id:matrix asm:program id:p ; asm:hasLevel id:level ; asm:hasIndicator id:indicator .
    id:figure asm:indicator id:indicator .
    id:statement asm:evaluation id:evaluation ; asm:citesSource id:cited . id:evaluation asm:program id:q .
    id:one asm:program id:p ; asm:alignedTo id:objective .
    id:other asm:program id:q ; asm:alignedTo id:objective .
    id:link asm:subject id:action ; asm:object id:statement .
}
"""


@pytest.mark.parametrize(
    ("thing", "programs"),
    [
        ("p", "p"),
        ("asm", "p"),
        ("action", "p"),
        ("level", "p"),
        ("figure", "p"),
        ("statement", "q"),
        ("cited", "q"),
        ("objective", "pq"),
        ("link", "pq"),
        ("unheard", ""),
    ],
)
def test_the_programs_of_a_thing(trig: Any, thing: str, programs: str) -> None:
    found = PATHS.programs_of(Index(trig(GRAPH)), Base().id(thing))
    assert [Base().local(program) for program in found] == list(programs)


def test_every_annotated_property_is_one_between_things() -> None:
    annotated = {*PATHS.forward, *PATHS.backward, *PATHS.shared}
    quads = list(ontology_quads(ONTOLOGY, Base()))
    between = {
        quad.subject
        for quad in quads
        if quad.predicate == RDF("type") and quad.object == OWL("ObjectProperty")
    }
    assert ASM("hasAction") in annotated
    assert annotated <= between


def test_annotations_are_read_from_any_statements() -> None:
    assert ProgramPaths.of(ontology_quads(ONTOLOGY, Base())) == PATHS
