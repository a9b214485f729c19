"""A large table in shares of whole programs, and what was read of all of them as one reading."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from asm_graph.documents.table import HiddenParts, column_of
from asm_graph.readers.reading import CellAccount, CellNote
from asm_graph.readers.tables.cell_account import UNKNOWN_COLUMN, OddRows
from asm_graph.records.tables import row_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asm_graph.documents import Sheet, TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.columns import SheetHeader
    from asm_graph.readers.tables.faults import Faults
    from asm_graph.readers.tables.layout_sheets import LayoutSheets
    from asm_graph.readers.tables.row_layout import RowLayout, RowsRead
    from asm_graph.records import ProgramRef

SHARE_CELLS = 10_000
"""Filled cells of a share, from which come some 35,000 quads at most."""
_ROW = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class NamedPrograms:
    """The record of a table whose shares are stated already: the programs that it names, each once."""

    programs: tuple[ProgramRef, ...]


@dataclass(frozen=True, slots=True)
class ShareRead:
    """What was read of a share beside its record, see `LayoutSheets` and `RowsRead`.

    `programs` are those that its rows name, each once, with the row that does first.
    """

    faults: Faults
    odd: OddRows
    notices: tuple[str, ...]
    told: tuple[tuple[int, str], ...]
    classes: Counter[str]
    filled: Mapping[str, frozenset[str]]
    account: CellAccount
    programs: tuple[tuple[int, ProgramRef], ...]
    years: frozenset[str]
    rows: int

    @classmethod
    def of(cls, table: LayoutSheets, found: RowsRead) -> ShareRead:
        """Keep what the reading of a whole table needs of a share."""
        programs: dict[ProgramRef, int] = {}
        for one in found.record.programs:
            programs.setdefault(replace(one, place=None), row_number(one.place))
        return cls(
            table.faults,
            table.odd,
            tuple(table.notices),
            tuple(table.told),
            table.classes,
            {class_: frozenset(columns) for class_, columns in table.filled.items()},
            table.account(),
            tuple((row, one) for one, row in programs.items()),
            found.years,
            found.rows,
        )


def divided(document: TableDocument, rows: RowLayout) -> Iterator[TableDocument]:
    """Yield a large table as shares, each blank but for its head and the rows of some programs.

    The first one has its head alone. Nothing is yielded for a small table, nor for one that has more to it
    than rows of cells: several sheets, formulas, merged or hidden cells.
    """
    table = rows.sheets(document)
    if len(document.sheets) != 1 or not table.headers or table.faults.faults:
        return
    (sheet,), (header,) = document.sheets, table.headers.values()
    shares = list(_rows_of_shares(sheet, header, rows.program)) if _is_plain(sheet) else []
    if len(shares) > 1:
        yield _share(document, header, ())
        yield from (_share(document, header, numbers) for numbers in shares)


def _is_plain(sheet: Sheet) -> bool:
    return not (sheet.places or sheet.formulas or sheet.merged_areas) and sheet.hidden == HiddenParts()


def _rows_of_shares(sheet: Sheet, header: SheetHeader, program: Iterable[str]) -> Iterator[list[int]]:
    """Yield the numbers of the rows of each share; programs stand in the order of their first rows."""
    columns = [header.columns[name] for name in program if name in header.columns]
    by_program: dict[tuple[str, ...], list[int]] = {}
    sizes: Counter[tuple[str, ...]] = Counter()
    for number, row in enumerate(sheet.rows[header.row :], start=header.row + 1):
        key = tuple(_plain(row[place]) for place in columns if place < len(row))
        by_program.setdefault(key, []).append(number)
        sizes[key] += sum(map(bool, row))
    most = sizes.total() / max(round(sizes.total() / SHARE_CELLS), 1)
    share: list[int] = []
    cells = 0
    for key, numbers in by_program.items():
        share += numbers
        cells += sizes[key]
        if cells >= most:
            yield sorted(share)
            share, cells = [], 0
    if share:
        yield sorted(share)


def _plain(cell: str) -> str:
    """Return a part of a key without what spreadsheets add to it: zeros before, and a fraction."""
    return cell.strip().partition(".")[0].lstrip("0").upper()


def _share(document: TableDocument, header: SheetHeader, numbers: Sequence[int]) -> TableDocument:
    (sheet,) = document.sheets
    kept = {*range(1, header.row + 1), *numbers}
    rows = [row if number in kept else () for number, row in enumerate(sheet.rows, start=1)]
    received = {place: cell for place, cell in sheet.received.items() if place[0] in kept}
    return replace(document, sheets=(replace(sheet, rows=rows, received=received),))


def joined(head: TableDocument, rows: RowLayout, shares: Sequence[ShareRead]) -> Reading:
    """Return the reading of a whole table from what was read of its shares.

    Raises:
        InputError: a key cell is missing or invalid, a column has moved, or there is no row.
    """
    table = rows.sheets(head)
    known = table.account().known
    table.notices = list(shares[0].notices)
    for share in shares:
        table.faults.read += share.faults.read
        table.faults.idle += share.faults.idle
        table.classes += share.classes
        for class_, columns in share.filled.items():
            table.filled.setdefault(class_, set()).update(columns)
        table.told += share.told
    table.faults.faults = _in_order(one for share in shares for one in share.faults.faults)
    table.faults.notes = _in_order(one for share in shares for one in share.faults.notes)
    table.odd = _odd(shares)
    programs = sorted((one for share in shares for one in share.programs), key=itemgetter(0))
    record = NamedPrograms(tuple(dict.fromkeys(one for _, one in programs)))
    years = frozenset[str]().union(*(share.years for share in shares))
    reading = table.reading(record, rows.title(years), sum(share.rows for share in shares))
    return replace(reading, account=_account(shares, known, table))


def _odd(shares: Sequence[ShareRead]) -> OddRows:
    return OddRows(
        {at: kind for share in shares for at, kind in share.odd.known.items()},
        dict(sorted((at, note) for share in shares for at, note in share.odd.unread.items())),
        dict(sorted((at, joint) for share in shares for at, joint in share.odd.joints.items())),
    )


def _account(shares: Sequence[ShareRead], head: Mapping[str, int], table: LayoutSheets) -> CellAccount:
    """Add the accounts of the shares up; each has counted the cells of the `head` with its own."""
    known: Counter[str] = Counter()
    strange: dict[str, CellNote] = {}
    errors: list[CellNote] = []
    for share in shares:
        known.update(share.account.known)
        own = len(share.faults.notes) + len(share.odd.unread)
        for note in share.account.not_understood[own:]:
            if note.expected == UNKNOWN_COLUMN:
                before = strange.get(note.cell)
                strange[note.cell] = replace(note, cells=note.cells + (before.cells if before else 0))
            else:
                errors.append(note)
    for kind, count in head.items():
        known[kind] -= count * (len(shares) - 1)
    notes = (
        *table.faults.notes,
        *table.odd.unread.values(),
        *_in_order(errors),
        *sorted(strange.values(), key=lambda note: column_of(note.cell.rstrip("0123456789"))),
    )
    return CellAccount(sum(share.account.facts for share in shares), dict(sorted(known.items())), notes)


def _in_order(notes: Iterable[CellNote]) -> list[CellNote]:
    """Return notes in the order of their rows."""
    return sorted(notes, key=_row)


def _row(note: CellNote) -> int:
    found = _ROW.search(note.cell)
    return int(found[0]) if found else 0
