"""What spreadsheets and CSV for spreadsheets share: no formula runs, and nothing is cut silently."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import xlsxwriter

from asm_graph.results.short_texts import shorten_counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CELL_CHARACTERS = 16_000
"""A cell holds 32,767 UTF-16 units, and a character may take two."""
_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When every workbook says that it was made, so that the same content gives the same bytes."""
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV injection)."""
_CHANGED_KEY = re.compile(r"\d+E\d+|0\d+|\d{16,}", re.ASCII | re.IGNORECASE)
"""Keys that a spreadsheet shows, and saves, as another number: as a power of ten, without zeros, rounded."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the encoding of its computer, and `Evaluación` for `EvaluaciÃ³n`."""


@contextmanager
def plain_workbook(page: IO[bytes], title: str, *, in_rows: bool = False) -> Iterator[xlsxwriter.Workbook]:
    """Yield a workbook in which no text becomes a formula, a link or a number.

    `in_rows` keeps one row in memory at a time; cells must then be written row by row.
    """
    options = {"constant_memory": True} if in_rows else {"in_memory": True}
    with xlsxwriter.Workbook(page, {**options, **_PLAIN}) as book:
        book.set_properties({"title": title, "created": _EPOCH})
        yield book


def fit_cell(text: str) -> str:
    """Shorten a text to what a cell can hold; how much is left out is said."""
    return shorten_counted(text, _CELL_CHARACTERS)


def csv_for_spreadsheets(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Write CSV as `write_csv` does, with every cell a text that is guarded."""
    page = io.StringIO(newline="")
    write_csv(page, columns, ([guarded(cell) for cell in row] for row in rows))
    return page.getvalue().encode()


def write_csv(file: IO[str], columns: Sequence[str], rows: Iterable[Iterable[str]]) -> None:
    """Write RFC 4180 with a byte order mark; cells that are texts should be `guarded`."""
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run or change.

    >>> guarded("=1+1"), guarded("12E010"), guarded("007"), guarded("12-E010"), guarded("75.5%")
    ("'=1+1", "'12E010", "'007", '12-E010', '75.5%')
    """
    is_guarded = text.startswith(_FORMULA_STARTS) or _CHANGED_KEY.fullmatch(text)
    return f"'{text}" if is_guarded else text
