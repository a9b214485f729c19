"""The grids of ruled tables: rules that meet become cells, merged where no rule parts them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise, product
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from asm_graph.documents.pages import Box, Grid, GridCell
from asm_graph.documents.pdf.rule_groups import MEETS, SAME_EDGE, rule_groups
from asm_graph.documents.pdf.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.documents.pages import PageWord
    from asm_graph.documents.pdf.rules import Rules

_SEAM = 1.5
"""Points between an edge and the side of a color that shows that cells part there, where no rule is drawn."""
_COVERED = 0.6
"""Share of a cell's side that a rule has to cover to part it from the next cell."""
_COLUMN_GAP = 0.8
"""Share of the size of type that parts the texts of two columns at least; a blank is a quarter."""
_MOST_PLACES = 40_000
"""Rows times columns of the largest table that one page can hold in type that can be read."""

Place = tuple[int, int]
"""A row and a column."""


def grids_of(rules: Rules, words: Sequence[PageWord]) -> Iterator[Grid]:
    """Yield the grids that the rules of a page with these words form; those of one cell are none."""
    for group in rule_groups(rules, words):
        grid = _grid(group, words)
        if grid is not None and len(grid.cells) > 1:
            yield grid


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


def _grid(rules: Rules, words: Sequence[PageWord]) -> Grid | None:
    rows = _edges(rules.across, rules.down)
    columns = _edges(rules.down, rules.across, rules.seams)
    height, width = len(rows.at) - 1, len(columns.at) - 1
    if min(height, width) < 1 or height * width > _MOST_PLACES:
        return None
    if not any(rule.is_line for rule in (*rules.across, *rules.down)) and not _is_closed(rows, columns):
        return None
    cells = []
    for top, left, bottom, right in _regions(rows, columns):
        box = Box(columns.at[left], rows.at[top], columns.at[right], rows.at[bottom])
        cells += _parted(GridCell(top, left, box, bottom - top, right - left), columns.at, words)
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _is_closed(rows: _Edges, columns: _Edges) -> bool:
    """Tell whether edges go around; the colors behind lines of a paragraph end where each line does."""
    return all(
        edges.parts(outer, across.at[0], across.at[-1])
        for edges, across in ((rows, columns), (columns, rows))
        for outer in (0, -1)
    )


def _parted(cell: GridCell, columns: Sequence[float], words: Iterable[PageWord]) -> list[GridCell]:
    """Return a cell, or one for each of its columns if its words keep to these, as in a header."""
    if cell.column_span == 1:
        return [cell]
    inside = [word for word in words if cell.box.has(*word.box.center)]
    edges = columns[cell.column : cell.column + cell.column_span + 1]
    if not all(
        any(left <= word.box.center[0] <= right for word in inside) for left, right in pairwise(edges)
    ):
        return [cell]
    for edge in edges[1:-1]:
        gap = min(word.box.left for word in inside if word.box.center[0] > edge) - max(
            word.box.right for word in inside if word.box.center[0] <= edge
        )
        if gap < _COLUMN_GAP * max(word.size for word in inside):
            return [cell]
    return [
        GridCell(cell.row, column, Box(left, cell.box.top, right, cell.box.bottom), cell.row_span)
        for column, (left, right) in enumerate(pairwise(edges), cell.column)
    ]


def _edges(rules: Sequence[Rule], crossing: Sequence[Rule], seams: Sequence[Rule] = ()) -> _Edges:
    """Return the edges that rules make; the table is open where the crossing ones end beyond the last."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at <= SAME_EDGE:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    edges = [(_position(group), _covered(group, seams)) for group in groups]
    first, last = edges[0][0], edges[-1][0]
    crossing = [rule for rule in crossing if rule.is_line] or crossing
    whole = min(rule.begin for rule in crossing), max(rule.end for rule in crossing)
    mirrored = [Rule(rule.at, -rule.end, -rule.begin) for rule in crossing]
    if (above := _open_end(mirrored, -first)) is not None:
        edges.append((-above, (whole,)))
    if (below := _open_end(crossing, last)) is not None:
        edges.append((below, (whole,)))
    edges.sort()
    return _Edges(tuple(at for at, _ in edges), tuple(covered for _, covered in edges))


def _covered(group: Sequence[Rule], seams: Sequence[Rule]) -> tuple[tuple[float, float], ...]:
    """Return the stretches of an edge that rules cover, or seams, each once."""
    first = bisect_left(seams, group[0].at - _SEAM, key=attrgetter("at"))
    last = bisect_right(seams, group[-1].at + _SEAM, key=attrgetter("at"))
    stretches: list[tuple[float, float]] = []
    for rule in sorted((*group, *seams[first:last]), key=attrgetter("begin")):
        if stretches and rule.begin <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], rule.end))
        else:
            stretches.append((rule.begin, rule.end))
    return tuple(stretches)


def _position(group: Sequence[Rule]) -> float:
    """Return where rules side by side stand: in their middle, lines before mere edges of color."""
    lines = [rule for rule in group if rule.is_line] or group
    return (lines[0].at + lines[-1].at) / 2


def _open_end(crossing: Iterable[Rule], edge: float) -> float | None:
    """Return where rules that come to the last edge end together beyond it, if a third of them do.

    One that begins there does not count: in drawings, such lines lead from one box to the next.
    """
    coming = [rule for rule in crossing if rule.begin - MEETS <= edge <= rule.end + MEETS]
    farthest = max((rule.end for rule in coming), default=edge)
    together = [rule for rule in coming if farthest - rule.end <= SAME_EDGE]
    if farthest - edge <= SAME_EDGE or len(together) < len(coming) / 3:
        return None
    if len(together) == 1 and together[0].begin + MEETS >= edge:
        return None
    return median(rule.end for rule in together)


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
