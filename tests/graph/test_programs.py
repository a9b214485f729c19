"""Programs: the one that a document is about, and the names that rows print."""

from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from tests.mapped_documents import Facts, context

from asm_graph.documents import Passage
from asm_graph.graph.document_quads import DocumentQuads, MappingContext
from asm_graph.graph.programs import (
    UNKNOWN_STATE,
    Subject,
    federal_subject,
    map_program_names,
    subject_of_state,
)
from asm_graph.graph.reference import reference_quads
from asm_graph.graph.units import state_mentions
from asm_graph.knowledge import Knowledge
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, PROV, RDF, RDFS, SKOS, Base
from asm_graph.records import Place, ProgramRef
from asm_graph.records.texts import Fact, fact
from asm_graph.registers import Census, Registers

BASE = Base()
ROWS = [
    (2008, "Becas rurales", "A2:C2"),
    (2009, "BECAS RURALES", "A3:C3"),
    (2009, "Becas rurales", "A4:C4"),
    (2010, "Becas del campo", "A5:C5"),
    (None, "Becas del campo", "A6:C6"),
    (2011, "", "A7:C7"),
]
REFS = [
    ProgramRef(11, "S", 7, name, year, "Educación", Place("gasto", cells, f"11\tS\t7\t{name}"))
    for year, name, cells in ROWS
]


@pytest.fixture(scope="module")
def quads() -> tuple[Quad, ...]:
    document = DocumentQuads(BASE, "gasto")
    map_program_names(REFS, document)
    state_mentions(document.mentions, document)
    return document.quads


def names(quads: tuple[Quad, ...]) -> dict[NamedNode, set[str]]:
    found = [one.subject for one in quads if one.object == ASM("ProgramName")]
    return {
        node: {quad.object.value for quad in quads if (quad.subject, quad.predicate) == (node, ASM("year"))}
        for node in found
        if isinstance(node, NamedNode)
    }


def test_a_name_has_the_years_in_which_it_stands(quads: tuple[Quad, ...]) -> None:
    assert sorted(map(sorted, names(quads).values())) == [["2008", "2009"], ["2010"]]
    for node in names(quads):
        assert node.value.startswith(BASE.id("program/11-S007/name/").value)
        assert Quad(node, ASM("program"), BASE.id("program/11-S007"), BASE.graph("source/gasto")) in quads


def test_a_name_has_one_label_and_keeps_its_other_printings(quads: tuple[Quad, ...]) -> None:
    for predicate, printed in (
        (RDFS("label"), ["Becas del campo", "Becas rurales"]),
        (SKOS("altLabel"), ["BECAS RURALES"]),
    ):
        assert sorted(one.object.value for one in quads if one.predicate == predicate) == printed


def test_the_first_row_of_each_year_proves_a_name(quads: tuple[Quad, ...]) -> None:
    about = {one.subject: one.object for one in quads if one.predicate == ASM("subject")}
    cells = {one.subject: one.object.value for one in quads if one.predicate == ASM("cell")}
    proofs: dict[str, set[str]] = {}
    for excerpt, subject in about.items():
        proofs.setdefault(BASE.local(subject).split("/name/")[0], set()).add(cells[excerpt])
    assert proofs == {"program/11-S007": {"A2:C2", "A3:C3", "A5:C5", "A6:C6"}, "branch/11": {"A2:C2"}}


def test_the_reference_graph_describes_program_and_branch_and_says_whence() -> None:
    registers = Registers.load(Knowledge.default().seeds / "registers")
    census = Census.of(("gasto", ref) for ref in REFS)
    graph = BASE.graph("reference")
    described = set(reference_quads(registers.with_census(census), BASE))
    assert {one for one in described if one.predicate != RDFS("label")} > {
        one for one in reference_quads(registers, BASE) if one.predicate != RDFS("label")
    }
    program, branch = BASE.id("program/11-S007"), BASE.id("branch/11")
    new = {one for one in described if one.subject in (program, branch)}
    expected: set[tuple[NamedNode, NamedNode, NamedNode | Literal]] = {
        (program, RDF("type"), ASM("Program")),
        (program, RDFS("label"), terms.text("Becas del campo")),
        (program, SKOS("altLabel"), terms.text("Becas rurales")),
        (program, ASM("programKey"), terms.string("11S007")),
        (program, ASM("branch"), branch),
        (program, PROV("wasDerivedFrom"), BASE.id("document/gasto")),
        (branch, RDF("type"), ASM("Branch")),
        (branch, RDFS("label"), terms.text("Educación")),
        (branch, SKOS("altLabel"), terms.text("Educación Pública")),
        (branch, SKOS("notation"), terms.string("11")),
        (branch, ASM("alignmentDuty"), terms.boolean(value=True)),
        (branch, PROV("wasDerivedFrom"), BASE.id("document/gasto")),
    }
    assert new == {Quad(*triple, graph) for triple in expected}


def named(name: str, layout: str, **more: Any) -> tuple[Subject, MappingContext]:
    ours = context(layout=layout)
    return federal_subject(ours, printed(name), **more), ours


def printed(name: str) -> Fact[str]:
    return fact(Passage.of(name, 0, len(name)))


def test_a_program_of_the_register_is_named_and_not_described() -> None:
    subject, ours = named("Programa 3 × 1 para migrantes", "coneval-eed", year=2009)
    facts = Facts(ours.quads.quads)
    assert (subject.path, subject.owner) == ("20-S061", "sedesol")
    assert facts.values("program/20-S061", SKOS("altLabel")) == ["Programa 3 × 1 para migrantes"]
    assert facts.values("program/20-S061", RDFS("label")) == []
    assert ours.quads.notices == ()
    assert [one.program.path for one in ours.quads.identified] == ["20-S061"]


@pytest.mark.parametrize(
    ("layout", "owner"), [("sedesol-asm-follow-up", "sedesol"), ("another-layout", "mx"), ("", "mx")]
)
def test_whose_units_an_unknown_program_has_is_a_matter_of_its_layout(layout: str, owner: str) -> None:
    subject, ours = named("Programa de Huertos", layout)
    assert (subject.path, subject.owner) == ("mx/programa-de-huertos", owner)
    assert ours.quads.notices == (
        "program not in the register: Programa de Huertos",
        f"no agency is named for Programa de Huertos: its units are taken for units of {owner}",
    )
    assert Facts(ours.quads.quads).of_class(ASM("Program")) == ["program/mx/programa-de-huertos"]


def test_the_agency_of_the_document_goes_before_that_of_its_layout() -> None:
    subject, _ = named("Programa de Huertos", "sedesol-asm-follow-up", agency=printed("SFP"))
    assert subject.owner == "sfp"


@pytest.mark.parametrize("is_fact", ["text", "table"])
def test_a_program_of_a_state_and_its_agency(is_fact: str) -> None:
    ours, name, agency = context(), "Becas del Desierto", "Secretaría de Educación"
    if is_fact == "text":
        subject = subject_of_state(ours, printed(name), printed(agency), "mx-son")
    else:
        subject = subject_of_state(ours, name, agency, "mx-son", Place("t", "A2:C2", name))
    facts = Facts(ours.quads.quads)
    assert subject.path == "mx-son/becas-del-desierto"
    assert subject.owner == "mx-son-secretaria-de-educacion"
    assert facts.values(subject.node, RDFS("label")) == [name]
    assert facts.values(subject.node, ASM("agency")) == [f"agency/{subject.owner}"]
    assert facts.excerpts_of(ASM("Program")) == (2 if is_fact == "text" else 1)
    assert ours.quads.notices == ()


def test_a_program_of_no_known_state_is_reported() -> None:
    ours = context()
    subject = subject_of_state(ours, "Becas", None, "mx")
    assert (subject.path, subject.owner, subject.agency) == ("mx/becas", "mx", None)
    assert ours.quads.notices == (UNKNOWN_STATE,)
