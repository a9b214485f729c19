"""A workbook of forms as lines and tables: what people type into sheets as they would into a page.

A title stands in a cell above its table, tables stand below each other, cells are merged over rows and
columns. The places of what is quoted are sheets and cells.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, chain, groupby, takewhile
from typing import TYPE_CHECKING

from asm_graph.documents.block_text import DraftCell, DraftLine, DraftTable, DraftWord, PageEnd, compose
from asm_graph.documents.paged_document import PagedDocument, PlacedCell, Table
from asm_graph.documents.passage import Span
from asm_graph.documents.table import MergedArea, address, is_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.documents.block_text import ComposedText, DraftBlock
    from asm_graph.documents.paged_document import Block
    from asm_graph.documents.table import Sheet, TableDocument

MAX_CELLS = 300_000
"""Cells that the sheets of forms may span; a table of more is data, and has a layout of its own."""

_TABLE_COLUMNS = 3
"""So many cells make a row the header of a table, and not a line of a form."""
_LABELED_COLUMNS = 4

Position = tuple[int, int]
"""A row, which counts from 1, and a column, which counts from 0."""


@dataclass(frozen=True, slots=True)
class _Place:
    sheet: str
    area: MergedArea

    @property
    def cells(self) -> str:
        first = address(self.area.first_row, self.area.first_column)
        last = address(self.area.last_row, self.area.last_column)
        return first if first == last else f"{first}:{last}"


@dataclass(frozen=True, slots=True)
class _Drafted:
    """A block, with the places of the words of its line, or of each of its cells."""

    block: DraftBlock
    places: tuple[_Place, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts at its places."""
        match self.block:
            case DraftLine(words):
                return tuple(word.text for word in words)
            case DraftTable(cells):
                return tuple("".join(word.text for word in cell.words) for cell in cells)
        return ()


def as_paged(document: TableDocument) -> PagedDocument | None:
    """Return the sheets of a workbook as lines and tables; None if they are too large to be forms."""
    if sum(len(row) for sheet in document.sheets for row in sheet.rows) > MAX_CELLS:
        return None
    drafts = [draft for sheet in document.sheets for draft in _SheetReader(sheet).blocks()]
    composed = compose(draft.block for draft in drafts)
    written = [draft for draft in drafts if not isinstance(draft.block, PageEnd)]
    return PagedDocument(
        document.path, composed.text, document.encoding or "utf-8", document.sha256, document.size,
        document.media_type, (), tuple(_without_errors(block) for block in composed.blocks), (),
        tuple(_placed(composed, written)),
    )  # fmt: skip


def _placed(composed: ComposedText, drafts: Iterable[_Drafted]) -> Iterator[PlacedCell]:
    found = []
    for block, draft in zip(composed.blocks, drafts, strict=True):
        if isinstance(block, Table):
            starts = [cell.passage.offsets[0] if cell.passage.offsets else 0 for cell in block.cells]
        else:
            lengths = (len(text) + 1 for text in draft.texts[:-1])  # a space stands between two words
            starts = list(accumulate(lengths, initial=block.passage.offsets[0]))
        for start, text, place in zip(starts, draft.texts, draft.places, strict=True):
            if text:
                found.append(PlacedCell(Span(start, start + len(text)), place.sheet, place.cells))
    yield from sorted(found, key=lambda cell: cell.span)


def _without_errors(block: Block) -> Block:
    """Return a block in which the word of an error is no text of its cell: nobody wrote it."""
    if not isinstance(block, Table):
        return block
    cells = (
        replace(cell, passage=cell.passage.slice(0, 0)) if is_error(cell.text.strip()) else cell
        for cell in block.cells
    )
    return replace(block, cells=tuple(cells))


class _SheetReader:
    """Divides one sheet into lines and tables."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._columns = range(0)
        self._areas: dict[Position, MergedArea] = {}
        height = len(sheet.rows)
        for area in sheet.merged_areas:
            if (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1) <= MAX_CELLS:
                for row in range(area.first_row, min(area.last_row, height) + 1):
                    for column in range(area.first_column, area.last_column + 1):
                        self._areas[row, column] = area

        self._occupied = {row: self._texts_in(row) for row in range(1, height + 1)}
        self._heads: set[int] = set()

    def blocks(self) -> Iterator[_Drafted]:
        """Yield the blocks of the sheet, and the end of a page behind them."""
        filled = groupby(self._occupied, key=lambda row: bool(self._occupied[row]))
        stretches = [list(rows) for has_text, rows in filled if has_text]
        for at, rows in enumerate(stretches):
            self._find_head(rows, stretches[at + 1 :])
            yield from self._divided(rows)
        yield _Drafted(PageEnd())

    def _find_head(self, rows: Sequence[int], below: Iterable[Sequence[int]]) -> None:
        """Take note of the first rows of a stretch that name what a label asks for, if a table stands below.

        A form of two columns has labels, too, and no table below.
        """
        lead = list(takewhile(self._may_be_head, rows))
        follow = chain(rows[len(lead) :], chain.from_iterable(below))
        header = next((row for row in follow if not self._may_be_head(row)), None)
        if header is not None and len(self._occupied[header]) >= _TABLE_COLUMNS:
            self._heads.update(row for row in lead if len(self._occupied[row]) > 1)

    def _may_be_head(self, row: int) -> bool:
        columns = self._occupied[row]
        is_labeled = self._text(row, columns[0]).endswith(":") if columns else False
        return len(columns) == 1 or (is_labeled and len(columns) <= _LABELED_COLUMNS)

    def _texts_in(self, row: int) -> list[int]:
        """Return the columns of the cells in a row that have text; one merged from above counts too."""
        cells = self._sheet.rows[row - 1]
        found = []
        for column in range(len(cells)):
            area = self._areas.get((row, column))
            if area is not None and (row, column) != (area.first_row, area.first_column):
                if column == area.first_column and self._text(area.first_row, column):
                    found.append(column)
            elif self._text(row, column):
                found.append(column)
        return found

    def _text(self, row: int, column: int) -> str:
        cells = self._sheet.rows[row - 1]
        return cells[column].strip() if column < len(cells) else ""

    def _divided(self, rows: Sequence[int]) -> Iterator[_Drafted]:
        """Yield the lines above a table, the table, and the lines below it."""
        several = [row for row in rows if len(self._occupied[row]) > 1 and row not in self._heads]
        start, end = (several[0], several[-1] + 1) if several else (rows[0], rows[0])
        before = self._columns
        self._columns = self._reached(range(start, end)) if several else before
        if self._columns == before:  # the table above goes on: a cell under one of its columns belongs to it
            while start > rows[0] and not self._is_line(start - 1):
                start -= 1
        while end <= rows[-1] and not self._is_line(end):
            end += 1
        yield from self._lines(range(rows[0], start))
        if start < end:
            yield self._table(range(start, end), self._columns)
        yield from self._lines(range(end, rows[-1] + 1))

    def _reached(self, rows: Iterable[int]) -> range:
        """Return the columns from the first to the last cell of some rows."""
        reaches = [self._reach(row, column) for row in rows for column in self._occupied[row]]
        return range(min(left for left, _ in reaches), max(right for _, right in reaches) + 1)

    def _is_line(self, row: int) -> bool:
        """Tell whether a row is none of the table: its only cell stands under no column but the first."""
        if row in self._heads:
            return True
        (column,) = self._occupied[row]
        left, right = self._reach(row, column)
        return column not in self._columns[1:] or right > left

    def _lines(self, rows: Iterable[int]) -> Iterator[_Drafted]:
        for row in rows:
            columns = [column for column in self._occupied[row] if self._text(row, column)]
            words = tuple(DraftWord(self._text(row, column)) for column in columns)
            if words:
                yield _Drafted(DraftLine(words), tuple(self._place(row, column) for column in columns))

    def _table(self, rows: Sequence[int], columns: range) -> _Drafted:
        drafts: list[DraftCell] = []
        places: list[_Place] = []
        for row in rows:
            for column in columns:
                place = self._place(row, column)
                if (place.area.first_row, place.area.first_column) != (row, column):
                    continue
                height = min(place.area.last_row, rows[-1]) - row + 1
                width = min(place.area.last_column, columns[-1]) - column + 1
                text = self._text(row, column)
                words = (DraftWord(text),) if text else ()
                drafts.append(DraftCell(row - rows[0], column - columns[0], words, height, width))
                places.append(place)
        return _Drafted(DraftTable(tuple(drafts)), tuple(places))

    def _reach(self, row: int, column: int) -> tuple[int, int]:
        area = self._areas.get((row, column))
        return (column, column) if area is None else (area.first_column, area.last_column)

    def _place(self, row: int, column: int) -> _Place:
        return _Place(
            self._sheet.name, self._areas.get((row, column)) or MergedArea(row, column, row, column)
        )
