"""The grids of ruled tables: rules that meet become cells, merged where no rule parts them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise, product
from statistics import median
from typing import TYPE_CHECKING

from asm_graph.documents.pages import Box, Grid, GridCell
from asm_graph.documents.pdf.rules import Rule, Rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MEETS = 3.0
"""Points by which a rule may miss the one that it ends at."""
_SAME_EDGE = 4.0
"""Points between two rules that are one edge: the two of a double rule, or the ends of cells."""
_COVERED = 0.6
"""Share of a cell's side that a rule has to cover to part it from the next cell."""
_MOST_PLACES = 40_000
"""Rows times columns of the largest table that one page can hold in type that can be read."""

Place = tuple[int, int]
"""A row and a column."""


def grids_of(rules: Rules) -> tuple[Grid, ...]:
    """Return the grids that the rules of a page form, from top to bottom; those of one cell are none."""
    grids = (_grid(group) for group in _connected(rules))
    found = [grid for grid in grids if grid is not None and len(grid.cells) > 1]
    return tuple(sorted(found, key=lambda grid: (grid.box.top, grid.box.left)))


def _connected(rules: Rules) -> Iterator[Rules]:
    """Yield the rules in groups that hang together."""
    count = len(rules.across)
    parents = list(range(count + len(rules.down)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    heights = [rule.at for rule in rules.across]
    for number, down in enumerate(rules.down, count):
        first = bisect_right(heights, down.begin - _MEETS)
        for index in range(first, bisect_right(heights, down.end + _MEETS)):
            across = rules.across[index]
            if across.begin - _MEETS <= down.at <= across.end + _MEETS:
                parents[root(index)] = root(number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate((*rules.across, *rules.down)):
        groups.setdefault(root(index), ([], []))[index >= count].append(rule)
    for one, other in groups.values():
        if one and other:
            yield Rules(tuple(one), tuple(other))


@dataclass(frozen=True, slots=True)
class _Edges:
    """The edges of a grid in one direction, and on each the stretches that rules cover."""

    at: tuple[float, ...]
    covered: tuple[tuple[tuple[float, float], ...], ...]

    def parts(self, edge: int, begin: float, end: float) -> bool:
        """Tell whether rules on an edge cover most of a stretch of it."""
        found = sum(
            max(min(end, one_end) - max(begin, one_begin), 0) for one_begin, one_end in self.covered[edge]
        )
        return found >= _COVERED * (end - begin)


def _grid(rules: Rules) -> Grid | None:
    rows = _edges(rules.across, rules.down)
    columns = _edges(rules.down, rules.across)
    height, width = len(rows.at) - 1, len(columns.at) - 1
    if min(height, width) < 1 or height * width > _MOST_PLACES:
        return None
    cells = []
    for top, left, bottom, right in _regions(rows, columns):
        box = Box(columns.at[left], rows.at[top], columns.at[right], rows.at[bottom])
        cells.append(GridCell(top, left, box, bottom - top, right - left))
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _edges(rules: Sequence[Rule], crossing: Sequence[Rule]) -> _Edges:
    """Return the edges that rules make; the table is open where the crossing ones end beyond the last."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at <= _SAME_EDGE:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    edges = [(_position(group), tuple((rule.begin, rule.end) for rule in group)) for group in groups]
    begins, ends = sorted(rule.begin for rule in crossing), sorted(rule.end for rule in crossing)
    whole = (min(begins), max(ends))
    open_ends = _open_end(begins, edges[0][0]), _open_end(ends[::-1], edges[-1][0])
    edges += [(end, (whole,)) for end in open_ends if end is not None]
    edges.sort()
    return _Edges(tuple(at for at, _ in edges), tuple(covered for _, covered in edges))


def _position(group: Sequence[Rule]) -> float:
    """Return where rules side by side stand: in their middle, lines before mere edges of color."""
    lines = [rule for rule in group if rule.is_line] or group
    return (lines[0].at + lines[-1].at) / 2


def _open_end(ends: Sequence[float], outermost: float) -> float | None:
    """Return where rules end together beyond the outermost that crosses them, if at least half of them do."""
    together = [end for end in ends if abs(end - ends[0]) <= _SAME_EDGE]
    if abs(ends[0] - outermost) <= _SAME_EDGE or len(together) < len(ends) / 2:
        return None
    return median(together)


def _regions(rows: _Edges, columns: _Edges) -> Iterator[tuple[int, int, int, int]]:
    """Yield top, left, bottom and right edge of each cell."""
    height, width = len(rows.at) - 1, len(columns.at) - 1
    joined_down = {
        (row, column)
        for row, column in product(range(height - 1), range(width))
        if not rows.parts(row + 1, columns.at[column], columns.at[column + 1])
    }
    joined_right = {
        (row, column)
        for row, column in product(range(height), range(width - 1))
        if not columns.parts(column + 1, rows.at[row], rows.at[row + 1])
    }
    seen: set[Place] = set()
    for place in product(range(height), range(width)):
        if place not in seen:
            region = _region(place, joined_down, joined_right)
            seen |= region
            yield from _rectangles(region)


def _region(start: Place, joined_down: set[Place], joined_right: set[Place]) -> set[Place]:
    """Return the places that no rule parts from the first."""
    region, ahead = {start}, [start]
    while ahead:
        row, column = ahead.pop()
        neighbors = (
            ((row + 1, column), (row, column) in joined_down),
            ((row - 1, column), (row - 1, column) in joined_down),
            ((row, column + 1), (row, column) in joined_right),
            ((row, column - 1), (row, column - 1) in joined_right),
        )
        for place, is_joined in neighbors:
            if is_joined and place not in region:
                region.add(place)
                ahead.append(place)
    return region


def _rectangles(region: set[Place]) -> Iterator[tuple[int, int, int, int]]:
    """Yield a region as rectangles: rows that are equally wide are one."""
    runs: list[tuple[int, int, int, int]] = []
    for row in sorted({row for row, _ in region}):
        for left, right in _stretches(column for at, column in region if at == row):
            above = (run for run in runs if run[1:] == (left, row, right))
            if (found := next(above, None)) is not None:
                runs[runs.index(found)] = (found[0], left, row + 1, right)
            else:
                runs.append((row, left, row + 1, right))
    yield from runs


def _stretches(columns: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of the columns that follow each other."""
    ordered = sorted(columns)
    starts = [0, *(index for index, (one, two) in enumerate(pairwise(ordered), 1) if two > one + 1)]
    for first, last in pairwise([*starts, len(ordered)]):
        yield ordered[first], ordered[last - 1] + 1
