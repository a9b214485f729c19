"""The part of the catalog that is the same in every build: dataset, tables, series, service, publisher."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, Triple

from asm_graph.rdf import document_iris, iris
from asm_graph.rdf.vocabulary import DCAT, DCT, FOAF, RDF, Base
from asm_graph.releases.dcat import VCARD, about, each, service_formats, texts
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from asm_graph.releases.dataset_description import DatasetDescription, Party, Texts
    from asm_graph.releases.dcat import Facts

_NAME = "asm-graph"
_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"


@dataclass(frozen=True, slots=True)
class CatalogDataset:
    """A dataset of the catalog, and all that is said of it."""

    node: NamedNode
    triples: list[Triple]


def dataset_node(base: Base) -> NamedNode:
    """Return the dataset, the same through all releases."""
    return base.id(iris.catalog_entry("dataset", _NAME))


def catalog_node(base: Base) -> NamedNode:
    """Return the catalog."""
    return base.id(iris.CATALOG)


def series_node(base: Base) -> NamedNode:
    """Return the series of the releases."""
    return base.id(iris.catalog_entry("dataset-series", "releases"))


def release_node(base: Base, name: str) -> NamedNode:
    """Return the dataset that is one release."""
    return NamedNode(f"{base.iri}releases/{name}")


def service_node(base: Base) -> NamedNode:
    """Return the SPARQL service."""
    return base.id(iris.catalog_entry("service", "sparql"))


def table_node(base: Base, name: str) -> NamedNode:
    """Return the dataset that is a table of each release."""
    return base.id(iris.catalog_entry("dataset", f"table/{name}"))


def source_node(base: Base, document: str) -> NamedNode:
    """Return what one document states, as a dataset: its named graph."""
    return base.graph(document_iris.source_graph(document))


def endpoint(base: Base) -> NamedNode:
    """Where the SPARQL service answers."""
    return NamedNode(f"{base.iri}sparql")


def catalog_quads(
    description: DatasetDescription, base: Base, documents: Iterable[str], tables: Mapping[str, Texts]
) -> Iterator[Quad]:
    """State the part of the catalog that is the same in every build, for the named graph `catalog`.

    `documents` are the slugs of the source documents, `tables` the titles of the tables by their names.
    """
    entries = lasting_datasets(description, base, tables)
    triples = [
        *framework(description, base, endpoint(base)),
        *listed(base, entries),
        *about(dataset_node(base), [(DCT("source"), source_node(base, slug)) for slug in documents]),
        *(triple for entry in entries for triple in entry.triples),
    ]
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, base.graph(iris.CATALOG))


def listed(base: Base, entries: Iterable[CatalogDataset]) -> list[Triple]:
    """State that the catalog holds these datasets."""
    return [Triple(catalog_node(base), DCAT("dataset"), entry.node) for entry in entries]


def framework(description: DatasetDescription, base: Base, address: NamedNode) -> list[Triple]:
    """State the catalog without its datasets, the series, publisher, contact, and service."""
    publisher = publisher_node(description, base)
    catalog: Facts = [
        (RDF("type"), DCAT("Catalog")),
        *texts(DCT("title"), description.catalog_title),
        *texts(DCT("description"), description.description),
        (FOAF("homepage"), NamedNode(base.iri)),
        (DCAT("themeTaxonomy"), NamedNode(description.theme_taxonomy.iri)),
        (DCAT("service"), service_node(base)),
        (DCT("spatial"), NamedNode(description.spatial)),
        *terms(description, base),
    ]
    series: Facts = [
        (RDF("type"), DCAT("DatasetSeries")),
        *texts(DCT("title"), description.series_title),
        *texts(DCT("description"), description.series_description),
        (DCT("accrualPeriodicity"), NamedNode(description.periodicity)),
        (DCT("spatial"), NamedNode(description.spatial)),
        (DCT("publisher"), publisher),
        (DCAT("contactPoint"), _contact_node(base)),
    ]
    return [
        *about(catalog_node(base), catalog),
        *about(series_node(base), series),
        *about(service_node(base), _service(description, base, address)),
        *about(publisher, _agent(description.publisher)),
        *about(_contact_node(base), _contact(description.contact)),
    ]


def lasting_datasets(
    description: DatasetDescription, base: Base, tables: Mapping[str, Texts]
) -> list[CatalogDataset]:
    """List the datasets that outlast a release: the whole, and each of its tables."""
    whole = dataset_node(base)
    said: Facts = [
        *dataset_facts(description, base, description.title, description.description),
        (DCT("identifier"), Literal(_NAME)),
    ]
    entries = [CatalogDataset(whole, about(whole, said))]
    for name, title in tables.items():
        node = table_node(base, name)
        text = description.table_descriptions.get(name, description.table_description)
        facts = [
            *dataset_facts(description, base, title, text),
            (DCT("identifier"), Literal(f"{_NAME}/{name}")),
            (DCT("source"), whole),
        ]
        entries.append(CatalogDataset(node, about(node, facts)))
    return entries


def dataset_facts(description: DatasetDescription, base: Base, title: Texts, text: Texts) -> Facts:
    """State the facts of every dataset."""
    return [
        (RDF("type"), DCAT("Dataset")),
        *texts(DCT("title"), title),
        *texts(DCT("description"), text),
        *[
            (DCAT("keyword"), Literal(word, language=language))
            for language, words in description.keywords.items()
            for word in words
        ],
        *each(DCAT("theme"), (one.iri for one in description.themes if description.in_taxonomy(one))),
        *each(DCT("subject"), (one.iri for one in description.themes if not description.in_taxonomy(one))),
        (DCT("spatial"), NamedNode(description.spatial)),
        (DCT("accrualPeriodicity"), NamedNode(description.periodicity)),
        (DCT("accessRights"), NamedNode(description.access_rights)),
        (DCAT("contactPoint"), _contact_node(base)),
        *terms(description, base),
    ]


def terms(description: DatasetDescription, base: Base) -> Facts:
    """State publisher, license and languages, the same for the catalog and everything in it."""
    return [
        (DCT("publisher"), publisher_node(description, base)),
        (DCT("license"), NamedNode(description.license)),
        *each(DCT("language"), description.languages),
    ]


def publisher_node(description: DatasetDescription, base: Base) -> NamedNode:
    """Return the organization that publishes."""
    return base.id(iris.catalog_entry("publisher", slug(description.publisher.name)))


def _service(description: DatasetDescription, base: Base, address: NamedNode) -> Facts:
    return [
        (RDF("type"), DCAT("DataService")),
        *texts(DCT("title"), description.service_title),
        *texts(DCT("description"), description.description),
        (DCAT("endpointURL"), address),
        (DCAT("endpointDescription"), address),
        (DCAT("servesDataset"), dataset_node(base)),
        (DCT("conformsTo"), NamedNode(_PROTOCOL)),
        *service_formats(),
        (DCT("accessRights"), NamedNode(description.access_rights)),
        (DCAT("contactPoint"), _contact_node(base)),
        *terms(description, base),
    ]


def _agent(party: Party) -> Facts:
    return [
        (RDF("type"), FOAF("Agent")),
        (RDF("type"), FOAF("Organization")),
        (FOAF("name"), Literal(party.name)),
        (FOAF("homepage"), NamedNode(party.url)),
    ]


def _contact(party: Party) -> Facts:
    return [
        (RDF("type"), VCARD("Kind")),
        (RDF("type"), VCARD("Organization")),
        (VCARD("fn"), Literal(party.name)),
        (VCARD("hasURL"), NamedNode(party.url)),
    ]


def _contact_node(base: Base) -> NamedNode:
    return base.id(iris.catalog_entry("contact", "asm-graph"))
