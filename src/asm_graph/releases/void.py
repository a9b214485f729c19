"""`void.ttl`: what the default graph holds and which named graphs there are, in VoID terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from asm_graph.rdf.vocabulary import ASM, DCT, PREFIXES, RDF, VOID, XSD, Base, Namespace
from asm_graph.releases.catalog import dataset_node, endpoint
from asm_graph.releases.dumps import QUADS, TURTLE, turtle

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from asm_graph.releases.dataset_description import Description
    from asm_graph.releases.manifest import Manifest
    from asm_graph.releases.statistics import Statistics

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID_PREFIXES = {**PREFIXES, "sd": SD.iri}


def void_document(description: Description, manifest: Manifest, statistics: Statistics) -> bytes:
    """The VoID description of a release as Turtle."""
    dataset = dataset_node(Base(manifest.base))
    triples = [
        *_whole(description, manifest, statistics),
        *_partitions(dataset, VOID("classPartition"), VOID("class"), VOID("entities"), statistics.classes),
        *_partitions(
            dataset, VOID("propertyPartition"), VOID("property"), VOID("triples"), statistics.properties
        ),
        *_named_graphs(dataset, statistics.graphs),
    ]
    return turtle(triples, VOID_PREFIXES)


def _whole(description: Description, manifest: Manifest, statistics: Statistics) -> Iterator[Triple]:
    base = Base(manifest.base)
    dataset = dataset_node(base)
    yield Triple(dataset, RDF("type"), VOID("Dataset"))
    for language, title in description.title.items():
        yield Triple(dataset, DCT("title"), Literal(title, language=language))
    yield Triple(dataset, DCT("license"), NamedNode(description.licence))
    yield Triple(dataset, VOID("sparqlEndpoint"), endpoint(base))
    yield Triple(dataset, VOID("uriSpace"), Literal(f"{base.iri}id/"))
    yield Triple(dataset, VOID("vocabulary"), NamedNode(ASM.iri))
    for dump in (QUADS, TURTLE):
        yield Triple(dataset, VOID("dataDump"), NamedNode(f"{base.iri}releases/{manifest.name}/{dump}"))
    counts = {
        "triples": statistics.triples,
        "distinctSubjects": statistics.subjects,
        "properties": len(statistics.properties),
        "classes": len(statistics.classes),
    }
    for name, count in counts.items():
        yield Triple(dataset, VOID(name), _integer(count))


def _partitions(
    dataset: NamedNode, link: NamedNode, key: NamedNode, measure: NamedNode, counts: Counter[str]
) -> Iterator[Triple]:
    name = link.value.rpartition("#")[2]
    parts = {iri: BlankNode(f"{name}{number}") for number, iri in enumerate(sorted(counts), start=1)}
    for part in parts.values():
        yield Triple(dataset, link, part)
    for iri, part in parts.items():
        yield Triple(part, key, NamedNode(iri))
        yield Triple(part, measure, _integer(counts[iri]))


def _named_graphs(dataset: NamedNode, counts: Counter[str]) -> Iterator[Triple]:
    nodes = {iri: BlankNode(f"namedGraph{number}") for number, iri in enumerate(sorted(counts), start=1)}
    for node in nodes.values():
        yield Triple(dataset, SD("namedGraph"), node)
    for iri, node in nodes.items():
        content = BlankNode(f"{node.value}Content")
        yield Triple(node, RDF("type"), SD("NamedGraph"))
        yield Triple(node, SD("name"), NamedNode(iri))
        yield Triple(node, SD("graph"), content)
        yield Triple(content, RDF("type"), SD("Graph"))
        yield Triple(content, VOID("triples"), _integer(counts[iri]))


def _integer(count: int) -> Literal:
    return Literal(str(count), datatype=XSD("integer"))
