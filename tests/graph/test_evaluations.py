"""Evaluations: their contract, whether a text or a row states it, and the numbers of their statements."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from decimal import Decimal

import pytest
from tests.mapped_documents import BASE, Facts, context

from asm_graph.documents import Passage
from asm_graph.graph.alignments import PlanReferences
from asm_graph.graph.document_quads import Subject
from asm_graph.graph.evaluations import EvidenceSources, StatementMapper, state_evaluation
from asm_graph.rdf.vocabulary import ASM, RDFS, SKOS
from asm_graph.records import Place
from asm_graph.records.evaluations import Evaluation, EvidenceSource, Statement
from asm_graph.records.texts import Fact, Money, YearMonth, fact

PROGRAM = Subject("20-S061", BASE.id("program/20-S061"), "sedesol")
ROW = Place("ASM", "A3:K3", "Diseño")
PATH = "evaluation/20-S061/design-2018"


def printed(text: str) -> Fact[str]:
    return fact(Passage.of(text, 0, len(text)))


@pytest.mark.parametrize("type_", ["Diseño", "design", printed("DISEÑO")])
def test_every_field_of_an_evaluation_is_stated(type_: str | Fact[str]) -> None:
    ours = context()
    evaluation = Evaluation(
        type=type_,
        period="2018",
        evaluators=("Consultores del Norte", printed("El Colegio")),
        coordinator=printed("Ana Prueba"),
        contracting_form="Adjudicación directa",
        cost=Money(Decimal("150000.50"), "MXN"),
        absent_sections=("Presupuesto",),
        place=ROW,
        name=printed("Evaluación de diseño del programa"),
        year=2017,
        started_on=dt.date(2018, 8, 3),
        ended_on=YearMonth(2018, 10),
        scheduled_end=dt.date(2018, 12, 31),
        purpose=printed("Evaluar el diseño."),
        instruments=("Entrevistas", printed("Formatos")),
        coordinator_position="Socia",
        collaborators=("Luis Prueba",),
        follow_up_person=printed("Eva Prueba"),
        follow_up_unit=printed("Dirección de Evaluación"),
        other_follow_up_persons=("Luz Prueba",),
        other_follow_up_units=(printed("Dirección de Becas"),),
        contracting_unit=printed("Oficialía Mayor"),
        financing="Recurso estatal",
        dissemination=("En internet",),
        form_dissemination=(printed("Sí"),),
        source_identifier="20S061PCDI18_1",
        coordinating_institution=printed("CONEVAL"),
        conclusion_year=2019,
    )
    path = f"{PATH}-20s061pcdi18-1"
    assert BASE.local(state_evaluation(ours, PROGRAM, evaluation)) == path
    facts = Facts(ours.quads.quads)
    stated = {
        "type": (ASM("evaluationType"), ["code/evaluation-type/design"]),
        "period": (ASM("period"), ["2018"]),
        "evaluators": (ASM("evaluator"), ["agency/consultores-del-norte", "agency/el-colegio"]),
        "coordinator": (ASM("coordinator"), ["Ana Prueba"]),
        "contracting_form": (ASM("contractingForm"), ["Adjudicación directa"]),
        "cost": (ASM("cost"), ["150000.5"]),
        "absent_sections": (ASM("absentSection"), ["Presupuesto"]),
        "name": (RDFS("label"), ["Evaluación de diseño del programa"]),
        "year": (ASM("evaluatedYear"), ["2017"]),
        "started_on": (ASM("startedOn"), ["2018-08-03"]),
        "ended_on": (ASM("endedOn"), ["2018-10"]),
        "scheduled_end": (ASM("scheduledEnd"), ["2018-12-31"]),
        "purpose": (ASM("purpose"), ["Evaluar el diseño."]),
        "instruments": (ASM("collectionInstrument"), ["Entrevistas", "Formatos"]),
        "coordinator_position": (ASM("coordinatorPosition"), ["Socia"]),
        "collaborators": (ASM("collaborator"), ["Luis Prueba"]),
        "follow_up_person": (ASM("followUpPerson"), ["Eva Prueba", "Luz Prueba"]),
        "follow_up_unit": (ASM("followUpUnit"), ["unit/sedesol/direccion-de-evaluacion"]),
        "other_follow_up_units": (ASM("furtherFollowUpUnit"), ["unit/sedesol/direccion-de-becas"]),
        "contracting_unit": (ASM("contractingUnit"), ["unit/sedesol/oficialia-mayor"]),
        "financing": (ASM("financingSource"), ["Recurso estatal"]),
        "dissemination": (ASM("dissemination"), ["En internet"]),
        "form_dissemination": (ASM("formDissemination"), ["Sí"]),
        "source_identifier": (ASM("sourceIdentifier"), ["20S061PCDI18_1"]),
        "coordinating_institution": (ASM("coordinatingInstitution"), ["agency/coneval"]),
        "conclusion_year": (ASM("conclusionYear"), ["2019"]),
    }
    others = {"place", "other_follow_up_persons"}
    assert {field.name for field in fields(Evaluation)} == {*stated, *others}
    for property_, values in stated.values():
        assert facts.values(path, property_) == values
    assert facts.values(path, ASM("currency")) == ["MXN"]
    assert facts.values(path, ASM("program")) == ["program/20-S061"]
    assert facts.values("agency/el-colegio", RDFS("label")) == ["El Colegio"]
    assert facts.excerpts_of(ASM("Evaluation")) > 0


def test_a_type_that_no_list_has_is_part_of_the_path_and_reported() -> None:
    ours = context()
    node = state_evaluation(ours, PROGRAM, Evaluation("Evaluación lunar", "2018"))
    assert BASE.local(node) == "evaluation/20-S061/evaluacion-lunar-2018"
    assert ours.quads.notices == ("evaluation-type not in the code list: Evaluación lunar",)


def test_only_the_first_of_several_rows_proves_an_evaluation() -> None:
    ours = context()
    for cells in ("A3:K3", "A4:K4"):
        state_evaluation(ours, PROGRAM, Evaluation("Diseño", "2018", place=Place("ASM", cells, cells)))
    assert Facts(ours.quads.quads).excerpts_of(ASM("Evaluation")) == 1


def test_statements_have_their_printed_number_or_the_next_one() -> None:
    ours = context()
    evaluation = BASE.id(PATH)
    numbers = (3, 3, None, None)
    statements = [
        Statement("strength", None if number is None else Fact(number, text.passage), text, ())
        for number, text in zip(numbers, map(printed, "abcd"), strict=True)
    ]
    statements.append(Statement("recommendation", None, printed("e"), ()))
    references = PlanReferences(ours, PROGRAM, 2018)
    sources = EvidenceSources(ours.quads, evaluation, ())
    StatementMapper(ours, evaluation, sources, references).state_all(statements)
    facts = Facts(ours.quads.quads)
    texts = {path: facts.values(path, ASM("text")) for path in facts.of_class(ASM("Statement"))}
    assert texts == {
        f"{PATH}/strength/3": ["a"],
        f"{PATH}/strength/4": ["b"],
        f"{PATH}/strength/5": ["c"],
        f"{PATH}/strength/6": ["d"],
        f"{PATH}/recommendation/1": ["e"],
    }


def test_a_cited_code_that_only_writes_the_year_otherwise_is_nearly_the_same() -> None:
    ours = context()
    listed = EvidenceSource(printed("Informe trimestral"), printed("IT09"))
    sources = EvidenceSources(ours.quads, BASE.id(PATH), (listed,))
    assert BASE.local(sources.cited(printed("IT09"))) == f"{PATH}/source/it09"
    near = BASE.local(sources.cited(printed("IT2009")))
    facts = Facts(ours.quads.quads)
    assert facts.values(near, SKOS("closeMatch")) == [f"{PATH}/source/it09"]
    other = BASE.local(sources.cited(printed("IT2010")))
    assert Facts(ours.quads.quads).values(other, SKOS("closeMatch")) == []
