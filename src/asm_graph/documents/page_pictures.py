"""Pictures of the pages of a PDF: turned upright, bounded in size, with what is withheld blacked out."""

from __future__ import annotations

import io
import math
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageDraw

from asm_graph.documents.confined import ConfinedProcess, Limits
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from asm_graph.documents.pages import Box

EXTENSION = "webp"
MEDIA_TYPE = "image/webp"
RESOLUTION = 110
"""Dots per inch: type of eight points is still read easily, and a page has some 60 kB."""
MOST_PIXELS = 3_000_000
"""Of one picture; a page that is larger (a poster, a map) is drawn at less dots per inch."""
MOST_BYTES = 400_000
"""Of one picture; of a page that needs more, coarser ones are tried, and then none is kept."""
MOST_PAGES = 1_000
"""Pages of a document that have pictures, from the first on."""
MOST_DOCUMENT_BYTES = 100_000_000
"""Of all pictures of a document; the pages after these have none."""

_LIMITS = Limits(seconds=20.0)
"""For each page; one that takes longer has no picture, nor do those after it."""
_POINTS = 72
_RIGHT_ANGLE = 90
_TURNS = (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
"""One, two and three right angles clockwise; Pillow counts against the clock."""
_QUALITIES = (60, 35, 15)
_METHOD = 2
"""How hard the encoder tries: 4, its default, takes twice as long for one part in thirty."""
_BLEED = 1.0
"""Points by which what is withheld is blacked out beyond its box: accents and tails stand out of it."""
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)


@dataclass(frozen=True, slots=True)
class PageToDraw:
    """A page by its number, size and turn (see `asm_graph.documents.pages.Page`), and what is blacked out."""

    number: int
    width: float
    height: float
    turn: float = 0
    withheld: tuple[Box, ...] = ()


def page_pictures(path: Path, data: bytes, pages: Sequence[PageToDraw]) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the picture (WebP) of each page of a PDF, drawn in a confined process.

    A page beyond the limits, or that cannot be drawn, has none. `path` is that of the file.
    """
    size = 0
    with closing(ConfinedProcess(path, _LIMITS)) as process:
        try:
            process.open(PageDrawing, data)
        except UnreadableDocument:
            return
        for one in pages[:MOST_PAGES]:
            try:
                picture = process.ask("picture", one)
            except UnreadableDocument:
                continue
            size += len(picture or b"")
            if size > MOST_DOCUMENT_BYTES:
                return
            if picture is not None:
                yield one.number, picture


class PageDrawing:
    """Draws pages of a PDF, given as its bytes; in a confined process only.

    Raises:
        pypdfium2.PdfiumError: the file is no PDF.
    """

    def __init__(self, data: bytes) -> None:
        self._pdf = pypdfium2.PdfDocument(data)

    def picture(self, one: PageToDraw) -> bytes | None:
        """Draw a page as WebP, the finest that has no more than the bytes allowed; None if none has.

        Raises:
            pypdfium2.PdfiumError: the page is damaged.
        """
        drawn = blacked_out(turned(self._rendered(one), one.turn), one)
        for quality in _QUALITIES:
            file = io.BytesIO()
            drawn.save(file, format="WEBP", quality=quality, method=_METHOD)
            if file.tell() <= MOST_BYTES:
                return file.getvalue()
        return None

    def _rendered(self, one: PageToDraw) -> Image.Image:
        """Render a page as viewers show it, which is not upright if its text runs up or down."""
        scale = min(RESOLUTION / _POINTS, math.sqrt(MOST_PIXELS / max(one.width * one.height, 1)))
        with closing(self._pdf[one.number - 1]) as page:
            rendered: Image.Image = page.render(scale=scale).to_pil()
            return rendered.convert("RGB")


def turned(picture: Image.Image, turn: float) -> Image.Image:
    """Turn a picture clockwise by so many degrees; by the skew of a scan about its center.

    Skew leaves the size as it is, so that the boxes of the page hold.
    """
    right_angles = round(turn / _RIGHT_ANGLE)
    if index := right_angles % 4:
        picture = picture.transpose(_TURNS[index - 1])
    if skew := turn - _RIGHT_ANGLE * right_angles:
        picture = picture.rotate(-skew, Image.Resampling.BICUBIC, fillcolor=_WHITE)
    return picture


def blacked_out(picture: Image.Image, one: PageToDraw) -> Image.Image:
    """Black out, in the upright picture of a page, what is withheld, a little beyond its edges."""
    across, down = picture.width / one.width, picture.height / one.height
    pen = ImageDraw.Draw(picture)
    for box in one.withheld:
        edges = (
            math.floor((box.left - _BLEED) * across),
            math.floor((box.top - _BLEED) * down),
            math.ceil((box.right + _BLEED) * across),
            math.ceil((box.bottom + _BLEED) * down),
        )
        pen.rectangle(edges, fill=_BLACK)
    return picture
