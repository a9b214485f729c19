"""`/sparql` for people: a query, its answer as a table and a chart, its error at its line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from asm_graph.engine.interface import EngineQuery
from asm_graph.errors import AsmGraphError
from asm_graph.rdf.vocabulary import PREFIXES, Base
from asm_graph.web.answers.answer_preview import ShownGraph, ShownTable, asks_for, shown_graph, shown_table
from asm_graph.web.answers.asked_release import asked_release, engine_of, root_of
from asm_graph.web.drawing.answer_chart import chart_of, notes_of, numeric_columns
from asm_graph.web.drawing.caption import Caption
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.negotiation import language_of, offers_for
from asm_graph.web.http.problems import Problem
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.client_quota import client_of
from asm_graph.web.sparql.completions import editor_script, query_snippets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.query.guard import ExaminedQuery, Form
    from asm_graph.web.services.site import Site
    from asm_graph.web.sparql.protocol import ProtocolRequest

_BEGINNING = """
SELECT ?class (COUNT(?thing) AS ?things)
WHERE { ?thing a ?class }
GROUP BY ?class
ORDER BY DESC(?things)"""
_FILLED_IN = ("asm", "rdfs", "skos")
_LINES_AROUND = 50
_LONGEST_QUERY = 20_000
"""Characters of a query that stands in addresses: a longer one may be sent as a form only."""
_LONGEST_ADDRESS = 8_000
"""Longer addresses do not survive mail, chats and proxies: none is offered to share."""


@dataclass(frozen=True, slots=True)
class ShownQuery:
    """A query with its answer or problem."""

    asked: ProtocolRequest | None = None
    form: Form | None = None
    table: ShownTable | None = None
    graph: ShownGraph | None = None
    problem: Mapping[str, Any] | None = None


async def sparql_page(request: Request, site: Site, asked: ProtocolRequest | None) -> Response:
    """Show the form, and the answer to the query if there is one.

    Raises:
        ClientDisconnect: the client has gone; its query is ended.
    """
    shown = ShownQuery() if asked is None else await _asked(request, site, asked)
    status = shown.problem["status"] if shown.problem else 200
    return page(request, "sparql.html", _context(request, site, shown), status, scripted=True)


async def _asked(request: Request, site: Site, asked: ProtocolRequest) -> ShownQuery:
    try:
        return await site.clients.serve(request, lambda: _answered(request, site, asked))
    except AsmGraphError as error:
        return ShownQuery(asked, problem=site.wording(Problem.of(error), language_of(request)))


async def _answered(request: Request, site: Site, asked: ProtocolRequest) -> ShownQuery:
    examined = await site.examiner.examine(asked.query, client_of(request))
    query = query_of(request, asked, examined, asks_for(examined.form))
    of = await asked_release(request)
    async with engine_of(request, of) as engine:
        answer = await engine.answer(query)
        if examined.form in {"SELECT", "ASK"}:
            table = await shown_table(site, answer, Base(of.release.manifest.base))
            return ShownQuery(asked, examined.form, table=table)
        return ShownQuery(asked, examined.form, graph=await shown_graph(answer))


def endpoint_of(request: Request) -> str:
    """Return the address of the endpoint that received a request."""
    return own_address(request, f"{root_of(request)}/sparql")


def query_of(
    request: Request, asked: ProtocolRequest, examined: ExaminedQuery, media_type: str
) -> EngineQuery:
    """Make the query for the engine; relative IRIs are resolved by the request's address (4.1.1.2)."""
    base = endpoint_of(request) if examined.relative else ""
    graphs = asked.default_graphs, asked.named_graphs
    return EngineQuery(asked.query, media_type, *graphs, asked.seconds, base, client_of(request))


def _context(request: Request, site: Site, shown: ShownQuery) -> dict[str, Any]:
    asked, query = shown.asked, shown.asked.query if shown.asked else beginning()
    parameters, encoded = request.query_params, _encoded(asked)
    table, language = shown.table, language_of(request)
    chart = chart_of(table, parameters.get("names"), parameters.get("numbers")) if table else None
    title = f"{chart.numbers} · {chart.names}" if chart else ""
    return {
        "settings": site.settings,
        "questions": site.library.by_title(language),
        "editor": editor_script(),
        "query": query,
        "lines": _lines(query, shown.problem),
        "seconds": f"{asked.seconds:g}" if asked and asked.seconds else "",
        "table": shown.table,
        "graph": shown.graph,
        "problem": shown.problem,
        "chart": chart,
        "caption": Caption(title, years=chart.span, note=notes_of(chart, language)) if chart else None,
        "numeric": numeric_columns(shown.table) if shown.table else (),
        "downloads": _downloads(encoded, shown.form) if encoded and shown.form else {},
        "share": _shared(encoded),
        "snippets": query_snippets(endpoint_of(request), query) if encoded and shown.table else (),
    }


def _lines(query: str, problem: Mapping[str, Any] | None) -> tuple[tuple[int, str], ...]:
    """Return the numbered lines around the one that has a problem."""
    line = problem.get("line") if problem else None
    if line is None:
        return ()
    lines = query.splitlines()
    first = max(0, line - _LINES_AROUND)
    return tuple(enumerate(lines[first : line + _LINES_AROUND], first + 1))


def beginning() -> str:
    """Return the query the form starts with, its prefixes filled in."""
    return "\n".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in _FILLED_IN) + f"\n{_BEGINNING}"


def _encoded(asked: ProtocolRequest | None) -> str:
    """Encode what was asked for addresses; empty where it is too long for any."""
    if asked is None or len(asked.query) > _LONGEST_QUERY:
        return ""
    parameters = [
        ("query", asked.query),
        *(("default-graph-uri", iri) for iri in asked.default_graphs),
        *(("named-graph-uri", iri) for iri in asked.named_graphs),
    ]
    return urlencode(parameters)


def _downloads(encoded: str, form: Form) -> dict[str, str]:
    """Where each format of the whole answer is."""
    names = dict.fromkeys(offer.name for offer in offers_for(form))
    return {name: f"/sparql.{name}?{encoded}" for name in names}


def _shared(encoded: str) -> str | None:
    """Return the address of this page with this query."""
    address = f"/sparql?{encoded}"
    return address if encoded and len(address) <= _LONGEST_ADDRESS else None
