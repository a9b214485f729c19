"""Cells of scanned tables that go over several rows because a rule between them was not seen.

The rows are known by their other cells. Where lines of such a cell begin at the top of each of its rows, it
is several cells; where they do not, nobody can tell, and it may be one that was merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.readers.parts.part_lines import cell_lines

if TYPE_CHECKING:
    from asm_graph.documents.paged_document import PagedDocument, Table, TableCell
    from asm_graph.readers.parts.part_lines import PartLine

_SAME_TOP = 5.0
"""Points between the top of a row and that of its first line."""


def lines_of_row(
    document: PagedDocument, table: Table, cell: TableCell, row: int
) -> tuple[PartLine, ...] | None:
    """Return the lines of a cell that are of one row; None where a scan does not tell.

    A cell of one row, or of a table that was not scanned, has all its lines in each of its rows.
    """
    lines = cell_lines(document, cell)
    is_scanned = any(word.confidence is not None for line in lines for word in line.words)
    if cell.row_span == 1 or not is_scanned:
        return lines
    tops = [_top(table, number) for number in range(cell.row, cell.row + cell.row_span)]
    pieces = [_between(lines, top, below) for top, below in zip(tops, [*tops[1:], float("inf")], strict=True)]
    if not all(_begins(piece, top) for piece, top in zip(pieces, tops, strict=True)):
        return None
    return pieces[row - cell.row]


def _top(table: Table, row: int) -> float:
    """Return where a row begins, by the cells that begin with it; infinity where none tells."""
    return min(
        (cell.areas[0].box.top for cell in table.cells if cell.row == row and cell.areas),
        default=float("inf"),
    )


def _between(lines: tuple[PartLine, ...], top: float, below: float) -> tuple[PartLine, ...]:
    return tuple(line for line in lines if line.top is not None and top <= line.top + _SAME_TOP < below)


def _begins(piece: tuple[PartLine, ...], top: float) -> bool:
    """Tell whether lines are a cell of their own: they begin at the top of a row, with no small letter."""
    if not piece or piece[0].top is None or piece[0].text.lstrip()[:1].islower():
        return False
    return abs(piece[0].top - top) <= _SAME_TOP
