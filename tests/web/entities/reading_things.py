"""The things of a release, and what a server says of them in each format."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

if TYPE_CHECKING:
    import httpx

    from asm_graph.releases import Release

ID = "https://w3id.org/asm-graph/id/"
PROGRAM = "program/20-S061"
DATA = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def triples(answer: httpx.Response, name: str) -> set[Triple]:
    assert answer.status_code == 200, answer.text
    return {quad.triple for quad in parse(answer.content, DATA[name])}


def paths(release: Release) -> list[str]:
    """All IRIs of things that the dump of a release names anywhere."""
    text = gzip.decompress(release.dump_path.read_bytes()).decode()
    return sorted(set(re.findall(rf"<{re.escape(ID)}([^>]+)>", text)))


def about(found: set[Triple], thing: NamedNode) -> set[Triple]:
    return {triple for triple in found if thing in (triple.subject, triple.object)}
