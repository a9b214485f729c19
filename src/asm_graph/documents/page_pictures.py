"""Pictures of the pages of a PDF: turned upright, bounded in size, with what is withheld blacked out."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.documents.pages import Box, Page

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

_POINTS = 72
_QUALITIES = (60, 35, 15)
_METHOD = 2
"""How hard the encoder tries: 4, its default, takes twice as long for one part in thirty."""
_BLEED = 1.0
"""Points by which what is withheld is blacked out beyond its box: accents and tails stand out of it."""
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)


@dataclass(frozen=True, slots=True)
class PageToDraw:
    """A page, and the boxes on it that are blacked out."""

    page: Page
    withheld: tuple[Box, ...] = ()


def page_pictures(data: bytes, pages: Sequence[PageToDraw]) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the picture (WebP) of each page of a PDF, as long as the limits allow.

    Raises:
        pypdfium2.PdfiumError: the file is no PDF, or a page of it is damaged.
    """
    size = 0
    with pypdfium2.PdfDocument(data) as pdf:
        for one in pages[:MOST_PAGES]:
            picture = _encoded(_drawn(pdf, one))
            if picture is None:
                continue
            size += len(picture)
            if size > MOST_DOCUMENT_BYTES:
                return
            yield one.page.number, picture


def _drawn(pdf: pypdfium2.PdfDocument, one: PageToDraw) -> Image.Image:
    page = one.page
    of_file = pdf[page.number - 1]
    scale = min(RESOLUTION / _POINTS, math.sqrt(MOST_PIXELS / max(page.width * page.height, 1)))
    try:
        picture = of_file.render(scale=scale).to_pil().convert("RGB")
    finally:
        of_file.close()
    upright = turned(picture, page.turn)
    blacked_out(upright, page, one.withheld)
    return upright


def turned(picture: Image.Image, turn: float) -> Image.Image:
    """Turn a picture clockwise by so many degrees; by the skew of a scan about its center.

    Skew leaves the size as it is, so that the boxes of the page hold.
    """
    right_angles = round(turn / 90) % 4
    skew = turn - 90 * round(turn / 90)
    if right_angles:
        picture = picture.transpose(
            (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)[
                right_angles - 1
            ]
        )
    if skew:
        picture = picture.rotate(-skew, Image.Resampling.BICUBIC, fillcolor=_WHITE)
    return picture


def blacked_out(picture: Image.Image, page: Page, boxes: Iterable[Box]) -> None:
    """Black out boxes of a page in its upright picture, a little beyond their edges."""
    across, down = picture.width / page.width, picture.height / page.height
    pen = ImageDraw.Draw(picture)
    for box in boxes:
        edges = (
            math.floor((box.left - _BLEED) * across),
            math.floor((box.top - _BLEED) * down),
            math.ceil((box.right + _BLEED) * across),
            math.ceil((box.bottom + _BLEED) * down),
        )
        pen.rectangle(edges, fill=_BLACK)


def _encoded(picture: Image.Image) -> bytes | None:
    """Return the picture as WebP, the finest that has no more than the bytes allowed; None if none has."""
    for quality in _QUALITIES:
        file = io.BytesIO()
        picture.save(file, format="WEBP", quality=quality, method=_METHOD)
        if file.tell() <= MOST_BYTES:
            return file.getvalue()
    return None
