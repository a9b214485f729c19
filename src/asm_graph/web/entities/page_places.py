"""Places on pages of documents: the boxes of excerpts, and the part of a page that shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.documents.pages import Box
from asm_graph.releases.page_pictures import picture_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.releases.page_pictures import DocumentPage

_NUMBER = r"-?\d{1,6}(?:\.\d{1,6})?"
_BOX = re.compile(rf"({_NUMBER}),({_NUMBER}),({_NUMBER}),({_NUMBER})", re.ASCII)
_MARGIN = 30.0
"""Points of the page around what is shown: a line or two, so that one sees where it stands."""
_LEAST_WIDTH, _LEAST_HEIGHT = 330.0, 90.0
_MOST_HEIGHT = 420.0
"""Points of the page that a crop shows; of a longer passage it shows the beginning."""


def read_boxes(texts: Iterable[str]) -> tuple[Box, ...]:
    """Read boxes as `asm:box` writes them (`x,y,width,height`), from top to bottom.

    >>> read_boxes(["10,20,30,5.5"])
    (Box(left=10.0, top=20.0, right=40.0, bottom=25.5),)
    """
    found = []
    for match in filter(None, map(_BOX.fullmatch, texts)):
        left, top, width, height = map(float, match.groups())
        if width > 0 and height > 0:
            found.append(Box(left, top, left + width, top + height))
    return tuple(sorted(found, key=lambda box: (box.top, box.left)))


def page_address(document: str, number: int) -> str:
    """Return the address of a page of a document, from the address of the document."""
    return f"{document}/pages/{number}"


def picture_address(document: str, number: int) -> str:
    """Return the address of the picture of a page."""
    return f"{document}/pages/{picture_name(number)}"


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of a page that shows a passage; `marks` are the boxes of the passage, all in points.

    `is_cut` tells that the passage goes on below it. `address` is that of the whole page.
    """

    page: DocumentPage
    address: str
    picture: str
    shown: Box
    marks: tuple[Box, ...]
    is_cut: bool

    @property
    def view(self) -> str:
        """The part as the view box of a drawing whose units are points."""
        return " ".join(
            f"{number:.1f}"
            for number in (self.shown.left, self.shown.top, self.shown.width, self.shown.height)
        )


def crop_of(document: str, page: DocumentPage, boxes: tuple[Box, ...]) -> Crop | None:
    """Return the part of a page around some boxes; None where there is no box or no picture.

    `document` is the address of the document.
    """
    if not boxes or not page.has_picture:
        return None
    around = Box.around(boxes)
    left, right = _stretched(around.left - _MARGIN, around.right + _MARGIN, _LEAST_WIDTH, page.width)
    top, bottom = _stretched(around.top - _MARGIN, around.bottom + _MARGIN, _LEAST_HEIGHT, page.height)
    lowest = min(bottom, top + _MOST_HEIGHT)
    address, picture = page_address(document, page.number), picture_address(document, page.number)
    return Crop(page, address, picture, Box(left, top, right, lowest), boxes, is_cut=lowest < around.bottom)


def _stretched(start: float, end: float, least: float, limit: float) -> tuple[float, float]:
    """Stretch a range to the least length, to both sides, within 0 and the limit."""
    missing = max(least - (end - start), 0) / 2
    start, end = start - missing, end + missing
    if start < 0:
        start, end = 0, end - start
    if end > limit:
        start, end = start - (end - limit), limit
    return max(start, 0), end
