"""Drawings as downloads: SVG with embedded styles, or PNG; and the tables beside them, for spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from asm_graph.engine.workers.output import readable
from asm_graph.raster import PNG
from asm_graph.releases.manifest import time_of
from asm_graph.results.spoken import spoken_date
from asm_graph.results.spreadsheets import csv_for_spreadsheets
from asm_graph.web.http.addresses import own_address
from asm_graph.web.http.negotiation import language_of
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.rendering.pages import STATIC, page_headers, render, words_in
from asm_graph.web.services.answer_cache import AnswerKey
from asm_graph.web.services.client_quota import client_of
from asm_graph.web.services.site import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from starlette.requests import Request

    from asm_graph.web.drawing.caption import Caption

FORMS = frozenset({"svg", "png"})
"""What a drawing can be had as, by extension."""

CSV = "csv"
"""What the table beside a drawing can be had as."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A drawing carries its own styles, since it is also looked at outside of this site."""

_MARGIN, _NARROWEST = 16, 480
"""Room around a drawing, and the least width of a picture, whose texts need it."""
_LINE = 17
"""Height of a line of the texts around a drawing; their letters are of 12 units, those of the title of 16."""
_TITLE_LINE = 21

_TOKEN = re.compile(r"(?<![a-z0-9-])(--[a-z0-9-]++): ([^;]++);")
_USE = re.compile(r"var\((--[a-z0-9-]+)\)")


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG template, its context, size in units of its own, and the texts around it.

    `address` is that of its pictures without their extension, `page` is where it stands on the site.
    """

    template: str
    caption: Caption
    context: Mapping[str, Any]
    width: float
    height: float
    address: str
    page: str

    @property
    def shown(self) -> Mapping[str, Any]:
        """What its template needs."""
        return {**self.context, "caption": self.caption, "title": self.caption.title}

    def file(self, form: str) -> str:
        """Where it is in a form, by extension."""
        path, _, query = self.address.partition("?")
        return f"{path}.{form}{'?' if query else ''}{query}"


Draw = Callable[["Request"], Awaitable[Drawing]]
"""Makes the drawing that an address asks for."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """The lines above and below a picture, with their baselines and the class of their text."""

    width: float
    head: tuple[tuple[float, str, str], ...]
    foot: tuple[tuple[float, str, str], ...]
    head_height: float
    foot_height: float

    @classmethod
    def of(cls, drawing: Drawing, *more: str) -> _Texts:
        """Place the caption of a drawing; `more` is said below it."""
        inner = max(drawing.width, _NARROWEST)
        above, below = drawing.caption.head(inner), drawing.caption.foot(inner, *more)
        ends = list(
            accumulate((_TITLE_LINE if kind == "title" else _LINE for kind, _ in above), initial=_MARGIN)
        )
        height = ends[-1] + _LINE
        head = tuple(
            (end - 5 - height, line, kind) for end, (kind, line) in zip(ends[1:], above, strict=True)
        )
        foot = tuple((_LINE * (place + 2), line, kind) for place, (kind, line) in enumerate(below))
        return cls(inner + 2 * _MARGIN, head, foot, height, _LINE * (len(below) + 1) + _MARGIN)


async def drawing_alone(request: Request, draw: Draw, form: str) -> Response:
    """Respond with a drawing in one of the `FORMS`.

    Raises:
        ProblemError: there is no such form, or no such drawing.
        PictureFailed: it cannot be rasterized.
    """
    if form not in FORMS:
        raise ProblemError("not-found")
    headers = {**page_headers(language_of(request)), "Content-Security-Policy": _POLICY}
    if form == "svg":
        svg = readable(_render(request, await draw(request), _own_styles()).encode())
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


async def _picture(request: Request, draw: Draw) -> bytes:
    """Return the PNG, cached if it was made before for this release at this address."""
    site, client = site_of(request), client_of(request)
    address = f"{request.url.path}?{request.url.query}#{language_of(request)}"
    key = AnswerKey(site.engine.release_name or "", address, (), (), PNG)
    picture = site.cache.get(key)
    if picture is None:
        drawing = await draw(request)
        svg = readable(_render(request, drawing, _printed_styles()).encode()).decode()

        async def rasterize() -> bytes:
            texts = _texts(request, drawing)
            size = texts.width, drawing.height + texts.head_height + texts.foot_height
            return await site.rasterizer.png(svg, *size, client, lambda: site.cache.kept_since(key))

        picture = site.cache.keep(key, await site.clients.serve(request, rasterize))
    return picture


def _render(request: Request, drawing: Drawing, styles: str) -> str:
    """Render the drawing with the texts around it; its links lead to this server."""
    texts = _texts(request, drawing)
    alone = {
        "styles": styles,
        "root": own_address(request, ""),
        "picture_width": texts.width,
        "picture_margin": _MARGIN,
        "head": texts.head,
        "foot": texts.foot,
        "head_height": texts.head_height,
        "foot_height": texts.foot_height,
    }
    return render(request, drawing.template, {**drawing.shown, **alone})


def _texts(request: Request, drawing: Drawing) -> _Texts:
    """Say below a picture which release it is of, and where it stands: pictures are passed on alone."""
    language, release = language_of(request), site_of(request).engine.release
    older = request.path_params.get("release")
    created = time_of(older) if older else release.manifest.created if release else None
    dated = f"{words_in(language)['data_of_release']} {spoken_date(created, language)}" if created else ""
    return _Texts.of(drawing, " · ".join(filter(None, (dated, own_address(request, drawing.page)))))


@cache
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
