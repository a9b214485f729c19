"""Results matrices and their levels: the paths of levels, and each field of the records."""

from __future__ import annotations

from dataclasses import fields

import pytest
from tests.mapped_documents import BASE, Facts, context

from asm_graph.documents import Passage
from asm_graph.graph.mir import LEVEL_CLASSES, level_nodes, state_level, state_matrix
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS
from asm_graph.records import Place
from asm_graph.records.matrices import Level, LevelRef, Matrix
from asm_graph.records.texts import Fact

PROGRAM = BASE.id("program/20-S061")
PATH = "mir/20-S061/2009"
NODE = BASE.id(PATH)
ROW = Place("MIR", "A2:C2", "Fin")


def test_every_field_of_a_matrix_is_stated() -> None:
    ours = context()
    matrix = Matrix(
        year=2009,
        key="501",
        name="Matriz",
        strategic_objective="Crecer.",
        functional_group="Social",
        place=ROW,
    )
    assert BASE.local(state_matrix(ours.quads, PATH, PROGRAM, matrix)) == PATH
    facts = Facts(ours.quads.quads)
    stated = {
        "year": (ASM("year"), "2009"),
        "key": (SKOS("notation"), "501"),
        "name": (RDFS("label"), "Matriz"),
        "strategic_objective": (ASM("strategicObjective"), "Crecer."),
        "functional_group": (ASM("functionalGroup"), "Social"),
    }
    assert {field.name for field in fields(Matrix)} == {*stated, "place", "blanks"}
    for property_, value in stated.values():
        assert facts.values(PATH, property_) == [value]
    assert facts.values(PATH, ASM("program")) == ["program/20-S061"]
    assert facts.excerpts_of(ASM("ResultsMatrix")) == 1


def test_the_year_of_a_text_is_a_fact() -> None:
    ours = context()
    year = Fact(2009, Passage.of("MIR 2009", 4, 8))
    state_matrix(ours.quads, PATH, PROGRAM, Matrix(year=year))
    facts = Facts(ours.quads.quads)
    assert facts.values(PATH, ASM("year")) == ["2009"]
    assert facts.excerpts_of(ASM("ResultsMatrix")) == 1


def test_only_a_second_fin_needs_a_key() -> None:
    kinds = [("fin", "F"), ("proposito", "P"), ("componente", "C 1"), ("actividad", "A1.1"), ("fin", "F 2")]
    levels = [Level(kind, key=key) for kind, key in kinds]
    paths = [BASE.local(node) for node in level_nodes(context().quads, NODE, levels).values()]
    assert paths == [
        f"{PATH}/fin",
        f"{PATH}/proposito",
        f"{PATH}/componente/c-1",
        f"{PATH}/actividad/a1-1",
        f"{PATH}/fin-f-2",
    ]


@pytest.mark.parametrize("kind", LEVEL_CLASSES)
def test_every_field_of_a_level_is_stated(kind: str) -> None:
    ours = context()
    level = Level(
        kind,
        number=1,
        narrative="Las familias comen.",
        key="L 1",
        above=LevelRef("fin"),
        assumptions=("Llueve.", "No hiela."),
        place=ROW,
    )
    node = BASE.id(f"{PATH}/{kind}")
    state_level(ours.quads, NODE, node, level, BASE.id(f"{PATH}/above"))
    facts = Facts(ours.quads.quads)
    stated = {
        "kind": (RDF("type"), sorted([ASM(LEVEL_CLASSES[kind]).value, ASM("MirLevel").value])),
        "number": (ASM("number"), ["1"]),
        "narrative": (ASM("narrative"), ["Las familias comen."]),
        "key": (SKOS("notation"), ["L 1"]),
        "above": (ASM("supports"), [f"{PATH}/above"]),
        "assumptions": (ASM("assumption"), ["Llueve.", "No hiela."]),
    }
    assert {field.name for field in fields(Level)} == {*stated, "place"}
    for property_, values in stated.values():
        assert facts.values(node, property_) == values
    assert facts.values(PATH, ASM("hasLevel")) == [f"{PATH}/{kind}"]
    assert facts.excerpts_of(ASM("MirLevel")) == 1


def test_a_level_without_key_or_narrative_says_neither() -> None:
    ours = context()
    node = BASE.id(f"{PATH}/fid")
    state_level(ours.quads, NODE, node, Level("fid"), None)
    facts = Facts(ours.quads.quads)
    assert facts.values(node, RDF("type"))
    for property_ in (SKOS("notation"), ASM("narrative"), ASM("supports")):
        assert facts.values(node, property_) == []
