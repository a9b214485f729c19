"""The numbers of a view, as the table beside its drawing has them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Tally:
    """A value by its name and address, a number for it, and how many rows that is from."""

    name: str
    number: Decimal
    rows: int
    address: str | None = None


@dataclass(frozen=True, slots=True)
class NumbersRow:
    """A row: its name leads to what it counts, where that has an address."""

    name: str
    cells: tuple[str, ...]
    address: str | None = None


@dataclass(frozen=True, slots=True)
class NumbersTable:
    """The numbers of a drawing; the first column names the rows, the others hold numbers."""

    columns: tuple[str, ...]
    rows: tuple[NumbersRow, ...]


def figure_text(number: Decimal) -> str:
    """Format a figure as people read it: whole, or to one decimal; less than that is not nothing.

    >>> figure_text(Decimal("1234.56")), figure_text(Decimal("0.04")), figure_text(Decimal(12))
    ('1,234.6', '0.04', '12')
    """
    if number and abs(number) < _TENTH:
        return f"{number:.1g}"
    return f"{rounded(number):,}"


def rounded(number: Decimal) -> Decimal | int:
    """Return a number as drawings write it: whole, or to one decimal.

    >>> rounded(Decimal("4566.04")), rounded(Decimal("0.25"))
    (4566, Decimal('0.2'))
    """
    tenths = number.quantize(_TENTH)
    return int(tenths) if tenths == tenths.to_integral_value() else tenths


def in_sentence(label: str) -> str:
    """Write the head of a column as it stands within a sentence: in lower case, unless it is an acronym.

    >>> in_sentence("Entidad federativa"), in_sentence("ASM que surgieron")
    ('entidad federativa', 'ASM que surgieron')
    """
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
