"""A small federation, written for the tests of the search: well-known programs, branches, agencies, goals."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from asm_graph.graph.ontology import ontology_quads
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS, XSD, Base
from asm_graph.search.index import SEARCH, write_search_index

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE = Base()
DATA = Path(__file__).parent / "data"


def _statements(row: dict[str, str]) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """Yield what one row of the table states: `years` are those of the names of a program, `name|name`."""
    thing = NamedNode(row["thing"]) if row["thing"].startswith("http") else BASE.id(row["thing"])
    yield thing, RDF("type"), ASM(row["class"])
    yield thing, RDFS("label"), Literal(row["label"], language="es")
    if row["key"]:
        prop = ASM("programKey") if row["class"] == "Program" else SKOS("notation")
        yield thing, prop, Literal(row["key"])
    for other in filter(None, row["others"].split("|")):
        yield thing, SKOS("altLabel"), Literal(other, language="es")
    if row["class"] == "Program" and row["key"]:
        yield (
            thing,
            ASM("branch"),
            BASE.id(f"branch/{row['thing'].removeprefix('program/').partition('-')[0]}"),
        )
    for number, dated in enumerate(filter(None, row["names"].split("|"))):
        name, _, years = dated.rpartition(" ")
        node = BASE.id(f"{row['thing']}/name/{number}")
        yield node, RDF("type"), ASM("ProgramName")
        yield node, ASM("program"), thing
        yield node, RDFS("label"), Literal(name, language="es")
        for year in years.split("-"):
            yield node, ASM("year"), Literal(year, datatype=XSD("gYear"))
    if row["plan"]:
        yield thing, SKOS("inScheme"), BASE.id(f"plan/{row['plan']}")


def _store() -> Store:
    store = Store()
    with (DATA / "federation.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            store.extend(Quad(*stated, DefaultGraph()) for stated in _statements(row))
    ontology = ontology_quads(Knowledge.default().ontology, BASE)
    store.extend(Quad(*quad.triple, DefaultGraph()) for quad in ontology)
    return store


@pytest.fixture(scope="session")
def small_federation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the search index of the small federation, as a release has it."""
    folder = tmp_path_factory.mktemp("federation")
    write_search_index(_store(), folder / SEARCH, Knowledge.default(), BASE)
    return folder
