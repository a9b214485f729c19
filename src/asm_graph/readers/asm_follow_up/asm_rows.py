"""The rows of a follow-up's tables, grouped by the ASM that they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from asm_graph.readers.asm_follow_up.cells import Cell
from asm_graph.readers.asm_follow_up.column_scores import by_continuity, is_repeat
from asm_graph.readers.asm_follow_up.columns import SHARED, Column
from asm_graph.readers.asm_follow_up.placement import FLOWS, Continuation, PlacedRow, place
from asm_graph.readers.cut_text import ends_open

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from asm_graph.documents import Passage
    from asm_graph.readers.annotator import Annotator

_WORDS_OF_AN_ACTIVITY = 3
_ALIKE_LETTERS = 40
_ALIKE = 95.0
"""Likeness, of 100, from which a text of so many letters is the same as another, read by OCR."""


class ColumnCells:
    """The cells gathered under each column, with those that a page break cut off from them."""

    def __init__(self) -> None:
        self._cells: dict[Column, list[Cell]] = {}
        self._joined: dict[Column, Cell] = {}
        self.missing: dict[Column, Cell] = {}

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that hold anything, in the order in which they were filled."""
        return tuple(self._cells)

    def add(self, column: Column, cell: Cell) -> None:
        """Put a cell below those that the column holds so far."""
        self._cells.setdefault(column, []).append(cell)
        self._joined.pop(column, None)

    def joined(self, column: Column) -> Cell:
        """Return what a column holds so far, an empty cell where it holds nothing."""
        if column not in self._joined:
            self._joined[column] = Cell.joined(self._cells.get(column, ()))
        return self._joined[column]

    def by_column(self) -> dict[Column, Cell]:
        """Return what each filled column holds."""
        return {column: self.joined(column) for column in self._cells}


@dataclass(slots=True)
class AsmRows:
    """All rows of one ASM: its own cells, the cells of each activity, and the titles of its columns."""

    section: Passage | None
    shared: ColumnCells = field(default_factory=ColumnCells)
    activities: list[ColumnCells] = field(default_factory=lambda: [ColumnCells()])
    titles: dict[Column, str] = field(default_factory=dict)

    @property
    def number(self) -> int | None:
        """The number that the first row gives."""
        return self.shared.joined(Column.NUMBER).number

    def holder(self, column: Column) -> ColumnCells:
        """Return where the cells of a column are kept: with the ASM, or with its last activity."""
        return self.shared if column in SHARED else self.activities[-1]

    def held(self, column: Column) -> Cell:
        """Return what a column holds so far."""
        return self.holder(column).joined(column)


class RowGroups:
    """The rows of all tables of a document in groups, one for each ASM, in reading order."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self.groups: list[AsmRows] = []
        self.titles: dict[Column, str] = {}

    def take_titles(self, titles: Mapping[Column, str]) -> None:
        """Take in the header of a table: what stands below it belongs to these columns."""
        self.titles = dict(titles)

    def add(
        self, section: Passage | None, columns: Sequence[Column], line: int, passages: Sequence[Passage]
    ) -> PlacedRow:
        """Take in one row of a table: a new ASM, a new activity of the last one, or the rest of a row."""
        cells = tuple(map(Cell, passages))
        row = place(line, cells, columns)
        group = self.groups[-1] if self.groups else None
        number = row.placed[Column.NUMBER].number if Column.NUMBER in row.placed else None
        if number is not None and not (group and _is_same(group, number, section, row)):
            group = AsmRows(section)
            self.groups.append(group)
        elif group is None:
            return row
        else:
            row = self._continued(group, row, columns)
        self._keep(group, row)
        return row

    def add_in_place(self, line: int, placed: Mapping[Column, Cell]) -> bool:
        """Take in a row whose cells are known to stand under their columns; tell whether it belongs anywhere.

        A row with a text of its own is another ASM even if it has no number; one that prints an activity
        again and says something else of it is another activity.
        """
        row = PlacedRow(line, tuple(placed.values()), placed, is_short=False, lacking=0)
        group = self.groups[-1] if self.groups else None
        if group is None or not _goes_on_in_place(group, row):
            if Column.TEXT not in placed:
                return False
            group = AsmRows(None)
            self.groups.append(group)
        elif _begins_activity_in_place(group, row) and not _flows_in_place(group, row):
            self._open_activity(group, row)
        self._keep(group, row, _is_alike)
        return True

    def _continued(self, group: AsmRows, row: PlacedRow, columns: Sequence[Column]) -> PlacedRow:
        """Open a new activity of the last ASM for a row, or place the row as the rest of the one above."""
        rest = Continuation(row.cells, columns, [group.held(column) for column in columns])
        if not _begins_activity(group, row) or rest.flows():
            return rest.place(row.line)
        self._open_activity(group, row)
        return row

    @staticmethod
    def _open_activity(group: AsmRows, row: PlacedRow) -> None:
        if set(group.activities[-1].columns) & (row.placed.keys() | {Column.ACTIVITY}):
            group.activities.append(ColumnCells())

    def _keep(
        self, group: AsmRows, row: PlacedRow, repeats: Callable[[Cell, Cell], bool] = is_repeat
    ) -> None:
        for column, cell in row.placed.items():
            above = group.held(column)
            if above.text and repeats(above, cell):
                self._annotator.mark("repetition", cell.passage)
            elif cell.missing is not None:
                self._annotator.mark("not available", cell.passage)
                group.holder(column).missing.setdefault(column, cell)
            else:
                group.holder(column).add(column, cell)
        group.titles |= self.titles
        kept = list(row.placed.values())
        unplaced = [cell for cell in row.cells if cell and not any(cell is one for one in kept)]
        self._annotator.mark(
            "not available", *(cell.passage for cell in unplaced if cell.missing is not None)
        )


def _is_alike(above: Cell, cell: Cell) -> bool:
    """Return whether a cell repeats the one above, but for what OCR made of a stroke or a letter."""
    if is_repeat(above, cell):
        return True
    shorter = min(len(above.form), len(cell.form))
    return shorter >= _ALIKE_LETTERS and fuzz.ratio(above.form, cell.form) >= _ALIKE


def _flows_in_place(group: AsmRows, row: PlacedRow) -> bool:
    """Return whether every cell of a row goes on with a sentence that a page break cut."""
    filled = {column: cell for column, cell in row.placed.items() if cell}
    return bool(filled) and all(
        by_continuity(column, group.held(column), cell) >= FLOWS for column, cell in filled.items()
    )


def _goes_on_in_place(group: AsmRows, row: PlacedRow) -> bool:
    """Return whether a row belongs to the ASM above: the same again, an activity of it, or cut off it."""
    number, text = row.placed.get(Column.NUMBER), row.placed.get(Column.TEXT)
    is_same = text is None or text.missing is not None or _is_alike(group.held(Column.TEXT), text)
    if number is not None and number.number is not None:
        return number.number == group.number and is_same
    return is_same or _flows_in_place(group, row)


def _is_same(group: AsmRows, number: int, section: Passage | None, row: PlacedRow) -> bool:
    """Return whether a numbered row goes on with the ASM above, printed again after a page break."""
    same_section = (section and section.text) == (group.section and group.section.text)
    text = row.placed.get(Column.TEXT)
    return (
        number == group.number
        and same_section
        and (text is None or is_repeat(group.shared.joined(Column.TEXT), text))
    )


def _begins_activity(group: AsmRows, row: PlacedRow) -> bool:
    """Return whether a row without a number brings an activity of its own."""
    activity = row.placed.get(Column.ACTIVITY)
    if activity is None or activity.missing is not None:
        return False
    above = group.activities[-1].joined(Column.ACTIVITY)
    if is_repeat(above, activity):
        return _has_own_figures(group, row)
    if activity.items[0].numbers:
        return True
    if activity.text[:1].islower() or ends_open(above.text):
        return False
    has_figures = bool({Column.DUE, Column.PROGRESS} & row.placed.keys())
    return len(activity.text.split()) >= _WORDS_OF_AN_ACTIVITY or has_figures


def _begins_activity_in_place(group: AsmRows, row: PlacedRow) -> bool:
    """Return the same of a row whose cells are known: with one that is new, it is a row of its own."""
    activity = row.placed.get(Column.ACTIVITY)
    if activity is None or not _is_alike(group.held(Column.ACTIVITY), activity):
        return _begins_activity(group, row)
    return any(
        cell.missing is None and not _is_alike(group.held(column), cell)
        for column, cell in row.placed.items()
        if column not in SHARED
    )


def _has_own_figures(group: AsmRows, row: PlacedRow) -> bool:
    """Return whether a row has both a date and progress, other than those above it."""
    return all(
        column in row.placed
        and group.held(column).text
        and not is_repeat(group.held(column), row.placed[column])
        for column in (Column.DUE, Column.PROGRESS)
    )
