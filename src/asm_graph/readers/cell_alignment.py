"""Which cell of a row belongs to which column, when cells were lost or moved.

Cells keep their order, so the best assignment is a global alignment (Needleman and Wunsch 1970): a cell is
put under a column for a score, or either of the two is passed over for a price.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PLACE, _SKIP_COLUMN, _SKIP_CELL = range(3)
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
    """Return the assignment of cells to columns with the highest total.

    `score(cell, column)` says how well they fit; `skip_cell(cell)` and `skip_column(column)` are prices
    (positive). Among equals the one that places the earlier cells wins. Takes time and memory in proportion
    to cells times columns.

    >>> align(1, 2, score=lambda _, column: column, skip_cell=lambda _: 9, skip_column=lambda _: 0)
    (1,)
    """
    # By column, the total of what is left of the row, from the last cell to the first.
    totals = [-sum(map(skip_column, range(column, columns))) for column in range(columns + 1)]
    steps: list[bytearray] = []
    for cell in reversed(range(cells)):
        after, price = totals, skip_cell(cell)
        totals = [total - price for total in after]
        taken = bytearray([_SKIP_CELL] * (columns + 1))
        for column in reversed(range(columns)):
            totals[column], taken[column] = max(
                (after[column + 1] + score(cell, column), _PLACE),
                (totals[column + 1] - skip_column(column), _SKIP_COLUMN),
                (totals[column], _SKIP_CELL),
                key=itemgetter(0),
            )
        steps.append(taken)
    return tuple(_placement(steps[::-1]))


def _placement(steps: Iterable[bytearray]) -> Iterator[int | None]:
    """Follow the steps from the first cell on."""
    column = 0
    for taken in steps:
        while taken[column] == _SKIP_COLUMN:
            column += 1
        if taken[column] == _PLACE:
            yield column
            column += 1
        else:
            yield None
