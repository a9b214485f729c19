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
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 12, 34, 58
_LETTER, _BETWEEN = 9.5, 4
"""Width of a digit on a phone, and the room between two labels."""
_FILLED, _ADJOINED = 0.76, 0.97
"""The share of its place that a column takes."""
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

    width = WIDTH
    left = _LEFT
    right = WIDTH - _RIGHT
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
    axis, step = axis_of(column.number for column in columns), (WIDTH - _LEFT - _RIGHT) / len(groups)
    filled = _FILLED if last_edge is None else _ADJOINED
    wide = max(len(group) for _, group in groups)
    has_figures = max(len(column.figure) for column in columns) * _LETTER <= step / wide
    drawn = []
    for place, (_, group) in enumerate(groups):
        width = step * filled / max(len(group), 1)
        start = _LEFT + step * (place + (1 - filled) / 2)
        drawn += [
            _drawn(column, start + width * each, width, axis, has_figures)
            for each, column in enumerate(group)
        ]
    offset = step / 2 if last_edge is None else 0
    labels = [(round(_LEFT + step * place + offset, 1), label) for place, (label, _) in enumerate(groups)]
    if last_edge is not None:
        labels.append((WIDTH - _RIGHT, last_edge))
    return ColumnChart(tuple(drawn), thinned(labels), axis, texts)


def _drawn(column: Column, x: float, width: float, axis: Axis, has_figure: bool) -> DrawnColumn:  # noqa: FBT001
    top, base = (
        _height_of(number, axis)
        for number in (max(column.number, Decimal(0)), min(column.number, Decimal(0)))
    )
    is_cut = axis.is_beyond(column.number)
    shown = bool(column.number) and (has_figure or is_cut)
    return DrawnColumn(column, round(x, 1), top, round(width, 1), round(base - top, 1), is_cut, shown)


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
