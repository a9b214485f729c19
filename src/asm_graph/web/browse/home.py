"""`/`: whose data it is, what they tell, how much is here, what is new, and the ways in."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from asm_graph.errors import QueryError, ReleaseError
from asm_graph.rdf.vocabulary import ASM
from asm_graph.releases.difference import SUMMARY
from asm_graph.web.answers.page_queries import ReleaseReader, read_release
from asm_graph.web.browse.holdings import holdings
from asm_graph.web.browse.overview import OVERVIEW, table_address
from asm_graph.web.browse.stories import stories
from asm_graph.web.drawing.figure import figure_of
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.rendering.naming import cut
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.releases import Release
    from asm_graph.releases.folder import Releases
    from asm_graph.releases.manifest import Manifest

SHOWN: Final[Mapping[str, str]] = {
    "Program": "programs",
    "Objective": "objectives",
    "Alignment": "/alignment",
    "Indicator": "indicators",
    "Asm": "asm",
    "Evaluation": "evaluations",
    "Spending": "spending",
    "Finding": "findings",
}
"""The classes that a newcomer would ask for, with the kind of their table or an address."""

_READY = (
    "program-alignment",
    "objective-coverage",
    "asm-overdue",
    "indicators-without-target",
    "similar-narratives",
    "conflicting-figures",
)
"""The questions that newcomers ask."""


@dataclass(frozen=True, slots=True)
class News:
    """How many statements a release has that the previous one did not, and the other way round."""

    before: Manifest
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class ClassFigure:
    """How many things of a class there are, how many more than before, and where their table is."""

    count: int
    more: int
    address: str | None


async def home(request: Request) -> Response:
    """Show the current release: its sources, its stories, its figures and charts."""
    site = site_of(request)
    try:
        release = (await site.engine.serving()).release
    except QueryError:
        return page(request, "home.html", {"manifest": None})
    before = await asyncio.to_thread(_before, release, site.releases)
    context = {
        "manifest": release.manifest,
        "news": await asyncio.to_thread(_news, release, before) if before else None,
        "questions": [site.library[name] for name in _READY],
        "cut": cut,
        **(await _told(request, before)),
    }
    return page(request, "home.html", context)


async def _told(request: Request, before: Manifest | None) -> Mapping[str, Any]:
    """Return what is read from the release; a page without it is better than none."""
    language = language_of(request)

    async def read(reading: ReleaseReader) -> Mapping[str, Any]:
        return {
            "holdings": await holdings(reading, language),
            "stories": await stories(reading, language),
            "figures": _figures(reading, before),
            "charts": [
                (chart, figure_of(request, chart.drawing))
                for make in OVERVIEW.values()
                if (chart := await make(reading, language))
            ],
        }

    try:
        return await read_release(request, site_of(request), read)
    except QueryError:
        return {"holdings": None, "stories": (), "figures": {}, "charts": ()}


def _figures(reading: ReleaseReader, before: Manifest | None) -> Mapping[str, ClassFigure]:
    """Count the things of each class that there are."""
    manifest = reading.release.manifest
    return {
        name: ClassFigure(
            count,
            count - _count(before, name) if before else 0,
            table if table.startswith("/") else table_address(reading, table),
        )
        for name, table in SHOWN.items()
        if (count := _count(manifest, name))
    }


def _before(release: Release, releases: Releases) -> Manifest | None:
    """Return the manifest of the previous release; None where there is none."""
    previous = release.manifest.previous
    try:
        return releases.open(previous).manifest if previous else None
    except ReleaseError:
        return None


def _news(release: Release, before: Manifest) -> News | None:
    """Return what changed since the previous release; None where nothing says it."""
    try:
        summary = json.loads((release.path / SUMMARY).read_bytes())
    except OSError:
        return None
    return News(before, summary["added"], summary["removed"])


def _count(manifest: Manifest, name: str) -> int:
    return manifest.classes.get(ASM(name).value, 0)
