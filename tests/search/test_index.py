"""The search index of a release: what goes in, under which words and keys it is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from asm_graph.graph.ontology import ontology_quads
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS, Base
from asm_graph.search.index import facets_of, normalized_key, write_search_index

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.search.index import Values

BASE = Base()
PROGRAM, OBJECTIVE, ASPECT = BASE.id("program/20-S061"), BASE.id("plan/p/objective/3"), BASE.id("asm/x/1")
SAID = [
    (PROGRAM, RDF("type"), ASM("Program")),
    (PROGRAM, RDFS("label"), Literal("Programa 3×1 para Migrantes", language="es")),
    (PROGRAM, SKOS("altLabel"), Literal("Iniciativa Ciudadana", language="es")),
    (PROGRAM, ASM("programKey"), Literal("20S061")),
    (ASM("SectoralObjective"), RDFS("subClassOf"), ASM("Objective")),
    (OBJECTIVE, RDF("type"), ASM("Objective")),
    (OBJECTIVE, RDF("type"), ASM("SectoralObjective")),
    (OBJECTIVE, SKOS("prefLabel"), Literal("Superar la pobreza", language="es")),
    (OBJECTIVE, SKOS("prefLabel"), Literal("Overcome poverty", language="en")),
    (ASPECT, ASM("text"), Literal("Definir la población objetivo.", language="es")),
    (BlankNode("b"), RDFS("label"), Literal("nobody")),
    (PROGRAM, ASM("agency"), NamedNode("http://e/agency")),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store()
    store.extend(Quad(*said) for said in SAID)
    path = tmp_path_factory.mktemp("index") / "search.sqlite"
    write_search_index(store, path)
    return path


def ask(index: Path, query: str, *values: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(index)) as connection:
        return connection.execute(query, values).fetchall()


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("migrantes", PROGRAM),
        ("iniciativa ciudadana", PROGRAM),
        ("20S061", PROGRAM),
        ("S061", PROGRAM),
        ("poverty", OBJECTIVE),
        ("POBREZA", OBJECTIVE),
        ("poblacion", ASPECT),
        ("nobody", None),
    ],
)
def test_things_are_under_their_names_keys_and_texts(
    index: Path, words: str, thing: NamedNode | None
) -> None:
    found = ask(index, "SELECT iri FROM things WHERE things MATCH ?", words)
    assert found == ([(thing.value,)] if thing else [])


def test_a_row_has_the_names_and_the_most_special_class(index: Path) -> None:
    rows = ask(index, "SELECT iri, name, english, kind FROM things ORDER BY iri")
    none = RDFS("Resource").value
    assert rows == [
        (ASPECT.value, "Definir la población objetivo.", "", none),
        (OBJECTIVE.value, "Superar la pobreza", "Overcome poverty", ASM("SectoralObjective").value),
        (PROGRAM.value, "Programa 3×1 para Migrantes", "", ASM("Program").value),
    ]


def test_keys_are_found_however_they_are_written(index: Path) -> None:
    for written in ("20S061", " 20-s061 "):
        assert ask(index, "SELECT iri FROM keys WHERE key = ?", normalized_key(written)) == [(PROGRAM.value,)]


def test_the_same_things_give_the_same_index(index: Path, tmp_path: Path) -> None:
    store = Store()
    store.extend(Quad(*said) for said in reversed(SAID))
    write_search_index(store, tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == index.read_bytes()


PARTS = """
source:a {
    id:p a asm:Program ; asm:branch id:branch . id:q a asm:Program .
    id:plan a asm:Plan . id:objective skos:inScheme id:plan .
    id:asm asm:program id:p ; asm:classification class:specific ; asm:hasAction id:action .
    id:matrix asm:program id:p ; asm:year "2009"^^xsd:gYear ;
        asm:hasIndicator id:indicator ; asm:hasLevel id:level .
    id:figure asm:indicator id:indicator ; asm:year "2008"^^xsd:gYear .
    id:evaluation asm:program id:q . id:statement asm:evaluation id:evaluation ; asm:citesSource id:cited .
    id:alignment asm:program id:p ; asm:alignedTo id:objective ; asm:year "2010"^^xsd:gYear .
}
"""


@pytest.fixture(scope="module")
def facets(trig: Any) -> dict[str, Values]:
    store = Store()
    quads = chain(trig(PARTS), ontology_quads(Knowledge.default().ontology, BASE))
    store.extend(Quad(*quad.triple, DefaultGraph()) for quad in quads)
    return facets_of(store)


@pytest.mark.parametrize(
    ("thing", "facet", "values"),
    [
        ("p", "program", ["p"]),
        ("p", "branch", ["branch"]),
        ("asm", "program", ["p"]),
        ("action", "program", ["p"]),
        ("action", "class", ["code/asm-class/specific"]),
        ("action", "branch", ["branch"]),
        ("indicator", "year", ["2009"]),
        ("level", "program", ["p"]),
        ("figure", "program", ["p"]),
        ("figure", "year", ["2008", "2009"]),
        ("statement", "program", ["q"]),
        ("cited", "program", ["q"]),
        ("objective", "plan", ["plan"]),
        ("objective", "program", []),
    ],
)
def test_what_a_thing_is_found_by(
    facets: dict[str, Values], thing: str, facet: str, values: list[str]
) -> None:
    start = BASE.id("").value
    found = facets.get(BASE.id(thing).value, {}).get(facet, set())
    assert sorted(value.removeprefix(start) for value in found) == values
