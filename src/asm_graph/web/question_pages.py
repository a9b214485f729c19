"""`/queries` and `/queries/{name}`: the query library for people, a form and a table without any script."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from asm_graph.engine.engine import EngineQuery
from asm_graph.errors import AsmGraphError, UsageError
from asm_graph.graph.vocabulary import PREFIXES
from asm_graph.results import JSON, read_results, shorten
from asm_graph.web.language import language_of
from asm_graph.web.pages import page
from asm_graph.web.problems import Problem
from asm_graph.web.queries import FORMAT_NAMES, question_values
from asm_graph.web.requests import BadRequest
from asm_graph.web.site import Site, site_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.library import Question


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that a page shows, as texts, and how many there are in all."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int


async def library_page(request: Request) -> Response:
    """The list of questions."""
    return page(request, "queries.html", {"questions": tuple(site_of(request).library)})


async def question_page(request: Request) -> Response:
    """One question: its form, and its rows once its required parameters are there."""
    site = site_of(request)
    if request.path_params["name"] not in site.library:
        return site.problem(Problem("not-found"), request)
    try:
        values = question_values(request)
    except BadRequest as error:
        return site.problem(error.problem, request)
    except UsageError as error:
        return site.problem(Problem.of(error), request)
    return await _shown(request, site, site.library[request.path_params["name"]], values)


async def _shown(request: Request, site: Site, question: Question, values: dict[str, str]) -> Response:
    text, table, problem = question.text, None, None
    waiting = not values and any(each.required and each.default is None for each in question.parameters)
    if not waiting:
        try:
            text = question.bind(values)
            table = await _table(site, question, text)
        except AsmGraphError as error:
            problem = site.wording(Problem.of(error), language_of(request))
    downloads = {
        name: f"/api/queries/{question.name}?{urlencode({**values, 'format': name})}" for name in FORMAT_NAMES
    }
    context = {
        "question": question,
        "values": values,
        "text": text,
        "table": table,
        "problem": problem,
        "downloads": {} if waiting else downloads,
    }
    return page(request, "question.html", context, 400 if problem else 200)


async def _table(site: Site, question: Question, text: str) -> Table:
    answer = await site.engine.answer(EngineQuery(text, JSON))
    body = await answer.read()
    return await asyncio.to_thread(_read_table, body, site.settings.page_rows, question.base.iri)


def _read_table(body: bytes, limit: int, base: str) -> Table:
    """Runs beside the event loop: the engine's terms are made and dropped in one thread."""
    results = read_results(body)
    prefixes = {"id": f"{base}id/", **PREFIXES}
    rows = tuple(
        tuple("" if term is None else shorten(getattr(term, "value", str(term)), prefixes) for term in row)
        for row in results.rows[:limit]
    )
    return Table(results.columns, rows, len(results.rows))
