"""Registers as CSV tables: rows that know their lines, and all faults reported at once."""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.documents.normalization import normalized
from asm_graph.errors import RegisterError
from asm_graph.messages import Message, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its file, its line, and its cells by column, stripped."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell in a column; empty where the row leaves it blank."""
        return self.cells[column]

    def items(self, column: str) -> tuple[str, ...]:
        """Return the items of a cell that holds several, separated by semicolons.

        >>> Row("units.csv", 2, {"names": "Unidad; UMR;"}).items("names")
        ('Unidad', 'UMR')
        """
        return tuple(item.strip() for item in self[column].split(";") if item.strip())


@dataclass(slots=True)
class Problems:
    """The faults found in the registers, collected so that a publisher sees all of them at once."""

    messages: list[str] = field(default_factory=list)

    def add(self, row: Row, column: str, fault: str, remedy: str) -> None:
        """Report a fault in one cell, and what to do about it."""
        self.messages.append(
            Message(
                "{file}, line {line}, column {column}: {fault}; {remedy}",
                file=row.file,
                line=row.line,
                column=column,
                fault=fault,
                remedy=remedy,
            )
        )

    def unless(self, holds: object, row: Row, column: str, fault: str, remedy: str) -> None:
        """Report a fault unless the condition holds.

        Both texts are made in any case; what is asked of thousands of rows looks first, and then uses `add`.
        """
        if not holds:
            self.add(row, column, fault, remedy)

    def number(self, row: Row, column: str) -> int | None:
        """Parse the whole number in a cell; None where it is blank or, with a fault, no number."""
        cell = row[column]
        if re.fullmatch(r"\d{1,9}", cell):
            return int(cell)
        if cell:
            fault = Message("{cell!r} is not a whole number", cell=cell)
            self.add(row, column, fault, Message("write digits only"))
        return None

    def years(self, row: Row, column: str) -> tuple[int, ...]:
        """Parse the years in a cell, separated by semicolons; anything but four digits is a fault."""
        items = row.items(column)
        for item in items:
            fits = re.fullmatch(r"\d{4}", item, re.ASCII)
            self.unless(
                fits, row, column, Message("{item!r} is not a year", item=item), Message("write four digits")
            )
        return tuple(int(item) for item in items if re.fullmatch(r"\d{4}", item, re.ASCII))

    def choice(self, row: Row, column: str, choices: tuple[str, ...]) -> str:
        """Return the cell, which must be one of the choices."""
        cell = row[column]
        if cell not in choices:
            remedy = Message("write one of {names}", names=", ".join(choices))
            self.add(row, column, Message("{cell!r} is not known", cell=cell), remedy)
        return cell

    def required(self, row: Row, column: str) -> str:
        """Return the cell, which must not be blank."""
        if not row[column]:
            self.add(row, column, Message("the cell is blank"), Message("fill it in"))
        return row[column]

    def date(self, row: Row, column: str) -> dt.date | None:
        """Parse the day in a cell (`2007-05-31`); None where it is blank or, with a fault, no day."""
        try:
            return dt.date.fromisoformat(row[column])
        except ValueError:
            if row[column]:
                fault = Message("{cell!r} is not a day", cell=row[column])
                self.add(row, column, fault, Message("write it as 2007-05-31"))
            return None

    def unique(
        self, rows: tuple[Row, ...], column: str, key: Callable[[Row], str] | None = None
    ) -> dict[str, Row]:
        """Return the rows by key (the column, unless given); a key that appears twice is a fault."""
        found: dict[str, Row] = {}
        for row in rows:
            name = key(row) if key else row[column]
            first = found.setdefault(name, row)
            if first is not row:
                fault = Message("{name!r} appears on line {line} already", name=name, line=first.line)
                self.add(row, column, fault, Message("remove one of the two rows"))
        return found

    def raise_any(self) -> None:
        """Raise one RegisterError with all faults, if there are any."""
        if self.messages:
            raise RegisterError(joined("\n", self.messages))


def read_table(file: Path, columns: tuple[str, ...]) -> tuple[Row, ...]:
    """Read the rows of a CSV table in UTF-8 whose header names at least `columns`; blank rows are skipped.

    Cells are separated by commas or semicolons; which one a spreadsheet writes depends on its region.
    """
    try:
        lines = normalized(file.read_text(encoding="utf-8-sig")).splitlines(keepends=True)
    except FileNotFoundError:
        raise RegisterError(Message("{file}: the register is missing; restore it", file=file)) from None
    except UnicodeDecodeError:
        raise RegisterError(
            Message("{file}: the text is not UTF-8; save it as “CSV UTF-8”", file=file)
        ) from None
    # The header tells which separator the file has: names of columns contain neither.
    header = lines[0] if lines else ""
    reader = csv.DictReader(
        lines, delimiter=";" if header.count(";") > header.count(",") else ",", restval=""
    )
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise RegisterError(
            Message(
                "{file}, line 1: no column {names}; restore the header row",
                file=file,
                names=", ".join(missing),
            )
        )
    rows = tuple(
        Row(file.name, reader.line_num, {column: (cells[column] or "").strip() for column in columns})
        for cells in reader
    )
    return tuple(row for row in rows if any(row.cells.values()))
