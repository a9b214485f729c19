"""SPARQL 1.1 Service Description of the endpoint, with the dataset's VoID and the limits."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from asm_graph.rdf.vocabulary import DCT, RDF, RDFS, VOID, Base, Namespace
from asm_graph.releases.catalog import dataset_node
from asm_graph.releases.dcat import about, texts
from asm_graph.releases.void import SD, VOID_PREFIXES
from asm_graph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asm_graph.releases.release import Release

FORMATS = Namespace("http://www.w3.org/ns/formats/")
SCHEMA = Namespace("https://schema.org/")
_PREFIXES = {**VOID_PREFIXES, "formats": FORMATS.iri, "schema": SCHEMA.iri}
_TITLES = {"es": "Consulta SPARQL de asm-graph", "en": "SPARQL endpoint of asm-graph"}
_DEFAULT_GRAPH = {
    "es": "La unión de los grafos nombrados, salvo los de evidencia (…/graph/evidence/…), que se nombran.",
    "en": "The union of the named graphs but those of evidence (…/graph/evidence/…), which a query names.",
}
_RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD"),
)
LIMITS = (
    *("query_bytes", "query_depth", "query_prefixes", "query_clauses", "query_operators"),
    *(
        "query_seconds",
        "queue_seconds",
        "request_seconds",
        "send_seconds",
        "header_bytes",
        "result_bytes",
        "result_rows",
        "worker_memory",
    ),
    *("workers", "slow_seconds", "slow_workers", "client_queries", "connections"),
)
"""The settings that a client meets as limits."""


def service_description(address: str, settings: Settings, release: Release | None, media_type: str) -> bytes:
    """Describe the endpoint at an address; without a release it has no dataset.

    Raises:
        OSError, SyntaxError: `void.ttl` of the release cannot be read.
    """
    service = NamedNode(address)
    triples = [*_service(service), *_limits(service, settings)]
    if release is not None:
        triples += _dataset(service, release)
    output = BytesIO()
    rdf_format = RdfFormat.from_media_type(media_type) or RdfFormat.TURTLE
    serialize(triples, output, rdf_format, prefixes=_PREFIXES)
    return output.getvalue()


def _service(service: NamedNode) -> Iterator[Triple]:
    yield Triple(service, RDF("type"), SD("Service"))
    for language, title in _TITLES.items():
        yield Triple(service, DCT("title"), Literal(title, language=language))
    yield Triple(service, SD("endpoint"), service)
    yield Triple(service, SD("supportedLanguage"), SD("SPARQL11Query"))
    yield Triple(service, SD("feature"), SD("UnionDefaultGraph"))
    for name in _RESULT_FORMATS:
        yield Triple(service, SD("resultFormat"), FORMATS(name))


def _limits(service: NamedNode, settings: Settings) -> Iterator[Triple]:
    """Each limit as a property with a name and a value: there is no vocabulary of endpoint limits."""
    for name in LIMITS:
        node = BlankNode(name)
        description = Settings.model_fields[name].description or ""
        yield Triple(service, SCHEMA("additionalProperty"), node)
        yield Triple(node, RDF("type"), SCHEMA("PropertyValue"))
        yield Triple(node, SCHEMA("name"), Literal(name))
        yield Triple(node, SCHEMA("value"), Literal(getattr(settings, name)))
        yield Triple(node, SCHEMA("description"), Literal(description, language="en"))


def _dataset(service: NamedNode, release: Release) -> Iterator[Triple]:
    """Describe the dataset of the release, its named graphs with their counts, and its default graph."""
    dataset, default = dataset_node(Base(release.manifest.base)), BlankNode("defaultGraph")
    void = _void(release.path / "void.ttl")
    yield Triple(service, SD("defaultDataset"), dataset)
    yield Triple(dataset, RDF("type"), SD("Dataset"))
    yield Triple(dataset, SD("defaultGraph"), default)
    yield Triple(default, RDF("type"), SD("Graph"))
    yield from about(default, texts(RDFS("comment"), _DEFAULT_GRAPH))
    for triple in void:
        if triple.subject == dataset and triple.predicate == VOID("triples"):
            yield Triple(default, VOID("triples"), triple.object)
    yield from void


@lru_cache(maxsize=2)
def _void(path: Path) -> tuple[Triple, ...]:
    """Read once for each release: a large dataset has thousands of named graphs."""
    return tuple(quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE))
