"""What became of every filled cell of a table, and what makes a whole table unfit to be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from asm_graph.documents.table import address, is_error
from asm_graph.messages import Message
from asm_graph.readers.reading import CellAccount, CellNote
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from asm_graph.documents import Sheet, TableDocument
    from asm_graph.readers.tables.columns import SheetHeader, TableLayout
    from asm_graph.readers.tables.faults import Faults
    from asm_graph.readers.tables.table_rows import Joint

_SHOWN_RANGES = 20
_NO_ERROR = Message("a value, not an error of the spreadsheet")
UNKNOWN_COLUMN = Message("a column of the layout")
_SHEET = Message("a sheet of the layout")


@dataclass(slots=True)
class OddRows:
    """The rows of a table that are no plain records, by sheet and number.

    `known` ones are no records, such as subtotals; of `unread` ones nothing is read; `joints` tells where the
    text of others was cut; `known_sheets` are whole sheets that state nothing, with what they are.
    """

    known: dict[tuple[str, int], str] = field(default_factory=dict)
    unread: dict[tuple[str, int], CellNote] = field(default_factory=dict)
    joints: dict[tuple[str, int], Joint] = field(default_factory=dict)
    known_sheets: dict[str, str] = field(default_factory=dict)


def refuse_formulas(sheet: Sheet, faults: Faults) -> None:
    """Report each formula where a value belongs: what it shows depends on the program that opens it."""
    for cell in sorted(sheet.formulas):
        faults.faults.append(CellNote(sheet.name, cell, "=…", Message("a value: copy and paste as values")))


def refuse_doubled(sheet: Sheet, header: SheetHeader, layout: TableLayout, faults: Faults) -> None:
    """Report a column that occurs twice if the second has cells of its own."""
    read, _ = _positions(header, layout)
    for name, positions in header.doubled.items():
        first, *others = positions
        for other in others:
            cells = _cells(sheet, header, other)
            if first in read and any(cells) and cells != _cells(sheet, header, first):
                where = address(header.row, other)
                faults.faults.append(CellNote(sheet.name, where, name, Message("each column once")))


def hidden_parts(sheet: Sheet) -> Iterator[str]:
    """Tell what was read of a sheet that whoever opens the workbook does not see: the sheet, rows, columns.

    A spreadsheet hides rows by a filter, too. Hidden parts without a filled cell are not told.
    """
    rows = [number for number in sorted(sheet.hidden.rows) if _filled(sheet.rows[number - 1 : number])]
    columns = [
        position
        for position in sorted(sheet.hidden.columns)
        if _filled([row[position : position + 1] for row in sheet.rows])
    ]
    if sheet.hidden.sheet:
        yield Message(
            "sheet {sheet!r}: is hidden, and was read like the others; delete it where it is outdated",
            sheet=sheet.name,
        )
    if rows:
        yield Message(
            "sheet {sheet!r}: rows {rows} are hidden, and were read like the others",
            sheet=sheet.name,
            rows=_ranges(rows, str),
        )
    if columns:
        letters = _ranges(columns, lambda position: address(1, position)[:-1])
        yield Message(
            "sheet {sheet!r}: columns {columns} are hidden, and were read like the others",
            sheet=sheet.name,
            columns=letters,
        )


def sheet_notices(sheet: Sheet) -> Iterator[str]:
    """Tell of a sheet of forms what was read that its reader may not see, or may see otherwise."""
    yield from hidden_parts(sheet)
    if sheet.formulas:
        first = min(sheet.formulas, key=lambda cell: (len(cell), cell))
        yield Message(
            "sheet {sheet!r}: {count:,} cells hold formulas, {cell} first; what they showed when the file "
            "was saved was read",
            sheet=sheet.name,
            count=len(sheet.formulas),
            cell=first,
        )


def _filled(rows: Iterable[Sequence[str]]) -> bool:
    return any(cell and not cell.isspace() for row in rows for cell in row)


def _ranges(numbers: Sequence[int], name: Callable[[int], str]) -> str:
    """Write numbers in ascending order as a list of ranges, such as `3-5, 9`; of a long one the beginning."""
    starts = [number for before, number in pairwise([-1, *numbers]) if number != before + 1]
    ends = [number for number, after in pairwise([*numbers, numbers[-1] + 2]) if after != number + 1]
    shown = [
        name(start) if start == end else f"{name(start)}-{name(end)}"
        for start, end in zip(starts, ends, strict=True)
    ]
    return ", ".join(shown[:_SHOWN_RANGES]) + (", …" if len(shown) > _SHOWN_RANGES else "")


def account_of(
    document: TableDocument,
    headers: Mapping[str, SheetHeader],
    layout: TableLayout,
    faults: Faults,
    odd: OddRows,
) -> CellAccount:
    """Count the filled cells by what became of them; `headers` has the sheets that were read."""
    known = faults.idle.copy()
    notes = list(faults.notes)
    facts = -len(notes) - known.total()
    notes.extend(odd.unread.values())
    for sheet in document.sheets:
        header = headers.get(sheet.name)
        if header is None:
            if kind := odd.known_sheets.get(sheet.name):
                known[kind] += sum(note.cells for note in _whole(sheet))
            else:
                notes.extend(_whole(sheet))
            continue
        read, unpublished = _positions(header, layout)
        strange: Counter[int] = Counter()
        for number, places in _filled_places(sheet, odd):
            if kind := _kind(sheet, number, header, odd):
                known[kind] += len(places)
                continue
            row, joint = sheet.rows[number - 1], odd.joints.get((sheet.name, number))
            for place in places:
                position = joint.target(place) if joint else place
                if position in read:
                    if is_error(row[place].strip()):
                        notes.append(_error(sheet, number, place))
                    else:
                        facts += 1
                elif position in unpublished:
                    known["column not published"] += 1
                else:
                    strange[position] += 1
        notes.extend(_strange(sheet, header, strange))
    return CellAccount(facts, dict(sorted(known.items())), tuple(notes))


def _filled_places(sheet: Sheet, odd: OddRows) -> Iterator[tuple[int, list[int]]]:
    """Yield the places of the filled cells of each row that has any and is not unread."""
    for number, row in enumerate(sheet.rows, start=1):
        if (sheet.name, number) not in odd.unread:
            places = [place for place, cell in enumerate(row) if cell and not cell.isspace()]
            if places:
                yield number, places


def _error(sheet: Sheet, number: int, position: int) -> CellNote:
    where = sheet.place(number) if sheet.places else address(number, position)
    return CellNote(sheet.name, where, sheet.rows[number - 1][position].strip(), _NO_ERROR)


def _kind(sheet: Sheet, number: int, header: SheetHeader, odd: OddRows) -> str:
    if number <= header.row:
        return "heading" if number == header.row else "title"
    return odd.known.get((sheet.name, number), "")


def _positions(header: SheetHeader, layout: TableLayout) -> tuple[set[int], set[int]]:
    """Return the columns that are read, and those that are known and not published."""
    read: set[int] = set()
    unpublished: set[int] = set()
    for column in layout.columns:
        target = read if column.property else unpublished
        target.update(place for _, place in header.matches.get(column.pattern, ()))
        if column.header in header.columns:
            position = header.columns[column.header]
            target.add(position)
    for first, *others in header.doubled.values():
        if first in read | unpublished:
            unpublished.update(others)
            read.difference_update(others)
    return read, unpublished - read


def _strange(sheet: Sheet, header: SheetHeader, counts: Counter[int]) -> Iterator[CellNote]:
    names = sheet.rows[header.row - 1]
    for position, count in sorted(counts.items()):
        name = names[position] if position < len(names) else ""
        yield CellNote(sheet.name, address(header.row, position), name, UNKNOWN_COLUMN, count)


def _whole(sheet: Sheet) -> Iterator[CellNote]:
    """Report a sheet that was not read, in one note."""
    filled = sum(bool(compact(cell)) for row in sheet.rows for cell in row)
    if filled:
        yield CellNote(sheet.name, "A1", sheet.name, _SHEET, filled)


def _cells(sheet: Sheet, header: SheetHeader, position: int) -> list[str]:
    rows = sheet.rows[header.row :]
    return [row[position].strip() if len(row) > position else "" for row in rows]
