"""`/`: what is here, what is new, and the ways in."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asm_graph.errors import QueryError, ReleaseError
from asm_graph.rdf.vocabulary import ASM
from asm_graph.releases.difference import SUMMARY
from asm_graph.web.answers.page_queries import ReleaseReader, read_release
from asm_graph.web.browse.overview import OVERVIEW
from asm_graph.web.drawing.figure import figure_of
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.rendering.pages import page
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.releases import Release
    from asm_graph.releases.folder import Releases
    from asm_graph.releases.manifest import Manifest

SHOWN = (
    "Program",
    "Objective",
    "Alignment",
    "ResultsMatrix",
    "Indicator",
    "Asm",
    "Action",
    "Evaluation",
    "Finding",
)
"""The classes that a newcomer would ask for; each has its word in `templates/words/`."""

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
    """What a release has that the previous one did not: statements, and things by class."""

    before: Manifest
    added: int
    removed: int
    classes: Mapping[str, int]


async def home(request: Request) -> Response:
    """Show the current release in numbers."""
    site = site_of(request)
    try:
        release = (await site.engine.serving()).release
    except QueryError:
        return page(request, "home.html", {"manifest": None})
    context = {
        "manifest": release.manifest,
        "classes": {name: _count(release.manifest, name) for name in SHOWN},
        "news": await asyncio.to_thread(_news, release, site.releases),
        "questions": [site.library[name] for name in _READY],
        "charts": await _charts(request),
    }
    return page(request, "home.html", context)


async def _charts(request: Request) -> Mapping[str, Any] | None:
    """Return the charts; a page without them is better than none."""
    language = language_of(request)

    async def read(reading: ReleaseReader) -> Mapping[str, Any]:
        return {
            name: (chart, figure_of(request, chart.drawing))
            for name, make in OVERVIEW.items()
            if (chart := await make(reading, language))
        }

    try:
        return await read_release(request, site_of(request), read)
    except QueryError:
        return None


def _news(release: Release, releases: Releases) -> News | None:
    """Return what changed; None where there is no previous release."""
    if release.manifest.previous is None:
        return None
    try:
        before = releases.open(release.manifest.previous).manifest
        summary = json.loads((release.path / SUMMARY).read_bytes())
    except (ReleaseError, OSError):
        return None
    changes = {name: _count(release.manifest, name) - _count(before, name) for name in SHOWN}
    return News(before, summary["added"], summary["removed"], changes)


def _count(manifest: Manifest, name: str) -> int:
    return manifest.classes.get(ASM(name).value, 0)
