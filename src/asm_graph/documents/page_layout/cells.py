"""Words are given to the cells of the grids that they stand in, each to the one that holds most of it.

Words of two cells that stand so close that the source has them as one are parted at the rule between them, if
there the kind of character changes, as in `NoSí` or `2017Diagnóstico`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.documents.pages import Box, Grid, GridCell, PageWord

_INSIDE = 0.5
"""Share of a word that must lie in a grid for the word to belong to it."""
_PARTED = 0.15
"""Least share of a word on either side of a rule at which the word may be parted."""
_NEAR_RULE = 0.7
"""Most of a character's width by which the place to part a word may be off the rule."""
_NARROW = frozenset("iíljtfrI.,:;|!'()[]-")
_WIDE = frozenset("mwMWÑ@%—")


@dataclass(frozen=True, slots=True)
class FilledGrid:
    """A grid, and the words in each of its cells, in the order of the source."""

    grid: Grid
    words: tuple[tuple[PageWord, ...], ...]


def fill(grids: Sequence[Grid], words: Sequence[PageWord]) -> tuple[list[FilledGrid], list[PageWord]]:
    """Give each word to the cell that it stands in; those outside of all grids are returned besides."""
    order = sorted(range(len(words)), key=lambda at: words[at].box.center[1])
    middles = [words[at].box.center[1] for at in order]
    taken = [False] * len(words)
    filled: list[FilledGrid] = []
    for grid in grids:
        box = grid.box
        first, end = bisect_right(middles, box.top - 1), bisect_right(middles, box.bottom + 1)
        inside = sorted(at for at in order[first:end] if not taken[at] and _is_inside(words[at].box, box))
        lattice = _Lattice(grid)
        contents: list[list[PageWord]] = [[] for _ in grid.cells]
        for at in inside:
            taken[at] = True
            for cell, word in lattice.place(words[at]):
                contents[cell].append(word)
        filled.append(FilledGrid(grid, tuple(map(tuple, contents))))
    return filled, [word for at, word in enumerate(words) if not taken[at]]


class _Lattice:
    """The cells of a grid by the rows and columns that they cover."""

    def __init__(self, grid: Grid) -> None:
        self._cells = grid.cells
        rows: dict[int, float] = {}
        columns: dict[int, float] = {}
        self._at: dict[tuple[int, int], int] = {}
        for index, cell in enumerate(grid.cells):
            rows[cell.row] = min(rows.get(cell.row, cell.box.top), cell.box.top)
            columns[cell.column] = min(columns.get(cell.column, cell.box.left), cell.box.left)
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self._at.setdefault((row, column), index)
        self._rows, self._columns = sorted(rows.items()), sorted(columns.items())

    def place(self, word: PageWord) -> Iterator[tuple[int, PageWord]]:
        """Yield in which cell a word stands, or in which cells its parts do."""
        box = word.box
        across = self._across(box)
        if len(across) > 1 and not word.is_vertical:
            parts = list(_parted(word, [self._cells[index].box for index in across]))
            if len(parts) == len(across):
                yield from zip(across, parts, strict=True)
                return
        yield self._best(box), word

    def _across(self, box: Box) -> list[int]:
        """Return the cells beside each other that have more than a little of a box."""
        found = dict.fromkeys(self._cells_at((box.left, box.center[0], box.right), (box.center[1],)))
        return [
            index
            for index in found
            if _length(box.left, box.right, self._cells[index].box.left, self._cells[index].box.right)
            > _PARTED * box.width
        ]

    def _best(self, box: Box) -> int:
        """Return the cell that has most of a box; the nearest one where none has any of it."""
        x, y = box.center
        found = set(self._cells_at((box.left, x, box.right), (box.top, y, box.bottom)))
        if not found:
            return min(range(len(self._cells)), key=lambda index: _distance(self._cells[index], x, y))
        return max(
            sorted(found),
            key=lambda index: (_share(box, self._cells[index].box), -_distance(self._cells[index], x, y)),
        )

    def _cells_at(self, xs: Iterable[float], ys: Iterable[float]) -> Iterator[int]:
        columns = [_index(self._columns, x) for x in xs]
        for row in [_index(self._rows, y) for y in ys]:
            for column in columns:
                if (index := self._at.get((row, column))) is not None:
                    yield index


def _is_inside(box: Box, grid: Box) -> bool:
    """Tell whether a word is in a grid: most of it, or its beginning, if the text of a cell runs over."""
    begins = grid.left <= box.left < grid.right and grid.top <= box.center[1] <= grid.bottom
    return begins or _share(box, grid) >= _INSIDE


def _index(edges: Sequence[tuple[int, float]], value: float) -> int:
    """Return the number of the row or column that a place is in."""
    return edges[max(bisect_right(edges, value, key=lambda edge: edge[1]) - 1, 0)][0]


def _distance(cell: GridCell, x: float, y: float) -> float:
    box = cell.box
    return max(box.left - x, x - box.right, 0) + max(box.top - y, y - box.bottom, 0)


def _length(start: float, end: float, other_start: float, other_end: float) -> float:
    return max(min(end, other_end) - max(start, other_start), 0)


def _share(box: Box, area: Box) -> float:
    """Return which share of a box lies in an area; one without extent lies in it or not."""
    across = (
        _length(box.left, box.right, area.left, area.right) / box.width
        if box.width
        else area.left <= box.left <= area.right
    )
    down = (
        _length(box.top, box.bottom, area.top, area.bottom) / box.height
        if box.height
        else area.top <= box.top <= area.bottom
    )
    return across * down


def _parted(word: PageWord, cells: Sequence[Box]) -> Iterator[PageWord]:
    """Yield the parts of a word in cells beside each other, as far as its characters can be parted there."""
    edges = _character_edges(word)
    starts = [0]
    for _, cell in pairwise(cells):
        at = min(range(len(edges)), key=lambda index: abs(edges[index] - cell.left))
        width = word.box.width / len(word.text)
        if not 0 < at < len(word.text) or abs(edges[at] - cell.left) > _NEAR_RULE * width:
            return
        if not _changes(word.text[at - 1], word.text[at]):
            return
        starts.append(at)
    for start, end in pairwise([*starts, len(word.text)]):
        box = replace(word.box, left=edges[start], right=edges[end])
        yield replace(word, text=word.text[start:end], box=box)


def _character_edges(word: PageWord) -> list[float]:
    """Return about where each character begins, and where the last one ends."""
    widths = [_width(sign) for sign in word.text]
    scale = word.box.width / sum(widths)
    edges = [word.box.left]
    for width in widths:
        edges.append(edges[-1] + width * scale)
    return edges


def _width(sign: str) -> float:
    if sign in _NARROW:
        return 0.5
    return 1.5 if sign in _WIDE else 1.25 if sign.isupper() else 1.0


def _changes(before: str, after: str) -> bool:
    """Tell whether one word may end and another begin between two characters."""
    if before.isalpha() and after.isalpha():
        return before.islower() and after.isupper()
    return before.isalnum() != after.isalnum() or before.isdigit() != after.isdigit()
