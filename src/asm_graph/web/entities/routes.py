"""`/id/…` and `/doc/…`: from a thing's IRI to its page or data, by `Accept` or by extension."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response

from asm_graph.web.answers.page_queries import read_release
from asm_graph.web.entities.description import ALTERNATES, OFFERS, write_triples
from asm_graph.web.entities.kinds.finding import describe_or_remember
from asm_graph.web.entities.not_found import nothing_here, nothing_near
from asm_graph.web.entities.page import thing_page
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.negotiation import HTML, choose, language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import EntityAddress, moved
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from asm_graph.rdf.vocabulary import Base
    from asm_graph.results import Format
    from asm_graph.web.answers.page_queries import ReleaseReader

_SOFTWARE = version("asm-graph")


async def identifier(request: Request) -> Response:
    """Redirect (303) from a thing to the document about it."""
    return RedirectResponse(moved(request.path_params["path"], request.url.query), 303)


async def document(request: Request) -> Response:
    """Respond with the page or the data about a thing."""
    place = EntityAddress.read(request.path_params["path"])
    if place is None:
        return nothing_here(request)
    offer = choose(OFFERS, request.headers.getlist("accept"), place.extension)
    if offer is None:
        offers = ", ".join(f"{media_type} ({name})" for name, media_type in ALTERNATES.items())
        raise ProblemError("not-acceptable", {"offers": offers})
    return await _document(request, place, offer)


async def _document(request: Request, place: EntityAddress, offer: Format) -> Response:
    async def read(reading: ReleaseReader) -> Response:
        return await _representation(request, reading, place, offer)

    return await read_release(request, site_of(request), read)


async def _representation(
    request: Request, reading: ReleaseReader, place: EntityAddress, offer: Format
) -> Response:
    thing = place.thing(reading.base)
    description = await describe_or_remember(reading, thing)
    if description is None:
        return await nothing_near(request, reading, place)
    reader = (language_of(request), request.url.query) if offer is HTML else ()
    parts = (_SOFTWARE, reading.release.name, place.path, offer.content_type, *reader)
    validators = Validators.of(parts, reading.serving.since)
    headers = {**validators.headers, **_headers(place, offer, reading.base)}
    if validators.hold(request):
        return not_modified(headers)
    if offer is HTML:
        response: Response = await thing_page(request, reading, description, place)
    else:
        response = Response(write_triples(description.triples, offer.name), media_type=offer.media_type)
    response.headers.update(headers)
    return response


def _headers(place: EntityAddress, offer: Format, base: Base) -> dict[str, str]:
    """Link the other formats, the canonical address and the thing described (RFC 8288)."""
    others = [
        f'<{place.address(name)}>; rel="alternate"; type="{media_type}"'
        for name, media_type in ALTERNATES.items()
        if name != offer.name
    ]
    return {
        "Link": ", ".join([*others, f'<{place.thing(base).value}>; rel="describes"']),
        "Vary": "Accept, Accept-Language" if offer is HTML else "Accept",
        "Content-Location": place.address(offer.name),
        "X-Content-Type-Options": "nosniff",
    }
