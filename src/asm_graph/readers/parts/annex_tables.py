"""An annex as its head and its table: the blocks that belong together, and the rows of all its pieces.

A table that pages divide is one block where the pages agree, else several; each may repeat the header.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import Table, TextLine
from asm_graph.readers.parts.annex_head import TITLE, AnnexHead, head_start, read_head
from asm_graph.readers.parts.part_layout import BlockRange
from asm_graph.readers.parts.table_columns import Header, TableRow, rows_below
from asm_graph.spanish.numbers import is_missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.paged_document import Block
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_layout import DocumentPart
    from asm_graph.readers.parts.table_columns import Columns

_MOST_LINES_BETWEEN = 40
"""Lines between two pieces of a table: rows without a rule below them, at the end of a page."""


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """A piece of an annex's table, and its header; one that does not repeat it has that of the first.

    `above` are the lines between it and the piece before it.
    """

    table: Table
    header: Header
    above: tuple[TextLine, ...] = ()

    @property
    def rows(self) -> Sequence[TableRow]:
        """The rows below the header."""
        return rows_below(self.table, self.header)


def find_annexes(blocks: Sequence[Block], columns: Columns) -> Iterator[BlockRange]:
    """Yield each annex whose table has the columns, from its head to the last piece of the table."""
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if isinstance(block, Table) and columns.header(block):
            start, end = head_start(blocks, index), _end(blocks, index, columns)
            yield BlockRange(start, end)
            index = end
        else:
            index += 1


def read_annex(
    part: DocumentPart, columns: Columns, annotator: Annotator
) -> tuple[AnnexHead, tuple[AnnexTable, ...]]:
    """Read the head of an annex, and tell the pieces of its table; the headers are marked as furniture."""
    tables: list[AnnexTable] = []
    head: list[Block] = []
    above: list[TextLine] = []
    for block in part.blocks:
        header = columns.header(block) if isinstance(block, Table) else None
        if isinstance(block, Table) and (header or tables):
            found = header or replace(tables[-1].header, first_row=0, end_row=0)
            annotator.mark("table header", *found.passages(block))
            tables.append(AnnexTable(block, found, tuple(above)))
            cells = (cell for row in tables[-1].rows for cell in row.cells.values())
            annotator.mark("not available", *(cell.passage for cell in cells if is_missing(cell.text)))
            above.clear()
        elif not tables:
            head.append(block)
        elif isinstance(block, TextLine):
            above.append(block)
    return read_head(part.document, head, annotator), tuple(tables)


def _end(blocks: Sequence[Block], first: int, columns: Columns) -> int:
    """Return where the table that begins at `first` ends; some rows of it may stand outside its rules."""
    end, last, lines = first + 1, blocks[first], 0
    for index in range(first + 1, len(blocks)):
        block = blocks[index]
        if isinstance(block, TextLine):
            lines += not block.is_running
            if lines > _MOST_LINES_BETWEEN or TITLE.match(block.text):
                break
        elif isinstance(last, Table) and _goes_on(last, block, columns):
            end, last, lines = index + 1, block, 0
        else:
            break
    return end


def _goes_on(table: Table, following: Table, columns: Columns) -> bool:
    """Tell whether a table on the next page is a piece of the same: it repeats the header, or is as wide."""
    if not table.pages or not following.pages or following.pages[0] - table.pages[-1] > 1:
        return False
    return columns.header(following) is not None or following.width == table.width
