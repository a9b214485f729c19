"""Pages as they are laid out: words with their boxes, and the grids of ruled tables.

Every source of pages, a PDF with a text layer or a scan that was read by OCR, makes these; from them
`asm_graph.documents.page_layout` makes a document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

ReadBy = Literal["text", "spreadsheet", "ocr"]
"""Entries of the code list `read-by`: a text or text layer, cells of a workbook, or recognized pictures."""

TextLayer = Literal["text", "none", "ocr", "garbled"]
"""What a file has for the text of a page: a text layer, none, one that OCR has made, or a useless one."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points (1/72 inch) from the top left of the page as a person reads it."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """The width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height in points."""
        return self.bottom - self.top

    @property
    def center(self) -> tuple[float, float]:
        """The point in the middle, from the left and from the top."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def has(self, x: float, y: float) -> bool:
        """Tell whether a point lies in the rectangle."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """Return the smallest box that holds all the given ones, of which there is at least one."""
        left, top, right, bottom = zip(*((b.left, b.top, b.right, b.bottom) for b in boxes), strict=True)
        return cls(min(left), min(top), max(right), max(bottom))


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word as it stands on its page; `confidence`, from 0 to 1, is that of OCR, None of a text layer.

    `size` is that of its type in points, 0 where it is not known; `is_vertical` if it runs up or down.
    """

    text: str
    box: Box
    confidence: float | None = None
    size: float = 0
    is_bold: bool = False
    is_vertical: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell between the rules of a table; rows and columns count from 0, a merged cell spans several."""

    row: int
    column: int
    box: Box
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """The ruled cells of one table on one page, row by row; the whole area is covered, each part once."""

    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        """The outline of the table."""
        return Box.around(cell.box for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Page:
    """A page; `number` counts from 1, `width` and `height` are in points, of the page as a person reads it.

    `turn` is by how many degrees, clockwise, the page of the file has to be turned so that it is read (0, 90,
    180, 270, and a fraction for the skew of a scan); the page of a PDF is as viewers show it. `words` are in
    reading order if the source has one; those with a confidence, on a page of text, stand in a picture on it.
    `layer` is what the file has: pages of all kinds but "text" are read by OCR. `engine` is what recognized
    the words of such a page, with its version.
    """

    number: int
    width: float
    height: float
    words: tuple[PageWord, ...] = field(repr=False)
    grids: tuple[Grid, ...] = field(default=(), repr=False)
    read_by: ReadBy = "text"
    turn: float = 0
    layer: TextLayer = "text"
    engine: str = ""
