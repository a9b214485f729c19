"""What every part of the catalog is written with: namespaces, facts about a node, classes of the values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from asm_graph.rdf.vocabulary import DCAT, DCT, FOAF, PREFIXES, RDF, RDFS, SKOS, Namespace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import BlankNode

    from asm_graph.releases.dataset_description import Texts

SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
DCAT_AP = Namespace("http://data.europa.eu/r5r/")
POWDER = Namespace("http://www.w3.org/2007/05/powder-s#")
MEDIA = Namespace("https://www.iana.org/assignments/media-types/")
FILE_TYPE = Namespace("http://publications.europa.eu/resource/authority/file-type/")

CATALOG_PREFIXES = {
    **PREFIXES,
    "dcatap": DCAT_AP.iri,
    "spdx": SPDX.iri,
    "vcard": VCARD.iri,
    "wdrs": POWDER.iri,
}

_RANGES = {
    DCT("accessRights"): DCT("RightsStatement"),
    DCT("accrualPeriodicity"): DCT("Frequency"),
    DCT("conformsTo"): DCT("Standard"),
    DCT("format"): DCT("MediaTypeOrExtent"),
    DCT("language"): DCT("LinguisticSystem"),
    DCT("license"): DCT("LicenseDocument"),
    DCT("spatial"): DCT("Location"),
    DCT("subject"): SKOS("Concept"),
    DCT("type"): SKOS("Concept"),
    DCAT("accessURL"): RDFS("Resource"),
    DCAT("compressFormat"): DCT("MediaType"),
    DCAT("downloadURL"): RDFS("Resource"),
    DCAT("endpointDescription"): RDFS("Resource"),
    DCAT("endpointURL"): RDFS("Resource"),
    DCAT("landingPage"): FOAF("Document"),
    DCAT("mediaType"): DCT("MediaType"),
    DCAT("theme"): SKOS("Concept"),
    DCAT("themeTaxonomy"): SKOS("ConceptScheme"),
    DCAT_AP("availability"): SKOS("Concept"),
    FOAF("homepage"): FOAF("Document"),
    SPDX("algorithm"): SPDX("ChecksumAlgorithm"),
}
"""The class that DCAT-AP 3 gives to the values of a property; validators do not fetch them to see it."""

_FORMAT_NAMES = {
    "CSV": "CSV",
    "JSON": "JSON",
    "JSON_LD": "JSON-LD",
    "RDF_N_QUADS": "N-Quads",
    "RDF_N_TRIPLES": "N-Triples",
    "RDF_TURTLE": "Turtle",
    "RDF_XML": "RDF/XML",
    "SPARQLQ": "SPARQL",
    "SPARQLQRES": "SPARQL Results",
    "TSV": "TSV",
    "XLSX": "XLSX",
}
"""What people call the file types that we name: CKAN shows this, and the IRI where it is not told."""
_SERVED = (
    *("SPARQLQRES", "CSV", "TSV", "XLSX"),
    *("RDF_TURTLE", "RDF_N_TRIPLES", "RDF_XML", "JSON_LD"),
)

Facts = list[tuple[NamedNode, "NamedNode | Literal"]]


def about(subject: NamedNode | BlankNode, facts: Facts) -> list[Triple]:
    """Facts as triples about one subject."""
    return [Triple(subject, predicate, value) for predicate, value in facts]


def texts(predicate: NamedNode, by_language: Texts) -> Facts:
    """State the same text in each of its languages."""
    return [(predicate, Literal(text, language=language)) for language, text in by_language.items()]


def service_formats() -> Facts:
    """List the file types that the SPARQL service answers in."""
    return [(DCT("format"), FILE_TYPE(name)) for name in _SERVED]


def format_names(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Of each file type that is named, what it is called, and the class (`dct:IMT`) that CKAN reads it by."""
    named = {one.object for one in triples if one.predicate == DCT("format")}
    for code, name in _FORMAT_NAMES.items():
        if FILE_TYPE(code) in named:
            yield Triple(FILE_TYPE(code), RDF("type"), DCT("IMT"))
            yield Triple(FILE_TYPE(code), RDFS("label"), Literal(name))


def each(predicate: NamedNode, values: Iterable[str]) -> Facts:
    """State several IRIs as values of one property."""
    return [(predicate, NamedNode(iri)) for iri in values]


def part(url: NamedNode, name: str) -> NamedNode:
    """Something that belongs to what is at an address."""
    return NamedNode(f"{url.value}#{name}")


def classes_of_values(triples: Iterable[Triple]) -> Iterator[Triple]:
    """For each value that is a node of others, the class that its property asks of it."""
    for triple in triples:
        wanted = _RANGES.get(triple.predicate)
        if wanted is not None and isinstance(triple.object, NamedNode):
            yield Triple(triple.object, RDF("type"), wanted)
