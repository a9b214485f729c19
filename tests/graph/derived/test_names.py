"""What a change of name changes, and names that go on under another key."""

from __future__ import annotations

from typing import Any

import pytest

from asm_graph.graph.derived.names import name_triples
from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import ASM, Base

NAMES = """
id:first a asm:ProgramName ; asm:program id:program ; rdfs:label "%s"@es ; asm:year "2010"^^xsd:gYear .
id:second a asm:ProgramName ; asm:program id:program ; rdfs:label "%s"@es ; asm:year "2012"^^xsd:gYear .
"""
MOVED = """
id:old a asm:ProgramName ; asm:program id:program ; rdfs:label "Apoyo al empleo rural"@es ;
    asm:year "2010"^^xsd:gYear , "2011"^^xsd:gYear .
id:new a asm:ProgramName ; asm:program id:other ; rdfs:label "Apoyo al Empleo Rural"@es ;
    asm:year "%s"^^xsd:gYear .
"""


@pytest.fixture
def derived(trig: Any) -> Any:
    def of(text: str) -> list[tuple[str, str, str]]:
        triples = name_triples(Index(trig(text)), Base())
        return [
            (Base().local(one.subject), one.predicate.value.removeprefix(ASM.iri), str(one.object))
            for one in triples
        ]

    return of


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Delimitación de causes", "Delimitación de cauces", "typography"),
        ("Programa de Empleo Temporal", "Programa de Empleo Temporal y Rural", "wording"),
        ("Zona Metropolitana de Pachuca", "Puerto de Veracruz", "reassigned"),
        ("Administrar los fondos", "Administración de fondos", "wording"),
    ],
)
def test_what_a_change_of_name_changes(derived: Any, before: str, after: str, expected: str) -> None:
    found = derived(NAMES % (before, after))
    assert [predicate for _, predicate, _ in found] == ["formerName", "nameChange"]
    assert found[0][0] == "second"
    assert before in found[0][2]
    assert found[1][2].endswith(f"name-change/{expected}>")


def test_one_name_does_not_change(derived: Any) -> None:
    assert derived(MOVED % "2015") == []


def test_a_name_goes_on_under_another_key(derived: Any) -> None:
    ((program, predicate, other),) = derived(MOVED % "2012")
    assert (program, predicate) == ("program", "nameGoesOnUnder")
    assert other.endswith("other>")
