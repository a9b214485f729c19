"""The sheets of a table: find their headers, read the rows, refuse invalid cells, account for all cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from asm_graph.errors import InputError
from asm_graph.messages import Message
from asm_graph.messages.layout_names import layout_name
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
from asm_graph.records.sources import Carried, stated_properties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import CellAccount, Record
    from asm_graph.readers.tables.columns import SheetHeader, TableLayout
    from asm_graph.readers.tables.shifted_rows import RowChecks
    from asm_graph.readers.tables.table_rows import TableRow

_TELLING_ROWS = 20
"""A class of which so many rows never fill a column has no place for what it states."""


@dataclass(slots=True)
class LayoutSheets:
    """The sheets of a document that have a layout, while they are read.

    `told` are notices on several rows, by the first of them. With `checks`, a row whose cells do not stand
    under their headers is realigned, or reported and left out.
    """

    document: TableDocument
    layout: TableLayout
    faults: Faults = field(default_factory=Faults)
    checks: RowChecks | None = None
    odd: OddRows = field(default_factory=OddRows)
    notices: list[str] = field(default_factory=list)
    headers: dict[str, SheetHeader] = field(init=False)
    told: list[tuple[int, str]] = field(default_factory=list)
    classes: Counter[str] = field(default_factory=Counter)
    filled: dict[str, set[str]] = field(default_factory=dict)

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
                self.notices.extend(hidden_parts(sheet))

    def titles(self) -> Iterator[str]:
        """Yield the lines above the headers that hold anything, as printed but for white space."""
        for sheet in self.document.sheets:
            if sheet.name in self.headers:
                for row in sheet.rows[: self.headers[sheet.name].row - 1]:
                    if line := " ".join(" ".join(row).split()):
                        yield line

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
        """Report a row of which nothing is read, since it lacks what was expected."""
        self.odd.unread[row.sheet.name, row.number] = unread_row(row, expected)

    def tell(self, row: int, notice: str) -> None:
        """Tell what rows say together, once all are read; `row` is the number of the first of them."""
        self.told.append((row, notice))

    def count_class(self, row: TableRow, class_: str) -> None:
        """Count what a row about something of a class (`asm:Fid`) fills in.

        Classes may share a header, and those of one of them never fill some of its columns.
        """
        self.classes[class_] += 1
        filled = self.filled.setdefault(class_, set())
        filled.update(
            stated
            for place, stated in row.header.properties.items()
            if stated not in filled and row.at(place)
        )

    def carried(self) -> tuple[Carried, ...]:
        """Return our properties that the columns found state, by class where rows of one never do."""
        declared = dict.fromkeys(
            stated for header in self.headers.values() for stated in header.properties.values() if stated
        )
        found = (
            Carried(one, class_)
            for stated in declared
            for class_ in self._classes_that_fill(stated)
            for one in stated_properties(stated)
            if one.name.startswith("asm:")
        )
        return tuple(dict.fromkeys(found))

    def _classes_that_fill(self, stated: str) -> tuple[str, ...]:
        """Return the classes whose rows have a place for what a column states; one empty name for all."""
        lacking = {
            class_
            for class_, rows in self.classes.items()
            if rows >= _TELLING_ROWS and stated not in self.filled[class_]
        }
        if not lacking or lacking >= self.classes.keys():
            return ("",)
        return tuple(class_ for class_ in self.classes if class_ not in lacking)

    def reading(self, record: Record, title: str, rows: int) -> Reading:
        """Return the reading, if the whole table is valid.

        Raises:
            InputError: a key cell is missing or invalid, a column has moved, or there is no row.
        """
        self.faults.raise_any(self.document)
        if not rows:
            raise InputError(
                Message(
                    "{path}: has the header of “{layout}” and no row below it.",
                    path=self.document.path,
                    layout=layout_name(self.layout.name),
                )
            )
        account = self.account()
        told = (notice for _, notice in sorted(self.told, key=itemgetter(0)))
        notices = (*self.notices, *told, *shift_notices(self.odd))
        return Reading(self.layout.name, title, record, account, notices, rows, carries=self.carried())

    def account(self) -> CellAccount:
        """Count the filled cells by what became of them."""
        return account_of(self.document, self.headers, self.layout, self.faults, self.odd)


def differing_columns(document: TableDocument, layout: TableLayout) -> int | None:
    """Return how many columns a document words otherwise than the layout; None if no sheet has the layout."""
    headers = filter(None, (find_header(sheet, layout) for sheet in document.sheets))
    return min((len(header.renamed) for header in headers), default=None)
