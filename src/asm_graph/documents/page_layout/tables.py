"""Tables as they are put together from the grids of one page or several."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from asm_graph.documents.page_layout.broken_words import rests
from asm_graph.documents.page_layout.lines import Line, lines_of
from asm_graph.documents.page_layout.unruled_columns import by_column, column_gaps, stand_apart

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from asm_graph.documents.page_layout.cells import FilledGrid
    from asm_graph.documents.pages import Box, GridCell, PageWord

_ONE_COLUMN = 2
"""Edges of a table of one column."""
_SLIVER = 15.0
"""Points below which a column without words is none."""
_FORM_EDGES = 3
"""Edges of a table of two columns, in which forms are printed, too."""
_FIELD = re.compile(r"[^:]{3,60}:(?:\s|$)")
"""How a field of a form begins (`Año de la Evaluación: 2017`)."""
_LEAST_WIDTH = 0.01
"""Points between two edges that a damaged grid has at one place."""


@dataclass(frozen=True, slots=True)
class CellPart:
    """What stands of a cell on one page; `rests` are the words that are the rest of the one before."""

    page: int
    box: Box
    words: tuple[PageWord, ...]
    rests: frozenset[int] = frozenset()

    @classmethod
    def of(cls, page: int, box: Box, words: Sequence[PageWord]) -> CellPart:
        """Return the words of a cell, as they are read."""
        lines = lines_of(words)
        return cls(page, box, tuple(word for line in lines for word in line), frozenset(rests(lines, box)))

    @property
    def text(self) -> str:
        """The words, a space apart, those that are broken in two as one."""
        pieces = [
            word.text if at in self.rests or not at else f" {word.text}" for at, word in enumerate(self.words)
        ]
        return "".join(pieces)


@dataclass(slots=True)
class LaidCell:
    """A cell of a table; `left` and `right` are edges of its columns.

    `text` is that of the first page that has any of it, `ending` that of the last one.
    """

    row: int
    row_span: int
    left: float
    right: float
    parts: list[CellPart]
    text: str = field(init=False)
    ending: str = field(init=False)

    def __post_init__(self) -> None:
        """Join the words once: the text is compared often."""
        self.text = self.ending = " ".join(part.text for part in self.parts if part.words)

    @property
    def end(self) -> int:
        """The row after its last one."""
        return self.row + self.row_span

    @property
    def form(self) -> str:
        """The letters and digits, by which cells are compared."""
        return "".join(filter(str.isalnum, self.text.casefold()))

    def covers(self, other: LaidCell) -> bool:
        """Tell whether another cell stands in the same columns."""
        return (self.left, self.right) == (other.left, other.right)

    def continue_with(self, other: LaidCell) -> None:
        """Take in what stands of the cell on the next page."""
        self.parts += other.parts
        self.text, self.ending = self.text or other.text, other.text or self.ending


@dataclass(slots=True)
class LaidTable:
    """A table; `edges` are those of its columns on its first page, `repeated` headers stand before a row.

    `last_page_cells` are those of the page on which it ends so far, `tail` those that its last row has.
    """

    page: int
    box: Box
    edges: list[float]
    cells: list[LaidCell]
    rows: int
    is_ruled: bool = True
    repeated: dict[int, list[LaidCell]] = field(default_factory=dict)
    page_ends: set[int] = field(default_factory=set)
    last_page: int = field(init=False)
    last_box: Box = field(init=False)
    last_page_cells: list[LaidCell] = field(init=False)
    first_page_cells: tuple[LaidCell, ...] = field(init=False)
    tail: list[LaidCell] = field(init=False)

    def __post_init__(self) -> None:
        """Note what is asked for when the table goes on."""
        self.last_page, self.last_box = self.page, self.box
        self.first_page_cells, self.last_page_cells = tuple(self.cells), self.cells[:]
        self.tail = [cell for cell in self.cells if cell.end == self.rows]

    @classmethod
    def of(cls, page: int, filled: FilledGrid) -> LaidTable:
        """Return the table that a grid is, with the columns that no rule divides."""
        edges = _column_edges(filled.grid.cells)
        is_ruled = True
        if len(edges) == _ONE_COLUMN and (gaps := column_gaps(filled.words)):
            edges, is_ruled = [edges[0], *gaps, edges[-1]], False
        cells = [
            part
            for cell, words in zip(filled.grid.cells, filled.words, strict=True)
            for part in _cells(page, cell, words, edges, is_ruled=is_ruled)
        ]
        _widen(cells, edges)
        return cls(page, filled.grid.box, edges, cells, max(cell.end for cell in cells), is_ruled=is_ruled)

    def beginning(self, row: int) -> list[LaidCell]:
        """Return the cells of the first page that begin in a row, from left to right."""
        return sorted((cell for cell in self.first_page_cells if cell.row == row), key=lambda cell: cell.left)

    def cut_label(self) -> list[Line]:
        """Take off a first row that is the last field of a form above the table, and return its lines."""
        cells = self.beginning(0)
        is_whole = len(cells) == 1 and (cells[0].left, cells[0].right) == (self.edges[0], self.edges[-1])
        if not is_whole or len(self.edges) <= _FORM_EDGES or cells[0].row_span > 1 or self.rows == 1:
            return []
        if not _FIELD.match(cells[0].text):
            return []
        self.cells.remove(cells[0])
        for cell in self.cells:
            cell.row -= 1
        self.rows -= 1
        part = cells[0].parts[0]
        self.box = replace(self.box, top=part.box.bottom)
        self.__post_init__()
        return [Line(self.page, words) for words in lines_of(part.words)]

    def append(
        self, other: LaidTable, edges: Mapping[float, float], repeated: Collection[int], *, is_cut: bool
    ) -> None:
        """Add the table that stands on the next page, whose edges are led to those of this one.

        `repeated` are its rows that print the header again. Its first other row is the rest of the last one
        if that `is_cut`.
        """
        places = _places(other.rows, repeated, self.rows - is_cut)
        self.edges = sorted({*self.edges, *edges.values()})
        next_row = self.rows
        self.rows = places[-1]
        first = next((row for row in range(other.rows) if row not in repeated), 0)
        added: list[LaidCell] = []
        for cell in other.cells:
            cell.left, cell.right = edges[cell.left], edges[cell.right]
            start, end = places[cell.row], places[cell.end]
            if cell.row in repeated:
                self.repeated.setdefault(max(start, min(next_row, self.rows - 1)), []).append(cell)
            elif cell.row != first or not self._take(cell, end, is_cut=is_cut):
                start = max(start, next_row)
                cell.row, cell.row_span = start, max(end - start, 1)
                added.append(cell)
        if next_row < self.rows:
            self.page_ends.add(next_row)
        self.cells += added
        self.tail = [cell for cell in [*self.tail, *added] if cell.end == self.rows]
        self.last_page, self.last_box, self.last_page_cells = other.last_page, other.last_box, added

    def _take(self, cell: LaidCell, end: int, *, is_cut: bool) -> bool:
        """Join a cell of the next page's first row to the one above it that it is the rest of."""
        above = next((one for one in self.tail if one.covers(cell)), None)
        if above is None or not (is_cut or self._is_merged(above, cell)):
            return is_cut and not cell.text and cell.row_span == 1
        above.row_span = end - above.row
        above.continue_with(cell)
        return True

    def _is_merged(self, above: LaidCell, cell: LaidCell) -> bool:
        """Tell whether a cell is the rest of a merged one above it: that is filled, and this one is blank.

        A blank cell of one row is none where the column has blank cells of its own.
        """
        if cell.text or not above.text:
            return False
        if cell.row_span > 1:
            return True
        return above.row_span > 1 and all(
            one.text for one in self.last_page_cells if one.covers(cell) and one.row_span == 1
        )


def _places(rows: int, repeated: Collection[int], first: int) -> list[int]:
    """Return the row that each row of the next page becomes, and where the last one ends."""
    places = [first]
    for row in range(rows):
        places.append(places[-1] + (row not in repeated))
    return places


def _column_edges(cells: Sequence[GridCell]) -> list[float]:
    """Return the left edge of each column, and the right edge of the last one."""
    found: dict[int, list[float]] = {}
    for cell in cells:
        found.setdefault(cell.column, []).append(cell.box.left)
        found.setdefault(cell.column + cell.column_span, []).append(cell.box.right)
    edges: list[float] = []
    for index in range(max(found) + 1):
        places = found.get(index, [])
        place = sorted(places)[len(places) // 2] if places else edges[-1]
        edges.append(max(place, edges[-1] + _LEAST_WIDTH) if edges else place)
    return edges


def _cells(
    page: int, cell: GridCell, words: Sequence[PageWord], edges: Sequence[float], *, is_ruled: bool
) -> Iterator[LaidCell]:
    """Yield a cell of a grid, or its parts if its words stand apart in the columns that it spans."""
    last = cell.column + cell.column_span if is_ruled else len(edges) - 1
    inner = edges[cell.column + 1 : last]
    if inner and (not is_ruled or stand_apart(words, inner)):
        places, parts = [edges[cell.column], *inner, edges[last]], by_column(words, inner)
    else:
        places, parts = [edges[cell.column], edges[last]], [list(words)]
    for (left, right), own in zip(pairwise(places), parts, strict=True):
        box = cell.box if len(parts) == 1 else replace(cell.box, left=left, right=right)
        yield LaidCell(cell.row, cell.row_span, left, right, [CellPart.of(page, box, own)])


def _widen(cells: list[LaidCell], edges: list[float]) -> None:
    """Give narrow columns without a word of their own, such as between double rules, to those beside them."""
    while len(edges) > _ONE_COLUMN + 1:
        own = {(cell.left, cell.right) for cell in cells if cell.text}
        narrow = (pair for pair in pairwise(edges) if pair[1] - pair[0] < _SLIVER and pair not in own)
        left, right = next(narrow, (0.0, 0.0))
        if left == right:
            return
        gone, kept = (right, left) if left == edges[0] else (left, right)
        edges.remove(gone)
        cells[:] = [cell for cell in cells if (cell.left, cell.right) != (left, right)]
        for cell in cells:
            cell.left = kept if cell.left == gone else cell.left
            cell.right = kept if cell.right == gone else cell.right
