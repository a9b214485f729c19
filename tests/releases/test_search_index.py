"""The search index of a release: what goes in, under which words and keys it is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS, Base
from asm_graph.releases.search_index import normalized_key, write_search_index

if TYPE_CHECKING:
    from pathlib import Path

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
