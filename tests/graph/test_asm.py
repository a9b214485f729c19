"""ASM and their actions: each field of a record is stated, as a fact and as a plain value."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.mapped_documents import BASE, Facts, context

from asm_graph.documents import Passage
from asm_graph.graph.asm import AsmMapper
from asm_graph.graph.document_quads import Subject
from asm_graph.graph.units import listed_units
from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.records import Place
from asm_graph.records.asm import Action, Asm, Details
from asm_graph.records.texts import Fact, YearMonth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import NamedNode

PROGRAM = Subject("20-S061", BASE.id("program/20-S061"), "sedesol")
ROW = Place("ASM", "A3:K3", "2\tRevisar el padrón.")

DETAILS = Details(
    responsible_units=("Dirección de Huertos",),
    coordinating_units=("Secretaría Técnica",),
    due_date=dt.date(2022, 6, 30),
    due_date_status="preliminary",
    completion_date=YearMonth(2022, 12),
    expected_results=("Estudio contratado", "Estudio entregado"),
    obtained_result="Estudio en curso",
    products=("Contrato",),
    progress=Decimal("45.5"),
    progress_note="Falta la entrega.",
    rescheduled=True,
    remarks="Con recursos propios.",
    evidence_documents=("Minuta", "Lista de asistencia"),
    evidence_locations=("Archivo de la unidad",),
)
STATED_DETAILS: Mapping[str, tuple[NamedNode, list[str]]] = {
    "responsible_units": (ASM("responsibleUnit"), ["unit/sedesol/direccion-de-huertos"]),
    "coordinating_units": (ASM("coordinatingUnit"), ["unit/sedesol/secretaria-tecnica"]),
    "due_date": (ASM("dueDate"), ["2022-06-30"]),
    "due_date_status": (ASM("dueDateStatus"), ["code/due-date-status/preliminary"]),
    "completion_date": (ASM("completionDate"), ["2022-12"]),
    "expected_results": (ASM("expectedResult"), ["Estudio contratado", "Estudio entregado"]),
    "obtained_result": (ASM("obtainedResult"), ["Estudio en curso"]),
    "products": (ASM("product"), ["Contrato"]),
    "progress": (ASM("progress"), ["45.5"]),
    "progress_note": (ASM("progressNote"), ["Falta la entrega."]),
    "rescheduled": (ASM("rescheduled"), ["true"]),
    "remarks": (ASM("remarks"), ["Con recursos propios."]),
    "evidence_documents": (ASM("evidenceDocument"), ["Lista de asistencia", "Minuta"]),
    "evidence_locations": (ASM("evidenceLocation"), ["Archivo de la unidad"]),
}
FULL = Asm(
    number=2,
    classification="Institucional",
    text="Revisar el padrón.",
    theme="Diseño",
    priority="Alta",
    cycle="2021-2022",
    notation="ASM-02",
    recommendation="Depurarlo.",
    improvement_type="Proceso",
    remarks="Acordado.",
    themes=("Diseño",),
    place=ROW,
    improvement_types=("Corrige",),
    source_identifier="20s061pcr21_02",
    coordinating_institution="CONEVAL",
    origin="Evaluación de Procesos",
    recommendation_year=2021,
    federalized_spending=True,
)
STATED: Mapping[str, tuple[NamedNode, list[str]]] = {
    "number": (ASM("number"), ["2"]),
    "classification": (ASM("classification"), ["code/asm-class/institutional"]),
    "text": (ASM("text"), ["Revisar el padrón."]),
    "theme": (ASM("theme"), ["Diseño"]),
    "priority": (ASM("priority"), ["code/priority/high"]),
    "cycle": (ASM("cycle"), ["2021-2022"]),
    "notation": (SKOS("notation"), ["ASM-02"]),
    "recommendation": (ASM("recommendation"), ["Depurarlo."]),
    "improvement_type": (ASM("improvementType"), ["Proceso"]),
    "remarks": (ASM("remarks"), ["Acordado."]),
    "themes": (ASM("themeCode"), ["code/asm-theme/design"]),
    "improvement_types": (ASM("improvementTypeCode"), ["code/asm-improvement/corrects"]),
    "source_identifier": (ASM("sourceIdentifier"), ["20s061pcr21_02"]),
    "coordinating_institution": (ASM("coordinatingInstitution"), ["agency/coneval"]),
    "origin": (ASM("recommendationOrigin"), ["Evaluación de Procesos"]),
    "recommendation_year": (ASM("recommendationYear"), ["2021"]),
    "federalized_spending": (ASM("federalizedSpending"), ["true"]),
}


def stated(asm: Asm, **more: Any) -> tuple[str, Facts]:
    ours = context()
    node = AsmMapper(ours, PROGRAM, listed_units(ours, PROGRAM)).state(asm, **more)
    return BASE.local(node), Facts(ours.quads.quads)


def as_facts(record: Any) -> Any:
    """A record whose plain values, but for units, are facts of a text."""
    text = "x" * 50
    made = {}
    for field in fields(record):
        value = getattr(record, field.name)
        passage = Passage.of(text, len(made), len(made) + 1)
        if field.name in {
            "notation",
            "place",
            "blanks",
            "actions",
            "details",
            "reports",
        } or field.name.endswith("units"):
            continue
        if isinstance(value, tuple):
            made[field.name] = tuple(Fact(one, passage) for one in value)
        elif value is not None:
            made[field.name] = Fact(value, passage)
    return replace(record, **made)


def test_the_table_has_every_field_of_the_records() -> None:
    assert set(STATED) | {"actions", "details", "place", "blanks", "reports"} == {
        field.name for field in fields(Asm)
    }
    assert set(STATED_DETAILS) == {field.name for field in fields(Details)}
    assert {field.name for field in fields(Action)} == {"number", "text", "details", "place", "blanks"}


@pytest.mark.parametrize("name", STATED)
def test_every_field_of_an_asm_is_stated(name: str) -> None:
    property_, values = STATED[name]
    for asm in (FULL, as_facts(FULL)):
        path, facts = stated(asm)
        assert path == "asm/20-S061/2021-2022/institutional/2"
        assert facts.values(path, property_) == values


@pytest.mark.parametrize("name", STATED_DETAILS)
def test_every_detail_of_an_action_is_stated(name: str) -> None:
    property_, values = STATED_DETAILS[name]
    for details in (DETAILS, as_facts(DETAILS)):
        asm = replace(FULL, actions=(Action(1, "Contratar.", details, ROW),))
        path, facts = stated(asm)
        assert facts.values(path, ASM("hasAction")) == [f"{path}/action/1"]
        assert facts.values(f"{path}/action/1", property_) == values


def test_a_fact_has_an_excerpt_and_a_plain_value_that_of_its_row() -> None:
    path, facts = stated(FULL)
    assert facts.excerpts_of(ASM("Asm")) == 1
    path, facts = stated(replace(as_facts(FULL), place=None))
    proven = {
        facts.values(one, ASM("property"))[0]
        for one in facts.of_class(ASM("Excerpt"))
        if facts.values(one, ASM("subject")) == [path]
    }
    assert proven == {property_.value for property_, _ in STATED.values()} - {SKOS("notation").value}


def test_an_asm_without_a_class_is_not_determined() -> None:
    path, facts = stated(Asm(number=1, text="Revisar.", cycle="2021"))
    assert path == "asm/20-S061/2021/not-determined/1"
    assert facts.values(path, ASM("classification")) == ["code/asm-class/not-determined"]


def test_a_key_stands_for_the_number_in_the_path() -> None:
    path, _ = stated(replace(FULL, classification="institutional"), key="09e010pee13-08")
    assert path == "asm/20-S061/2021-2022/institutional/09e010pee13-08"


def test_an_asm_without_actions_may_have_details() -> None:
    path, facts = stated(replace(FULL, remarks=None, details=Details(remarks="Sin acciones.")))
    assert facts.values(path, ASM("remarks")) == ["Sin acciones."]
    assert facts.of_class(ASM("Action")) == []


def test_the_evaluation_that_it_arises_from() -> None:
    path, facts = stated(FULL, evaluation=BASE.id("evaluation/20-S061/eed-2009-2010"))
    assert facts.values(path, ASM("arisesFrom")) == ["evaluation/20-S061/eed-2009-2010"]
