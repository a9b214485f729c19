"""Which grids of a page are those of tables: not frames, charts and drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.documents.pages import Box, Grid, GridCell, PageWord

_FEW_CELLS = 4
"""Cells up to which a grid around another one is a frame, whose text stands outside of tables."""
_MOST_OF_FRAME = 0.7
"""Share of a frame that the cell with the table in it takes."""
_PAGE = 0.5
"""Share of a page from which one cell without neighbors beside it is a frame."""
_ROWS_LEFT = 2
"""Rows of a table up to which it can be what a page break has left of one."""
_HEAD, _WORDS_OF_HEAD = 0.25, 20
"""Share of a page in which its running head stands, and the most words of it."""
_NARROW = 7.0
"""Points of the shorter side of a cell below which no text has room in it."""
_ACROSS = 3.0
"""Points by which a word stands out of its cell that is printed across a rule."""
_ODD, _FEW_WORDS = (0.2, 0.1), 3
"""Shares of such cells, and of such words, from which rules are those of a drawing or chart."""
_SPREAD = 0.97
"""Share of a page's height from which a grid is its decoration; text keeps to margins."""
_FILLED, _FILLED_HEAD = 0.25, 0.5
"""Shares of the cells, and of those of the first row or column, that have words in a table at least."""


def tables_of(
    grids: Sequence[Grid], words: Sequence[PageWord], size: tuple[float, float]
) -> tuple[Grid, ...]:
    """Return the grids of tables on a page of this size, from top to bottom."""
    found = [grid for grid in grids if _has_words(grid, words, size[1]) and not _is_drawing(grid, words)]
    found = _without_nested([grid for grid in found if not _is_frame_of_page(grid, size)])
    return tuple(sorted(found, key=lambda grid: (grid.box.top, grid.box.left)))


def _has_words(grid: Grid, words: Sequence[PageWord], height: float) -> bool:
    """Tell whether there are words where those of a table are; in charts they stand beside the rules."""
    filled = _filled(grid, words)
    rows = max(cell.row + cell.row_span for cell in grid.cells)
    columns = max(cell.column + cell.column_span for cell in grid.cells)
    if len(filled) <= 1:
        goes_on = rows <= _ROWS_LEFT and columns > 1 and _is_first(grid, words, height)
        return bool(filled) and goes_on  # of a row that a page breaks, one cell may go on
    if rows <= _ROWS_LEFT:
        return True
    if len(filled) >= _FILLED * len(grid.cells):
        return True
    heads = (
        ([cell for cell in grid.cells if cell.row == 0], columns),
        ([cell for cell in grid.cells if cell.column == 0], rows),
    )
    return any(
        len(head) >= length / 2 and sum(cell in filled for cell in head) >= _FILLED_HEAD * len(head)
        for head, length in heads
    )


def _is_drawing(grid: Grid, words: Iterable[PageWord]) -> bool:
    """Tell whether cells have no room for text, as between the lines of a drawing, or words lie on rules."""
    narrow = sum(min(cell.box.width, cell.box.height) < _NARROW for cell in grid.cells)
    if narrow >= _ODD[0] * len(grid.cells):
        return True
    inside = [word for word in words if grid.box.has(*word.box.center)]
    across = sum(
        max(cell.box.left - word.box.left, word.box.right - cell.box.right) > _ACROSS
        for word in inside
        for cell in grid.cells
        if cell.box.has(*word.box.center)
    )
    return across >= max(_ODD[1] * len(inside), _FEW_WORDS)


def _is_first(grid: Grid, words: Iterable[PageWord], height: float) -> bool:
    """Tell whether a grid begins a page of this height, below a running head at most."""
    above = sum(word.box.center[1] < grid.box.top for word in words)
    return grid.box.top < _HEAD * height and above <= _WORDS_OF_HEAD


def _filled(grid: Grid, words: Iterable[PageWord]) -> set[GridCell]:
    """Return the cells that have words."""
    box = grid.box
    centers = [word.box.center for word in words if box.has(*word.box.center)]
    return {cell for cell in grid.cells if any(cell.box.has(*center) for center in centers)}


def _is_frame_of_page(grid: Grid, size: tuple[float, float]) -> bool:
    """Tell whether a grid is but the frame of a page's text, perhaps with a heading, or its decoration."""
    largest = max(_area(cell.box) for cell in grid.cells)
    if grid.box.height > _SPREAD * size[1]:
        return True
    is_one_column = all(cell.column == 0 for cell in grid.cells)
    return is_one_column and len(grid.cells) <= _FEW_CELLS and largest > _PAGE * size[0] * size[1]


def _without_nested(grids: Sequence[Grid]) -> list[Grid]:
    """Return one of each two grids that stand in each other: the inner one if the outer is its frame."""
    dropped: set[int] = set()
    for outer, grid in enumerate(grids):
        for cell in grid.cells:
            inner = [
                index
                for index, other in enumerate(grids)
                if index != outer and cell.box.has(*other.box.center) and _area(other.box) < _area(grid.box)
            ]
            if inner and len(grid.cells) <= _FEW_CELLS and _area(cell.box) > _MOST_OF_FRAME * _area(grid.box):
                dropped.add(outer)
            else:
                dropped.update(inner)
    return [grid for index, grid in enumerate(grids) if index not in dropped]


def _area(box: Box) -> float:
    return box.width * box.height
