"""Columns that no rule divides: words of one cell that stand apart, each below or above those of its column.

A colored band may hide the rules of a header; and a table may have rules between its rows alone.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from asm_graph.documents.page_layout.cut_sentences import begins_item
from asm_graph.documents.page_layout.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.documents.pages import PageWord

_OVER_EDGE = 1.5
"""Points by which a word may reach over the edge of its column."""
_GAP = 0.6
"""Heights of a word by which those of two columns stand apart; a blank between words is half as wide."""
_ROWS_NEEDED = 4
_FILLED = 0.6
"""Share of the rows that have words in a column."""


def by_column(words: Iterable[PageWord], edges: Sequence[float]) -> list[list[PageWord]]:
    """Return the words of each column; `edges` are those between two columns."""
    columns: list[list[PageWord]] = [[] for _ in range(len(edges) + 1)]
    for word in words:
        columns[bisect_right(edges, word.box.center[0])].append(word)
    return columns


def stand_apart(words: Sequence[PageWord], edges: Sequence[float]) -> bool:
    """Tell whether the words of a cell stand in all columns below it, apart from each other at each edge."""
    if any(
        bisect_right(edges, word.box.left + _OVER_EDGE) != bisect_right(edges, word.box.right - _OVER_EDGE)
        for word in words
    ):
        return False
    for line in lines_of(word for word in words if not word.is_vertical):
        for one, other in pairwise(line):
            is_over = bisect_right(edges, one.box.center[0]) != bisect_right(edges, other.box.center[0])
            if is_over and other.box.left - one.box.right < _GAP * min(one.box.height, other.box.height):
                return False
    return all(by_column(words, edges))


def column_gaps(rows: Sequence[Sequence[PageWord]]) -> list[float]:
    """Return where the columns of rows meet that no rule divides; nothing if the rows are of one column.

    In no row may a word stand there, and most rows must have words on both sides, more than a bullet.
    """
    filled = [row for row in rows if row]
    if len(filled) < _ROWS_NEEDED:
        return []
    edges = [(left + right) / 2 for left, right in free_places(word for row in filled for word in row)]
    columns: list[int] = [0] * (len(edges) + 1)
    for row in filled:
        for column, cell in enumerate(by_column(row, edges)):
            columns[column] += any(not begins_item(word.text) for word in cell)
    is_table = all(count >= _FILLED * len(filled) for count in columns)
    return edges if is_table else []


def free_places(words: Iterable[PageWord]) -> list[tuple[float, float]]:
    """Return the places, from left to right, that no word covers, wide enough to part columns."""
    found: list[tuple[float, float]] = []
    end: float | None = None
    for word in sorted(words, key=lambda word: word.box.left):
        if end is not None and word.box.left - end > _GAP * word.box.height:
            found.append((end, word.box.left))
        end = word.box.right if end is None else max(end, word.box.right)
    return found
