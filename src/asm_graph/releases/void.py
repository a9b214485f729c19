"""`void.ttl`: what the default graph holds and which named graphs there are, in VoID terms.

Editors and assistants read from it which properties things of a class have, and what these lead to: there
are partitions by class, in each of them by property, in each of those by classes and datatypes of its values.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from asm_graph.rdf.vocabulary import ASM, DCT, FOAF, PREFIXES, RDF, VOID, XSD, Base, Namespace
from asm_graph.releases.catalog import dataset_node, endpoint, publisher_node
from asm_graph.releases.dcat import about, texts
from asm_graph.releases.dumps import QUADS, TURTLE, turtle

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolutions, Store

    from asm_graph.releases.dataset_description import DatasetDescription
    from asm_graph.releases.manifest import Manifest
    from asm_graph.releases.statistics import Statistics

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID_EXT = Namespace("http://ldf.fi/void-ext#")
"""What VoID has no word for: partitions by the datatypes of values."""
VOID_PREFIXES = {**PREFIXES, "sd": SD.iri, "void-ext": VOID_EXT.iri}

_UTC = "%Y-%m-%dT%H:%M:%SZ"
"""The canonical form of a moment (XML Schema, 3.2.7.2), which engines keep as it is."""
_EXAMPLES = ("Program", "SectoralObjective", "ResultsMatrix", "Indicator", "Asm", "Evaluation")
_USES = """SELECT ?class ?property (COUNT(*) AS ?triples) {
  ?thing a ?class ; ?property ?value .
} GROUP BY ?class ?property ORDER BY ?class ?property"""
_KINDS = """SELECT ?class ?property ?kind (COUNT(*) AS ?triples) (SAMPLE(?literal) AS ?is_datatype) {
  ?thing a ?class ; ?property ?value .
  OPTIONAL { ?value a ?type }
  BIND(isLiteral(?value) AS ?literal)
  BIND(IF(?literal, DATATYPE(?value), ?type) AS ?kind)
  FILTER(BOUND(?kind))
} GROUP BY ?class ?property ?kind ORDER BY ?class ?property ?kind"""


class PartitionKind(NamedTuple):
    """A class or a datatype of the values of a property, and in how many triples."""

    iri: NamedNode
    is_datatype: bool
    triples: int


class Use(NamedTuple):
    """A property of the things of a class: in how many triples, and the kinds of its values."""

    property: NamedNode
    triples: int
    kinds: tuple[PartitionKind, ...]


class Uses(NamedTuple):
    """How the default graph uses its classes, by their IRIs, and a thing of some of them."""

    by_class: dict[str, list[Use]]
    examples: tuple[NamedNode, ...]

    @classmethod
    def of(cls, store: Store) -> Uses:
        """Count; takes some 2 s for 400,000 triples, in no more memory than the counts need."""
        kinds: dict[tuple[object, object], list[PartitionKind]] = {}
        for row in cast("QuerySolutions", store.query(_KINDS)):
            kind = PartitionKind(row["kind"], row["is_datatype"].value == "true", int(row["triples"].value))
            kinds.setdefault((row["class"], row["property"]), []).append(kind)
        rows = groupby(cast("QuerySolutions", store.query(_USES)), key=lambda row: row["class"])
        by_class = {
            one.value: [
                Use(row["property"], int(row["triples"].value), tuple(kinds.get((one, row["property"]), ())))
                for row in of_one
            ]
            for one, of_one in rows
            if isinstance(one, NamedNode)
        }
        return cls(by_class, tuple(_examples(store)))


def _examples(store: Store) -> Iterator[NamedNode]:
    for local in _EXAMPLES:
        found = store.quads_for_pattern(None, RDF("type"), ASM(local), DefaultGraph())
        first = min((quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)), default="")
        if first:
            yield NamedNode(first)


def void_document(
    description: DatasetDescription, manifest: Manifest, statistics: Statistics, uses: Uses | None = None
) -> bytes:
    """Write the VoID description of a release as Turtle; without `uses`, without class partitions."""
    dataset = dataset_node(Base(manifest.base))
    triples = [
        *_whole(description, manifest, statistics),
        *about(dataset, [(VOID("exampleResource"), one) for one in (uses.examples if uses else ())]),
        *_partitions(dataset, VOID("classPartition"), VOID("class"), VOID("entities"), statistics.classes),
        *_parts(statistics.classes, uses.by_class if uses else {}),
        *_partitions(
            dataset, VOID("propertyPartition"), VOID("property"), VOID("triples"), statistics.properties
        ),
        *_named_graphs(dataset, statistics.graphs),
    ]
    return turtle(triples, VOID_PREFIXES)


def _whole(description: DatasetDescription, manifest: Manifest, statistics: Statistics) -> Iterator[Triple]:
    base = Base(manifest.base)
    dataset = dataset_node(base)
    yield Triple(dataset, RDF("type"), VOID("Dataset"))
    yield from about(dataset, texts(DCT("title"), description.title))
    yield from about(dataset, texts(DCT("description"), description.description))
    yield Triple(dataset, DCT("license"), NamedNode(description.license))
    yield Triple(dataset, DCT("publisher"), publisher_node(description, base))
    yield Triple(dataset, DCT("modified"), Literal(f"{manifest.created:{_UTC}}", datatype=XSD("dateTime")))
    yield Triple(dataset, FOAF("homepage"), NamedNode(base.iri))
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


def _parts(classes: Iterable[str], by_class: dict[str, list[Use]]) -> Iterator[Triple]:
    """Describe the class partitions: their properties, and the kinds of values of each."""
    for number, iri in enumerate(sorted(classes), start=1):
        whole = f"classPartition{number}"
        for place, use in enumerate(by_class.get(iri, ()), start=1):
            part = BlankNode(f"{whole}property{place}")
            yield Triple(BlankNode(whole), VOID("propertyPartition"), part)
            yield Triple(part, VOID("property"), use.property)
            yield Triple(part, VOID("triples"), _integer(use.triples))
            for position, kind in enumerate(use.kinds, start=1):
                yield from _kind(part, BlankNode(f"{part.value}kind{position}"), kind)


def _kind(part: BlankNode, node: BlankNode, kind: PartitionKind) -> Iterator[Triple]:
    link, key = (
        (VOID_EXT("datatypePartition"), VOID_EXT("datatype"))
        if kind.is_datatype
        else (VOID("classPartition"), VOID("class"))
    )
    yield Triple(part, link, node)
    yield Triple(node, key, kind.iri)
    yield Triple(node, VOID("triples"), _integer(kind.triples))


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
