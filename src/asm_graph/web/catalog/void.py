"""`/.well-known/void` and `/graph/…`: the VoID description and the named graphs as data."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from starlette.responses import Response

from asm_graph.engine.interface import EngineQuery
from asm_graph.errors import ReleaseError
from asm_graph.rdf import document_iris
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import VOID, Base
from asm_graph.releases.catalog import dataset_node
from asm_graph.releases.void import VOID_PREFIXES
from asm_graph.web.answers.engine_response import EngineResponse, RequestedAnswer
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.description import ALTERNATES, DATA, write_triples
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.negotiation import choose
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import EntityAddress
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from asm_graph.results import Format


async def named_graph(request: Request) -> Response:
    """Respond with one named graph, by `Accept` or by extension; a graph is data and has no page."""
    site = site_of(request)
    place = EntityAddress.read(request.path_params["path"])
    if place is None:
        raise ProblemError("not-found")
    offer = choose(DATA, request.headers.getlist("accept"), place.extension)
    if offer is None:
        offers = ", ".join(ALTERNATES.values())
        raise ProblemError("not-acceptable", {"offers": offers})
    manifest = (await site.engine.serving()).release.manifest
    graph = Base(manifest.base).graph(place.path)
    if graph.value not in manifest.graphs:
        raise ProblemError("not-found")
    address = f"/graph/{place.path}"
    if place.extension is None and place.path.startswith(document_iris.source_graph("")):
        return _graph_and_what_it_is(graph, Base(manifest.base), offer, address)
    return whole_graph(graph, offer, address)


def whole_graph(graph: NamedNode, offer: Format, address: str) -> Response:
    """Respond with a named graph in a data format; `address` is where it is without an extension."""
    query = page_query("catalog/graph", graph=graph)
    return _answer(query, offer, address, f"{address}.{offer.name}")


def _graph_and_what_it_is(graph: NamedNode, base: Base, offer: Format, address: str) -> Response:
    """Respond with a graph and its description as a dataset: its IRI names that, a file the content."""
    document = base.id(document_iris.document(last_step(address)))
    query = page_query("catalog/graph-document", graph=graph, document=document, whole=dataset_node(base))
    return _answer(query, offer, address, address)


def _answer(query: str, offer: Format, address: str, here: str) -> Response:
    links = ", ".join(
        f'<{address}.{name}>; rel="alternate"; type="{media_type}"'
        for name, media_type in ALTERNATES.items()
        if name in {each.name for each in DATA} - {offer.name}
    )
    return EngineResponse(
        RequestedAnswer(
            EngineQuery(query, offer.asks),
            offer.content_type,
            volatile=False,
            address=here,
            headers={"Link": links},
        )
    )


_FILE = "void.ttl"
_PLACES = {VOID("dataDump"), VOID("sparqlEndpoint")}
"""What says where something is; all else names what it is."""


def void(request: Request) -> Response:
    """Respond with the description by `Accept`, in data formats; Turtle for all others, browsers included."""
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
    """Write the description in a format; the files of the release are at `address`, which ends in a slash."""

    def here(triple: Triple) -> Triple:
        place = triple.object
        if triple.predicate not in _PLACES or not isinstance(place, NamedNode):
            return triple
        moved = NamedNode(f"{address}{place.value.removeprefix(base)}")
        return Triple(triple.subject, triple.predicate, moved)

    return write_triples(
        [here(quad.triple) for quad in parse(path=file, format=RdfFormat.TURTLE)], name, VOID_PREFIXES
    )
