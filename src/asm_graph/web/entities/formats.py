"""The data formats of a description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from asm_graph.engine.workers.output import readable
from asm_graph.rdf.vocabulary import PREFIXES
from asm_graph.results import Format
from asm_graph.web.http.negotiation import GRAPHS
from asm_graph.web.rendering.links import EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Triple

RDF_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
HTML = Format("html", "text/html", "text/html")
DATA = tuple(offer for offer in GRAPHS if offer.name in EXTENSIONS)
OFFERS = (DATA[0], HTML, *DATA[1:])
"""Turtle for clients that ask for nothing; browsers ask for HTML."""

ALTERNATES = {offer.name: offer.media_type for offer in reversed((HTML, *DATA))}
"""The media type of each extension: the first of those that a name has."""


def write_triples(triples: Sequence[Triple], name: str, prefixes: dict[str, str] = PREFIXES) -> bytes:
    """Serialize triples in a format of `DATA`, as UTF-8."""
    body = serialize(triples, format=RDF_FORMATS[name], prefixes=prefixes) or b""
    if RDF_FORMATS[name] != RdfFormat.RDF_XML:
        return body
    return readable(body)
