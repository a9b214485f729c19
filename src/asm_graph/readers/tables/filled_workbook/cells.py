"""A cell of a filled workbook → its value, or what was expected there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents.table import DAY_0, is_error
from asm_graph.messages import Message, as_message
from asm_graph.readers.tables.date_cells import date_in
from asm_graph.readers.tables.table_rows import number_of, year_in
from asm_graph.records import ProgramRef
from asm_graph.records.texts import Measure
from asm_graph.spanish.contact import withheld
from asm_graph.spanish.dates import cycle_of
from asm_graph.spanish.forms import slug, with_hyphens
from asm_graph.spanish.numbers import is_missing
from asm_graph.templates.definition import CellKind
from asm_graph.templates.dropdown_lists import YES_NO

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from asm_graph.templates import Choices, Field
    from asm_graph.templates.filled_workbook import Value

_KEY = re.compile(r"(\d{1,2})\s*+(?:-\s*+)?([A-Z])\s*+(?:-\s*+)?(\d{1,3})")
_NUMBER = re.compile(r"([1-9]\d{0,5})(?:\.0+)?")
_WHOLE = 100


def value_of(cell: str, field: Field, choices: Choices, day_0: dt.date = DAY_0) -> Value | None:
    """Read a cell that is not empty; None where it holds something else than its column asks for.

    `day_0` is that of the workbook's serial numbers.
    """
    if is_error(cell):
        return None
    if field.kind is CellKind.DATE:
        return date_in(cell, day_0)
    if field.kind is CellKind.CODE:
        return choices.find(field.choices, cell)
    if field.kind is CellKind.YES_NO:
        return _yes_or_no(choices.find(YES_NO, cell) or cell)
    return _PARSERS[field.kind](cell)


def expectation(field: Field, choices: Choices, cell: str = "") -> Message:
    """Describe what a column asks for in place of what a cell holds."""
    if field.kind is CellKind.CODE:
        names = ", ".join(choices.labels[field.choices].values())
        return Message("one of these values: {names}", names=names)
    if field.kind is CellKind.PERCENT and (share := _bare_fraction(cell)):
        return Message(
            "{whole} % or {share} %, whichever it means",
            whole=f"{share * _WHOLE:f}".rstrip("0").rstrip("."),
            share=share,
        )
    return as_message(field.kind.value)


def _yes_or_no(cell: str) -> bool | None:
    """Read the notation of the list, or the word that a spreadsheet shows for it."""
    return {"true": True, "verdadero": True, "false": False, "falso": False}.get(cell.lower())


def _identifier(cell: str) -> str | None:
    """Read a key that an IRI can hold: with a letter or a figure, and no telephone number or the like."""
    key = " ".join(cell.split())
    return key if slug(key) and (key.isdecimal() or withheld(key) == key) else None


def _text(cell: str) -> str | None:
    return withheld(" ".join(cell.split())) or None


def _items(cell: str) -> tuple[str, ...] | None:
    return tuple(filter(None, map(_text, cell.splitlines()))) or None


def _key(cell: str) -> ProgramRef | None:
    match = _KEY.fullmatch(with_hyphens(cell.upper()))
    return ProgramRef(int(match[1]), match[2], int(match[3])) if match else None


def _integer(cell: str) -> int | None:
    match = _NUMBER.fullmatch(cell)
    return int(match[1]) if match else None


def _percent(cell: str) -> Decimal | None:
    """Read a percentage from 0 to 100; a bare fraction is none, for it may be 45 % that lost its format."""
    number = number_of(cell)
    return None if number is None or not 0 <= number <= _WHOLE or _bare_fraction(cell) else number


def _bare_fraction(cell: str) -> Decimal | None:
    number = None if cell.endswith("%") else number_of(cell)
    return number if number is not None and 0 < number < 1 else None


def _figure(cell: str) -> Measure | None:
    missing = is_missing(cell)
    if missing:
        return Measure(cell, missing=missing)
    number = number_of(cell)
    return None if number is None else Measure(cell, number)


_PARSERS: Mapping[CellKind, Callable[[str], Value | None]] = {
    CellKind.TEXT: _text,
    CellKind.IDENTIFIER: _identifier,
    CellKind.PROGRAM: _text,
    CellKind.ITEMS: _items,
    CellKind.UNITS: _items,
    CellKind.KEY: _key,
    CellKind.INTEGER: _integer,
    CellKind.YEAR: year_in,
    CellKind.CYCLE: cycle_of,
    CellKind.PERCENT: _percent,
    CellKind.FIGURE: _figure,
}
