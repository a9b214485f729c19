"""The lines and tables of a Word document, in the order in which they stand (ECMA-376, part 1, 17.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.documents.block_text import DraftCell, DraftLine, DraftTable, DraftWord
from asm_graph.documents.word.paragraphs import children
from asm_graph.documents.word.styles import W, attribute, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

    from asm_graph.documents.word.paragraphs import TextReader

    DraftBlock = DraftLine | DraftTable

_MOST_COLUMNS = 1_000
"""Word makes 63."""


class InsertedFile(ValueError):
    """A part of the document is another file, which Word shows only when it is opened."""


class BlockReader:
    """Reads blocks, and collects the notes to which they refer, by kind and number."""

    def __init__(self, reader: TextReader) -> None:
        self._reader = reader
        self.notes: list[tuple[str, str]] = []

    def blocks(self, container: BaseOxmlElement) -> Iterator[DraftBlock]:
        """Yield the lines and tables of a body, a header, a note, a text box, or a cell.

        Raises:
            InsertedFile: a part of it is another file.
        """
        for child in children(container):
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == f"{W}altChunk":
                raise InsertedFile

    def lines(self, container: BaseOxmlElement) -> Iterator[str]:
        """Yield the texts of a container, of its tables those of the cells."""
        for block in self.blocks(container):
            yield from _texts(block)

    def _paragraph(self, paragraph: BaseOxmlElement) -> Iterator[DraftBlock]:
        found = self._reader.read(paragraph)
        self.notes += found.notes
        for line in found.lines:
            yield DraftLine((DraftWord(line),), size=found.size, is_bold=found.is_bold)
        for box in found.boxes:
            yield from self.blocks(box)

    def _table(self, table: BaseOxmlElement) -> Iterator[DraftBlock]:
        rows = [row for row in children(table) if row.tag == f"{W}tr" and not _is_hidden(row)]
        cells = [[cell for cell in children(row) if cell.tag == f"{W}tc"] for row in rows]
        if _is_frame(cells):
            for (cell,) in cells:
                yield from self.blocks(cell)
            return
        drafts = self._cells(rows, cells)
        if drafts:
            yield DraftTable(tuple(drafts))

    def _cells(
        self, rows: Iterable[BaseOxmlElement], cells: Iterable[list[BaseOxmlElement]]
    ) -> list[DraftCell]:
        """Return the cells of a table; those that go on downwards or to the right as one."""
        drafts: list[DraftCell] = []
        open_cells: dict[int, int] = {}
        for number, (row, of_row) in enumerate(zip(rows, cells, strict=True)):
            before = row.find(f"{W}trPr/{W}gridBefore")
            column = 0 if before is None else _span(before)
            still_open: dict[int, int] = {}
            for cell in of_row:
                span = _span(cell.find(f"{W}tcPr/{W}gridSpan"))
                if _goes_on(cell, "hMerge") and drafts and drafts[-1].row == number:
                    drafts[-1] = replace(drafts[-1], column_span=drafts[-1].column_span + span)
                elif _goes_on(cell, "vMerge") and column in open_cells:
                    above = drafts[open_cells[column]]
                    drafts[open_cells[column]] = replace(above, row_span=number - above.row + 1)
                    still_open[column] = open_cells[column]
                else:
                    words = tuple(map(DraftWord, self.lines(cell)))
                    if cell.find(f"{W}tcPr/{W}vMerge") is not None:
                        still_open[column] = len(drafts)
                    drafts.append(DraftCell(number, column, words, 1, span))
                column += span
            open_cells = still_open
        return drafts


def _texts(block: DraftBlock) -> Iterator[str]:
    if isinstance(block, DraftLine):
        yield from (word.text for word in block.words)
    else:
        yield from (word.text for cell in block.cells for word in cell.words)


def _is_hidden(row: BaseOxmlElement) -> bool:
    """Tell whether a row was deleted, or is hidden."""
    return any(row.find(f"{W}trPr/{W}{name}") is not None for name in ("del", "hidden"))


def _is_frame(rows: list[list[BaseOxmlElement]]) -> bool:
    """Tell whether a table only arranges others: it has one column, and tables in it."""
    return all(len(row) == 1 for row in rows) and any(
        child.tag == f"{W}tbl" for (cell,) in rows for child in children(cell)
    )


def _goes_on(cell: BaseOxmlElement, name: str) -> bool:
    merged = cell.find(f"{W}tcPr/{W}{name}")
    return merged is not None and attribute(merged) != "restart"


def _span(element: BaseOxmlElement | None) -> int:
    return 1 if element is None else min(max(whole_number(element.attrib, "val", 1), 0), _MOST_COLUMNS)
