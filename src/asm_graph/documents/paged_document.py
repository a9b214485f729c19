"""A document of lines and tables whose every character leads to its page, and to its box on the page.

It is a text, so that the readers of texts work on it: the rows of a table are lines with tabs between the
cells, a page ends with a form feed. A DOCX file is one too; it has no pages, and its characters no boxes.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from asm_graph.documents.pages import Box
from asm_graph.documents.text_file import TextDocument

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.pages import Page
    from asm_graph.documents.passage import Passage, Span


@dataclass(frozen=True, slots=True)
class Area:
    """A box on a page; pages count from 1."""

    page: int
    box: Box

    def is_on_line_of(self, before: Area) -> bool:
        """Tell whether the word here goes on with the line of the word before it."""
        return self.page == before.page and before.box.top <= self.box.center[1] <= before.box.bottom


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """The characters of the document's text that one word of a page has; confidence as in `PageWord`."""

    span: Span
    area: Area
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """The characters of the document's text that a cell of a workbook has (`B7`, `A5:C5` if it is merged)."""

    span: Span
    sheet: str
    cells: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line outside of tables; `is_running` if it repeats on page after page, or numbers the page.

    `size` is that of the type in points, 0 where it is not known. `page` is None where there are no pages.
    """

    passage: Passage
    page: int | None = None
    box: Box | None = None
    size: float = 0
    is_bold: bool = False
    is_running: bool = False

    @property
    def text(self) -> str:
        """The normalized text."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with its words, joined by spaces where lines end; several areas where a page breaks it."""

    row: int
    column: int
    passage: Passage
    row_span: int = 1
    column_span: int = 1
    areas: tuple[Area, ...] = ()

    @property
    def text(self) -> str:
        """The normalized text, empty for a blank cell."""
        return self.passage.text


@dataclass(frozen=True)
class Table:
    """A ruled table, whole even if it goes on over pages; rows and columns count from 0.

    Cells are in reading order; a merged one stands once, at its first row and column. `repeated` are the
    headers that later pages print again. `is_ruled` is false for one that was told by its gaps.
    """

    cells: tuple[TableCell, ...]
    repeated: tuple[Passage, ...] = ()
    is_ruled: bool = True

    @cached_property
    def height(self) -> int:
        """The number of rows."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    @cached_property
    def _at(self) -> dict[tuple[int, int], TableCell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    def at(self, row: int, column: int) -> TableCell | None:
        """Return the cell that covers a place; None where the table has none."""
        return self._at.get((row, column))

    def row(self, row: int) -> tuple[TableCell, ...]:
        """Return the cells that cover a row, from left to right, each once."""
        found = (self.at(row, column) for column in range(self.width))
        return tuple(dict.fromkeys(cell for cell in found if cell is not None))

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that it stands on."""
        return tuple(sorted({area.page for cell in self.cells for area in cell.areas}))


Block = TextLine | Table


@dataclass(frozen=True)
class PagedDocument(TextDocument):
    """A document of blocks in reading order; `words` are sorted by their place in the text.

    One of pages has `words`, one of sheets has `cells` in the same order, a DOCX has neither.
    """

    pages: tuple[Page, ...] = field(default=(), repr=False)
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    words: tuple[PlacedWord, ...] = field(default=(), repr=False)
    cells: tuple[PlacedCell, ...] = field(default=(), repr=False)

    @property
    def is_recognized(self) -> bool:
        """Whether some of the words were recognized by OCR, which misreads signs."""
        return any(word.confidence is not None for word in self.words)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [word.span.start for word in self.words]

    def words_in(self, span: Span) -> Iterator[PlacedWord]:
        """Yield the words of which a span of the text has a part."""
        for index in range(max(bisect_right(self._starts, span.start) - 1, 0), len(self.words)):
            word = self.words[index]
            if word.span.start >= span.end:
                return
            if word.span.end > span.start:
                yield word

    def cells_in(self, span: Span) -> Iterator[PlacedCell]:
        """Yield the cells of a workbook of which a span of the text has a part."""
        first = bisect_right(self.cells, span.start, key=lambda cell: cell.span.start) - 1
        for cell in self.cells[max(first, 0) :]:
            if cell.span.start >= span.end:
                return
            if cell.span.end > span.start:
                yield cell

    def areas(self, span: Span) -> tuple[Area, ...]:
        """Return where a span of the text stands: one area for each line of each page, in reading order."""
        lines: list[list[Area]] = []
        for word in self.words_in(span):
            if lines and word.area.is_on_line_of(lines[-1][-1]):
                lines[-1].append(word.area)
            else:
                lines.append([word.area])
        return tuple(Area(line[0].page, Box.around(area.box for area in line)) for line in lines)

    def confidence(self, span: Span) -> float | None:
        """Return the least confidence of the words of a span; None where none was read by OCR."""
        return min(
            (word.confidence for word in self.words_in(span) if word.confidence is not None), default=None
        )
