"""The cells of a row under their columns: each has a score under each column, and the best total wins.

Conversion loses cells and moves those behind them, so the position of a cell in its row is a hint only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from asm_graph.readers.asm_follow_up.column_scores import by_content, by_continuity
from asm_graph.readers.asm_follow_up.columns import Column
from asm_graph.readers.cell_alignment import align

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from asm_graph.readers.asm_follow_up.cells import Cell

_LOST = 1.5
"""The price of a column without a cell, or of an empty cell without a column."""

_LOST_IN_FIRST_ROW = {Column.TEXT: 4.0, Column.ACTIVITY: 3.0}
"""The same in a numbered row for the text of its ASM, which no form leaves out, and for its activity."""

_IN_PLACE = 4.0
"""What a cell of a row with all its cells gains by standing under its own header."""

_IN_PLACE_OF_FEWER = 0.5
"""The same for a row with fewer cells, which may have lost them anywhere."""

_UNPLACED = 3.0
"""The price of a cell that holds something and finds no column."""

FLOWS = 3.5
"""The least score of a piece that goes on in the middle of a sentence."""

_SHIFTS = {0: 1.0, -1: 0.0, 1: 0.0}
"""By how many columns the pieces of a row may be off, and what the row gains by that."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row under its header; it `is_short` if it ends before the last column, `lacking` so many cells."""

    line: int
    cells: tuple[Cell, ...]
    placed: Mapping[Column, Cell]
    is_short: bool
    lacking: int


def place(line: int, cells: Sequence[Cell], columns: Sequence[Column]) -> PlacedRow:
    """Put each cell of a row under its column: where it stands if none is lost, else by what it holds."""
    in_place = _IN_PLACE if len(cells) == len(columns) else _IN_PLACE_OF_FEWER
    numbered = any(cell.number is not None for cell in cells[:1])

    def score(cell: int, column: int) -> float:
        return by_content(columns[column], cells[cell]) + (in_place if cell == column else 0.0)

    def skip_column(column: int) -> float:
        return _LOST_IN_FIRST_ROW.get(columns[column], _LOST) if numbered else _LOST

    return _placed(line, cells, columns, score, skip_column)


class Continuation:
    """The pieces of a row that a page break cut, as continuations of what its columns hold so far.

    `above` is what each column holds. A row keeps its shape, whether or not its last cells are left out: all
    its pieces stand in place, or all of them one column off. Only pieces that fit neither way are placed one
    by one.
    """

    def __init__(self, cells: Sequence[Cell], columns: Sequence[Column], above: Sequence[Cell]) -> None:
        self._cells = cells
        self._columns = columns
        self._filled = [index for index, cell in enumerate(cells) if cell]
        # The same scores decide whether the row continues the one above and where its pieces go.
        self._score = cache(lambda cell, column: by_continuity(columns[column], above[column], cells[cell]))
        self._shift = self._best_shift()

    def flows(self) -> bool:
        """Return whether every piece continues a sentence that was cut, in place or one column off."""
        shift = self._shift
        return shift is not None and all(self._score(index, index + shift) >= FLOWS for index in self._filled)

    def place(self, line: int) -> PlacedRow:
        """Put the pieces under the columns whose text they continue."""
        cells, columns = self._cells, self._columns
        if self._shift is None:
            return _placed(line, cells, columns, self._score, lambda _: _LOST)
        placed = {columns[index + self._shift]: cells[index] for index in self._filled}
        lacking = len(columns) - len(cells)
        return PlacedRow(line, tuple(cells), placed, lacking > 1, lacking)

    def _best_shift(self) -> int | None:
        """Return by how many columns all pieces are off; `None` where they fit neither way."""
        if len(self._cells) > len(self._columns) + 1:
            return None
        best: tuple[float, int | None] = (0.0, None)
        for shift, bonus in _SHIFTS.items():
            if all(0 <= index + shift < len(self._columns) for index in self._filled):
                scores = [self._score(index, index + shift) for index in self._filled]
                if min(scores, default=0.0) > 0:
                    best = max(best, (sum(scores) + bonus, shift), key=lambda found: found[0])
        return best[1]


def _placed(
    line: int,
    cells: Sequence[Cell],
    columns: Sequence[Column],
    score: Callable[[int, int], float],
    skip_column: Callable[[int], float],
) -> PlacedRow:
    placement = align(
        len(cells),
        len(columns),
        score=score,
        skip_cell=lambda cell: _UNPLACED if cells[cell] else _LOST,
        skip_column=skip_column,
    )
    placed = {
        columns[column]: cell
        for cell, column in zip(cells, placement, strict=True)
        if column is not None and cell
    }
    last = next((column for column in reversed(placement) if column is not None), -1)
    return PlacedRow(line, tuple(cells), placed, last < len(columns) - 1, len(columns) - len(cells))
