"""The whole catalog, DCAT 3 as DCAT-AP 3 asks for it: every release, source and table, page by page."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from asm_graph.rdf import document_iris
from asm_graph.rdf.vocabulary import DCAT, DCT, FOAF, PROV, RDF, SKOS, VOID, XSD, Base
from asm_graph.releases.catalog import (
    CatalogDataset,
    catalog_node,
    dataset_facts,
    dataset_node,
    framework,
    lasting_datasets,
    listed,
    release_node,
    series_node,
    service_node,
    source_node,
    table_node,
)
from asm_graph.releases.dcat import CATALOG_PREFIXES, about, classes_of_values, format_names, part, texts
from asm_graph.releases.distributions import (
    DUMPS,
    Distribution,
    file_distributions,
    graph_distribution,
    service_distribution,
)
from asm_graph.releases.dumps import turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from asm_graph.records.origin import Origin
    from asm_graph.releases.content import Input
    from asm_graph.releases.dataset_description import DatasetDescription, Texts
    from asm_graph.releases.dcat import Facts
    from asm_graph.releases.manifest import Manifest

    Years = tuple[str, str] | None


@dataclass(frozen=True)
class CatalogListing:
    """What a catalog lists: `releases`, the oldest first, and what the current one of them holds.

    `tables` are the titles of its tables by their names; files are at `address`, which ends in a slash. A
    page has `page_size` datasets: 1,000 are 5 MB of RDF/XML, a tenth of what CKAN takes.
    """

    description: DatasetDescription
    releases: Sequence[Manifest]
    current: Manifest
    tables: Mapping[str, Texts]
    address: str
    page_size: int

    @cached_property
    def entries(self) -> list[CatalogDataset]:
        """Every dataset: the whole and its tables, the releases, the sources."""
        lasting = lasting_datasets(self.description, self._base, self.tables)
        return [
            *(self._with_files(entry) for entry in lasting),
            *map(self._release, self.releases),
            *map(self._source, self.current.inputs),
        ]

    def page(self, number: int) -> list[Triple]:
        """Write the catalog with one page of its datasets, counted from one."""
        entries = self.entries_of(number)
        triples = [
            *framework(self.description, self._base, NamedNode(f"{self.address}sparql")),
            *about(catalog_node(self._base), [*self._dates(lambda release: release.name), *self._temporal()]),
            *self._series(),
            *_period(self._release_node(self.current), self.current.years),
            *listed(self._base, entries),
            *(triple for entry in entries for triple in entry.triples),
            *self._concepts(),
        ]
        return _by_subject(dict.fromkeys([*triples, *described_values(triples)]))

    def about(self, dataset: NamedNode) -> list[Triple]:
        """All that is said of one dataset; nothing where there is no such one."""
        triples = [triple for entry in self.entries if entry.node == dataset for triple in entry.triples]
        return _by_subject(dict.fromkeys([*triples, *described_values(triples)]))

    def entries_of(self, number: int) -> list[CatalogDataset]:
        """Return the datasets of one page, counted from one."""
        return self.entries[self.page_size * (number - 1) : self.page_size * number]

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-len(self.entries) // self.page_size))

    @property
    def _base(self) -> Base:
        return Base(self.current.base)

    @cached_property
    def _files(self) -> dict[str, Distribution]:
        return file_distributions(self.description, self.current, self.tables, self.address)

    def _with_files(self, entry: CatalogDataset) -> CatalogDataset:
        """Add the current release's files to a lasting dataset: one to a table, all to the whole."""
        whole = dataset_node(self._base)
        facts: Facts = [*self._temporal()]
        if entry.node == whole:
            endpoint = NamedNode(f"{self.address}sparql")
            service = service_distribution(self.description, service_node(self._base), endpoint, whole)
            files = [*self._files.values(), service]
            sources = (source_node(self._base, one.slug) for one in self.current.inputs)
            facts += [
                *self._dates(lambda release: release.name),
                (DCAT("landingPage"), NamedNode(self.address)),
                (DCAT("version"), Literal(self.current.name)),
                *((DCT("source"), source) for source in sources),
                *((DCAT("hasVersion"), self._release_node(one)) for one in self.releases),
            ]
        else:
            names = {table_node(self._base, name): name for name in self.tables}
            path = f"{DUMPS}{names[entry.node]}.csv"
            facts += self._dates(lambda release: release.files.get(path))
            files = [self._files[path]]
        return self._entry(entry.node, facts, files, entry.triples)

    def _release(self, release: Manifest) -> CatalogDataset:
        node = self._release_node(release)
        title = {lang: f"{text}: {release.name}" for lang, text in self.description.title.items()}
        facts = [
            *dataset_facts(self.description, self._base, title, self.description.release_description),
            (DCT("issued"), _time(release)),
            (DCT("modified"), _time(release)),
            (DCT("identifier"), Literal(release.name)),
            (DCAT("version"), Literal(release.name)),
            (DCAT("inSeries"), series_node(self._base)),
            (DCAT("isVersionOf"), dataset_node(self._base)),
            (DCAT("landingPage"), NamedNode(f"{self.address}releases/{release.name}")),
            *_period_of(node, release.years),
        ]
        files = file_distributions(self.description, release, self.tables, self.address)
        return self._entry(node, facts, list(files.values()), _period(node, release.years))

    def _source(self, one: Input) -> CatalogDataset:
        node, document = source_node(self._base, one.slug), self._base.id(document_iris.document(one.slug))
        title = dict.fromkeys(self.description.title, one.title or one.name)
        facts = [
            *dataset_facts(self.description, self._base, title, self.description.source_description),
            (DCT("identifier"), Literal(one.slug)),
            *self._dates(lambda release: _reading_of(one.slug, release)),
            (DCAT("landingPage"), NamedNode(f"{self.address}doc/{document_iris.document(one.slug)}")),
            (PROV("wasDerivedFrom"), document),
            *_period_of(node, one.years),
        ]
        triples = self.current.graphs.get(node.value)
        if triples is not None:
            facts.append((VOID("triples"), Literal(str(triples), datatype=XSD("integer"))))
        url = f"{self.address}graph/{document_iris.source_graph(one.slug)}.ttl"
        more = [*_period(node, one.years), *_origin(document, one.origin)]
        return self._entry(node, facts, [graph_distribution(self.description, node, url)], more)

    def _entry(
        self, node: NamedNode, facts: Facts, files: Iterable[Distribution], more: list[Triple]
    ) -> CatalogDataset:
        files = list(files)
        linked: Facts = [(DCAT("distribution"), one.node) for one in files]
        described = [triple for one in files for triple in one.triples]
        return CatalogDataset(node, [*more, *about(node, [*facts, *linked]), *described])

    def _series(self) -> list[Triple]:
        nodes = [self._release_node(release) for release in self.releases]
        first, last = (self.releases[0], self.releases[-1]) if self.releases else (self.current,) * 2
        dates: Facts = [(DCT("issued"), _time(first)), (DCT("modified"), _time(last))]
        before = [Triple(after, DCAT("prev"), earlier) for earlier, after in pairwise(nodes)]
        return [*about(series_node(self._base), [*dates, *self._temporal()]), *before]

    def _dates(self, state_in: Callable[[Manifest], object]) -> Facts:
        """Since when something is there, and since when it is as it is now.

        `state_in` tells what it is in a release: something that is equal where it is the same, None where it
        is not there.
        """
        earlier = [one for one in self.releases if one.created < self.current.created]
        states = [(release, state_in(release)) for release in (*earlier, self.current)]
        now = states[-1][1]
        issued = next((release for release, state in states if state is not None), self.current)
        same = takewhile(lambda one: one[1] == now, reversed(states))
        modified = [release for release, _ in same][-1]
        return [(DCT("issued"), _time(issued)), (DCT("modified"), _time(modified))]

    def _temporal(self) -> Facts:
        return _period_of(self._release_node(self.current), self.current.years)

    def _release_node(self, release: Manifest) -> NamedNode:
        return release_node(self._base, release.name)

    def _concepts(self) -> list[Triple]:
        """Describe the license and the entries of others' code lists, which portals show."""
        scheme, license_type = self.description.theme_taxonomy, self.description.license_type
        concepts = [*self.description.themes, self.description.availability, license_type]
        named = [about(NamedNode(one.iri), texts(SKOS("prefLabel"), one.labels)) for one in concepts]
        return [
            *about(NamedNode(scheme.iri), texts(DCT("title"), scheme.labels)),
            Triple(NamedNode(self.description.license), DCT("type"), NamedNode(license_type.iri)),
            *(triple for one in named for triple in one),
        ]


def catalog_document(
    description: DatasetDescription, manifest: Manifest, tables: Mapping[str, Texts]
) -> bytes:
    """Write the catalog of one release on its own, complete, as Turtle."""
    listing = CatalogListing(description, [manifest], manifest, tables, manifest.base, sys.maxsize)
    return turtle(listing.page(1), CATALOG_PREFIXES)


def described_values(triples: Sequence[Triple]) -> list[Triple]:
    """Describe the values in the catalog: names of formats, and classes of all.

    CKAN looks at the first class of a format alone.
    """
    return [*format_names(triples), *classes_of_values(triples)]


def _reading_of(slug: str, release: Manifest) -> object:
    """All that the graph of a document depends on: the document, the software and the knowledge."""
    found = (one.sha256 for one in release.inputs if one.slug == slug)
    sha256 = next(found, None)
    return sha256 and (sha256, release.version, release.knowledge_hash)


def _by_subject(triples: Iterable[Triple]) -> list[Triple]:
    """All that is said of a node in one place, the nodes in the order of their first mention."""
    grouped: dict[object, list[Triple]] = {}
    for triple in triples:
        grouped.setdefault(triple.subject, []).append(triple)
    return [triple for group in grouped.values() for triple in group]


def _period_of(node: NamedNode, years: Years) -> Facts:
    return [(DCT("temporal"), part(node, "period"))] if years else []


def _period(node: NamedNode, years: Years) -> list[Triple]:
    """State the first and last year that facts are about."""
    if years is None:
        return []
    first, last = (Literal(year, datatype=XSD("gYear")) for year in years)
    facts: Facts = [
        (RDF("type"), DCT("PeriodOfTime")),
        (DCAT("startDate"), first),
        (DCAT("endDate"), last),
    ]
    return about(part(node, "period"), facts)


def _time(release: Manifest) -> Literal:
    return Literal(release.created.isoformat(), datatype=XSD("dateTime"))


def _origin(document: NamedNode, origin: Origin) -> list[Triple]:
    """State where a document came from, as far as it is known.

    Its license is stated as rights: DCAT-AP asks of a license what kind it is, which nobody said.
    """
    publisher = part(document, "publisher")
    facts: Facts = []
    if origin.address:
        facts.append((DCT("source"), NamedNode(origin.address)))
    if origin.license:
        facts.append((DCT("rights"), NamedNode(origin.license)))
    if not origin.publisher:
        return about(document, facts)
    agent: Facts = [(RDF("type"), FOAF("Agent")), (FOAF("name"), Literal(origin.publisher))]
    return [*about(document, [*facts, (DCT("publisher"), publisher)]), *about(publisher, agent)]
