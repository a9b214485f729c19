"""What spreadsheets and CSV for spreadsheets share: no formula runs, and nothing is cut silently."""

from __future__ import annotations

import csv
import datetime as dt
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CELL_CHARACTERS = 16_000
"""A cell holds 32,767 UTF-16 units, and a character may take two."""
_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When every workbook says that it was made, so that the same content gives the same bytes."""
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula (OWASP, CSV injection)."""


@contextmanager
def plain_workbook(page: io.BytesIO, title: str, *, in_rows: bool = False) -> Iterator[xlsxwriter.Workbook]:
    """Yield a workbook in which no text becomes a formula, a link or a number.

    `in_rows` keeps one row in memory at a time; cells must then be written row by row.
    """
    options = {"constant_memory": True} if in_rows else {"in_memory": True}
    with xlsxwriter.Workbook(page, {**options, **_PLAIN}) as book:
        book.set_properties({"title": title, "created": _EPOCH})
        yield book


def cut(text: str) -> str:
    """Shorten a text to what a cell can hold; how much is left out is said."""
    if len(text) <= _CELL_CHARACTERS:
        return text
    return f"{text[:_CELL_CHARACTERS]}… [+{len(text) - _CELL_CHARACTERS}]"


def csv_for_spreadsheets(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Write RFC 4180 CSV; a cell that a spreadsheet would run begins with an apostrophe."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return page.getvalue().encode()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
