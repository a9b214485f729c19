"""The ways in which a dataset can be had: a file of a release, a named graph, the SPARQL service."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.vocabulary import DCAT, DCT, RDF, VOID, XSD
from asm_graph.releases.csv_tables import METADATA
from asm_graph.releases.dcat import DCAT_AP, FILE_TYPE, MEDIA, POWDER, SPDX, about, part, texts
from asm_graph.releases.dumps import QUADS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Triple

    from asm_graph.releases.dataset_description import DatasetDescription, Texts
    from asm_graph.releases.dcat import Facts
    from asm_graph.releases.manifest import Manifest

DUMPS = "dumps/"
_PACKED = ".gz"
_FORMATS = {
    ".nq": ("application/n-quads", "RDF_N_QUADS"),
    ".ttl": ("text/turtle", "RDF_TURTLE"),
    ".csv": ("text/csv", "CSV"),
    ".json": ("application/csvm+json", "JSON"),
}
"""The media type and the file type (European authority table) of a file, by the end of its name."""

_TABULAR = NamedNode("http://www.w3.org/TR/tabular-data-model/")


@dataclass(frozen=True, slots=True)
class Distribution:
    """A node, and all that is said of it."""

    node: NamedNode
    triples: list[Triple]


def file_distributions(
    description: DatasetDescription, release: Manifest, tables: Mapping[str, Texts], address: str
) -> dict[str, Distribution]:
    """Describe the dumps and tables of a release by path.

    `tables` are the titles of tables by their names; `address` is where the site is, with a slash.
    """
    known = description.file_descriptions | {f"{DUMPS}{name}.csv": title for name, title in tables.items()}
    return {
        path: _file(description, release, path, known.get(path, {}), address)
        for path in release.files
        if path.startswith(DUMPS)
    }


def graph_distribution(description: DatasetDescription, graph: NamedNode, url: str) -> Distribution:
    """Describe a named graph as Turtle, written on request, so that its size is unknown."""
    node = part(graph, "distribution")
    facts = [
        *_common(description, NamedNode(url.removesuffix(".ttl"))),
        (DCT("title"), Literal("Turtle")),
        *texts(DCT("description"), description.graph_description),
        (DCAT("downloadURL"), NamedNode(url)),
        *_format(".ttl"),
    ]
    return Distribution(node, about(node, facts))


def service_distribution(
    description: DatasetDescription, service: NamedNode, endpoint: NamedNode, dataset: NamedNode
) -> Distribution:
    """Describe a dataset as the SPARQL service gives it."""
    node = part(dataset, "sparql")
    facts: Facts = [
        *_common(description, endpoint),
        (DCT("title"), Literal("SPARQL")),
        *texts(DCT("description"), description.service_title),
        (DCAT("mediaType"), MEDIA("application/sparql-results+json")),
        (DCT("format"), FILE_TYPE("SPARQLQ")),
        (DCAT("accessService"), service),
    ]
    return Distribution(node, about(node, facts))


def _common(description: DatasetDescription, access: NamedNode) -> Facts:
    return [
        (RDF("type"), DCAT("Distribution")),
        (DCAT("accessURL"), access),
        (DCT("license"), NamedNode(description.license)),
        (DCAT_AP("availability"), NamedNode(description.availability.iri)),
    ]


def _format(suffix: str) -> Facts:
    media_type, file_type = _FORMATS[suffix]
    return [(DCAT("mediaType"), MEDIA(media_type)), (DCT("format"), FILE_TYPE(file_type))]


def _file(
    description: DatasetDescription, release: Manifest, path: str, text: Texts, address: str
) -> Distribution:
    facts = release.files[path]
    url = NamedNode(f"{address}releases/{release.name}/{path}")
    place = NamedNode(f"{release.base}releases/{release.name}/{path}")
    node, checksum = part(place, "distribution"), part(place, "checksum")
    name = PurePath(path).name
    suffix = PurePath(name.removesuffix(_PACKED)).suffix
    said = [
        *_common(description, url),
        (DCT("title"), Literal(name)),
        *texts(DCT("description"), text),
        (DCAT("downloadURL"), url),
        *_format(suffix),
        *([(DCAT("compressFormat"), MEDIA("application/gzip"))] if name.endswith(_PACKED) else []),
        *([(VOID("triples"), _number(release.quads, "integer"))] if path == QUADS else []),
        *(_columns(release, address) if suffix == ".csv" else []),
        (DCT("issued"), Literal(release.created.isoformat(), datatype=XSD("dateTime"))),
        (DCAT("byteSize"), _number(facts.size, "nonNegativeInteger")),
        (SPDX("checksum"), checksum),
    ]
    sum_of_it: Facts = [
        (RDF("type"), SPDX("Checksum")),
        (SPDX("algorithm"), SPDX("checksumAlgorithm_sha256")),
        (SPDX("checksumValue"), Literal(facts.sha256, datatype=XSD("hexBinary"))),
    ]
    return Distribution(node, [*about(node, said), *about(checksum, sum_of_it)])


def _columns(release: Manifest, address: str) -> Facts:
    metadata = NamedNode(f"{address}releases/{release.name}/{DUMPS}{METADATA}")
    return [(DCT("conformsTo"), _TABULAR), (POWDER("describedby"), metadata)]


def _number(count: int, datatype: str) -> Literal:
    return Literal(str(count), datatype=XSD(datatype))
