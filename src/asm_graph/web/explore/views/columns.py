"""Upright bars over years, periods or ranges of numbers, with both axes named."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from asm_graph.results.spoken import number_shown
from asm_graph.web.drawing.axis import Axis, axis_of

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 560, 320
"""Units of a drawing; a phone shows its text larger, so room is kept for letters of 17 units."""
_LEAST_LEFT, _LEAST_RIGHT, _TOP, _BOTTOM = 48, 12, 40, 58
_LETTER, _BETWEEN = 9.5, 4
"""Width of a digit on a phone, and the room between two labels."""
_FILLED, _ADJOINED = 0.76, 0.97
"""The share of its place that a column takes."""
_WIDEST = 96
_LEGEND = 20
"""Height of a line of the legend."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column stands for; `kind` is the place of its kind in the legend, if it has one."""

    name: str
    number: Decimal
    figure: str
    address: str | None = None
    kind: int = 0


@dataclass(frozen=True, slots=True)
class DrawnColumn:
    """A placed column; `is_cut` where it goes on beyond the axis."""

    column: Column
    x: float
    y: float
    width: float
    height: float
    is_cut: bool
    has_figure: bool

    @property
    def middle(self) -> float:
        """The middle of the column."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class ColumnTexts:
    """The titles of both axes and the names of the kinds of columns."""

    up: str
    across: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """Columns over a common base; `labels` are those that do not overlap."""

    columns: tuple[DrawnColumn, ...]
    labels: tuple[tuple[float, str], ...]
    axis: Axis
    texts: ColumnTexts
    left: float
    right: float

    width = WIDTH
    label_line = HEIGHT - _BOTTOM + 20
    title_line = HEIGHT - 12

    @property
    def height(self) -> int:
        """Height of the drawing, the legend included."""
        return HEIGHT + _LEGEND * len(self.texts.kinds)

    @property
    def base(self) -> float:
        """The height of zero."""
        return _height_of(Decimal(0), self.axis)

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        """The heights of round numbers."""
        return tuple((_height_of(tick, self.axis), number_shown(tick)) for tick in self.axis.ticks)

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """Where each kind is named below the drawing."""
        return tuple((HEIGHT + 8 + _LEGEND * place, kind) for place, kind in enumerate(self.texts.kinds))

    @property
    def beyond(self) -> tuple[Column, ...]:
        """The columns that are longer than the axis."""
        return tuple(each.column for each in self.columns if each.is_cut)


def column_chart(
    groups: Sequence[tuple[str, Sequence[Column]]], texts: ColumnTexts, last_edge: str | None = None
) -> ColumnChart | None:
    """Lay out groups of columns side by side, each with its label; None where all are nothing.

    Groups that adjoin are ranges of numbers: their labels stand at their edges, `last_edge` at the last one.
    """
    columns = [column for _, group in groups for column in group]
    if not any(column.number for column in columns):
        return None
    axis = axis_of(column.number for column in columns)
    left = max(_LEAST_LEFT, max(len(number_shown(tick)) for tick in axis.ticks) * _LETTER + 10)
    right = WIDTH - max(_LEAST_RIGHT, len(last_edge or "") * _LETTER / 2)
    step = (right - left) / len(groups)
    spacing = _Spacing(left, step, step * _FILLED if last_edge is None else step * _ADJOINED)
    widest = max(len(column.figure) for column in columns) * _LETTER
    has_figures = widest <= step / max(len(group) for _, group in groups)
    drawn = [
        _drawn(column, x, width, axis, has_figure=has_figures)
        for place, (_, group) in enumerate(groups)
        for column, (x, width) in zip(group, spacing.places(place, len(group)), strict=True)
    ]
    offset = step / 2 if last_edge is None else 0
    labels = [(round(left + step * place + offset, 1), label) for place, (label, _) in enumerate(groups)]
    if last_edge is not None:
        labels.append((right, last_edge))
    return ColumnChart(tuple(drawn), thinned(labels), axis, texts, left, right)


@dataclass(frozen=True, slots=True)
class _Spacing:
    """How groups follow one another from the left on: a step for each, of which some is filled."""

    left: float
    step: float
    filled: float

    def places(self, place: int, columns: int) -> list[tuple[float, float]]:
        """Return the left ends and widths of the columns of a group."""
        width = min(self.filled / max(columns, 1), _WIDEST)
        start = self.left + self.step * (place + 0.5) - width * columns / 2
        return [(round(start + width * each, 1), round(width, 1)) for each in range(columns)]


def _drawn(column: Column, x: float, width: float, axis: Axis, *, has_figure: bool) -> DrawnColumn:
    zero = Decimal(0)
    top, base = _height_of(max(column.number, zero), axis), _height_of(min(column.number, zero), axis)
    is_cut = axis.is_beyond(column.number)
    return DrawnColumn(
        column, x, top, width, round(base - top, 1), is_cut, bool(column.number) and (has_figure or is_cut)
    )


def _height_of(number: Decimal, axis: Axis) -> float:
    return round(HEIGHT - _BOTTOM - axis.share(number) * (HEIGHT - _BOTTOM - _TOP), 1)


def thinned(labels: Sequence[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """Return every label, or every second, third … so that there is room between them."""
    for every in range(1, len(labels) + 1):
        kept = labels[::every]
        if all(
            after[0] - before[0] >= (len(before[1]) + len(after[1])) / 2 * _LETTER + _BETWEEN
            for before, after in pairwise(kept)
        ):
            return tuple(kept)
    return tuple(labels[:1])
