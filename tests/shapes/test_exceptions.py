"""What an audit rule leaves out on purpose makes no result, though the rest of its failing data stays."""

from __future__ import annotations

from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from tests.shapes.conftest import samples

from asm_graph.shacl.shapes import RULE
from asm_graph.shacl.validation import validate

_HEAD = """
PREFIX asm: <https://w3id.org/asm-graph/ontology#>
PREFIX id: <https://w3id.org/asm-graph/id/>
PREFIX kind: <https://w3id.org/asm-graph/id/code/value-kind/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_EXCEPTIONS = [
    ("TargetBelowBaseline", 'id:indicator rdfs:label "Tasa de crecimiento del crédito"@es .'),
    ("TargetBelowBaseline", "id:target asm:value 3.0 ."),
    ("ShareAboveTotal", 'id:indicator rdfs:label "Préstamos por cada mil trabajadores"@es .'),
    (
        "ShareAboveTotal",
        'id:indicator asm:calculationMethod "(Eventos / Total de eventos del ejercicio anterior) * 100"@es .',
    ),
    ("ValueOffItsQuotient", "id:actual asm:value 20.0 ; asm:numerator 13.0 ; asm:denominator 64.0 ."),
    (
        "NameOffMethod",
        'id:indicator asm:calculationMethod "[0.30(Avance de la fase 1) + 0.70(Avance)] * 100"@es .',
    ),
    (
        "ZeroTarget",
        """id:early a asm:IndicatorValue ; asm:indicator id:indicator ; asm:year "2008"^^xsd:gYear ;
            asm:valueKind kind:actual ; asm:value 0.0 .""",
    ),
    ("ServedAboveTarget", "id:aim asm:value 12000.0 ."),
    ("ZeroTargetAfterZero", "id:target asm:denominator 12.0 ."),
    (
        "FarOffPlan",
        'id:indicator asm:calculationMethod "(Apoyos entregados / Personas del programa) * 100"@es .',
    ),
    ("ThresholdFarFromTarget", "id:indicator asm:thresholdHigh 724.0 . id:target asm:value 20.0 ."),
]


def _found(rule: str, change: str = "") -> set[Any]:
    sample = samples("audit")
    added = list(parse(_HEAD + change, format=RdfFormat.TURTLE))
    replaced = {(quad.subject, quad.predicate) for quad in added}
    failing = sample.failing(RULE(rule))
    kept = [quad for quad in failing if (quad.subject, quad.predicate) not in replaced]
    return {result.rule for result in validate([*kept, *added], sample.shapes)}


@pytest.mark.parametrize(("name", "change"), _EXCEPTIONS)
def test_exception_is_not_found(name: str, change: str) -> None:
    assert RULE(name) in _found(name)
    assert RULE(name) not in _found(name, change)
