"""Money by year as a bar chart: what a program spent or budgeted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.results.spoken import number_shown
from asm_graph.web.entities.series import WIDE, ChartFrame, apart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asm_graph.web.entities.subject import AnswerRow
    from asm_graph.web.rendering.naming import Name

_FILLED = 0.7
"""The share of its place that a bar takes."""

_FIGURE_WIDTH = 44
"""What an amount in millions takes, and some room."""

_LEAST = Decimal("0.1")
_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class AmountBar:
    """One amount: its place in the drawing, its kind (numbered from 0), and its label.

    `figure` is what is written over it, empty where bars stand too close for that.
    """

    x: float
    y: float
    width: float
    height: float
    kind: int
    year: str
    label: str
    figure: str


@dataclass(frozen=True, slots=True)
class AmountChart:
    """Bars from zero up, in the given order; `kinds` are the entries of the legend."""

    frame: ChartFrame
    bars: tuple[AmountBar, ...]
    years: tuple[tuple[float, str], ...]
    kinds: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class YearAmount:
    """An amount of money in one year, in millions."""

    row: AnswerRow
    year: str
    kind: Name
    millions: Decimal

    @property
    def text(self) -> str:
        """The millions as people read them, to the hundred thousands; less than that is not nothing."""
        if 0 < self.millions < _LEAST:
            return f"< {number_shown(_LEAST)}"
        return number_shown(self.millions.quantize(_LEAST)) if self.millions else "0"


def amounts(rows: Sequence[AnswerRow], unnamed: Name) -> tuple[YearAmount, ...]:
    """Read amounts from rows with `year`, `kind`, `amount` and `scale`."""
    found = []
    for row in rows:
        amount, scale = row.number("amount"), row.number("scale")
        if amount is not None:
            named = row.link("kind").name if row.node_or_none("kind") else unnamed
            found.append(YearAmount(row, row.text("year"), named, amount * (scale or 1) / _MILLION))
    return tuple(found)


def bars_of(given: Sequence[YearAmount]) -> AmountChart | None:
    """Lay out the chart; None for fewer than two amounts, or none above zero."""
    largest = max((amount.millions for amount in given), default=Decimal(0))
    if len(given) <= 1 or largest <= 0:
        return None
    kinds = tuple(dict.fromkeys(amount.kind for amount in given))
    places: Mapping[Name, int] = {kind: place for place, kind in enumerate(kinds)}
    step = (WIDE.width - 2 * WIDE.margin) / len(given)
    room = WIDE.height - 2 * WIDE.margin
    bars = []
    for number, amount in enumerate(given):
        height = round(max(float(amount.millions / largest), 0) * room, 1)
        x = round(WIDE.margin + step * (number + (1 - _FILLED) / 2), 1)
        label = f"{amount.kind.text} {amount.year}: {amount.text}"
        top = round(WIDE.height - WIDE.margin - height, 1)
        figure = amount.text if step >= _FIGURE_WIDTH else ""
        width = round(step * _FILLED, 1)
        bars.append(AmountBar(x, top, width, height, places[amount.kind], amount.year, label, figure))
    years = apart([(round(bar.x + bar.width / 2, 1), bar.year) for bar in bars])
    return AmountChart(WIDE, tuple(bars), years, kinds)
