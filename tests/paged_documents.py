"""Documents of pages that tests make from lines and tables, as a PDF would give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.documents.page_layout import lay_out
from asm_graph.documents.pages import Box, Grid, GridCell, Page, PageWord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents.paged_document import PagedDocument
    from asm_graph.documents.pages import ReadBy

_WIDTH, _HEIGHT = 612.0, 792.0
_MARGIN = 50.0
_TOP = 110.0
"""Lines begin below where running headers stand."""
_LETTER, _TYPE, _LEADING = 5.0, 10.0, 12.0


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: its rows of cells, whose lines end with `\\n`, and the widths of its columns in points.

    None as a cell goes on with the cell to its left, `...` with the cell above.
    """

    rows: Sequence[Sequence[object]]
    widths: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Space between two lines, in points."""

    height: float


def paged_document(
    *pages: Sequence[str | Ruled | Gap], read_by: ReadBy = "text", confidence: float | None = None
) -> PagedDocument:
    """Return the document whose pages have these lines and tables, from top to bottom.

    Each letter of a line is 5 points wide, spaces too, so that columns can be drawn with spaces.
    """
    made = [_page(number, items, read_by, confidence) for number, items in enumerate(pages, start=1)]
    return lay_out(Path("made.pdf"), made, "0" * 64, 1, "application/pdf")


def _page(number: int, items: Sequence[str | Ruled | Gap], read_by: ReadBy, confidence: float | None) -> Page:
    top = _TOP
    words: list[PageWord] = []
    grids: list[Grid] = []
    for item in items:
        if isinstance(item, Gap):
            top += item.height
        elif isinstance(item, str):
            words += _words(item, _MARGIN, top, confidence)
            top += _LEADING
        else:
            grid, inside, top = _table(item, top, confidence)
            grids.append(grid)
            words += inside
    return Page(number, _WIDTH, max(_HEIGHT, top + _MARGIN), tuple(words), tuple(grids), read_by)


def _words(line: str, left: float, top: float, confidence: float | None) -> list[PageWord]:
    return [
        PageWord(
            run[0],
            Box(left + _LETTER * run.start(), top, left + _LETTER * run.end(), top + _TYPE),
            confidence,
            _TYPE,
        )
        for run in re.finditer(r"\S+", line)
    ]


def _table(table: Ruled, top: float, confidence: float | None) -> tuple[Grid, list[PageWord], float]:
    columns = max(len(row) for row in table.rows)
    widths = list(table.widths) or [(_WIDTH - 2 * _MARGIN) / columns] * columns
    lefts = [_MARGIN + sum(widths[:index]) for index in range(columns + 1)]
    tops = [top]
    for height in _heights(table):
        tops.append(tops[-1] + height)
    cells: list[GridCell] = []
    words: list[PageWord] = []
    for row_index, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if not isinstance(cell, str):
                continue
            wide = _run([one is None for one in row[column + 1 :]])
            high = _run([one[column] is ... for one in table.rows[row_index + 1 :]])
            box = Box(lefts[column], tops[row_index], lefts[column + 1 + wide], tops[row_index + 1 + high])
            cells.append(GridCell(row_index, column, box, 1 + high, 1 + wide))
            for index, line in enumerate(cell.split("\n")):
                words += _words(line, box.left + 2, box.top + 2 + index * _LEADING, confidence)
    return Grid(tuple(cells)), words, tops[-1]


def _heights(table: Ruled) -> list[float]:
    """Return the heights of rows; the last row of a merged cell has what that needs besides."""
    heights = [_LEADING + 4] * len(table.rows)
    spans = [
        (row, row + _run([one[column] is ... for one in table.rows[row + 1 :]]), cell.count("\n") + 1)
        for row, cells in enumerate(table.rows)
        for column, cell in enumerate(cells)
        if isinstance(cell, str)
    ]
    for first, last, lines in sorted(spans, key=lambda span: span[1] - span[0]):
        lacking = lines * _LEADING + 4 - sum(heights[first : last + 1])
        heights[last] += max(lacking, 0)
    return heights


def _run(continues: Sequence[bool]) -> int:
    return next((index for index, goes_on in enumerate(continues) if not goes_on), len(continues))
