"""`/.well-known/void`: the VoID description of the current release, with the addresses of this server."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from starlette.responses import Response

from asm_graph.errors import ReleaseError
from asm_graph.rdf.vocabulary import VOID
from asm_graph.releases.void import VOID_PREFIXES
from asm_graph.web.entities.formats import DATA, write_triples
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.negotiation import choose
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

_FILE = "void.ttl"
_PLACES = {VOID("dataDump"), VOID("sparqlEndpoint")}
"""What says where something is; all else names what it is."""


def void(request: Request) -> Response:
    """The description by `Accept`, in the formats of data; Turtle for all others, browsers among them."""
    site = site_of(request)
    offer = choose(DATA, request.headers.getlist("accept")) or DATA[0]
    try:
        release = site.releases.current()
    except ReleaseError:
        release = None
    if release is None:
        raise ProblemError("release")
    manifest, address = release.manifest, own_address(request, "/")
    validators = Validators.of((_FILE, release.name, address, offer.content_type), site.releases.changed())
    headers = {**validators.headers, "Vary": "Accept", "X-Content-Type-Options": "nosniff"}
    if validators.hold(request):
        return not_modified(headers)
    body = _written(release.path / _FILE, manifest.base, address, offer.name)
    return Response(body, media_type=offer.media_type, headers=headers)


@lru_cache(maxsize=8)
def _written(file: Path, base: str, address: str, name: str) -> bytes:
    """The description in a format; the files of the release are at `address`, which ends in a slash."""

    def here(triple: Triple) -> Triple:
        place = triple.object
        if triple.predicate not in _PLACES or not isinstance(place, NamedNode):
            return triple
        moved = NamedNode(f"{address}{place.value.removeprefix(base)}")
        return Triple(triple.subject, triple.predicate, moved)

    return write_triples(
        [here(quad.triple) for quad in parse(path=file, format=RdfFormat.TURTLE)], name, VOID_PREFIXES
    )
