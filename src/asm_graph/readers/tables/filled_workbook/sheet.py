"""One sheet of a filled workbook: its header, its rows without the example, and its faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.readers.reading import CellNote
from asm_graph.readers.tables.cell_account import refuse_doubled, refuse_formulas
from asm_graph.readers.tables.columns import HEADER_ROWS, TableColumn, TableLayout, find_header
from asm_graph.readers.tables.filled_workbook.cells import expectation, value_of
from asm_graph.readers.tables.table_rows import table_rows
from asm_graph.spanish.forms import compact
from asm_graph.templates.definition import EXAMPLE, EXAMPLE_HEADER
from asm_graph.templates.filled_workbook import FilledRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents import Sheet
    from asm_graph.readers.tables.columns import SheetHeader
    from asm_graph.readers.tables.faults import Faults
    from asm_graph.readers.tables.table_rows import TableRow
    from asm_graph.templates import Choices, Form
    from asm_graph.templates.filled_workbook import Value

Key = tuple[str, ...]


def layout_of(form: Form) -> TableLayout:
    """Return the columns of a form, every one of which the sheet must have, as a layout of tables."""
    columns = (TableColumn(one.header, one.property or "asm:program") for one in form.fields)
    return TableLayout(form.sheet, (*columns, TableColumn(EXAMPLE_HEADER, reason="marks the example")))


@dataclass(slots=True)
class FilledSheet:
    """A sheet while it is read; `rows` are those that are filled in, `skipped` the example, by its number."""

    sheet: Sheet
    form: Form
    faults: Faults
    header: SheetHeader | None = None
    rows: list[tuple[TableRow, FilledRow]] = field(default_factory=list)
    skipped: dict[tuple[str, int], str] = field(default_factory=dict)

    def read(self, choices: Choices) -> None:
        """Read all rows, and collect the faults."""
        layout = layout_of(self.form)
        self.header = find_header(self.sheet, layout)
        if self.header is None:
            self._lacks_columns()
            return
        refuse_formulas(self.sheet, self.faults)
        refuse_doubled(self.sheet, self.header, layout, self.faults)
        for row in table_rows(self.sheet, self.header, self.faults):
            if self._is_example(row):
                self.skipped[self.sheet.name, row.number] = "example"
            else:
                self.rows.append((row, self._filled(row, choices)))
        self._refuse_repeated()

    def keys(self, names: Sequence[str]) -> set[Key]:
        """Return what the rows hold under some names."""
        return {key_of(filled, names) for _, filled in self.rows}

    def _lacks_columns(self) -> None:
        """Report the columns that the best of the first rows does not have."""
        wanted = {compact(one.header): one.header for one in self.form.fields}
        lacking = [
            [header for form, header in wanted.items() if form not in {compact(cell) for cell in row}]
            for row in self.sheet.rows[:HEADER_ROWS] or [()]
        ]
        best = min(range(len(lacking)), key=lambda index: len(lacking[index]))
        expected = Message("a row of headers with the columns {names}", names=", ".join(lacking[best]))
        self.faults.faults.append(CellNote(self.sheet.name, f"A{best + 1}", "", expected))

    def _is_example(self, row: TableRow) -> bool:
        """Return whether a row is the example; one that is only marked as if it were is a fault."""
        holds = {one.name: row.cell(one.header) for one in self.form.fields}
        is_example = all(
            compact(cell) == compact(self.form.example.get(name, "")) for name, cell in holds.items()
        )
        if compact(row.cell(EXAMPLE_HEADER)) == compact(EXAMPLE) and not is_example and any(holds.values()):
            row.fault(
                EXAMPLE_HEADER,
                Message("nothing: a row with the mark {mark} is not read; delete the mark", mark=EXAMPLE),
            )
        return is_example or not any(holds.values())

    def _filled(self, row: TableRow, choices: Choices) -> FilledRow:
        values: dict[str, Value] = {}
        for one in self.form.fields:
            cell = row.cell(one.header)
            if not cell:
                if one.required:
                    row.fault(one.header, expectation(one, choices))
                continue
            value = value_of(cell, one, choices, self.sheet.day_0)
            if value is None:
                row.fault(one.header, expectation(one, choices, cell))
            else:
                values[one.name] = value
        return FilledRow(row.place(), values)

    def _refuse_repeated(self) -> None:
        names = self.form.key
        first: dict[Key, int] = {}
        for row, filled in self.rows:
            if all(name in filled.values for name in names):
                number = first.setdefault(key_of(filled, names), row.number)
                if number != row.number:
                    last = self.form.named(names[-1]).header
                    told = Message("another value than row {number}, which says the same", number=number)
                    row.fault(last, told)


def key_of(row: FilledRow, names: Sequence[str]) -> Key:
    """Return what a row holds under some names."""
    return tuple(row.key(name) for name in names)
