"""`void.ttl`: what the default graph holds and which named graphs there are, in VoID terms.

Editors and assistants read from it which properties things of a class have, and what these lead to: there
are partitions by class, in each of them by property, in each of those by classes and datatypes of its values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from asm_graph.rdf.vocabulary import ASM, DCT, FOAF, PREFIXES, RDF, VOID, XSD, Base, Namespace
from asm_graph.releases.catalog import dataset_node, endpoint, publisher_node
from asm_graph.releases.class_uses import summed
from asm_graph.releases.dcat import about, texts
from asm_graph.releases.dumps import QUADS, TURTLE, turtle

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.releases.class_uses import ClassUses
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
    def of(cls, blocks: Sequence[ClassUses]) -> Uses:
        """Add up what was counted in the blocks of a release."""
        counts = summed(blocks)
        by_class: dict[str, list[Use]] = {}
        for key in sorted(counts.triples, key=lambda key: tuple(map(_bare, key.split(" ")))):
            of, prop = map(_bare, key.split(" "))
            kinds = [
                PartitionKind(NamedNode(_bare(kind)), is_datatype, count)
                for is_datatype, known in ((True, counts.datatypes), (False, counts.classes))
                for kind, count in known.get(key, {}).items()
            ]
            ordered = tuple(sorted(kinds, key=lambda kind: kind.iri.value))
            by_class.setdefault(of, []).append(Use(NamedNode(prop), counts.triples[key], ordered))
        return cls(by_class, tuple(_examples(blocks)))


def _bare(iri: str) -> str:
    return iri[1:-1]


def _examples(blocks: Sequence[ClassUses]) -> Iterator[NamedNode]:
    """Yield a thing of each class of which one is shown: the first by its IRI."""
    for local in _EXAMPLES:
        kind = str(ASM(local))
        of = (node for block in blocks for node, classes in block.classes.items() if kind in classes)
        first = min((_bare(node) for node in of if node.startswith("<")), default="")
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
