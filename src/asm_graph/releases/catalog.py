"""The DCAT 3 description of the dataset: the stable part for the graph, the whole for `catalog.ttl`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from asm_graph.graph.vocabulary import DCAT, DCT, FOAF, PREFIXES, RDF, XSD, Base, Namespace
from asm_graph.releases.dumps import turtle
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asm_graph.releases.description import Description, Party
    from asm_graph.releases.manifest import FileFacts, Manifest

SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
MEDIA = Namespace("https://www.iana.org/assignments/media-types/")

_PREFIXES = {**PREFIXES, "spdx": SPDX.iri, "vcard": VCARD.iri}
_MEDIA_TYPES = {
    ".nq": MEDIA("application/n-quads"),
    ".ttl": MEDIA("text/turtle"),
    ".csv": MEDIA("text/csv"),
    ".json": MEDIA("application/csvm+json"),
}
_PACKED = ".gz"
_PROTOCOL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")

Facts = list[tuple[NamedNode, "NamedNode | Literal"]]


def catalog_quads(description: Description, base: Base, documents: Iterable[str]) -> Iterator[Quad]:
    """What of the catalogue is the same in every build: for the named graph `catalog`.

    `documents` are the slugs of the source documents.
    """
    for triple in _stable(description, base, documents):
        yield Quad(triple.subject, triple.predicate, triple.object, base.graph("catalog"))


def catalog_document(description: Description, manifest: Manifest) -> bytes:
    """The catalogue of one release as Turtle: the stable part, and a distribution for each dump."""
    base = Base(manifest.base)
    triples = list(_stable(description, base, (item.slug for item in manifest.inputs)))
    created = Literal(manifest.created.isoformat(), datatype=XSD("dateTime"))
    released: Facts = [(DCT("modified"), created), (DCAT("version"), Literal(manifest.name))]
    dumps = {
        NamedNode(f"{base.iri}releases/{manifest.name}/{name}"): facts
        for name, facts in manifest.files.items()
        if name.startswith("dumps/")
    }
    released += [(DCAT("distribution"), _part(url, "distribution")) for url in dumps]
    triples += _about(dataset_node(base), released)
    for url, facts in dumps.items():
        triples += _distribution(description, url, facts)
    return turtle(triples, _PREFIXES)


def dataset_node(base: Base) -> NamedNode:
    """The dataset, the same through all releases."""
    return base.id("dataset/asm-graph")


def endpoint(base: Base) -> NamedNode:
    """Where the SPARQL service answers."""
    return NamedNode(f"{base.iri}sparql")


def _stable(description: Description, base: Base, documents: Iterable[str]) -> Iterator[Triple]:
    catalog, service = base.id("catalog"), base.id("service/sparql")
    publisher = base.id(f"publisher/{slug(description.publisher.name)}")
    common: Facts = [
        (DCT("publisher"), publisher),
        (DCT("license"), NamedNode(description.licence)),
        *_each(DCT("language"), description.languages),
    ]
    yield from _about(
        catalog,
        [
            (RDF("type"), DCAT("Catalog")),
            *_texts(DCT("title"), description.catalog_title),
            *_texts(DCT("description"), description.description),
            (FOAF("homepage"), NamedNode(base.iri)),
            (DCAT("dataset"), dataset_node(base)),
            (DCAT("service"), service),
            *common,
        ],
    )
    yield from _about(dataset_node(base), _dataset(description, base, documents) + common)
    yield from _about(
        service,
        [
            (RDF("type"), DCAT("DataService")),
            *_texts(DCT("title"), description.service_title),
            (DCAT("endpointURL"), endpoint(base)),
            (DCAT("endpointDescription"), endpoint(base)),
            (DCAT("servesDataset"), dataset_node(base)),
            (DCT("conformsTo"), _PROTOCOL),
            *common,
        ],
    )
    yield from _about(publisher, _agent(description.publisher))
    yield from _about(_contact_node(base), _contact(description.contact))


def _dataset(description: Description, base: Base, documents: Iterable[str]) -> Facts:
    return [
        (RDF("type"), DCAT("Dataset")),
        *_texts(DCT("title"), description.title),
        *_texts(DCT("description"), description.description),
        *[
            (DCAT("keyword"), Literal(word, language=language))
            for language, words in description.keywords.items()
            for word in words
        ],
        *_each(DCAT("theme"), description.themes),
        (DCT("spatial"), NamedNode(description.spatial)),
        (DCT("accrualPeriodicity"), NamedNode(description.periodicity)),
        (DCAT("contactPoint"), _contact_node(base)),
        (DCAT("landingPage"), NamedNode(base.iri)),
        *[(DCT("source"), base.id(f"document/{document}")) for document in documents],
    ]


def _distribution(description: Description, url: NamedNode, facts: FileFacts) -> Iterator[Triple]:
    checksum = _part(url, "checksum")
    name = url.value.rpartition("/")[2]
    packed: Facts = [(DCAT("compressFormat"), MEDIA("application/gzip"))] if name.endswith(_PACKED) else []
    kind = name.removesuffix(_PACKED).rpartition(".")[2]
    yield from _about(
        _part(url, "distribution"),
        [
            (RDF("type"), DCAT("Distribution")),
            (DCT("title"), Literal(name)),
            (DCAT("accessURL"), url),
            (DCAT("downloadURL"), url),
            (DCAT("mediaType"), _MEDIA_TYPES[f".{kind}"]),
            *packed,
            (DCAT("byteSize"), Literal(str(facts.size), datatype=XSD("nonNegativeInteger"))),
            (DCT("license"), NamedNode(description.licence)),
            (SPDX("checksum"), checksum),
        ],
    )
    yield from _about(
        checksum,
        [
            (RDF("type"), SPDX("Checksum")),
            (SPDX("algorithm"), SPDX("checksumAlgorithm_sha256")),
            (SPDX("checksumValue"), Literal(facts.sha256, datatype=XSD("hexBinary"))),
        ],
    )


def _agent(party: Party) -> Facts:
    return [
        (RDF("type"), FOAF("Organization")),
        (FOAF("name"), Literal(party.name)),
        (FOAF("homepage"), NamedNode(party.url)),
    ]


def _contact(party: Party) -> Facts:
    return [
        (RDF("type"), VCARD("Organization")),
        (VCARD("fn"), Literal(party.name)),
        (VCARD("hasURL"), NamedNode(party.url)),
    ]


def _contact_node(base: Base) -> NamedNode:
    return base.id("contact/asm-graph")


def _part(url: NamedNode, name: str) -> NamedNode:
    return NamedNode(f"{url.value}#{name}")


def _about(subject: NamedNode, facts: Facts) -> Iterator[Triple]:
    return (Triple(subject, predicate, value) for predicate, value in facts)


def _texts(predicate: NamedNode, texts: dict[str, str]) -> Facts:
    return [(predicate, Literal(text, language=language)) for language, text in texts.items()]


def _each(predicate: NamedNode, iris: Iterable[str]) -> Facts:
    return [(predicate, NamedNode(iri)) for iri in iris]
