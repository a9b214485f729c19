"""A figure: a drawing of what the explorer found, its caption, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from asm_graph.results.spoken import number_shown

if TYPE_CHECKING:
    from asm_graph.web.drawing.caption import Caption

_TENTH = Decimal("0.1")


class Chart(Protocol):
    """A laid out drawing, with its size in units of its own."""

    @property
    def width(self) -> int:
        """Width of the drawing."""

    @property
    def height(self) -> int:
        """Height of the drawing."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of the table beside a drawing; its name leads to what it counts, where that has an address."""

    name: str
    cells: tuple[str, ...]
    address: str | None = None


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The numbers of a drawing; the first column names the rows, those after `texts` others hold numbers."""

    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    texts: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing by its template, or no drawing where there is nothing to draw; the caption then says so."""

    caption: Caption
    template: str
    chart: Chart | None
    table: FigureTable


@dataclass(frozen=True, slots=True)
class Tally:
    """A value of a column, by its name and address, with a number and how many rows that is from."""

    name: str
    number: Decimal
    rows: int
    address: str | None = None


def figure_text(number: Decimal) -> str:
    """Format a figure as people read it: whole, or to one decimal; less than that is not nothing.

    >>> figure_text(Decimal("1234.56")), figure_text(Decimal("0.04")), figure_text(Decimal(12))
    ('1,234.6', '0.04', '12')
    """
    if number == number.to_integral_value():
        return number_shown(int(number))
    if abs(number) < _TENTH:
        return f"{number:.1g}"
    return number_shown(number.quantize(_TENTH))


def in_sentence(label: str) -> str:
    """Write the name of a column as it stands within a sentence: in lower case, unless it is an acronym.

    >>> in_sentence("Entidad federativa"), in_sentence("ASM que surgieron")
    ('entidad federativa', 'ASM que surgieron')
    """
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
