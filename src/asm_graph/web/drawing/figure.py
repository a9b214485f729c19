"""A drawing on a page: with its caption, its downloads, and the code that shows it on other sites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from asm_graph.web.http.addresses import own_address
from asm_graph.web.rendering.pages import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from asm_graph.web.drawing.caption import Caption
    from asm_graph.web.drawing.download import Drawing

FRAMED = "/embed"
"""What the address of a part begins with that other sites may frame."""
FRAME_WIDTH = 720
_AROUND, _LINE, _LETTERS = 96, 20, 95
"""Of a frame: the height of what is always around a drawing, and of a line, and the letters of one."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as a page shows it: its SVG, files by extension, and code for other sites, if it has any."""

    caption: Caption
    svg: Markup
    files: Mapping[str, str]
    snippet: str


def figure_of(request: Request, drawing: Drawing) -> Figure:
    """Make the figure of a drawing; one of an older release has no code, since a frame shows current data."""
    svg = Markup(render(request, drawing.template, drawing.shown))  # noqa: S704 - a template that escapes
    files = {form: drawing.file(form) for form in ("png", "svg")}
    is_older = "release" in request.path_params
    height = frame_height(drawing)
    code = "" if is_older else snippet(request, drawing.address, drawing.caption.title, height)
    return Figure(drawing.caption, svg, files, code)


def snippet(request: Request, address: str, title: str, height: int) -> str:
    """Return the HTML that frames what has this address below `FRAMED`."""
    return frame(own_address(request, f"{FRAMED}{address}"), title, "100%", height)


def frame(address: str, title: str, width: int | str, height: int) -> str:
    """Write an `iframe`."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}" height="{height}"'
        ' loading="lazy" frameborder="0"></iframe>'
    )


def frame_height(drawing: Drawing, width: int = FRAME_WIDTH) -> int:
    """Return how high a frame of some width must be to show a drawing with its texts."""
    caption = drawing.caption
    lines = sum(len(text) // _LETTERS + 1 for text in (caption.title, caption.note, caption.source) if text)
    return round(drawing.height * min(1.0, width / drawing.width)) + _AROUND + _LINE * lines
