import pytest
from pyoxigraph import Literal, NamedNode, Quad

from asm_graph.graph.document_quads import DocumentQuads
from asm_graph.graph.programs import map_program_names
from asm_graph.graph.reference import reference_quads
from asm_graph.knowledge import Knowledge
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, PROV, RDF, RDFS, SKOS, Base
from asm_graph.records import Place, ProgramRef
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
    assert described >= set(reference_quads(registers, BASE))
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
        (branch, SKOS("notation"), terms.string("11")),
        (branch, PROV("wasDerivedFrom"), BASE.id("document/gasto")),
    }
    assert new == {Quad(*triple, graph) for triple in expected}
