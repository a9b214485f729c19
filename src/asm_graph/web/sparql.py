"""`/sparql`: the query operation of the SPARQL 1.1 Protocol, as a plain ASGI application."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from asm_graph.engine.engine import EngineQuery
from asm_graph.errors import QueryRefused
from asm_graph.web.answers import EngineResponse
from asm_graph.web.negotiation import choose, offers_for, prefers_html
from asm_graph.web.pages import page, service_description
from asm_graph.web.problems import Problem
from asm_graph.web.requests import BadRequest, ProtocolRequest, read_request
from asm_graph.web.site import Site, site_of

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_LONG_TEXT = 5_000
"""From this length on the guard works beside the event loop: it takes some 2.5 µs a character at worst."""


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
            response = site_of(request).problem(error.problem, request, _closing(error.problem))
        except QueryRefused as error:
            response = site_of(request).problem(Problem.of(error), request)
        await response(scope, receive, send)


async def _respond(request: Request, site: Site) -> Response:
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(_METHODS)})
    if request.method not in _METHODS:
        return site.problem(Problem("method"), request, {"Allow": ", ".join(_METHODS)})
    asked = await read_request(request, site.settings)
    if asked is None:
        return _welcome(request, site)
    return await _answer(request, site, asked)


async def _answer(request: Request, site: Site, asked: ProtocolRequest) -> Response:
    if len(asked.query) > _LONG_TEXT:
        form = await asyncio.to_thread(site.guard.examine, asked.query)
    else:
        form = site.guard.examine(asked.query)
    offers = offers_for(form)
    offer = choose(offers, request.headers.getlist("accept"), asked.format)
    if offer is None:
        names = ", ".join(dict.fromkeys(f"{each.media_type} ({each.name})" for each in offers))
        return site.problem(Problem("not-acceptable", facts={"offers": names}), request)
    query = EngineQuery(asked.query, offer.asks, asked.default_graphs, asked.named_graphs)
    return EngineResponse(query, offer.content_type)


def _welcome(request: Request, site: Site) -> Response:
    """The form for browsers, the service description for machines."""
    if prefers_html(request.headers.getlist("accept")):
        return page(request, "sparql.html", {"settings": site.settings, "questions": tuple(site.library)})
    return service_description()


def _closing(problem: Problem) -> dict[str, str]:
    """A request whose body was not read to its end cannot be followed by another on its connection."""
    return {"Connection": "close"} if problem.code in {"body", "slow", "media-type"} else {}
