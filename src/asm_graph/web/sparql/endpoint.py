"""`/sparql`: the query operation of the SPARQL 1.1 Protocol, as a plain ASGI application."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlencode

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from asm_graph.engine.interface import EngineQuery
from asm_graph.errors import EngineFailure, QueryRefused, ReleaseError
from asm_graph.web.answers.asked_release import asked_release, names_no_release, root_of
from asm_graph.web.answers.engine_response import EngineResponse, Wanted
from asm_graph.web.answers.workbooks import to_workbook
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.conditional import Validators
from asm_graph.web.http.negotiation import GRAPHS, SHEET, choose, offers_for, prefers_html
from asm_graph.web.http.problems import Problem
from asm_graph.web.services.site import Site, site_of
from asm_graph.web.sparql.page import sparql_page
from asm_graph.web.sparql.protocol import FORM, QUERY, BadRequest, ProtocolRequest, read_request
from asm_graph.web.sparql.service_description import service_description

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import Receive, Scope, Send

    from asm_graph.results import Format

_METHODS = ("GET", "HEAD", "POST", "OPTIONS", "QUERY")
_WITHOUT_BODY = {"GET", "HEAD"}
_ACCEPTED = f"{QUERY}, {FORM}"
_OPTIONS = {"Allow": ", ".join(_METHODS), "Accept-Post": _ACCEPTED, "Accept-Query": _ACCEPTED}
_SHEET_TITLE = "Consulta SPARQL"
_LONG_TEXT = 5_000
"""From this length on the guard works beside the event loop: it takes some 2.5 µs a character at worst."""
_UNREAD = {"body", "slow", "media-type", "content-encoding"}
"""A request whose body was not read to its end cannot be followed by another on its connection."""
_EXTENSIONS = {None, *(offer.name for offer in (*offers_for("SELECT"), *GRAPHS))}
_QUOTED = {offer.media_type: quote_plus(offer.media_type) for offer in (*offers_for("SELECT"), *GRAPHS)}
_EXPLAINED = {"method": _OPTIONS, "media-type": _OPTIONS}


class SparqlEndpoint:
    """The endpoint; it reads bodies and headers itself, where a framework would soften the protocol."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await _respond(request, site_of(request))
        except ClientDisconnect:
            return
        except BadRequest as error:
            response = _refusal(request, error.problem)
        except QueryRefused as error:
            response = _refusal(request, Problem.of(error))
        await response(scope, receive, send)


async def _respond(request: Request, site: Site) -> Response:
    extension = request.path_params.get("extension")
    if extension not in _EXTENSIONS or names_no_release(request):
        return site.problem(Problem("not-found"), request)
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=_OPTIONS)
    if request.method not in _METHODS:
        return _refusal(request, Problem("method"))
    asked = await read_request(request, site.settings)
    if extension is None and prefers_html(request.headers.getlist("accept")) and not (asked and asked.format):
        return await sparql_page(request, site, asked)
    if asked is None:
        return await _welcome(request, site, extension)
    return await _answer(request, site, asked, extension or asked.format)


def _refusal(request: Request, problem: Problem) -> Response:
    closing = {"Connection": "close"} if problem.code in _UNREAD else {}
    return site_of(request).problem(problem, request, {**_EXPLAINED.get(problem.code, {}), **closing})


async def _answer(request: Request, site: Site, asked: ProtocolRequest, wanted: str | None) -> Response:
    if len(asked.query) > _LONG_TEXT:
        examined = await asyncio.to_thread(site.guard.examine, asked.query)
    else:
        examined = site.guard.examine(asked.query)
    offers = offers_for(examined.form)
    offer = choose(offers, request.headers.getlist("accept"), wanted)
    if offer is None:
        return _nothing_fits(request, site, offers)
    query = EngineQuery(asked.query, offer.asks, asked.default_graphs, asked.named_graphs, asked.seconds)
    return EngineResponse(
        Wanted(
            query,
            offer.content_type,
            examined.volatile,
            _address(request, asked, offer),
            {"Content-Disposition": f'inline; filename="sparql.{offer.name}"'} if offer is SHEET else {},
            to_workbook(_SHEET_TITLE, asked.query, site.licence) if offer is SHEET else None,
        )
    )


def _nothing_fits(request: Request, site: Site, offers: Sequence[Format]) -> Response:
    names = ", ".join(dict.fromkeys(f"{each.media_type} ({each.name})" for each in offers))
    return site.problem(Problem("not-acceptable", facts={"offers": names}), request)


def _address(request: Request, asked: ProtocolRequest, offer: Format) -> str:
    """Where this very answer can be had by GET, whatever way it was asked for."""
    root, sent = root_of(request), request.scope["query_string"]
    if request.method in _WITHOUT_BODY and sent.startswith(b"query=") and b"&" not in sent:
        return f"{root}/sparql?{sent.decode('ascii')}&format={_QUOTED[offer.media_type]}"
    parameters = [
        ("query", asked.query),
        *(("default-graph-uri", iri) for iri in asked.default_graphs),
        *(("named-graph-uri", iri) for iri in asked.named_graphs),
        ("format", offer.media_type),
    ]
    return f"{root}/sparql?{urlencode(parameters)}"


async def _welcome(request: Request, site: Site, extension: str | None) -> Response:
    """Respond with the service description."""
    offer = choose(GRAPHS, request.headers.getlist("accept"), extension)
    if offer is None:
        return _nothing_fits(request, site, GRAPHS)
    return await _description(request, site, offer)


async def _description(request: Request, site: Site, offer: Format) -> Response:
    try:
        asked = await asked_release(request)
    except (EngineFailure, ReleaseError):
        asked = None
    address, release = own_address(request, f"{root_of(request)}/sparql"), asked.release if asked else None
    body = service_description(address, site.settings, release, offer.asks)
    headers = {"Vary": "Accept"}
    if asked is not None:
        validators = Validators.of((body.decode(), offer.content_type), asked.since)
        headers |= validators.headers
        if validators.hold(request):
            return Response(status_code=304, headers=headers)
    return Response(body, headers={**headers, "Content-Type": offer.content_type})
