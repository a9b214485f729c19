"""The last row of a table that has no rule below it: words right under the rules, each within a column.

Programs for page layout leave out the lower edge of such a row. It is taken for one only where nothing else
can be meant: it begins as close below the last rule as text in a cell does, no word crosses the edge of a
column, and words stand in three columns or more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.documents.page_layout.lines import lines_of
from asm_graph.documents.pages import Box, Grid, GridCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.pages import Page, PageWord

_FEWEST_COLUMNS = 3
_PADDING = 0.8
"""How far below the last rule, in heights of a line, the first line of the row begins at most; a block of
signatures stands further away."""
_LEADING = 1.0
"""How far apart, in heights of a line, the lines of a row are at most."""
_ROUNDING = 1.0


def with_open_row(page: Page) -> Page:
    """Add to the last table of a page the row that stands below its last rule, if there is one.

    Not on pages that OCR read: there a rule may be one that was not seen, and words are placed less surely.
    """
    if not page.grids or any(word.confidence is not None for word in page.words):
        return page
    last = max(page.grids, key=lambda grid: grid.box.bottom)
    extended = _extended(last, page.words)
    return replace(page, grids=tuple(extended if grid is last else grid for grid in page.grids))


def _extended(grid: Grid, words: Sequence[PageWord]) -> Grid:
    outline, rows = grid.box, max(cell.row + cell.row_span for cell in grid.cells)
    above = [cell for cell in grid.cells if cell.row + cell.row_span == rows]
    below = [word for word in words if word.box.top >= outline.bottom - _ROUNDING and not word.is_vertical]
    row = list(_row(lines_of(below), above, outline))
    filled = {id(cell) for word in row if (cell := _column(word, above)) is not None}
    if len(filled) < _FEWEST_COLUMNS:
        return grid
    bottom = max(word.box.bottom for word in row) + _ROUNDING
    cells = [cell for cell in grid.cells if cell not in above]
    for cell in above:
        down = Box(cell.box.left, cell.box.top, cell.box.right, bottom)
        if id(cell) not in filled and cell.row_span > 1:  # a label of several rows, this one among them
            cells.append(replace(cell, box=down, row_span=cell.row_span + 1))
            continue
        box = Box(cell.box.left, outline.bottom, cell.box.right, bottom)
        cells += [cell, GridCell(rows, cell.column, box, 1, cell.column_span)]
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _row(lines: Sequence[list[PageWord]], above: Sequence[GridCell], outline: Box) -> Iterator[PageWord]:
    """Yield the words of the lines that may be a row, from the last rule down to the first that cannot."""
    bottom, farthest = outline.bottom, _PADDING
    for line in lines:
        box = Box.around(word.box for word in line)
        if box.top - bottom > farthest * box.height or any(_column(word, above) is None for word in line):
            return
        yield from line
        bottom, farthest = max(bottom, box.bottom), _LEADING


def _column(word: PageWord, above: Sequence[GridCell]) -> GridCell | None:
    """Return the cell of the last row below which the whole word stands."""
    left, right = word.box.left + _ROUNDING, word.box.right - _ROUNDING
    return next((cell for cell in above if cell.box.left <= left and right <= cell.box.right), None)
