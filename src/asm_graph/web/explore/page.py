"""`/explore` and `/explore/{kind}`: what there is to explore, and the rows that are chosen."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.responses import RedirectResponse, Response

from asm_graph.explorer.choice import NONE, Choice
from asm_graph.explorer.downloads import FORMS
from asm_graph.explorer.reading import explorer_of
from asm_graph.rdf.vocabulary import Base
from asm_graph.web.answers.asked_release import asked_release
from asm_graph.web.answers.release_file import HTML, OFFERS
from asm_graph.web.compare.asked import address_of_result
from asm_graph.web.drawing.caption import documents_line
from asm_graph.web.explore.address import LANGUAGE, ResultAddress, parameters_of, written
from asm_graph.web.explore.files import result_file
from asm_graph.web.explore.filters import MOST, chips, facet_choices
from asm_graph.web.explore.result_table import ResultReader, columns_without_values, shares
from asm_graph.web.explore.views.page import result_views
from asm_graph.web.explore.views.subject import ViewSubject
from asm_graph.web.http.addresses import page_number
from asm_graph.web.http.negotiation import choose, language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.site import site_of
from asm_graph.web.tables.view import TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from asm_graph.explorer.reading import Explorer, ExplorerPage
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.answers.asked_release import AskedRelease

KINDS = ("programs", "objectives", "indicators", "asm", "evaluations", "spending", "findings")
"""The tables in the order in which people meet them; those that someone adds come after."""


async def explore_page(request: Request) -> Response:
    """Show what there is to explore, with the number of rows of each table."""
    asked, explorer = await release_explorer(request)

    def entries() -> list[dict[str, Any]]:
        return [
            {"table": explorer.tables[kind], "total": explorer.total(Choice(kind))}
            for kind in _kinds(explorer)
        ]

    shown = await site_of(request).clients.serve(request, lambda: asyncio.to_thread(entries))
    return page(request, "explore.html", {"entries": shown, "root": asked.root})


async def explored_page(request: Request) -> Response:
    """Respond with the rows that are chosen, by extension, `format` or `Accept`.

    An address that is written in another way than ours, such as by a form, leads to the one of its result.
    """
    asked, explorer = await release_explorer(request)
    table = explorer.tables.get(request.path_params["kind"])
    extension = request.path_params.get("extension")
    if table is None or extension not in {None, *FORMS}:
        raise ProblemError("not-found")
    wanted = extension or request.query_params.get("format")
    offer = choose(OFFERS, request.headers.getlist("accept"), wanted)
    if offer is None:
        raise ProblemError("not-acceptable", {"offers": ", ".join(each.name for each in OFFERS)})
    address = ResultAddress.of(asked.root, table, request.query_params)
    if offer is not HTML:
        return await result_file(request, asked, address, table, offer)
    ours = address.query(page_number(request))
    if sorted(request.query_params.multi_items()) != sorted(ours):
        return RedirectResponse(written(table.kind, ours), 303)
    return await _page(request, asked, explorer, address)


async def release_explorer(request: Request) -> tuple[AskedRelease, Explorer]:
    """Return the release of the address and its explorer.

    Raises:
        ProblemError: there is no such release, or earlier software wrote it, without an explorer.
    """
    asked = await asked_release(request)
    explorer = await asyncio.to_thread(explorer_of, asked.release.path)
    if explorer is None:
        raise ProblemError("no-explorer")
    return asked, explorer


def _kinds(explorer: Explorer) -> list[str]:
    return sorted(
        explorer.tables, key=lambda kind: (KINDS.index(kind) if kind in KINDS else len(KINDS), kind)
    )


async def _page(
    request: Request, asked: AskedRelease, explorer: Explorer, address: ResultAddress
) -> Response:
    language, number = language_of(request), page_number(request)
    view, base = TableView.of(request), Base(asked.release.manifest.base)
    choice, table = address.choice, explorer.tables[address.choice.kind]
    unfiltered = replace(choice, facets={}, text="")

    def context() -> dict[str, Any]:
        counts = explorer.facets(choice, language, MOST)
        found = explorer.page(choice, number, language)
        files = {form: address.file(form) for form in FORMS}
        source = documents_line(asked.release.manifest, language)
        subject = ViewSubject(explorer, address, language, found.total, base, source)
        return {
            "explored": table,
            "views": result_views(request, subject),
            "kinds": _other_kinds(explorer, address, language),
            "compare": address_of_result(*_programs(choice, found)),
            "result": ResultReader(base, language).table(table, found, view, files),
            "without": columns_without_values(table, found, language),
            "rare": [(table.columns[name].of(language), count) for name, count in shares(found)],
            "facets": facet_choices(table, counts, language),
            "chips": chips(address, table, counts, language),
            "choice": choice,
            "all": address.to(unfiltered),
            "without_words": address.to(replace(choice, text="")),
            "kept": parameters_of(unfiltered, address.others),
        }

    shown = await site_of(request).clients.serve(request, lambda: asyncio.to_thread(context))
    return page(request, "explored.html", shown, scripted=True)


def _programs(choice: Choice, found: ExplorerPage) -> tuple[Sequence[str], Sequence[str]]:
    """Return the programs that a result is of by choice, and those that it lists as a whole."""
    listed = choice.kind == "programs" and found.pages == 1
    rows = [value.iri for row in found.rows for value in row[0][:1] if value.iri] if listed else []
    return [key for key in choice.facets.get("program", ()) if key != NONE], rows


def _other_kinds(explorer: Explorer, address: ResultAddress, language: Language) -> list[dict[str, Any]]:
    """Return the tables; those that can be filtered by what is chosen keep it."""
    choice, languages = address.choice, [each for each in address.others if each[0] == LANGUAGE]
    kinds = []
    for kind in _kinds(explorer):
        table = explorer.tables[kind]
        shared = {name: values for name, values in choice.facets.items() if name in table.facets}
        kept = parameters_of(Choice(kind, shared, choice.text if kind == choice.kind else ""))
        kinds.append(
            {
                "kind": kind,
                "title": (table.short or table.title).of(language),
                "address": written(f"{address.root}/explore/{kind}", (*kept, *languages)),
            }
        )
    return kinds
