"""The sheets of a table: find their headers, read the rows, refuse invalid cells, account for all cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.errors import InputError
from asm_graph.readers.reading import Reading
from asm_graph.readers.tables.cell_account import (
    OddRows,
    account_of,
    hidden_parts,
    refuse_doubled,
    refuse_formulas,
)
from asm_graph.readers.tables.columns import differences, find_header
from asm_graph.readers.tables.faults import Faults
from asm_graph.readers.tables.shifted_rows import shift_notices, standing_rows, unread_row
from asm_graph.readers.tables.table_rows import furniture_kind, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Record
    from asm_graph.readers.tables.columns import SheetHeader, TableLayout
    from asm_graph.readers.tables.shifted_rows import RowChecks
    from asm_graph.readers.tables.table_rows import TableRow


@dataclass(slots=True)
class LayoutSheets:
    """The sheets of a document that have a layout, while they are read.

    With `checks`, a row whose cells do not stand under their headers is realigned, or told and left out.
    """

    document: TableDocument
    layout: TableLayout
    faults: Faults = field(default_factory=Faults)
    checks: RowChecks | None = None
    odd: OddRows = field(default_factory=OddRows)
    notices: list[str] = field(default_factory=list)
    headers: dict[str, SheetHeader] = field(init=False)

    def __post_init__(self) -> None:
        """Find the headers, and what makes a sheet unfit."""
        self.headers = {}
        for sheet in self.document.sheets:
            header = find_header(sheet, self.layout)
            if header is not None:
                self.headers[sheet.name] = header
                refuse_formulas(sheet, self.faults)
                refuse_doubled(sheet, header, self.layout, self.faults)
                self.notices.extend(differences(sheet, header, self.layout))
                self.notices.extend(hidden_parts(sheet, self.faults.wording))

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows of all sheets that have the layout, without totals, notes and repeated headers.

        Raises:
            InputError: the cells of most rows do not stand under their headers.
        """
        if self.checks is None:
            yield from self._records()
        else:
            yield from standing_rows(self.document, list(self._records()), self.checks, self.odd)

    def _records(self) -> Iterator[TableRow]:
        for sheet in self.document.sheets:
            if sheet.name in self.headers:
                for row in table_rows(sheet, self.headers[sheet.name], self.faults):
                    kind = furniture_kind(row, self.layout)
                    if kind is None:
                        yield row
                    else:
                        self.skip(row, kind)

    def skip(self, row: TableRow, kind: str) -> None:
        """Account for a row that is known and no record, such as a subtotal."""
        self.odd.known[row.sheet.name, row.number] = kind

    def leave_out(self, row: TableRow, expected: str) -> None:
        """Tell a row of which nothing is read, since it lacks what was expected."""
        self.odd.unread[row.sheet.name, row.number] = unread_row(row, expected)

    def reading(self, record: Record, title: str, rows: int) -> Reading:
        """Return the reading, if the whole table is valid.

        Raises:
            InputError: a key cell is missing or invalid, a column has moved, or there is no row.
        """
        self.faults.raise_any(self.document)
        if not rows:
            raise InputError(
                f"{self.document.path}: has the header of {self.layout.name} and no row below it."
            )
        account = account_of(self.document, self.headers, self.layout, self.faults, self.odd)
        notices = (*self.notices, *shift_notices(self.odd))
        return Reading(self.layout.name, title, record, account, notices, rows)


def differing_columns(document: TableDocument, layout: TableLayout) -> int | None:
    """Return how many columns a document words otherwise than the layout; None if no sheet has the layout."""
    headers = filter(None, (find_header(sheet, layout) for sheet in document.sheets))
    return min((len(header.renamed) for header in headers), default=None)
