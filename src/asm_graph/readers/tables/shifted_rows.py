"""Rows whose cells do not stand under their headers, as where commas that nobody quoted cut a text.

A row is realigned only if that makes every cell fit its header, and only one way does; any other is reported,
and the rest of the table is read. A table of which most rows do not fit has other columns, and is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asm_graph.errors import InputError
from asm_graph.messages import Message, as_message
from asm_graph.readers.reading import CellNote
from asm_graph.readers.tables.table_rows import Joint
from asm_graph.spanish.contact import withheld

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from asm_graph.documents import TableDocument
    from asm_graph.readers.tables.cell_account import OddRows
    from asm_graph.readers.tables.table_rows import TableRow

    Check = Callable[[str], object]

_MOST_PIECES = 12
"""A text that commas cut more often is not looked for."""
_MOST = 0.5
"""A table of which a larger share of the rows does not fit has other columns than its header says."""
_EXPECTED = "a row whose cells stand under their headers"
_SHOWN = 200
"""Characters of a row that a report quotes."""
_SHOWN_ROWS = 20


def blank_or(check: Check) -> Check:
    """Return a check that a cell is blank, or holds by another check."""
    return lambda cell: not cell or check(cell)


@dataclass(frozen=True, slots=True)
class RowChecks:
    """What tells whether the cells of a row stand under their headers: keys, code words, numbers, dates.

    `checks` are by the layout's headers, and are asked about every cell, blank ones too. `texts` are the
    columns whose texts commas may have cut; a check of theirs holds for the joined text.
    """

    checks: Mapping[str, Check]
    texts: tuple[str, ...]

    def hold(self, row: TableRow) -> bool:
        """Return whether all cells of a row fit their headers."""
        return all(
            check(row.key(column)) for column, check in self.checks.items() if column in row.header.columns
        )

    def realigned(self, row: TableRow) -> TableRow | None:
        """Return a row whose text is joined so that all cells fit; None unless exactly one way does."""
        printed = row.sheet.rows[row.header.row - 1]
        last = max(place for place, cell in enumerate(printed) if cell.strip())
        # So many cells were pushed past the last header.
        most = min(len(row.cells) - 1 - last, _MOST_PIECES)
        found = [
            moved
            for name in self.texts
            if name in row.header.columns
            for extra in range(1, most + 1)
            if self.hold(moved := replace(row, joint=Joint(row.header.columns[name], extra)))
        ]
        return found[0] if len(found) == 1 else None


def standing_rows(
    document: TableDocument, rows: Sequence[TableRow], checks: RowChecks, odd: OddRows
) -> Iterator[TableRow]:
    """Yield the rows that fit, realigned ones among them; all others are accounted for as unread.

    Raises:
        InputError: most rows do not fit.
    """
    failing = {(row.sheet.name, row.number) for row in rows if not checks.hold(row)}
    if len(failing) > _MOST * len(rows):
        first = next(row for row in rows if (row.sheet.name, row.number) in failing)
        raise InputError(
            Message(
                "{path}: {count:,} of {rows:,} rows do not have their cells under their "
                "headers, first {place}; nothing was read. Export the table again with its texts "
                "in quotation marks.",
                path=document.path,
                count=len(failing),
                rows=len(rows),
                place=first.sheet.place(first.number),
            )
        )
    for row in rows:
        at = (row.sheet.name, row.number)
        standing = row if at not in failing else checks.realigned(row)
        if standing is None:
            odd.unread[at] = unread_row(row, _EXPECTED)
            continue
        if standing.joint:
            odd.joints[at] = standing.joint
        yield standing


def shift_notices(odd: OddRows) -> Iterator[str]:
    """Tell how many rows were realigned, and how many were left out."""
    realigned = Message("realigned, because unquoted commas had cut a text")
    told: dict[Message, list[int]] = {realigned: [number for _, number in odd.joints]}
    for (_, number), note in odd.unread.items():
        unread = Message("not read (expected: {expected})", expected=as_message(note.expected))
        told.setdefault(unread, []).append(number)
    for what, rows in told.items():
        if rows:
            places = ", ".join(map(str, rows[:_SHOWN_ROWS])) + " …" * (len(rows) > _SHOWN_ROWS)
            if len(rows) == 1:
                yield Message("1 row was {what}: {places}", what=what, places=places)
            else:
                yield Message(
                    "{count:,} rows were {what}: {places}", what=what, count=len(rows), places=places
                )


def unread_row(row: TableRow, expected: str) -> CellNote:
    """Describe a row of which nothing is read, with the number of its filled cells."""
    filled = [cell for cell in row.cells if cell]
    where = row.sheet.place(row.number)
    # An address that is cut is no longer known as one.
    return CellNote(row.sheet.name, where, withheld(" ".join(filled))[:_SHOWN], expected, len(filled))
