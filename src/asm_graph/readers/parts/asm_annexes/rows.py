"""The rows of ruled tables of ASM, and of forms of two columns, grouped by the ASM that they belong to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.messages import Message
from asm_graph.readers.asm_follow_up.asm_records import annex_record, section_class
from asm_graph.readers.asm_follow_up.asm_rows import RowGroups
from asm_graph.readers.asm_follow_up.cells import Cell, class_of
from asm_graph.readers.asm_follow_up.columns import SHARED, Column
from asm_graph.readers.asm_forms.phrases import gives_reason
from asm_graph.readers.parts.asm_annexes.header import HeaderColumn, TableHeader, is_header_row
from asm_graph.readers.parts.asm_annexes.lists import theme_name
from asm_graph.readers.parts.cell_paragraphs import cell_paragraphs
from asm_graph.records.texts import Fact, fact_of
from asm_graph.spanish.items import in_paragraphs, split_bullets, split_items

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asm_graph.documents.paged_document import PagedDocument, Table, TableCell
    from asm_graph.readers.annotator import Annotator
    from asm_graph.records.asm import Asm

_TICKS = "✓✔√●■☒☑"
_MARK = re.compile(rf"\A[^\w{_TICKS}]*+(?:[xX1{_TICKS}]|[sS][ií])\W*+\Z")
_WIDE = 0.5
"""A cell over more than this share of the columns, alone in its row, speaks of all of them."""
_FEW = 3
_COMMITMENT = frozenset({
    Column.TEXT, Column.ACTIVITY, Column.RESPONSIBLE, Column.COORDINATING, Column.DUE, Column.EXPECTED,
    Column.PRODUCT,
})  # fmt: skip
"""The columns that hardly any row of a filled-in form leaves blank."""
_LISTS = frozenset({
    Column.RESPONSIBLE, Column.COORDINATING, Column.EXPECTED, Column.PRODUCT, Column.EVIDENCE,
    Column.LOCATION,
})  # fmt: skip
_ITEMIZED = (Column.RECOMMENDATION, Column.ACTIVITY)


@dataclass(slots=True)
class _Section:
    """The ASM of one class, and what marks say of each of them."""

    classification: Fact[str] | None
    rows: RowGroups
    marks: list[dict[Column, Fact[str]]] = field(default_factory=list)

    def add(self, line: int, placed: Mapping[Column, Cell]) -> bool:
        """Take in the cells of a row; tell whether they belong to an ASM."""
        belongs = self.rows.add_in_place(line, placed)
        self.marks += [{} for _ in self.rows.groups[len(self.marks) :]]
        return belongs

    def asms(self, annotator: Annotator) -> Iterator[Asm]:
        """Yield the ASM, with the class of the section where neither a cell nor a mark gives one."""
        for group, marks in zip(self.rows.groups, self.marks, strict=True):
            if (asm := annex_record(group, annotator)) is not None:
                marked = marks.get(Column.CLASSIFICATION) or self.classification
                yield replace(
                    asm,
                    classification=asm.classification or marked,
                    priority=asm.priority or marks.get(Column.PRIORITY),
                )


class AsmTables:
    """The ASM of the tables of one part, in reading order; `reasons` are what is said in place of any."""

    def __init__(self, document: PagedDocument, annotator: Annotator) -> None:
        self._document = document
        self._annotator = annotator
        self._sections = [_Section(None, RowGroups(annotator))]
        self.columns: dict[Column, None] = {}
        self.reasons: list[Passage] = []
        self._cells = self._filled = self._rows = self._lost = 0

    @property
    def doubt(self) -> str | None:
        """Why the tables cannot have been told rightly: rows of no ASM, or half of the cells blank."""
        if self._lost * _FEW > self._rows:
            return Message("{lost} of {rows} rows belong to no ASM", lost=self._lost, rows=self._rows)
        if self._rows >= _FEW and self._filled * 2 < self._cells:
            blank = self._cells - self._filled
            return Message("{blank} of {cells} cells are blank", blank=blank, cells=self._cells)
        return None

    def set_class(self, notation: str, said: Passage) -> None:
        """Give the ASM that follow a class; numbers begin again with another one."""
        current = self._sections[-1].classification
        if current is None or current.value != notation:
            self._sections.append(_Section(fact_of(notation, said), RowGroups(self._annotator)))

    def take_table(self, table: Table, header: TableHeader) -> None:
        """Take in the rows below the header of a table; the class is the one that was set last."""
        for row in range(header.end, table.height):
            if is_header_row(table, row, header):
                self._annotator.mark("table header", *(cell.passage for cell in table.row(row)))
            elif (alone := _alone(table, row)) is not None:
                self._take_heading(alone.passage)
            else:
                self._take_row(table, row, header)

    def take_form(self, line: int, placed: Mapping[Column, Cell]) -> None:
        """Take in a form of one ASM."""
        self._sections[-1].rows.take_titles({})
        self._sections[-1].add(line, self._listed(placed))

    def asms(self) -> Iterator[Asm]:
        """Yield the ASM of all classes."""
        for section in self._sections:
            yield from section.asms(self._annotator)

    def _take_heading(self, text: Passage) -> None:
        """Read a row that is one cell: the class of those below it, or why there are none."""
        notation = section_class(text.text) or class_of(text.text)
        if notation:
            self.set_class(notation, text)
            self._annotator.mark("heading", text)
        elif gives_reason(text.text):
            self.reasons.append(text)

    def _take_row(self, table: Table, row: int, header: TableHeader) -> None:
        begun, above = _cells(table, row, header)
        if all(cell.missing for cell in begun.values()):
            self._annotator.mark("not available", *(cell.passage for cell in begun.values()))
            return
        marks = {one: cell for one, cell in begun.items() if one.option or one.is_history}
        placed = {one.column: cell for one, cell in begun.items() if one not in marks}
        placed.pop(Column.UNKNOWN, None)
        if Column.NUMBER in placed and placed[Column.NUMBER].number is None:
            del placed[Column.NUMBER]
        if Column.THEME in placed:
            placed[Column.THEME] = Cell(theme_name(placed[Column.THEME].passage, self._annotator))
        if Column.ACTIVITY in placed:
            placed |= {column: cell for column, cell in above.items() if column not in placed}
        placed |= _latest(marks, placed)
        self._count(placed, header)
        self.columns |= dict.fromkeys(header.titles)
        self._sections[-1].rows.take_titles(header.titles)
        for each in self._each_asm(placed):
            self._lost += not self._sections[-1].add(row, self._listed(each))
        self._take_marks(marks)

    def _listed(self, placed: Mapping[Column, Cell]) -> dict[Column, Cell]:
        """Mark the paragraphs of cells that list units, results or documents."""
        listed = {
            column: Cell(in_paragraphs(cell_paragraphs(self._document, cell.passage)))
            for column, cell in placed.items()
            if column in _LISTS and cell and not split_items(cell.passage)[0].numbers
        }
        return {**placed, **listed}

    def _count(self, placed: Mapping[Column, Cell], header: TableHeader) -> None:
        """Count the cells that a row of a commitment has, and those that are filled."""
        self._rows += 1
        if Column.ACTIVITY in header.recognized and Column.TEXT in placed:
            self._cells += len(header.recognized & _COMMITMENT)
            self._filled += len(placed.keys() & _COMMITMENT)

    def _each_asm(self, placed: dict[Column, Cell]) -> Iterator[dict[Column, Cell]]:
        """Yield a row as it is, or one for each of the ASM that its cell numbers or lists."""
        text = placed.get(Column.TEXT)
        texts = self._items(text) if text and Column.NUMBER not in placed else ()
        if not texts or (len(texts) == 1 and texts[0][0] is None):
            yield placed
            return
        others = {column: self._items(placed[column]) for column in _ITEMIZED if column in placed}
        for index, (number, body) in enumerate(texts):
            one = {**placed, Column.TEXT: Cell(body)}
            if number:
                one[Column.NUMBER] = Cell(number)
            for column, items in others.items():
                one.pop(column)
                if answer := _answer(items, index, number, len(texts)):
                    one[column] = Cell(answer)
            yield one

    def _items(self, cell: Cell) -> Sequence[tuple[Passage | None, Passage]]:
        """Return the items of a cell, each with its number if it has one."""
        numbered = split_items(cell.passage)
        if not numbered[0].numbers:
            return [(None, body) for body in split_bullets(cell.passage)]
        self._annotator.mark("item number", *(item.marker for item in numbered if item.marker))
        return [(_digits(item.marker), item.body) for item in numbered if item.body]

    def _take_marks(self, marks: Mapping[HeaderColumn, Cell]) -> None:
        """State the class or the priority that a row marks, if it marks one only."""
        options = [(one, cell) for one, cell in marks.items() if one.option and _MARK.fullmatch(cell.text)]
        counts = Counter(one.column for one, _ in options)
        stated = self._sections[-1].marks
        for one, cell in options:
            if stated and counts[one.column] == 1 and one.option:
                passage = Passage.joined((*one.titles[-1:], cell.passage))
                stated[-1][one.column] = fact_of(one.option, passage)


def _alone(table: Table, row: int) -> TableCell | None:
    """Return the cell that fills a row alone and goes over most of its columns."""
    filled = [cell for cell in table.row(row) if cell.passage]
    if len(filled) != 1 or filled[0].row != row:
        return None
    return filled[0] if filled[0].column_span > _WIDE * table.width else None


def _cells(
    table: Table, row: int, header: TableHeader
) -> tuple[dict[HeaderColumn, Cell], dict[Column, Cell]]:
    """Return the cells that begin in a row, and those of actions that are merged with rows above."""
    begun: dict[HeaderColumn, list[Passage]] = {}
    above: dict[Column, Cell] = {}
    for cell in table.row(row):
        column = _column_of(cell, header)
        if column is None or not cell.passage:
            continue
        if cell.row == row:
            begun.setdefault(column, []).append(cell.passage)
        elif cell.row >= header.end and column.column not in SHARED | {Column.UNKNOWN}:
            above[column.column] = Cell(cell.passage)
    return {column: Cell(Passage.joined(pieces)) for column, pieces in begun.items()}, above


def _column_of(cell: TableCell, header: TableHeader) -> HeaderColumn | None:
    """Return the column that a cell stands in most, one that is named before one that is not."""
    covered = range(cell.column, cell.column + cell.column_span)
    found = [one for one in header.columns if any(place in covered for place in one.places)]
    return max(
        found,
        key=lambda one: (bool(one.titles), sum(place in covered for place in one.places)),
        default=None,
    )


def _latest(marks: Mapping[HeaderColumn, Cell], placed: Mapping[Column, Cell]) -> dict[Column, Cell]:
    """Return the last progress that a row of dated columns gives, if no column gives it as such."""
    dated = [cell for one, cell in marks.items() if one.is_history and not cell.missing]
    return {Column.PROGRESS: dated[-1]} if dated and Column.PROGRESS not in placed else {}


def _digits(marker: Passage | None) -> Passage | None:
    found = re.search(r"\d+", marker.text) if marker else None
    return marker.group(found) if marker and found else None


def _answer(
    items: Sequence[tuple[Passage | None, Passage]], index: int, number: Passage | None, count: int
) -> Passage | None:
    """Return the item that answers an ASM: that of its number, of its place, or the only one."""
    if number and items and items[0][0]:
        return next((body for other, body in items if other and other.text == number.text), None)
    if len(items) == count:
        return items[index][1]
    return items[0][1] if len(items) == 1 else None
