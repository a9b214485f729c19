"""Cells of figures in tables that people filled in, and the months and years beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.readers.tables.table_rows import number_of, year_in
from asm_graph.records.texts import Measure, YearMonth
from asm_graph.spanish.forms import fold
from asm_graph.spanish.numbers import is_missing
from asm_graph.spanish.word_lists import MONTHS

if TYPE_CHECKING:
    from asm_graph.readers.tables.table_rows import TableRow

_COUNTED = re.compile(r"(\d[\d,]*(?:\.\d+)?) [^\W\d_]+(?: [^\W\d_]+){0,5}")
"""A figure with what it counts: `52311 viviendas`."""
_MONTH = re.compile(r"(1[0-2]|0?[1-9])(?:\.0+)?")


def measure_in(row: TableRow, column: str, expected: str) -> Measure | None:
    """Read a cell as a figure, or as a sign that there is none; a blank one is missing.

    None where it holds anything else, which is noted as not understood, or the table lacks the column.
    """
    position = row.header.columns.get(column)
    if position is None:
        return None
    raw = " ".join(row.at(position).split())
    if missing := is_missing(raw):
        return Measure(raw, missing=missing)
    counted = _COUNTED.fullmatch(raw)
    value = number_of(counted[1] if counted else raw)
    if value is None:
        row.note(position, expected)
        return None
    row.faults.read[expected] += 1
    return Measure(raw, value)


def cut_off_in(row: TableRow, month: str, year: str) -> YearMonth | int | None:
    """Read up to which month, or only year, a figure counts; a month without a year says nothing."""
    printed = row.accepted(year, year_in, "the year of a cut-off")
    number = _month(row, month)
    if printed is None:
        if number and month in row.header.columns:
            row.idle(row.header.columns[month], "month without a year")
        return None
    whole = year_in(printed)
    return YearMonth(whole, number) if whole and number else whole


def _month(row: TableRow, column: str) -> int | None:
    text = row.accepted(column, _month_of, "the month of a cut-off")
    return _month_of(text) if text else None


def _month_of(text: str) -> int | None:
    """Return a month that is printed by its number or its name."""
    if found := _MONTH.fullmatch(text):
        return int(found[1])
    names = (number for number, name in enumerate(MONTHS, start=1) if re.fullmatch(name, fold(text)))
    return next(names, None)
