"""Pictures on a PDF page that hold text: rendered, and read by OCR."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.documents.pages import Box, Grid, Page, PageWord
from asm_graph.documents.pdf.placement import FULL_TURN, QUARTER, Placement

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from pypdfium2 import PdfPage

_RESOLUTION, _POINTS = 200, 72
"""Dots per inch at which pages are read, and points."""
_COLORS = 3
_MOST_PIXELS = 30_000_000
"""Of a picture that is read; a page of A3 at 200 dots per inch has 8 million."""


def read_scan(page: PdfPage, number: int, cache: Path | None) -> Page:
    """Read a whole page by OCR."""
    from asm_graph.documents.scan import read_page  # noqa: PLC0415  (half a second, only where it is needed)

    width, height = Placement(page).size
    return read_page(_rendered(page, width, height), number, width, height, cache=cache)


def read_pictures(page: PdfPage, turned: Page, pictures: Iterable[Box], cache: Path | None) -> list[Page]:
    """Read pictures on a page that is turned as it says; each is a page of its own, at its place on this one.

    One that lies on its side, which its `turn` tells, has words that run up or down, and no grids.
    """
    from asm_graph.documents.scan import read_page  # noqa: PLC0415

    whole = _rendered(page, turned.width, turned.height, int(turned.turn))
    scale = whole.shape[1] / turned.width
    found = []
    for box in pictures:
        left, top = math.floor(box.left * scale), math.floor(box.top * scale)
        part = whole[top : math.ceil(box.bottom * scale), left : math.ceil(box.right * scale)]
        height, width = part.shape[0] / scale, part.shape[1] / scale
        read = read_page(part, turned.number, width, height, cache=cache)
        found.append(_in_place(read, left / scale, top / scale))
    return found


def with_pictures(page: Page, pictures: Iterable[Page]) -> Page:
    """Return a page with what was read in pictures on it, upright like the page, where it has no text."""
    words, grids = list(page.words), list(page.grids)
    for picture in pictures:
        words += [word for word in picture.words if not _is_printed(word, page.words)]
        grids += picture.grids
    return replace(page, words=tuple(words), grids=tuple(sorted(grids, key=lambda grid: grid.box.top)))


def _is_printed(word: PageWord, words: Iterable[PageWord]) -> bool:
    return any(other.box.has(*word.box.center) or word.box.has(*other.box.center) for other in words)


def quarter(page: Page) -> int:
    """Return by how many whole quarters of a turn, in degrees, a page was turned to be read."""
    return round(page.turn / QUARTER) * QUARTER % FULL_TURN


def _rendered(page: PdfPage, width: float, height: float, turn: int = 0) -> NDArray[np.uint8]:
    scale = min(_RESOLUTION / _POINTS, math.sqrt(_MOST_PIXELS / (width * height)))
    rendered: NDArray[np.uint8] = page.render(scale=scale, rotation=turn, rev_byteorder=True).to_numpy()
    return rendered[:, :, :_COLORS]  # red, green, blue; the colors of ink tell signatures from letters


def _in_place(picture: Page, right: float, down: float) -> Page:
    """Return what was read in a picture where it stands on the page, turned back as it lies there."""
    turn = quarter(picture)

    def point(x: float, y: float) -> tuple[float, float]:
        match turn:
            case 90:
                x, y = y, picture.width - x
            case 180:
                x, y = picture.width - x, picture.height - y
            case 270:
                x, y = picture.height - y, x
        return x + right, y + down

    def box(one: Box) -> Box:
        (x, y), (other_x, other_y) = point(one.left, one.top), point(one.right, one.bottom)
        return Box(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))

    is_sideways = turn % (2 * QUARTER) != 0
    words = (
        replace(word, box=box(word.box), is_vertical=word.is_vertical != is_sideways)
        for word in picture.words
    )
    grids = (tuple(replace(cell, box=box(cell.box)) for cell in grid.cells) for grid in picture.grids)
    return replace(picture, words=tuple(words), grids=() if turn else tuple(map(Grid, grids)))
