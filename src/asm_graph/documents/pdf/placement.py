"""Where the things of a PDF page stand as a person sees it: upright, in points from the top left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

from asm_graph.documents.pages import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

QUARTER, FULL_TURN = 90, 360
_TURNS = FULL_TURN // QUARTER


class Placement:
    """Leads from the user space of a page (ISO 32000-1, 8.3.2) to the page as it is read.

    `turn` is by how many degrees, clockwise, the page that a viewer shows has to be turned to be read.
    """

    def __init__(self, page: PdfPage, turn: int = 0) -> None:
        bounds = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, bounds)
        self._left, self._top = bounds.left, bounds.top
        self._size = bounds.right - bounds.left, bounds.top - bounds.bottom
        self._quarters: int = (pdfium.FPDFPage_GetRotation(page) + turn // QUARTER) % _TURNS
        self.turn = turn

    @property
    def size(self) -> tuple[float, float]:
        """The width and height of the page as it is read, in points."""
        width, height = self._size
        return (height, width) if self._quarters % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of user space stands, from the left and from the top."""
        across, down = x - self._left, self._top - y
        width, height = self._size
        match self._quarters:
            case 1:
                return height - down, across
            case 2:
                return width - across, height - down
            case 3:
                return down, width - across
        return across, down

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return where a rectangle of user space stands."""
        (x, y), (other_x, other_y) = self.point(left, bottom), self.point(right, top)
        return Box(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))

    def quarters(self, counterclockwise: int) -> int:
        """Return by how many quarters, clockwise, text is turned that in user space is so many against it."""
        return (self._quarters - counterclockwise) % _TURNS
