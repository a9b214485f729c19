"""Money by year as a bar chart: what a program spent or budgeted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.results.spoken import number_shown
from asm_graph.web.drawing.axis import Axis, apart, axis_of, spaced, text_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asm_graph.web.entities.subject import AnswerRow
    from asm_graph.web.rendering.naming import Link, Name

_WIDTH, _HEIGHT = 640, 250
_TOP, _BOTTOM = 24, 26
"""Room above the bars for a figure, and below them for the years; a line of the legend comes after."""
_LEGEND, _SWATCH = 20, 18
_FILLED = 0.76
"""The share of the room of a year that its bars take."""
_LEAST = Decimal("0.1")
_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class AmountBar:
    """One amount: its place in the drawing, its kind (numbered from 0), its label and its figure."""

    x: float
    y: float
    width: float
    height: float
    kind: int
    label: str
    figure: str
    is_cut: bool

    @property
    def middle(self) -> float:
        """Where its figure is written."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class AmountChart:
    """Bars from zero up, those of a year side by side; a year without any keeps its room.

    `levels` are the round figures of the axis, `end` is the last of it, `written` are the bars with a figure.
    """

    bars: tuple[AmountBar, ...]
    years: tuple[tuple[float, str], ...]
    kinds: tuple[Name, ...]
    left: float
    levels: tuple[tuple[float, str], ...]
    end: Decimal

    @property
    def width(self) -> int:
        """Width in its own units."""
        return _WIDTH

    @property
    def height(self) -> int:
        """Height in its own units, the legend included."""
        return self.base + _BOTTOM + _LEGEND * len({y for _, y, _ in self.legend})

    @property
    def base(self) -> int:
        """Where the bars stand."""
        return _HEIGHT - _BOTTOM

    @property
    def legend(self) -> tuple[tuple[float, float, str], ...]:
        """Where each kind is named below the years: line by line."""
        found: list[tuple[float, float, str]] = []
        x, y = self.left, float(_HEIGHT + 12)
        for kind in self.kinds:
            room = text_width(kind.text) + 2 * _SWATCH
            if found and x + room > _WIDTH:
                x, y = self.left, y + _LEGEND
            found.append((round(x, 1), y, kind.text))
            x += room
        return tuple(found)

    @property
    def beyond(self) -> tuple[str, ...]:
        """The amounts that are larger than the axis has room for."""
        return tuple(bar.label for bar in self.bars if bar.is_cut)

    @property
    def written(self) -> frozenset[int]:
        """Which bars have a figure written: those beyond the axis, the largest, the ends, others."""
        tallest = min(range(len(self.bars)), key=lambda place: self.bars[place].y)
        cut_ones = [place for place, bar in enumerate(self.bars) if bar.is_cut]
        labels = [(bar.middle, bar.figure if self._has_room(bar) else "") for bar in self.bars]
        return spaced(labels, [*cut_ones, tallest, len(labels) - 1, 0])

    def _has_room(self, bar: AmountBar) -> bool:
        """Whether no higher bar stands where the figure of a bar would be written."""
        half = text_width(bar.figure) / 2
        return not any(
            other.y < bar.y and other.x < bar.middle + half and other.x + other.width > bar.middle - half
            for other in self.bars
        )


@dataclass(frozen=True, slots=True)
class YearAmount:
    """An amount of money in one year, in millions; `document` states it."""

    row: AnswerRow
    year: str
    kind: Name
    millions: Decimal
    document: Link | None = None

    @property
    def text(self) -> str:
        """The millions as people read them, to the hundred thousands; less than that is not nothing."""
        if 0 < self.millions < _LEAST:
            return f"< {number_shown(_LEAST)}"
        return number_shown(self.millions.quantize(_LEAST)) if self.millions else "0"


def amounts(rows: Sequence[AnswerRow], unnamed: Name) -> tuple[YearAmount, ...]:
    """Read amounts from rows with `year`, `kind`, `amount`, `scale` and `document`."""
    found: dict[str, YearAmount] = {}
    for row in rows:
        amount, scale = row.number("amount"), row.number("scale")
        if amount is not None:
            named = row.link("kind").name if row.node_or_none("kind") else unnamed
            document = row.link("document") if row.node_or_none("document") else None
            millions = amount * (scale or 1) / _MILLION
            one = YearAmount(row, row.text("year"), named, millions, document)
            found.setdefault(row.node("spending").value, one)
    return tuple(found.values())


def years_without(given: Sequence[YearAmount]) -> tuple[str, ...]:
    """Return the years between the first and the last for which there is no amount."""
    years = {int(amount.year) for amount in given}
    return tuple(str(year) for year in range(min(years), max(years)) if year not in years) if years else ()


def bars_of(given: Sequence[YearAmount]) -> AmountChart | None:
    """Lay out the chart; None for fewer than two amounts, or none above zero."""
    axis = axis_of(amount.millions for amount in given)
    if len(given) <= 1 or axis.high <= 0 or not any(amount.millions > 0 for amount in given):
        return None
    kinds = tuple(dict.fromkeys(amount.kind for amount in given))
    levels = tuple((_up(axis, tick), number_shown(tick)) for tick in axis.ticks if tick >= 0)
    left = round(max(text_width(text) for _, text in levels) + 10, 1)
    first, last = (end(int(amount.year) for amount in given) for end in (min, max))
    step = (_WIDTH - left) / (last - first + 1)
    places = {str(year): left + step * (year - first) for year in range(first, last + 1)}
    bars = tuple(
        bar
        for year, x in places.items()
        for bar in _of_year([one for one in given if one.year == year], kinds, x, step, axis)
    )
    years = apart([(round(x + step / 2, 1), year) for year, x in places.items()])
    return AmountChart(bars, years, kinds, left, levels, axis.high)


def _of_year(
    given: Sequence[YearAmount], kinds: Sequence[Name], x: float, step: float, axis: Axis
) -> list[AmountBar]:
    """Place the bars of one year side by side."""
    order: Mapping[Name, int] = {kind: place for place, kind in enumerate(kinds)}
    width = step * _FILLED / max(len(given), 1)
    bars = []
    for place, amount in enumerate(given):
        top = _up(axis, max(amount.millions, Decimal(0)))
        label = f"{amount.kind.text} {amount.year}: {amount.text}"
        bars.append(
            AmountBar(
                round(x + step * (1 - _FILLED) / 2 + width * place, 1),
                top,
                round(width, 1),
                round(_HEIGHT - _BOTTOM - top, 1),
                order[amount.kind],
                label,
                amount.text,
                axis.is_beyond(amount.millions),
            )
        )
    return bars


def _up(axis: Axis, number: Decimal) -> float:
    """Return the height of an amount; what is below zero is not drawn."""
    share = float(min(number, axis.high) / axis.high)
    return round(_HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * share, 1)
