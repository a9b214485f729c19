"""`/embed/…`: parts of the site that other sites may frame, and nothing else may be."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from starlette.routing import Route

from asm_graph.web.embed.frames import FRAMES
from asm_graph.web.rendering.pages import STATIC, page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from asm_graph.web.embed.frames import Make

_SHEETS = ("style.css", "drawings.css", "embed.css")
_DARK = "@media screen and (prefers-color-scheme: dark)"
_THEMES = ("light", "dark")


def routes() -> tuple[Route, ...]:
    """Return a route for each part that may be framed."""
    return tuple(Route(path, _framed(make)) for path, make in FRAMES.items())


def _framed(make: Make) -> Callable[[Request], Awaitable[Response]]:
    async def framed(request: Request) -> Response:
        frame = await make(request)
        theme = request.query_params.get("theme", "")
        styles = styles_in(theme if theme in _THEMES else "")
        response = page(request, frame.template, {**frame.context, "frame": frame, "styles": styles})
        response.headers["Content-Security-Policy"] = _policy(styles)
        return response

    return framed


@cache
def styles_in(theme: str) -> str:
    """Return the styles of a framed page: `light`, `dark`, or as the reader's device prefers."""
    tokens = (STATIC / "tokens.css").read_text("utf-8")
    if theme == "light":
        tokens = tokens.partition(_DARK)[0].replace("color-scheme: light dark", "color-scheme: light")
    elif theme == "dark":
        tokens = tokens.replace(_DARK, "@media all").replace("color-scheme: light dark", "color-scheme: dark")
    return tokens + "".join((STATIC / name).read_text("utf-8") for name in _SHEETS)


def _policy(styles: str) -> str:
    """Allow any site to frame the page, whose only styles are its own."""
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'none'; base-uri 'none';"
        " frame-ancestors *"
    )
