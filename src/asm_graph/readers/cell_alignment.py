"""Which cell of a row belongs to which column, when cells were lost or moved.

Cells keep their order, so the best assignment is a global alignment (Needleman and Wunsch 1970): a cell is
put under a column for a score, or either of the two is passed over for a price.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Placement = tuple[int | None, ...]
"""The column of each cell, `None` for a cell that has none."""


def align(
    cells: int,
    columns: int,
    *,
    score: Callable[[int, int], float],
    skip_cell: Callable[[int], float],
    skip_column: Callable[[int], float],
) -> Placement:
    """The assignment of cells to columns with the highest total.

    `score(cell, column)` says how well they fit; `skip_cell(cell)` and `skip_column(column)` are prices
    (positive). Among equals the one that places the earlier cells wins.
    """

    @cache
    def best(cell: int, column: int) -> tuple[float, Placement]:
        if cell == cells:
            return -sum(map(skip_column, range(column, columns))), ()
        passed, after = best(cell + 1, column)
        choices = [(passed - skip_cell(cell), (None, *after))]
        if column < columns:
            placed, after = best(cell + 1, column + 1)
            passed, rest = best(cell, column + 1)
            choices = [
                (placed + score(cell, column), (column, *after)),
                (passed - skip_column(column), rest),
                *choices,
            ]
        return max(choices, key=lambda choice: choice[0])

    return best(0, 0)[1]
