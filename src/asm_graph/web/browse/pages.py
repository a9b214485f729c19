"""`/browse/…`: plans to axes, objectives and programs; budget branches; ASM by class and state."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from asm_graph.explorer.index import EXPLORER
from asm_graph.web.answers.asked_release import asked_release
from asm_graph.web.answers.page_queries import read_release
from asm_graph.web.browse import listings
from asm_graph.web.browse.tables import group_tables
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import EntityAddress
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pyoxigraph import NamedNode
    from starlette.requests import Request

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.browse.listings import BrowseListing

_NOW = {"state": "status"}
"""Parameters of the table of ASM that were called otherwise here."""


async def browse_page(request: Request) -> Response:
    """Show the ways in: plans, branches, classes of ASM."""
    return await _respond(request, listings.beginnings)


async def plan_page(request: Request) -> Response:
    """Show the axes and objectives of a plan."""
    return await _respond(request, _below(request, listings.plan))


async def objective_page(request: Request) -> Response:
    """Show what an axis or objective contains, and the programs aligned with it."""
    return await _respond(request, _below(request, listings.objective))


async def branch_page(request: Request) -> Response:
    """Show the programs of a budget branch."""
    return await _respond(request, _below(request, listings.branch))


async def asm_page(request: Request) -> Response:
    """Lead to the table of ASM, which has what was here by class and state; without one, to the question."""
    asked = await asked_release(request)
    if not (asked.release.path / EXPLORER).is_file():
        return RedirectResponse("/queries/asm-status", 307)
    given = {_NOW.get(name, name): value for name, value in request.query_params.items() if value}
    return RedirectResponse(f"/explore/asm{'?' if given else ''}{urlencode(given)}", 308)


def _below(
    request: Request, listing: Callable[[ReleaseReader, Language, NamedNode], Awaitable[BrowseListing | None]]
) -> Callable[[ReleaseReader, Language], Awaitable[BrowseListing | None]]:
    """Return the listing of the thing at this address; None where no IRI of ours fits."""
    place = EntityAddress.read(request.url.path.removeprefix("/browse/"))

    async def of_thing(reading: ReleaseReader, language: Language) -> BrowseListing | None:
        return await listing(reading, language, place.thing(reading.base)) if place else None

    return of_thing


async def _respond(
    request: Request, work: Callable[[ReleaseReader, Language], Awaitable[BrowseListing | None]]
) -> Response:
    site, language = site_of(request), language_of(request)
    listing = await read_release(request, site, lambda reading: work(reading, language))
    if listing is None:
        raise ProblemError("not-found")
    tables = group_tables(request, listing, language)
    return page(request, "browse.html", {"listing": listing, "tables": tables})
