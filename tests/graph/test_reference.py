from collections import Counter

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from asm_graph.graph.reference import (
    agency_triples,
    objective_triples,
    program_triples,
    reference_quads,
    unit_triples,
)
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, DCT, ORG, RDF, RDFS, SKOS, XSD, Base
from asm_graph.registers import Registers

BASE = Base()
REGISTERS = Registers.load(Knowledge.default().seeds / "registers")
QUADS = set(reference_quads(REGISTERS, BASE))


def holds(path: str, predicate: NamedNode, value: NamedNode | Literal) -> bool:
    return Quad(BASE.id(path), predicate, value, BASE.graph("reference")) in QUADS


def spanish(text: str) -> Literal:
    return Literal(text, language="es")


@pytest.mark.parametrize(
    ("path", "predicate", "value"),
    [
        ("plan/psds-2007-2012", RDF("type"), ASM("SectoralProgram")),
        ("plan/psds-2007-2012", RDF("type"), ASM("Plan")),
        ("plan/psds-2007-2012", ASM("derivedFromPlan"), BASE.id("plan/pnd-2007-2012")),
        ("plan/psds-2007-2012", DCT("issued"), Literal("2008-04-10", datatype=XSD("date"))),
        ("plan/pnd-2007-2012", RDF("type"), ASM("NationalDevelopmentPlan")),
        ("plan/pnd-2007-2012", ASM("startYear"), Literal("2007", datatype=XSD("gYear"))),
        ("plan/pnd-2007-2012", SKOS("altLabel"), spanish("PND")),
        ("plan/pnd-2007-2012/axis/5", RDF("type"), ASM("Axis")),
        ("plan/pnd-2007-2012/axis/5", ASM("verification"), BASE.code("verification", "verified")),
        ("plan/pnd-2007-2012/national-objective/10", RDF("type"), ASM("NationalObjective")),
        (
            "plan/pnd-2007-2012/national-objective/1",
            ASM("verification"),
            BASE.code("verification", "unverified"),
        ),
        ("plan/pnd-2007-2012/objective/5.9", SKOS("broader"), BASE.id("plan/pnd-2007-2012/axis/5")),
        ("plan/psds-2007-2012/objective/3", RDF("type"), ASM("SectoralObjective")),
        ("plan/psds-2007-2012/objective/3", SKOS("inScheme"), BASE.id("plan/psds-2007-2012")),
        ("plan/psds-2007-2012/objective/3", SKOS("notation"), Literal("3")),
        ("program/20-S061", RDFS("label"), spanish("Programa 3x1 para Migrantes")),
        ("program/20-S061", SKOS("altLabel"), spanish("Programa 3 x 1 para Migrantes")),
        ("program/20-S061", ASM("programKey"), Literal("20S061")),
        ("program/20-S061", ASM("branch"), BASE.id("branch/20")),
        ("program/20-S061", ASM("agency"), BASE.id("agency/sedesol")),
        ("program/20-S361", ASM("legislativeExtensionOf"), BASE.id("program/20-S061")),
        ("branch/20", RDFS("label"), spanish("Desarrollo Social")),
        ("agency/sedesol", SKOS("altLabel"), spanish("SEDESOL")),
        ("unit/sedesol/unidad-de-microrregiones", ORG("unitOf"), BASE.id("agency/sedesol")),
        ("unit/sedesol/unidad-de-microrregiones", SKOS("altLabel"), spanish("UMR")),
    ],
)
def test_the_reference_graph(path: str, predicate: NamedNode, value: NamedNode | Literal) -> None:
    assert holds(path, predicate, value)


def test_whatever_is_pointed_at_is_described() -> None:
    subjects = {quad.subject for quad in QUADS}
    codes = BASE.id("code/").value
    for quad in QUADS:
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(BASE.id("").value):
            assert quad.object in subjects or quad.object.value.startswith(codes), quad


def test_every_subject_has_one_label() -> None:
    assert QUADS
    labels = Counter(quad.subject for quad in QUADS if quad.predicate in {RDFS("label"), SKOS("prefLabel")})
    assert {quad.subject for quad in QUADS if labels[quad.subject] != 1} == set()


def test_what_no_register_holds_is_described_in_the_same_form() -> None:
    program = REGISTERS.programs.identify("Programa de Albergues")
    node = BASE.id("program/mx/programa-de-albergues")
    assert {triple.predicate for triple in program_triples(program, BASE)} == {RDF("type"), RDFS("label")}
    assert all(triple.subject == node for triple in program_triples(program, BASE))
    (unit,) = REGISTERS.units.resolve("Comité de Cuentas (CC)", "sedesol")
    assert spanish("CC") in [triple.object for triple in unit_triples(unit, BASE)]
    (agency,) = REGISTERS.units.resolve("SRE", "sedesol")
    assert list(unit_triples(agency, BASE)) == list(agency_triples(REGISTERS.units.agency("SRE"), BASE))


def test_an_objective_of_a_plan_that_was_made_brings_its_plan_along() -> None:
    objective = REGISTERS.plans.match("Fomentar el ahorro", "sectoral", 2009, 15)
    assert objective is not None
    triples = list(objective_triples(objective, BASE))
    assert any(one.subject == BASE.id("plan/sectoral-15-2007-2012") for one in triples)
    assert any(one.object == BASE.code("verification", "unverified") for one in triples)


def test_the_base_is_a_setting() -> None:
    base = Base("https://example.org/")
    quads = list(reference_quads(REGISTERS, base))
    assert quads
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        assert quad.subject.value.startswith("https://example.org/id/")
        assert quad.graph_name == NamedNode("https://example.org/graph/reference")
