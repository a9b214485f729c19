"""Drawings as downloads: SVG with embedded styles, or PNG; and the tables beside them, for spreadsheets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from asm_graph.engine.workers.output import readable
from asm_graph.raster import PNG
from asm_graph.results.spreadsheets import csv_for_spreadsheets
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.rendering.pages import STATIC, page_headers, render
from asm_graph.web.services.answer_cache import AnswerKey
from asm_graph.web.services.client_quota import client_of
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from starlette.requests import Request

FORMS = frozenset({"svg", "png"})
"""What a drawing can be had as, by extension."""

CSV = "csv"
"""What the table beside a drawing can be had as."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A drawing carries its own styles, since it is also looked at outside of this site."""

_ABOVE = 48
"""Room for the title of a drawing."""

_TOKEN = re.compile(r"(?<![a-z0-9-])(--[a-z0-9-]++): ([^;]++);")
_USE = re.compile(r"var\((--[a-z0-9-]+)\)")


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG template, its title, context, and size in units of its own."""

    template: str
    title: str
    context: Mapping[str, Any]
    width: float
    height: float


async def drawing_alone(request: Request, draw: Callable[[], Awaitable[Drawing]], form: str) -> Response:
    """Respond with a drawing in one of the `FORMS`, or a problem where it cannot be rasterized."""
    headers = {**page_headers(language_of(request)), "Content-Security-Policy": _POLICY}
    if form == "svg":
        svg = readable(_render(request, await draw(), _own_styles()).encode())
        return Response(svg, media_type="image/svg+xml", headers=headers)
    return Response(await _picture(request, draw), media_type=PNG, headers=headers)


def table_alone(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Response:
    """Respond with a table as CSV that spreadsheets open as it is."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.csv"',
        "X-Content-Type-Options": "nosniff",
        "Vary": "Accept-Language",
    }
    body = csv_for_spreadsheets(columns, rows)
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


async def _picture(request: Request, draw: Callable[[], Awaitable[Drawing]]) -> bytes:
    """Return the PNG, cached if it was made before for this release at this address."""
    site, client = site_of(request), client_of(request)
    address = f"{request.url.path}?{request.url.query}#{language_of(request)}"
    key = AnswerKey(site.engine.release_name or "", address, (), (), PNG)
    picture = site.cache.get(key)
    if picture is None:
        drawing = await draw()
        svg = readable(_render(request, drawing, _printed_styles()).encode()).decode()

        async def rasterize() -> bytes:
            size = drawing.width, drawing.height + _ABOVE
            return await site.rasterizer.png(svg, *size, client, lambda: site.cache.kept_since(key))

        picture = site.cache.keep(key, await site.clients.serve(request, rasterize))
    return picture


def _render(request: Request, drawing: Drawing, styles: str) -> str:
    """Render the drawing with its title; its links lead to this server."""
    alone = {
        "styles": styles,
        "root": own_address(request, ""),
        "title": drawing.title,
        "above": _ABOVE,
    }
    return render(request, drawing.template, {**drawing.context, **alone})


def _own_styles() -> str:
    """Return the design tokens and drawing styles, light or dark as the viewer prefers."""
    return "".join((STATIC / name).read_text("utf-8") for name in ("tokens.css", "drawings.css"))


@cache
def _printed_styles() -> str:
    """Return the light styles with token values filled in: a PNG knows no CSS variables."""
    tokens, _, _ = (STATIC / "tokens.css").read_text("utf-8").partition("@media")
    values = dict(_TOKEN.findall(tokens))
    styles = (STATIC / "drawings.css").read_text("utf-8")
    return _USE.sub(lambda use: values[use[1]], styles)
