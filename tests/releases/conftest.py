"""A small graph with one thing of every kind that has a table, and the content of a release made of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import PREFIXES, Base
from asm_graph.releases import Input, ReleaseContent, write_release

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from asm_graph.releases import Release

BASE = Base()

SOURCE = """
<id/program/20-S061> a asm:Program ; rdfs:label "Programa 3x1 para Migrantes"@es ; asm:programKey "20S061" ;
  skos:altLabel "3x1"@es, "Iniciativa Ciudadana"@es ; asm:contributesTo <id/plan/pnd/axis/1> .
<id/plan/pnd/axis/1> a asm:Axis, asm:Objective ; skos:notation "1" ;
  skos:prefLabel "Igualdad de oportunidades"@es, "Equality"@en ;
  skos:inScheme <id/plan/pnd> ; asm:verification <id/code/verification/verified> .
<id/code/verification/verified> skos:notation "verified" .
<id/alignment/1> a asm:Alignment ; asm:program <id/program/20-S061> ; asm:alignedTo <id/plan/pnd/axis/1> ;
  asm:year "2009"^^xsd:gYear ; asm:statedIn <id/document/d1> ; prov:wasDerivedFrom <id/document/d1> .
<id/asm/1> a asm:Asm ; asm:program <id/program/20-S061> ; asm:cycle "2007-2008" ; asm:number 1 ;
  asm:classification <id/code/asm-class/specific> ; asm:text "Definir \\"cobertura\\",\\nsin duda"@es ;
  asm:hasAction <id/asm/1/action/1> .
<id/code/asm-class/specific> skos:notation "specific" .
<id/asm/1/action/1> a asm:Action ; asm:number 1 ; asm:text "Elaborar el diagnóstico"@es ; asm:progress 75.5 ;
  asm:responsibleUnit <id/unit/a>, <id/unit/b> ; asm:dueDate "2009-12"^^xsd:gYearMonth .
<id/mir/1> a asm:ResultsMatrix ; asm:program <id/program/20-S061> ; asm:year "2009"^^xsd:gYear ;
  asm:hasIndicator <id/mir/1/indicator/1> .
<id/mir/1/indicator/1> a asm:Indicator ; rdfs:label "Municipios atendidos"@es .
<id/mir/1/indicator/1/2009/target> a asm:IndicatorValue ; asm:indicator <id/mir/1/indicator/1> ;
  asm:year "2009"^^xsd:gYear ; asm:valueKind <id/code/value-kind/target> ;
  asm:missing <id/code/missing/not-available> ; asm:rawValue "ND" .
<id/code/value-kind/target> skos:notation "target" .
<id/code/missing/not-available> skos:notation "not-available" .
<id/evaluation/1> a asm:Evaluation ; asm:program <id/program/20-S061> .
<id/evaluation/1/strength/1> a asm:Statement ; asm:evaluation <id/evaluation/1> ;
  asm:statementKind <id/code/statement-kind/strength> ; asm:number 1 ; asm:text "=1+1 es fortaleza"@es .
<id/code/statement-kind/strength> skos:notation "strength" .
<id/document/d1> a asm:SourceDocument ; dct:title "Documento"@es ; asm:layout "x" ;
  asm:mediaType "application/pdf" ; asm:sha256 "00" ;
  asm:pageCount 3 ; dct:source <https://e.org/a.pdf> ; dct:license <https://e.org/l> ;
  asm:capturedOn "2026-03-01"^^xsd:date .
<id/finding/1> a asm:Finding ; asm:rule <https://w3id.org/asm-graph/shapes#R> ; sh:focusNode <id/asm/1> ;
  sh:resultSeverity sh:Warning ; sh:resultMessage "Sin fecha"@es, "No date"@en .
"""
REFERENCE = """
<id/program/20-S061> rdfs:label "Programa 3x1 para Migrantes"@es .
asm:Program rdfs:domain [ a owl:Class ; owl:unionOf ( asm:Asm asm:Action ) ] .
"""
EVIDENCE = """<id/document/d1/excerpt/1> a asm:Excerpt ; asm:quote "diagnóstico" ."""


def quads_of(turtle: str, graph: str) -> list[Quad]:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    parsed = parse(prefixes + turtle, RdfFormat.TURTLE, base_iri=BASE.iri)
    return [Quad(quad.subject, quad.predicate, quad.object, BASE.graph(graph)) for quad in parsed]


@pytest.fixture
def base() -> Base:
    return BASE


@pytest.fixture
def quads() -> list[Quad]:
    return (
        quads_of(SOURCE, "source/d1") + quads_of(REFERENCE, "reference") + quads_of(EVIDENCE, "evidence/d1")
    )


@pytest.fixture
def content(quads: list[Quad]) -> ReleaseContent:
    return ReleaseContent(
        quads=quads,
        inputs=(Input("d1.txt", "ab" * 32, 12, "d1", "sedesol-asm-follow-up", "text/plain"),),
        version="1.0",
        base=BASE,
        knowledge=Knowledge.default(),
        faults=(),
        checks={"violations": 0},
        reports={"validation.json": b'{"conforms": true}'},
    )


@pytest.fixture
def more(content: ReleaseContent) -> Callable[[int], ReleaseContent]:
    """The same content with so many quads more."""

    def build(number: int) -> ReleaseContent:
        notes = "".join(f'<id/asm/1> asm:remarks "{index}" .' for index in range(number))
        return replace(content, quads=[*content.quads, *quads_of(notes, "source/d1")])

    return build


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "releases"


@pytest.fixture
def release(folder: Path, content: Any) -> Release:
    return write_release(folder, content)
