"""The whole of a result as a file: a workbook for people; CSV and JSON with the IRIs of things to join by.

The columns of CSV and JSON are called as in addresses. What leads somewhere has a second column,
`program_iri` beside `program`.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from asm_graph.errors import UsageError
from asm_graph.results.spreadsheets import fit_cell, guarded, plain_workbook, write_csv
from asm_graph.results.xlsx import SHEET_ROWS, write_about

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import xlsxwriter

    from asm_graph.explorer.cells import Cell
    from asm_graph.explorer.choice import Choice
    from asm_graph.explorer.reading import Explorer
    from asm_graph.rdf.vocabulary import Language
    from asm_graph.results import About

_JOINED, _IN_SHEET = "|", "; "
"""What stands between several values of a cell, in CSV and in a sheet."""
_WIDTH = 18
_LONGEST_SHEET = 31
"""Characters of the name of a sheet."""


@dataclass(frozen=True, slots=True)
class Result:
    """The rows of a choice with their columns, in a language."""

    explorer: Explorer
    choice: Choice
    language: Language
    about: About

    @property
    def columns(self) -> tuple[str, ...]:
        """The chosen columns, or all that can be chosen."""
        table = self.explorer.tables[self.choice.kind]
        return self.explorer.columns(self.choice) if self.choice.columns else table.choosable

    @property
    def names(self) -> list[str]:
        """The names of the columns of a file."""
        return [each for name in self.columns for each in (name, f"{name}_iri")[: 1 + self._has_iris(name)]]

    def label(self, name: str) -> str:
        """Return the head of a column with its unit."""
        column = self.explorer.tables[self.choice.kind].columns[name]
        unit = f" ({column.unit.of(self.language)})" if column.unit else ""
        return column.of(self.language) + unit

    def cells(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the cells of all rows."""
        return self.explorer.rows(self.choice, self.columns, self.language)

    def rows(self) -> Iterator[list[object]]:
        """Yield rows with their IRIs: numbers, texts, lists of texts; None where there is no value."""
        table = self.explorer.tables[self.choice.kind]
        for row in self.cells():
            cells: list[object] = []
            for name, cell in zip(self.columns, row, strict=True):
                several = table.columns[name].separator is not None
                cells.append(_value([one.value for one in cell], several=several))
                if self._has_iris(name):
                    cells.append(_value([one.iri or "" for one in cell], several=several))
            yield cells

    def _has_iris(self, name: str) -> bool:
        column = self.explorer.tables[self.choice.kind].columns[name]
        return column.kind == "thing" or column.leads is not None


def _value(values: Sequence[object], *, several: bool) -> object:
    if several:
        return list(values) or None
    return values[0] if values else None


def write_result(result: Result, form: str, file: IO[bytes]) -> None:
    """Write a result in one of `FORMS`, a row at a time.

    Raises:
        UsageError: a sheet cannot hold so many rows.
    """
    _WRITERS[form](result, file)


def _write_csv(result: Result, file: IO[bytes]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    write_csv(text, result.names, (list(map(_guarded, row)) for row in result.rows()))
    text.detach()


def _guarded(value: object) -> str:
    """Return the text of a cell; numbers and what is no formula stay as they are."""
    if isinstance(value, list):
        return guarded(_JOINED.join(value))
    return guarded(value) if isinstance(value, str) else "" if value is None else str(value)


def _write_json(result: Result, file: IO[bytes]) -> None:
    about = result.about
    head = {
        "title": about.title,
        "address": about.query,
        "release": about.release,
        "date": about.date,
        "license": about.license,
        "columns": {name: result.label(name) for name in result.columns},
    }
    opened = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    file.write(f'{opened},\n "rows": ['.encode())
    for number, row in enumerate(result.rows()):
        said = dict(zip(result.names, row, strict=True))
        file.write(f"{',' if number else ''}\n  {json.dumps(said, ensure_ascii=False)}".encode())
    file.write(b"\n ]\n}\n")


def _write_workbook(result: Result, file: IO[bytes]) -> None:
    with plain_workbook(file, result.about.title, in_rows=True) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(result.about.title[:_LONGEST_SHEET])
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(result.columns) - 1, _WIDTH)
        for place, name in enumerate(result.columns):
            sheet.write_string(0, place, result.label(name), bold)
        last = 0
        for last, row in enumerate(result.cells(), 1):
            if last > SHEET_ROWS:
                message = f"A sheet holds {SHEET_ROWS:,} rows, the answer has more; ask for csv."
                raise UsageError(message, "sheet-rows", {"rows": f"{SHEET_ROWS:,}"})
            for place, cell in enumerate(row):
                _write_cell(sheet, last, place, cell)
        sheet.autofilter(0, 0, last, len(result.columns) - 1)
        write_about(book.add_worksheet("Acerca de"), result.about, bold)


def _write_cell(sheet: xlsxwriter.worksheet.Worksheet, row: int, place: int, cell: Cell) -> None:
    values = [one.value for one in cell]
    if len(values) == 1 and isinstance(values[0], int | float):
        sheet.write_number(row, place, values[0])
    elif values:
        sheet.write_string(row, place, fit_cell(_IN_SHEET.join(map(str, values))))


_WRITERS: Mapping[str, Callable[[Result, IO[bytes]], None]] = {
    "csv": _write_csv,
    "xlsx": _write_workbook,
    "json": _write_json,
}
FORMS = tuple(_WRITERS)
"""The formats of a result, by extension."""
