"""Agencies and units: those of the register, those that only a document names, and those of the budget."""

from __future__ import annotations

import pytest
from tests.mapped_documents import BASE, Facts, context

from asm_graph.documents import Passage
from asm_graph.graph.document_quads import Subject
from asm_graph.graph.units import (
    BudgetUnits,
    agency_of_state,
    listed_units,
    printed_units,
    registered_agency,
    state_organization,
)
from asm_graph.rdf.vocabulary import ASM, ORG, RDFS, SKOS
from asm_graph.records import Place
from asm_graph.records.matrices import BudgetUnit
from asm_graph.records.texts import Fact, fact

NODE = BASE.id("asm/1")
UNIT = ASM("responsibleUnit")
KNOWN = "unit/sedesol/unidad-de-microrregiones"


def printed(text: str) -> Fact[str]:
    return fact(Passage.of(text, 0, len(text)))


def place(row: int) -> Place:
    return Place("UR", f"A{row}:C{row}", str(row))


def test_the_abbreviation_of_a_unit_is_proven_by_the_cell() -> None:
    ours = context()
    cell = printed("Instituto de la Juventud (INJUVENTUD)")
    printed_units(ours, "sedesol")(NODE, UNIT, cell, None)
    facts = Facts(ours.quads.quads)
    (unit,) = facts.values(NODE, UNIT)
    assert facts.values(unit, SKOS("altLabel")) == ["INJUVENTUD"]
    proven = [facts.values(one, ASM("property")) for one in facts.of_class(ASM("Excerpt"))]
    assert [SKOS("altLabel").value] in proven


def test_units_of_a_text_that_names_no_agency_belong_to_none() -> None:
    ours = context()
    printed_units(ours, "mx-zac")(NODE, UNIT, printed("Dirección de Huertos"), None)
    facts = Facts(ours.quads.quads)
    assert facts.values(NODE, UNIT) == ["unit/mx-zac/direccion-de-huertos"]
    assert facts.values("unit/mx-zac/direccion-de-huertos", ORG("unitOf")) == []


def test_a_cell_of_a_text_may_name_several_units() -> None:
    ours = context()
    cell = printed("Unidad de Microrregiones; Comité de Cuentas")
    printed_units(ours, "sedesol")(NODE, UNIT, cell, None)
    facts = Facts(ours.quads.quads)
    assert facts.values(NODE, UNIT) == ["unit/sedesol/comite-de-cuentas", KNOWN]
    assert facts.values("unit/sedesol/comite-de-cuentas", ORG("unitOf")) == ["agency/sedesol"]
    assert facts.values(KNOWN, RDFS("label")) == []
    quotes = [facts.values(one, ASM("quote"))[0] for one in facts.of_class(ASM("Excerpt"))]
    assert sorted(set(quotes)) == ["Comité de Cuentas", "Unidad de Microrregiones"]
    assert ours.quads.notices == ("unit not in the register: Comité de Cuentas",)


def test_a_cell_of_a_table_names_them_too() -> None:
    ours = context()
    printed_units(ours, "sedesol")(NODE, UNIT, "UMR; Comité de Cuentas", place(2))
    facts = Facts(ours.quads.quads)
    assert facts.values(NODE, UNIT) == ["unit/sedesol/comite-de-cuentas", KNOWN]
    assert facts.values("unit/sedesol/comite-de-cuentas", RDFS("label")) == ["Comité de Cuentas"]
    assert facts.excerpts_of(ASM("Unit")) == 1


def test_a_workbook_names_units_one_by_one() -> None:
    ours = context()
    program = Subject("20-S061", BASE.id("program/20-S061"), "sedesol", BASE.id("agency/sedesol"))
    names = ("unidad de microrregiones", "UMR", "Área Jurídica y de Quejas")
    listed_units(ours, program)(NODE, UNIT, names, place(3))
    facts = Facts(ours.quads.quads)
    new = "unit/sedesol/area-juridica-y-de-quejas"
    assert facts.values(NODE, UNIT) == [new, KNOWN]
    assert facts.values(new, RDFS("label")) == ["Área Jurídica y de Quejas"]
    assert facts.values(new, ORG("unitOf")) == ["agency/sedesol"]
    assert facts.excerpts_of(ASM("Unit")) == 1


def test_no_cell_names_no_unit() -> None:
    ours = context()
    program = Subject("20-S061", BASE.id("program/20-S061"), "sedesol")
    for state in (printed_units(ours, "sedesol"), listed_units(ours, program)):
        state(NODE, UNIT, None, None)
    assert ours.quads.quads == ()


@pytest.mark.parametrize("name", ["SEDESOL", printed("Secretaría de Desarrollo Social")])
def test_an_agency_of_the_register_is_not_described_again(name: str | Fact[str]) -> None:
    ours = context()
    assert registered_agency(ours, name).path == "agency/sedesol"
    assert ours.quads.quads == ours.quads.notices == ()


@pytest.mark.parametrize("name", ["Secretaría del Campo", printed("Secretaría del Campo")])
def test_another_agency_is_described_and_reported(name: str | Fact[str]) -> None:
    ours = context()
    agency = registered_agency(ours, name, None if isinstance(name, Fact) else place(2))
    facts = Facts(ours.quads.quads)
    assert facts.of_class(ASM("Agency")) == [agency.path] == ["agency/secretaria-del-campo"]
    assert facts.values(agency.path, RDFS("label")) == ["Secretaría del Campo"]
    assert facts.excerpts_of(ASM("Agency")) == 1
    assert ours.quads.notices == ("agency not in the register: Secretaría del Campo",)


@pytest.mark.parametrize("name", ["Consultores del Norte", printed("Consultores del Norte")])
def test_an_organization_is_stated_by_its_name(name: str | Fact[str]) -> None:
    ours = context()
    state_organization(ours, NODE, ASM("evaluator"), name, place(2))
    facts = Facts(ours.quads.quads)
    assert facts.values(NODE, ASM("evaluator")) == ["agency/consultores-del-norte"]
    assert facts.values("agency/consultores-del-norte", RDFS("label")) == ["Consultores del Norte"]


def test_an_organization_is_one_with_its_acronym_and_without() -> None:
    ours = context()
    names = ("Instituto Tecnológico (IT)", "Instituto Tecnológico")
    own = [agency_of_state(ours, name, "mx-cam") for name in names]
    assert {slug for slug, _ in own} == {"mx-cam-instituto-tecnologico"}
    facts = Facts(ours.quads.quads)
    assert facts.values("agency/mx-cam-instituto-tecnologico", RDFS("label")) == [names[0]]
    assert facts.values("agency/mx-cam-instituto-tecnologico", SKOS("altLabel")) == [names[1]]


def test_units_of_the_budget_have_a_code_and_the_first_of_their_names() -> None:
    ours = context()
    units = BudgetUnits(ours.quads)
    rows = [
        (20, "213", None),
        (20, "213", "Unidad de Apoyo"),
        (20, "213", "UNIDAD DE APOYO"),
        (5, "D00", None),
    ]
    for row, unit in enumerate(rows, start=2):
        units.state(BudgetUnit(*unit), place(row))
    units.label_the_unnamed()
    facts = Facts(ours.quads.quads)
    assert facts.of_class(ASM("Unit")) == ["unit/ramo-20/213", "unit/ramo-5/d00"]
    assert facts.values("unit/ramo-20/213", RDFS("label")) == ["Unidad de Apoyo"]
    assert facts.values("unit/ramo-20/213", SKOS("altLabel")) == ["UNIDAD DE APOYO"]
    assert facts.values("unit/ramo-20/213", ASM("branch")) == ["branch/20"]
    assert facts.values("unit/ramo-5/d00", RDFS("label")) == ["D00"]
    assert facts.values("unit/ramo-5/d00", SKOS("notation")) == ["D00"]
