"""The rows of a follow-up table, gathered into one group for each ASM."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.readers.asm_follow_up.columns import SHARED, Column
from asm_graph.readers.asm_follow_up.fit import as_number, by_content, by_continuity, is_repeat, looks
from asm_graph.readers.cell_alignment import align
from asm_graph.readers.names import ends_open
from asm_graph.spanish.items import split_items
from asm_graph.spanish.numbers import is_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from asm_graph.documents import Passage
    from asm_graph.readers.annotator import Annotator

Cells = dict[Column, list["Passage"]]

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

_FLOWS = 3.5
"""What a piece scores at least that goes on in the middle of a sentence."""

_SHIFTS = {0: 1.0, -1: 0.0, 1: 0.0}
"""By how many columns the pieces of a row may be off, and what the row gains by that."""

_WORDS_OF_AN_ACTIVITY = 3


@dataclass(slots=True)
class Segment:
    """The cells of one activity row, with what a page break cut off from them."""

    cells: Cells = field(default_factory=dict)

    def text(self, column: Column) -> str:
        """What a column holds so far."""
        return " ".join(piece.text for piece in self.cells.get(column, ()))


@dataclass(slots=True)
class AsmRows:
    """All rows of one ASM: its own cells, and one segment for each activity row."""

    section: Passage | None
    shared: Segment = field(default_factory=Segment)
    segments: list[Segment] = field(default_factory=list)

    @property
    def number(self) -> int | None:
        """The number that the first row gives."""
        return as_number(self.shared.text(Column.NUMBER))

    def holder(self, column: Column) -> Segment:
        """Where the cells of a column are kept: with the ASM, or with its last activity."""
        return self.shared if column in SHARED else self.segments[-1]


@dataclass(frozen=True, slots=True)
class Row:
    """A row under its header; it `is_short` if it ends before the last column, `lacking` so many cells."""

    line: int
    cells: tuple[Passage, ...]
    placed: Mapping[Column, Passage]
    is_short: bool
    lacking: int


def place(line: int, cells: Sequence[Passage], columns: Sequence[Column]) -> Row:
    """Put each cell of a row under its column: where it stands if none is lost, else by what it holds."""
    in_place = _IN_PLACE if len(cells) == len(columns) else _IN_PLACE_OF_FEWER
    numbered = any(as_number(cell.text) is not None for cell in cells[:1])
    seen = [looks(cell) for cell in cells]

    def score(cell: int, column: int) -> float:
        fit = by_content(columns[column], cells[cell], seen[cell])
        return fit + (in_place if cell == column else 0.0)

    def skip_column(column: int) -> float:
        return _LOST_IN_FIRST_ROW.get(columns[column], _LOST) if numbered else _LOST

    return _placed(line, cells, columns, score, skip_column)


def place_rest(line: int, cells: Sequence[Passage], columns: Sequence[Column], group: AsmRows) -> Row:
    """Put the pieces of a cut row under the columns whose text they continue.

    A row keeps its shape, whether or not its last cells are left out: all its pieces stand in place, or all
    of them one column off. Only pieces that fit neither way are placed one by one.
    """
    scores = _continuity(cells, columns, group)
    shift = _shift(cells, columns, scores)
    if shift is None:
        return _placed(line, cells, columns, scores, lambda _: _LOST)
    placed = {columns[index + shift]: cell for index, cell in enumerate(cells) if cell}
    lacking = len(columns) - len(cells)
    return Row(line, tuple(cells), placed, lacking > 1, lacking)


def is_rest(cells: Sequence[Passage], columns: Sequence[Column], group: AsmRows) -> bool:
    """Whether every piece of a row goes on with a cell that was cut, in place or one column off."""
    scores = _continuity(cells, columns, group)
    shift = _shift(cells, columns, scores)
    return shift is not None and all(
        scores(index, index + shift) >= _FLOWS for index, cell in enumerate(cells) if cell
    )


def _continuity(
    cells: Sequence[Passage], columns: Sequence[Column], group: AsmRows
) -> Callable[[int, int], float]:
    above = [group.holder(column).text(column) for column in columns]
    return lambda cell, column: by_continuity(columns[column], above[column], cells[cell])


def _shift(
    cells: Sequence[Passage], columns: Sequence[Column], score: Callable[[int, int], float]
) -> int | None:
    """By how many columns all pieces of a row are off; `None` where they fit neither way."""
    if len(cells) > len(columns) + 1:
        return None
    filled = [index for index, cell in enumerate(cells) if cell]
    best: tuple[float, int | None] = (0.0, None)
    for shift, bonus in _SHIFTS.items():
        if all(0 <= index + shift < len(columns) for index in filled):
            scores = [score(index, index + shift) for index in filled]
            if min(scores, default=0.0) > 0:
                best = max(best, (sum(scores) + bonus, shift), key=lambda found: found[0])
    return best[1]


def _placed(
    line: int,
    cells: Sequence[Passage],
    columns: Sequence[Column],
    score: Callable[[int, int], float],
    skip_column: Callable[[int], float],
) -> Row:
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
    return Row(line, tuple(cells), placed, last < len(columns) - 1, len(columns) - len(cells))


class Gathering:
    """Gathers the rows of all tables of a document into groups, one for each ASM, in reading order."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self.groups: list[AsmRows] = []

    def add(
        self, section: Passage | None, columns: Sequence[Column], line: int, cells: Sequence[Passage]
    ) -> Row:
        """Take in one row of a table: a new ASM, a new activity of the last one, or the rest of a row."""
        row = place(line, cells, columns)
        group = self.groups[-1] if self.groups else None
        number = as_number(row.placed[Column.NUMBER].text) if Column.NUMBER in row.placed else None
        if number is not None and not (group and _is_same(group, number, section, row)):
            group = AsmRows(section, segments=[Segment()])
            self.groups.append(group)
            self._keep(group, row)
        elif group is None:
            return row
        elif _begins_activity(group, row) and not is_rest(cells, columns, group):
            if group.segments[-1].cells.keys() & (row.placed.keys() | {Column.ACTIVITY}):
                group.segments.append(Segment())
            self._keep(group, row)
        else:
            row = place_rest(line, cells, columns, group)
            self._keep(group, row)
        return row

    def _keep(self, group: AsmRows, row: Row) -> None:
        for column, cell in row.placed.items():
            holder = group.holder(column)
            above = holder.text(column)
            if above and is_repeat(above, cell.text):
                self._annotator.mark("repetition", cell)
            elif is_missing(cell.text) is not None:
                self._annotator.mark("not available", cell)
            else:
                holder.cells.setdefault(column, []).append(cell)
        kept = list(row.placed.values())
        self._annotator.mark(
            "not available",
            *(cell for cell in row.cells if cell not in kept and is_missing(cell.text) and cell),
        )


def _is_same(group: AsmRows, number: int, section: Passage | None, row: Row) -> bool:
    """Whether a numbered row goes on with the ASM above, printed again after a page break."""
    same_section = (section and section.text) == (group.section and group.section.text)
    text = row.placed.get(Column.TEXT)
    return (
        number == group.number
        and same_section
        and (text is None or is_repeat(group.shared.text(Column.TEXT), text.text))
    )


def _begins_activity(group: AsmRows, row: Row) -> bool:
    """Whether a row without a number brings an activity of its own."""
    activity = row.placed.get(Column.ACTIVITY)
    if activity is None or is_missing(activity.text) is not None:
        return False
    above = group.segments[-1].text(Column.ACTIVITY)
    if is_repeat(above, activity.text):
        return _has_own_figures(group, row)
    if split_items(activity)[0].numbers:
        return True
    if activity.text[:1].islower() or ends_open(above):
        return False
    return len(activity.text.split()) >= _WORDS_OF_AN_ACTIVITY or _is_whole(row)


def _has_own_figures(group: AsmRows, row: Row) -> bool:
    """Whether a row has both a date and progress, other than those above it."""
    return all(
        column in row.placed
        and group.holder(column).text(column)
        and not is_repeat(group.holder(column).text(column), row.placed[column].text)
        for column in (Column.DUE, Column.PROGRESS)
    )


def _is_whole(row: Row) -> bool:
    return bool({Column.DUE, Column.PROGRESS} & set(row.placed))
