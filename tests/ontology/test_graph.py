"""The graph of the founding documents held against the ontology: terms that exist, values of their ranges."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from asm_graph.commands.check import read_quads
from asm_graph.graph.ontology import ontology_quads
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, XSD, Base
from asm_graph.releases import Release

ONTOLOGY = list(ontology_quads(Knowledge.default().ontology, Base()))
DEFINED = {quad.subject for quad in ONTOLOGY if quad.predicate == RDF("type")}
LITERALS = {
    quad.subject: quad.object
    for quad in ONTOLOGY
    if quad.predicate == RDFS("range")
    and isinstance(quad.object, NamedNode)
    and (quad.object.value.startswith(XSD.iri) or quad.object == RDF("langString"))
}


@pytest.fixture(scope="module")
def graph(founding_release: Release) -> list[Quad]:
    return read_quads(founding_release.dump_path)


def terms(quads: list[Quad]) -> Iterator[NamedNode]:
    for quad in quads:
        yield quad.predicate
        if quad.predicate == RDF("type") and isinstance(quad.object, NamedNode):
            yield quad.object


def test_every_term_of_the_graph_is_defined(graph: list[Quad]) -> None:
    ours = {term for term in terms(graph) if term.value.startswith(ASM.iri)}
    assert ours
    assert {term.value for term in ours - DEFINED} == set()


def test_every_literal_is_in_the_range_of_its_property(graph: list[Quad]) -> None:
    checked = [quad for quad in graph if quad.predicate in LITERALS and isinstance(quad.object, Literal)]
    assert len({quad.predicate for quad in checked}) > 20
    wrong = {
        (quad.predicate.value, str(quad.object.datatype))
        for quad in checked
        if quad.object.datatype != LITERALS[quad.predicate]
    }
    assert wrong == set()


def test_the_iris_of_entities_are_ascii_slugs(graph: list[Quad], tmp_path: Path) -> None:
    base = Base().id("").value
    entities = {quad.subject.value for quad in graph if isinstance(quad.subject, NamedNode)}
    ours = [iri for iri in entities if iri.startswith(base)]
    assert len(ours) > 500
    assert [
        iri for iri in ours if not iri.isascii() or " " in iri or "//" in iri.removeprefix("https://")
    ] == []
