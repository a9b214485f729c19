"""Tables without rules: lines whose words stand below each other in three columns or more."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from asm_graph.documents.page_layout.tables import CellPart, LaidCell, LaidTable
from asm_graph.documents.page_layout.unruled_columns import by_column, column_gaps, free_places
from asm_graph.documents.pages import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents.page_layout.lines import Line

_GAPS_NEEDED = 2
_APART = 2.5
"""Heights of a line above which the next one is no row of the same table."""
_MOST_WORDS = 6.0
"""Words of a cell, on average; more are running text."""


def with_gap_tables(lines: Sequence[Line]) -> list[Line | LaidTable]:
    """Return lines in which those that form a table are one."""
    found: list[Line | LaidTable] = []
    start = 0
    while start < len(lines):
        end = _end_of_rows(lines, start)
        gaps = column_gaps([line.words for line in lines[start:end]])
        words = sum(len(line.words) for line in lines[start:end])
        if len(gaps) >= _GAPS_NEEDED and words <= _MOST_WORDS * (len(gaps) + 1) * (end - start):
            found.append(_table(lines[start:end], gaps))
            start = end
        else:
            found += lines[start:end]
            start = end
    return found


def _end_of_rows(lines: Sequence[Line], start: int) -> int:
    """Return after how many lines the places are no longer free that part the first one into columns."""
    free = free_places(lines[start].words)
    end = start + 1
    while len(free) >= _GAPS_NEEDED and end < len(lines) and not _is_apart(lines[end - 1], lines[end]):
        left = _common(free, free_places(lines[end].words))
        if len(left) < _GAPS_NEEDED:
            break
        free, end = left, end + 1
    return end


def _common(
    free: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Return the places that are free on two lines; they come in order, and do not overlap on either."""
    found: list[tuple[float, float]] = []
    index = 0
    for left, right in free:
        while index < len(others) and others[index][1] <= left:
            index += 1
        at = index
        while at < len(others) and others[at][0] < right:
            found.append((max(left, others[at][0]), min(right, others[at][1])))
            at += 1
    return found


def _is_apart(above: Line, below: Line) -> bool:
    return below.box.top - above.box.bottom > _APART * min(above.box.height, below.box.height)


def _table(lines: Sequence[Line], gaps: Sequence[float]) -> LaidTable:
    box = Box.around(line.box for line in lines)
    edges = [box.left, *gaps, box.right]
    cells = [
        LaidCell(
            row,
            1,
            left,
            right,
            [CellPart.of(line.page, Box(left, line.box.top, right, line.box.bottom), words)],
        )
        for row, line in enumerate(lines)
        for (left, right), words in zip(pairwise(edges), by_column(line.words, gaps), strict=True)
    ]
    return LaidTable(lines[0].page, box, edges, cells, len(lines), is_ruled=False)
