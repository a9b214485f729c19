"""`/browse/…`: plans to axes, objectives and programs; budget branches; ASM by class and state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from asm_graph.web.answers.page_queries import read_release
from asm_graph.web.browse import listings
from asm_graph.web.http.addresses import page_number
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import EntityAddress
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pyoxigraph import NamedNode
    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.browse.listings import BrowseListing

_PAGE = 50


@dataclass(frozen=True, slots=True)
class Paging:
    """Which entries of the last group are shown, with the addresses of the previous and next ones."""

    first: int
    total: int
    previous: str | None
    following: str | None

    @classmethod
    def of(cls, request: Request, listing: BrowseListing) -> Paging:
        """Return the requested page, or the last."""
        total = len(listing.groups[-1].entries) if listing.groups else 0
        number = min(page_number(request), max(1, -(-total // _PAGE)))
        return cls(
            _PAGE * (number - 1),
            total,
            _page_address(request, number - 1) if number > 1 else None,
            _page_address(request, number + 1) if number * _PAGE < total else None,
        )

    @property
    def last(self) -> int:
        """Where the entries that are shown end."""
        return self.first + _PAGE


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
    """Show the ASM, filtered by class and state."""
    asked = {name: request.query_params.get(name, "") for name in ("class", "state")}
    return await _respond(request, lambda reading, language: listings.asms(reading, language, asked))


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
    return page(request, "browse.html", {"listing": listing, "paging": Paging.of(request, listing)})


def _page_address(request: Request, number: int) -> str:
    return f"{request.url.path}?{urlencode({**request.query_params, 'page': number})}"
