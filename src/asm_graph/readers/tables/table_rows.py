"""The rows below a header: typed cells, and the rows that are known and no records."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from asm_graph.documents.table import address, is_error
from asm_graph.messages import Message, as_message
from asm_graph.readers.blank_cells import blank_kind
from asm_graph.readers.reading import CellNote
from asm_graph.records import Place
from asm_graph.records.sources import BlankCell, main_property
from asm_graph.spanish.contact import OMITTED, withheld
from asm_graph.spanish.forms import YEAR, compact, fold, with_hyphens
from asm_graph.spanish.numbers import decimal_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from asm_graph.documents import Sheet
    from asm_graph.readers.tables.columns import SheetHeader, TableLayout
    from asm_graph.readers.tables.faults import Faults

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_PROGRAM_KEY = re.compile(r"\d{0,2}[A-Z]\d{1,3}", re.ASCII)
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_TOTAL = re.compile(r"(?:gran\s+|sub\s*)?total(?:es)?\b")
_NOTE = re.compile(r"(?:notas?|fuentes?|elaborad[oa]|elaboracion)\b|\*|[a-z\d]{1,2}/")
_TOTAL_SHARE = 0.5
"""A total fills in less than this share of the columns that a record needs."""
_WHOLE = re.compile(r"\d{1,9}(?:\.0+)?", re.ASCII)
_YEAR = re.compile(rf"({YEAR})(?:\.0+)?", re.ASCII)
_form = lru_cache(maxsize=4096)(compact)


@dataclass(frozen=True, slots=True)
class Joint:
    """Where unquoted commas cut a text into cells: the position of the text, and how many cells too many."""

    position: int
    extra: int

    def sources(self, position: int) -> range:
        """Return where in the row the cell of a position stands."""
        if position < self.position:
            return range(position, position + 1)
        end = position + self.extra + 1
        return range(position, end) if position == self.position else range(end - 1, end)

    def target(self, source: int) -> int:
        """Return the position that a cell of the row belongs to."""
        return source if source < self.position else max(self.position, source - self.extra)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; `number` counts from 1 as in the sheet. Cells are asked for by the layout's headers.

    A cell that shows an error of the spreadsheet (`#DIV/0!`) states nothing; the account lists it. A row with
    a `joint` is read as if its text were quoted.
    """

    sheet: Sheet
    header: SheetHeader
    number: int
    faults: Faults
    joint: Joint | None = None

    def cell(self, column: str) -> str:
        """Return the cell of a column, stripped; empty where the row or the table has none."""
        position = self.header.columns.get(column)
        return "" if position is None else self.at(position)

    @property
    def cells(self) -> list[str]:
        """All its cells, stripped."""
        return list(map(str.strip, self.sheet.rows[self.number - 1]))

    def at(self, position: int) -> str:
        """Return the cell at a position, stripped; the pieces of one that commas cut are joined by them."""
        row = self.sheet.rows[self.number - 1]
        if self.joint:
            pieces = [row[place].strip() for place in self.joint.sources(position) if place < len(row)]
            return ", ".join(pieces).strip()
        return row[position].strip() if position < len(row) else ""

    def address(self, position: int) -> str:
        """Return where the cell at a position stands, such as `C5`; the pointer of a JSON record."""
        if self.sheet.places:
            return self.sheet.place(self.number)
        return address(self.number, self.joint.sources(position).start if self.joint else position)

    def key(self, column: str) -> str:
        """Return a cell on which the row depends; one merged over several rows belongs to each of them."""
        if self.sheet.merged_areas:
            above = self.sheet.merged_above(self.number, self.header.columns.get(column, -1))
            if above is not None:
                return replace(self, number=above).cell(column)
        return self.cell(column)

    def text(self, column: str) -> str | None:
        """Return a text with single spaces and without contact data, or nothing."""
        position = self.header.columns.get(column)
        return None if position is None else _published(self._stated(position)) or None

    def accepted(self, column: str, accept: Callable[[str], object], expected: str) -> str | None:
        """Return a text that is accepted, or nothing; one that is not is noted as not understood."""
        text = self.text(column)
        if text is None:
            return None
        if not accept(text):
            self.note(self.header.columns[column], expected)
            return None
        self.faults.read[expected] += 1
        return text

    def required(self, column: str, expected: str = "a text") -> str:
        """Return a text without which the row says nothing; its absence is a fault."""
        text = _published(self.key(column))
        if not text or is_error(text):
            self.fault(column, expected)
        return text

    def integer(self, column: str, expected: str = "a whole number") -> int:
        """Return a whole number on which the row depends; anything else is a fault (and 0)."""
        text = self.key(column)
        if not _WHOLE.fullmatch(text):
            self.fault(column, expected)
            return 0
        return int(text.partition(".")[0])

    def year(self, column: str) -> int:
        """Return a year of four digits on which the row depends; anything else is a fault (and 0)."""
        year = year_in(self.key(column))
        if year is None:
            self.fault(column, "a year of four digits")
        return year or 0

    def decimal(self, column: str, expected: str = "a number") -> Decimal | None:
        """Return a number, or nothing where the cell is empty; any other text is noted as not understood."""
        position = self.header.columns.get(column)
        return None if position is None else self.decimal_at(position, expected)

    def decimal_at(self, position: int, expected: str = "a number") -> Decimal | None:
        """Return the number at a position; see `decimal`."""
        text = self._stated(position)
        if not text:
            return None
        number = number_of(text)
        if number is None:
            self.note(position, expected)
        else:
            self.faults.read[expected] += 1
        return number

    def fault(self, column: str, expected: str) -> None:
        """Report a cell without which the table cannot be read."""
        position = self.header.columns.get(column, 0)
        told = Message("{expected} in {column}", expected=as_message(expected), column=column)
        self.faults.faults.append(self._note(position, told))

    def note(self, position: int, expected: str) -> None:
        """Say that a cell was not understood; its row is read without it."""
        self.faults.notes.append(self._note(position, expected))

    def idle(self, position: int, kind: str) -> None:
        """Say that a cell was understood and states nothing, such as the year of a value that is blank."""
        if self._stated(position):
            self.faults.idle[kind] += 1

    def blanks(self, *columns: str) -> tuple[BlankCell, ...]:
        """Return the cells of these columns that state nothing, where the layout keeps blanks of them."""
        found = self.header.columns
        cells = (self.blank_at(found[one]) for one in columns if one in found)
        return tuple(cell for cell in cells if cell is not None)

    def blank_at(self, *positions: int, kind: str | None = None) -> BlankCell | None:
        """Return cells that together state nothing as one blank; `kind` says so of cells that are filled.

        None where one of them states something, or the layout keeps no blanks of the column.
        """
        if not positions or not self.header.kept.issuperset(positions):
            return None
        kinds = [kind or blank_kind(self.at(position)) for position in positions]
        known = [one for one in kinds if one is not None]
        if len(known) < len(kinds):
            return None
        first, last = positions[0], positions[-1]
        where = self.address(first)
        if last != first and not self.sheet.places:
            where = f"{where}:{self.address(last)}"
        names = self.header.quoted(self.sheet, positions)
        raw = " ".join(filter(None, (_published(self.at(position)) for position in positions)))
        return BlankCell(
            main_property(self.header.properties[first]),
            max(known, key=known.count),
            " – ".join(dict.fromkeys((names.names[0], names.names[-1]))),
            Place(self.sheet.name, where, raw, names),
            raw=raw,
        )

    def _stated(self, position: int) -> str:
        cell = self.at(position)
        return "" if is_error(cell) else cell

    def _note(self, position: int, expected: str) -> CellNote:
        return CellNote(self.sheet.name, self.address(position), self.at(position), expected)

    def place(self, *columns: str) -> Place:
        """Where the record of this row stands, quoting these columns, or all that were found."""
        return self.place_of(self.header.positions(columns))

    def place_of(self, positions: Iterable[int]) -> Place:
        """Where the record of this row stands, quoting the cells at these positions."""
        quoted = tuple(positions)
        if self.joint or self.sheet.received:
            cells = list(map(self._quoted, quoted))
        else:
            row = self.sheet.rows[self.number - 1]
            cells = [_published(row[position]) if position < len(row) else "" for position in quoted]
        quote = "\t".join(cells)
        columns = self.header.quoted(self.sheet, quoted)
        return Place(self.sheet.name, self.sheet.place(self.number), quote, columns)

    def _quoted(self, position: int) -> str:
        """Return a cell as the file has it but for white space; one with contact data as it is published."""
        published = _published(self.at(position))
        if OMITTED in published:
            return published
        if self.joint:
            return " ".join(self.at(position).split())
        return " ".join(self.sheet.as_received(self.number, position).split())


def number_of(text: str) -> Decimal | None:
    """Read a number as spreadsheets and CSV write it: `1234.5`, `$ 1,234.5`, `1.2E-05`, `95%`; else None.

    None also where no decimal can hold it (`1E+999999999`). Brackets make a number negative, as accountants
    write it: `(0.19)`.
    """
    if _NUMBER.fullmatch(text):
        return decimal_of(text)
    plain = with_hyphens(text).strip()
    if in_brackets := _IN_BRACKETS.fullmatch(plain):
        number = number_of(in_brackets[1])
        return None if number is None else -number
    plain = plain.removeprefix("$").removesuffix("%").strip()
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    return decimal_of(plain) if _NUMBER.fullmatch(plain) else None


def year_in(cell: str) -> int | None:
    """Read a cell as a year of four digits, which spreadsheets may write with a fraction; else None."""
    match = _YEAR.fullmatch(cell)
    return int(match[1]) if match else None


@lru_cache(maxsize=4096)
def _published(cell: str) -> str:
    """Return a cell with single spaces and without contact data; no figure or key of a program is such."""
    plain = " ".join(cell.split())
    is_figure = _NUMBER.fullmatch(plain) and plain[0] != "+"
    return plain if is_figure or _PROGRAM_KEY.fullmatch(plain) else withheld(plain)


def table_rows(sheet: Sheet, header: SheetHeader, faults: Faults) -> Iterator[TableRow]:
    """Yield the rows below the header that hold anything."""
    for number in range(header.row + 1, len(sheet.rows) + 1):
        if any(map(str.strip, sheet.rows[number - 1])):
            yield TableRow(sheet, header, number, faults)


def furniture_kind(row: TableRow, layout: TableLayout) -> str | None:
    """Return the kind of a row that is no record of the layout; None for a record, or what may be one."""
    filled = list(filter(None, row.cells))
    if len(filled) == 1 and _NOTE.match(fold(filled[0])):
        return "note"
    if filled and _opens_total(filled[0]):
        needed = [column.header for column in layout.required if column.header in row.header.columns]
        given = sum(bool(row.cell(column)) for column in needed)
        if given < _TOTAL_SHARE * len(needed):
            return "total"
    printed = row.sheet.rows[row.header.row - 1]
    if all(_form(row.at(place)) == _form(printed[place]) for place in row.header.columns.values()):
        return "heading"
    return None


@lru_cache(maxsize=4096)
def _opens_total(cell: str) -> bool:
    return _TOTAL.match(fold(cell)) is not None
