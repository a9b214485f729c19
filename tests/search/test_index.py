"""The search index of a release: what goes in, under which words and keys it is found."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS, XSD, Base
from asm_graph.search.index import SEARCH, normalized_key, write_search_index
from asm_graph.search.reading import search
from asm_graph.sqlite_files import open_index

if TYPE_CHECKING:
    from pathlib import Path

BASE = Base()
PROGRAM, OBJECTIVE, ASPECT = BASE.id("program/20-S061"), BASE.id("plan/p/objective/3"), BASE.id("asm/x/1")
NAME, EVALUATION, KIND = BASE.id("program/20-S061/name/1"), BASE.id("evaluation/1"), BASE.id("code/type/eed")
SAID = [
    (PROGRAM, RDF("type"), ASM("Program")),
    (PROGRAM, RDFS("label"), Literal("Programa 3×1 para Migrantes", language="es")),
    (PROGRAM, SKOS("altLabel"), Literal("Iniciativa Ciudadana", language="es")),
    (PROGRAM, ASM("programKey"), Literal("20S061")),
    (NAME, RDF("type"), ASM("ProgramName")),
    (NAME, ASM("program"), PROGRAM),
    (NAME, RDFS("label"), Literal("Iniciativa Ciudadana", language="es")),
    (NAME, ASM("year"), Literal("2002", datatype=XSD("gYear"))),
    (BASE.id("program/20-S061/name/2"), RDF("type"), ASM("ProgramName")),
    (BASE.id("program/20-S061/name/2"), ASM("program"), PROGRAM),
    (BASE.id("program/20-S061/name/2"), RDFS("label"), Literal("Programa 3×1 para Migrantes", language="es")),
    (BASE.id("program/20-S061/name/2"), ASM("year"), Literal("2009", datatype=XSD("gYear"))),
    (ASM("SectoralObjective"), RDFS("subClassOf"), ASM("Objective")),
    (OBJECTIVE, RDF("type"), ASM("Objective")),
    (OBJECTIVE, RDF("type"), ASM("SectoralObjective")),
    (OBJECTIVE, SKOS("prefLabel"), Literal("Superar la pobreza", language="es")),
    (OBJECTIVE, SKOS("prefLabel"), Literal("Overcome poverty", language="en")),
    (ASPECT, RDF("type"), ASM("Asm")),
    (ASPECT, ASM("text"), Literal("Definir la población objetivo.", language="es")),
    (EVALUATION, RDF("type"), ASM("Evaluation")),
    (EVALUATION, ASM("program"), PROGRAM),
    (EVALUATION, ASM("evaluationType"), KIND),
    (EVALUATION, ASM("period"), Literal("2009-2010")),
    (KIND, SKOS("prefLabel"), Literal("Evaluación específica", language="es")),
    (BlankNode("b"), RDFS("label"), Literal("innombrable")),
    (PROGRAM, ASM("agency"), NamedNode("http://e/agency")),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    write(SAID, folder / SEARCH)
    return folder


def write(said: list[tuple[object, ...]], path: Path) -> None:
    store = Store()
    store.extend(Quad(*one) for one in said)  # type: ignore[arg-type]  the terms of the table above
    write_search_index(store, path, Knowledge.default(), BASE)


def ask(folder: Path, query: str, *values: str) -> list[tuple[str, ...]]:
    with closing(open_index(folder / SEARCH)) as connection:
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
        ("definir poblacion", ASPECT),
        ("evaluación específica 2009-2010 migrantes", EVALUATION),
    ],
)
def test_things_are_under_their_names_keys_and_texts(folder: Path, words: str, thing: NamedNode) -> None:
    assert search(folder, words, {}, 1, "es").hits[0].iri == thing.value


def test_what_has_no_iri_of_its_own_is_not_found(folder: Path) -> None:
    assert not search(folder, "innombrable", {}, 1, "es", literal=True).hits


def test_an_entry_has_its_names_and_the_most_specific_class(folder: Path) -> None:
    rows = ask(folder, "SELECT iri, title, english, kind FROM entries WHERE iri <> '' ORDER BY iri")
    none = RDFS("Resource").value
    assert rows == [
        (ASPECT.value, "Definir la población objetivo.", "", ASM("Asm").value),
        (KIND.value, "Evaluación específica", "", none),
        (
            EVALUATION.value,
            "Evaluación específica 2009-2010: Programa 3×1 para Migrantes",
            "",
            ASM("Evaluation").value,
        ),
        (OBJECTIVE.value, "Superar la pobreza", "Overcome poverty", ASM("SectoralObjective").value),
        (PROGRAM.value, "Programa 3×1 para Migrantes", "", ASM("Program").value),
    ]


def test_a_program_is_found_once_and_a_name_that_it_had_is_the_reason(folder: Path) -> None:
    (hit,) = search(folder, "iniciativa ciudadana", {}, 1, "es").hits
    assert hit.reason is not None
    assert (hit.iri, hit.reason.name, hit.reason.sort) == (PROGRAM.value, "Iniciativa Ciudadana", "former")
    assert hit.reason.years == "2002"


def test_keys_are_found_however_they_are_written(folder: Path) -> None:
    for written in ("20S061", " 20-s061 "):
        assert ask(folder, "SELECT iri FROM keys WHERE key = ?", normalized_key(written)) == [
            (PROGRAM.value,)
        ]


def test_the_same_things_give_the_same_index(folder: Path, tmp_path: Path) -> None:
    write([*reversed(SAID)], tmp_path / SEARCH)
    assert (tmp_path / SEARCH).read_bytes() == (folder / SEARCH).read_bytes()
