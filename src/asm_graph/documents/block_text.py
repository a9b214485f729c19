"""The canonical text of a document of lines and tables, and where each of them stands in it.

The text comes into being only when all lines and tables are known: they are drafted first, with their words.
A paragraph is a line, and so is a row of a table, with a tab between two columns; a merged cell stands at
its first row and column. A page ends with a form feed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import PlacedWord, Table, TableCell, TextLine
from asm_graph.documents.passage import Passage, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asm_graph.documents.paged_document import Area, Block
    from asm_graph.documents.pages import Box

_SEPARATORS = str.maketrans("\t\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029", " " * 11)
"""What separates cells, lines and pages in the text is a space within a word of a document."""


@dataclass(frozen=True, slots=True)
class DraftWord:
    """A word, or a whole paragraph where no places are known; `is_joined` puts no space before it."""

    text: str
    area: Area | None = None
    confidence: float | None = None
    is_joined: bool = False


@dataclass(frozen=True, slots=True)
class DraftLine:
    """What will be a `TextLine`; in the text it ends with a space if its paragraph `goes_on` below."""

    words: tuple[DraftWord, ...]
    page: int | None = None
    box: Box | None = None
    size: float = 0
    is_bold: bool = False
    is_running: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class DraftCell:
    """What will be a `TableCell`."""

    row: int
    column: int
    words: tuple[DraftWord, ...]
    row_span: int = 1
    column_span: int = 1
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftTable:
    """What will be a `Table`; `repeated` are the lines of printed-again headers by the row that they precede.

    `page_ends` are the rows before which a page ends.
    """

    cells: tuple[DraftCell, ...]
    is_ruled: bool = True
    repeated: Mapping[int, tuple[DraftLine, ...]] = field(default_factory=dict)
    page_ends: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PageEnd:
    """The end of a page."""


DraftBlock = DraftLine | DraftTable | PageEnd


@dataclass(frozen=True, slots=True)
class ComposedText:
    """The canonical text, its blocks, and its words that have a place on a page."""

    text: str
    blocks: tuple[Block, ...]
    words: tuple[PlacedWord, ...]


def compose(drafts: Iterable[DraftBlock]) -> ComposedText:
    """Write the canonical text of drafted blocks, in their order."""
    drafts = list(drafts)
    writer = _Writer()
    spans = [writer.block(draft) for draft in drafts]
    text = "".join(writer.pieces)
    blocks: list[Block] = []
    for draft, placed in zip(drafts, spans, strict=True):
        passages = [Passage.of(text, span.start, span.end) for span in placed]
        if isinstance(draft, DraftLine):
            blocks.append(
                TextLine(passages[0], draft.page, draft.box, draft.size, draft.is_bold, draft.is_running)
            )
        elif isinstance(draft, DraftTable):
            blocks.append(_table(draft, passages))
    return ComposedText(text, tuple(blocks), tuple(writer.words))


def _table(draft: DraftTable, passages: list[Passage]) -> Table:
    """Make a table; the passages are those of its cells, then those of its repeated headers."""
    cells = tuple(
        TableCell(cell.row, cell.column, passage, cell.row_span, cell.column_span, cell.areas)
        for cell, passage in zip(draft.cells, passages, strict=False)
    )
    return Table(cells, tuple(passages[len(cells) :]), draft.is_ruled)


class _Writer:
    """The text as far as it is written, and the words that have a place in it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.words: list[PlacedWord] = []
        self._length = 0

    def block(self, draft: DraftBlock) -> list[Span]:
        """Write a block, and return where its line, or its cells and repeated headers, stand."""
        match draft:
            case DraftLine():
                span = self._words(draft.words)
                self._put(" " if draft.goes_on else "\n")
                return [span]
            case DraftTable():
                return self._rows(draft)
        self._put("\f")
        return []

    def _rows(self, table: DraftTable) -> list[Span]:
        spans: dict[int, Span] = {}
        repeated: list[Span] = []
        rows: dict[int, list[tuple[int, DraftCell]]] = {}
        for index, cell in enumerate(table.cells):
            rows.setdefault(cell.row, []).append((index, cell))
        width = max((cell.column + cell.column_span for cell in table.cells), default=0)
        height = max((cell.row + cell.row_span for cell in table.cells), default=0)
        for number in range(height):
            if number in table.page_ends:
                self._put("\f")
            for line in table.repeated.get(number, ()):
                repeated += self.block(line)
            column = 0
            for index, cell in sorted(rows.get(number, ()), key=lambda one: one[1].column):
                self._put("\t" * (cell.column - column))
                column = cell.column
                spans[index] = self._words(cell.words)
            self._put("\t" * (width - 1 - column) + "\n")
        return [*(spans[index] for index in range(len(table.cells))), *repeated]

    def _words(self, words: Iterable[DraftWord]) -> Span:
        start = self._length
        for word in words:
            if self._length > start and not word.is_joined:
                self._put(" ")
            begin = self._length
            self._put(word.text.translate(_SEPARATORS))
            if word.area is not None and self._length > begin:
                self.words.append(PlacedWord(Span(begin, self._length), word.area, word.confidence))
        return Span(start, self._length)

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)
