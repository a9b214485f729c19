"""`/robots.txt` and `/sitemap.xml`: what search engines may read, and where the pages of things are."""

from __future__ import annotations

import asyncio
import re
from contextlib import closing
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from starlette.responses import PlainTextResponse, Response

from asm_graph.rdf.vocabulary import Base
from asm_graph.search.index import SEARCH
from asm_graph.search.reading import has_index
from asm_graph.sqlite_files import open_index
from asm_graph.web.http.addresses import below_root, own_address
from asm_graph.web.http.conditional import Validators, not_modified
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.naming import link_to
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from starlette.requests import Request

    from asm_graph.engine.serving.following import Serving

LARGEST = 50_000
"""Addresses in one file (sitemaps.org, protocol 0.9)."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ROBOTS = """User-agent: *
Disallow: {root}/api/
Disallow: {root}/sparql
Disallow: {root}/search
Disallow: {root}/compare?
Disallow: {root}/explore/*?
Disallow: {root}/explore/*.
Disallow: {root}/releases/*/explore/
Sitemap: {sitemap}
"""
_PART_NUMBER = re.compile(r"0|[1-9][0-9]{0,5}", re.ASCII)
_FIXED = (
    "/",
    "/explore",
    "/browse",
    "/alignment",
    "/scoreboard",
    "/compare",
    "/queries",
    "/audit",
    "/releases",
    "/ontology",
    "/catalog",
)
_COUNT = "SELECT count(*) FROM entries WHERE iri <> ''"
_PART = "SELECT iri FROM entries WHERE iri <> '' ORDER BY id LIMIT ? OFFSET ?"


async def robots(request: Request) -> Response:
    """Everything may be read but answers, which cost work and are found in pages."""
    root, sitemap = below_root(request, ""), own_address(request, "/sitemap.xml")
    return PlainTextResponse(_ROBOTS.format(root=root, sitemap=sitemap))


async def sitemap_index(request: Request) -> Response:
    """Where the parts of the map are."""
    return await _answer(request, None)


async def sitemap_part(request: Request) -> Response:
    """One part of the map: the pages of at most 50,000 things, or of the site itself."""
    part = request.path_params["part"]
    if not _PART_NUMBER.fullmatch(part):
        raise ProblemError("not-found")
    return await _answer(request, int(part))


async def _answer(request: Request, part: int | None) -> Response:
    site = site_of(request)
    serving = await site.engine.serving()
    if not has_index(serving.release.path):
        raise ProblemError("no-index")
    start = own_address(request, "")
    validators = Validators.of((serving.release.name, start, str(part)), serving.since)
    if validators.hold(request):
        return not_modified(validators.headers)
    body = await asyncio.to_thread(_document, serving, start, part)
    if body is None:
        raise ProblemError("not-found")
    return Response(body, media_type="application/xml", headers=validators.headers)


def _document(serving: Serving, start: str, part: int | None) -> bytes | None:
    """Write the index, or a part; None where there is no such part. When pages changed is unknown."""
    path = serving.release.path
    if part is None:
        parts = range(-(-_things(path) // LARGEST) + 1)
        return _listed("sitemapindex", "sitemap", (f"{start}/sitemap-{each}.xml" for each in parts))
    if part == 0:
        return _listed("urlset", "url", (f"{start}{each}" for each in _FIXED))
    base = Base(serving.release.manifest.base)
    links = (link_to(iri, base) for iri in _iris(path, part - 1))
    addresses = [f"{start}{link}" for link in links if link and link.startswith("/doc/")]
    return _listed("urlset", "url", addresses) if addresses else None


def _things(release: Path) -> int:
    with closing(open_index(release / SEARCH)) as index:
        return int(index.execute(_COUNT).fetchone()[0])


def _iris(release: Path, part: int) -> list[str]:
    with closing(open_index(release / SEARCH)) as index:
        return [str(iri) for (iri,) in index.execute(_PART, (LARGEST, LARGEST * part))]


def _listed(root: str, entry: str, addresses: Iterable[str]) -> bytes:
    """Write a sitemap document, XML by hand: three elements and escaped text."""
    entries = "".join(f"<{entry}><loc>{escape(address)}</loc></{entry}>\n" for address in addresses)
    document = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{entries}</{root}>\n'
    return document.encode()
