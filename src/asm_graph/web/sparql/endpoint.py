"""`/sparql`: the query operation of the SPARQL 1.1 Protocol, as a plain ASGI application."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from asm_graph.errors import AsmGraphError, EngineFailure, QueryRefused, QuerySyntaxError, ReleaseError
from asm_graph.web.answers.answer_preview import to_workbook
from asm_graph.web.answers.asked_release import asked_release, engine_of, names_no_release, root_of
from asm_graph.web.answers.engine_response import EngineResponse, RequestedAnswer
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.negotiation import GRAPHS, SHEET, choose, named, offers_for, wants_page
from asm_graph.web.http.problems import Problem, ProblemError
from asm_graph.web.rendering.pages import respond_with
from asm_graph.web.services.client_quota import client_of
from asm_graph.web.services.site import Site, site_of
from asm_graph.web.sparql.answer_address import answer_address
from asm_graph.web.sparql.page import endpoint_of, query_of, sparql_page
from asm_graph.web.sparql.protocol import FORM, QUERY, ProtocolRequest, read_request
from asm_graph.web.sparql.service_description import service_description

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import Receive, Scope, Send

    from asm_graph.engine.interface import EngineQuery
    from asm_graph.results import Format

_METHODS = ("GET", "HEAD", "POST", "OPTIONS", "QUERY")
_WITHOUT_BODY = {"GET", "HEAD"}
_ACCEPTED = f"{QUERY}, {FORM}"
_OPTIONS = {"Allow": ", ".join(_METHODS), "Accept-Post": _ACCEPTED, "Accept-Query": _ACCEPTED}
_SHEET_TITLE = "Consulta SPARQL"
_UNREAD = {"body", "slow", "media-type", "content-encoding"}
"""A request whose body was not read to its end cannot be followed by another on its connection."""
_TRIAL_SECONDS = 1.0
_EXTENSIONS = {None, *(offer.name for offer in (*offers_for("SELECT"), *GRAPHS))}
_EXPLAINED = {"method": _OPTIONS, "media-type": _OPTIONS}
_log = logging.getLogger(__name__)


class SparqlEndpoint:
    """The endpoint; it reads bodies and headers itself, where a framework would soften the protocol."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await _respond(request, site_of(request))
            await response(scope, receive, send)
        except ClientDisconnect:
            return
        except (ProblemError, AsmGraphError) as error:
            # Not left to the application, whose handlers the shortcut passes by.
            _log.info("a query was not answered: %s", error)
            await _refusal(request, Problem.of(error))(scope, receive, send)


async def _respond(request: Request, site: Site) -> Response:
    extension = request.path_params.get("extension")
    if extension not in _EXTENSIONS or names_no_release(request):
        raise ProblemError("not-found")
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=_OPTIONS)
    if request.method not in _METHODS:
        raise ProblemError("method")
    asked = await read_request(request, site.settings)
    if extension is None and _wants_page(request, asked):
        return await sparql_page(request, site, asked)
    if asked is None:
        return await _welcome(request, site, extension)
    return await _answer(request, site, asked, extension)


def _wants_page(request: Request, asked: ProtocolRequest | None) -> bool:
    """Whether a page is wanted by its name, or as browsers say it."""
    return wants_page(asked.formats if asked else (), request.headers.getlist("accept"))


def _refusal(request: Request, problem: Problem) -> Response:
    closing = {"Connection": "close"} if problem.code in _UNREAD else {}
    return respond_with(problem, request, {**_EXPLAINED.get(problem.code, {}), **closing})


async def _answer(request: Request, site: Site, asked: ProtocolRequest, extension: str | None) -> Response:
    examined = await site.examiner.examine(asked.query, client_of(request))
    offers = offers_for(examined.form)
    offer = None if extension else named(offers, asked.formats)
    offer = offer or choose(offers, request.headers.getlist("accept"), extension)
    query = query_of(request, asked, examined, (offer or offers[0]).asks)
    if offer is None:
        await _try(request, site, query)
        raise _not_acceptable(offers)
    return EngineResponse(
        RequestedAnswer(
            query,
            offer.content_type,
            examined.volatile,
            _address(request, asked, offer),
            {"Content-Disposition": f'inline; filename="sparql.{offer.name}"'} if offer is SHEET else {},
            to_workbook(_SHEET_TITLE, asked.query, site.license) if offer is SHEET else None,
        )
    )


async def _try(request: Request, site: Site, query: EngineQuery) -> None:
    """Find the faults of a query that will not be answered: they are told before its formats.

    Raises:
        QuerySyntaxError, QueryRefused: the query has one.
    """
    brief = replace(query, seconds=min(query.seconds or _TRIAL_SECONDS, _TRIAL_SECONDS))

    async def try_it() -> None:
        asked = await asked_release(request)
        async with engine_of(request, asked) as engine:
            await (await engine.answer(brief)).body.aclose()

    try:
        await site.clients.serve(request, try_it)
    except (QuerySyntaxError, QueryRefused):
        raise
    except AsmGraphError as error:
        _log.info("a query in no format was not tried: %s", error)


def _not_acceptable(offers: Sequence[Format]) -> ProblemError:
    names = ", ".join(dict.fromkeys(f"{each.media_type} ({each.name})" for each in offers))
    return ProblemError("not-acceptable", {"offers": names})


def _address(request: Request, asked: ProtocolRequest, offer: Format) -> str:
    sent = request.scope["query_string"] if request.method in _WITHOUT_BODY else b""
    return answer_address(root_of(request), sent, asked, offer)


async def _welcome(request: Request, site: Site, extension: str | None) -> Response:
    """Respond with the service description."""
    offer = choose(GRAPHS, request.headers.getlist("accept"), extension)
    if offer is None:
        raise _not_acceptable(GRAPHS)
    return await _description(request, site, offer)


async def _description(request: Request, site: Site, offer: Format) -> Response:
    try:
        asked = await asked_release(request)
    except (EngineFailure, ReleaseError):
        asked = None
    address, release = endpoint_of(request), asked.release if asked else None
    body = service_description(address, site.settings, release, offer.asks)
    headers = {"Vary": "Accept"}
    if asked is not None:
        validators = Validators.of((body.decode(), offer.content_type), asked.since)
        headers |= validators.headers
        if validators.hold(request):
            return not_modified(headers)
    return Response(body, headers={**headers, "Content-Type": offer.content_type})
