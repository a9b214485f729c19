"""Pages that the tests of the layout make: words and grids at given places."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.documents.page_layout import lay_out
from asm_graph.documents.paged_document import PagedDocument, Table, TextLine
from asm_graph.documents.pages import Box, Grid, GridCell, Page, PageWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LETTER, HEIGHT = 5.0, 10.0
"""The size of each letter, in points."""


def word(text: str, left: float, top: float, *, size: float = HEIGHT, is_bold: bool = False) -> PageWord:
    width = LETTER * len(text) * size / HEIGHT
    return PageWord(text, Box(left, top, left + width, top + size), size=size, is_bold=is_bold)


def words(
    text: str, left: float, top: float, *, size: float = HEIGHT, is_bold: bool = False
) -> list[PageWord]:
    """The words of a line, with one letter between two of them."""
    found: list[PageWord] = []
    for one in text.split():
        found.append(word(one, left, top, size=size, is_bold=is_bold))
        left = found[-1].box.right + LETTER * size / HEIGHT
    return found


def turned(text: str, left: float, top: float) -> PageWord:
    """A word that runs up or down."""
    box = Box(left, top, left + HEIGHT, top + LETTER * len(text))
    return PageWord(text, box, size=HEIGHT, is_vertical=True)


def grid(columns: Sequence[float], rows: Sequence[float]) -> Grid:
    """A grid of cells between vertical and horizontal rules at the given places."""
    return Grid(
        tuple(
            GridCell(row, column, Box(left, top, right, bottom))
            for row, (top, bottom) in enumerate(pairwise(rows))
            for column, (left, right) in enumerate(pairwise(columns))
        )
    )


def page(
    number: int, content: Iterable[PageWord], *grids: Grid, width: float = 612, height: float = 792
) -> Page:
    return Page(number, width, height, tuple(content), grids)


def document(*pages: Page) -> PagedDocument:
    return lay_out(Path("made.pdf"), pages, "0" * 64, 1, "application/pdf")


def texts(made: PagedDocument) -> list[str]:
    """The lines outside of tables."""
    return [block.text for block in made.blocks if isinstance(block, TextLine)]


def tables(made: PagedDocument) -> list[Table]:
    return [block for block in made.blocks if isinstance(block, Table)]


def rows(table: Table) -> list[list[str]]:
    """The texts of a table; a merged cell stands at its first row, and blank below."""
    return [[cell.text if cell.row == row else "" for cell in table.row(row)] for row in range(table.height)]
