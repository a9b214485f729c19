"""The catalog and VoID of an exported site, without the SPARQL service, which files cannot provide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import parse

from asm_graph.rdf.vocabulary import DCAT, VOID
from asm_graph.releases.dcat import CATALOG_PREFIXES
from asm_graph.releases.void import VOID_PREFIXES
from asm_graph.web.entities.description import RDF_FORMATS, write_triples

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyoxigraph import Triple

_FILES = {
    "catalog.ttl": "ttl",
    "catalog.nt": "nt",
    "catalog.rdf": "rdf",
    "catalog.xml": "rdf",
    "catalog.jsonld": "jsonld",
    ".well-known/void": "ttl",
}
"""What describes the data, and in which format."""

_ENDPOINTS = {DCAT("endpointURL"), DCAT("endpointDescription"), DCAT("accessURL")}


def leave_out_service(folder: Path) -> None:
    """Reduce the descriptions in an exported site to what is there as a file."""
    for name, form in _FILES.items():
        file = folder / name
        prefixes = VOID_PREFIXES if name.endswith("void") else CATALOG_PREFIXES
        triples = [quad.triple for quad in parse(path=file, format=RDF_FORMATS[form])]
        file.write_bytes(write_triples(_without_service(triples), form, prefixes))


def _without_service(triples: Sequence[Triple]) -> list[Triple]:
    """Drop the service, its distribution, and their addresses."""
    gone: set[object] = {
        one.subject for one in triples if one.predicate in {DCAT("endpointURL"), DCAT("accessService")}
    }
    gone |= {
        one.object
        for one in triples
        if one.predicate == VOID("sparqlEndpoint") or (one.predicate in _ENDPOINTS and one.subject in gone)
    }
    return [one for one in triples if one.subject not in gone and one.object not in gone]
