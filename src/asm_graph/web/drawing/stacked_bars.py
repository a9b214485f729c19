"""Horizontal bars of several parts drawn on the server: a name above each bar, its total beside it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from asm_graph.web.rendering.naming import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 480
"""Units of a drawing, whose text is 12 of them high: it reads well on a phone."""
_STEP, _BAR, _FIGURE = 40, 14, 56
_LETTERS = 68
"""Letters of a name that fit over a bar."""
_LEGEND, _ACROSS = 20, 2
"""Height of a line of the legend, and the kinds in it."""


@dataclass(frozen=True, slots=True)
class StackedBar:
    """What a bar stands for, and how much each of its parts has, in the order of the chart's kinds."""

    name: str
    parts: tuple[int, ...]
    address: str | None = None
    language: str | None = None

    @property
    def total(self) -> int:
        """The sum of the parts."""
        return sum(self.parts)


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """A placed part of a bar; `kind` is the place of its kind."""

    x: float
    width: float
    kind: int
    number: int


@dataclass(frozen=True, slots=True)
class DrawnStack:
    """A placed bar: `y` is the baseline of its name, with the bar below, and `end` where it ends."""

    bar: StackedBar
    label: str
    y: int
    top: int
    parts: tuple[DrawnPart, ...]
    end: float


@dataclass(frozen=True, slots=True)
class StackedChart:
    """Bars one below another, in proportion to the largest; `kinds` are the words for their parts."""

    bars: tuple[StackedBar, ...]
    kinds: tuple[str, ...]

    @property
    def width(self) -> int:
        """Width of the drawing in its own units."""
        return _WIDTH

    @property
    def height(self) -> int:
        """Height of the drawing in its own units, the legend included."""
        return _STEP * len(self.bars) + _LEGEND * (-(-len(self.kinds) // _ACROSS) + 1)

    @property
    def bar_height(self) -> int:
        """Height of a bar."""
        return _BAR

    @property
    def legend(self) -> tuple[tuple[int, int, str], ...]:
        """Where each kind is named below the bars, line by line: the left end and the baseline."""
        top, room = _STEP * len(self.bars) + 2 * _LEGEND - 6, _WIDTH // _ACROSS
        return tuple(
            (room * (place % _ACROSS), top + _LEGEND * (place // _ACROSS), kind)
            for place, kind in enumerate(self.kinds)
        )

    @property
    def drawn(self) -> tuple[DrawnStack, ...]:
        """The bars in their places."""
        most = max((bar.total for bar in self.bars), default=0) or 1
        return tuple(
            _drawn(bar, _STEP * place, (_WIDTH - _FIGURE) / most) for place, bar in enumerate(self.bars)
        )


def _drawn(bar: StackedBar, top: int, unit: float) -> DrawnStack:
    starts = accumulate(bar.parts, initial=0)
    parts = tuple(
        DrawnPart(round(start * unit, 1), round(number * unit, 1), kind, number)
        for kind, (start, number) in enumerate(zip(starts, bar.parts, strict=False))
        if number
    )
    return DrawnStack(bar, cut(bar.name, _LETTERS), top + 14, top + 20, parts, round(bar.total * unit, 1))


def stacked_chart(bars: Sequence[StackedBar], kinds: Sequence[str]) -> StackedChart | None:
    """Lay out a chart; None where there is nothing to draw."""
    return StackedChart(tuple(bars), tuple(kinds)) if any(bar.total for bar in bars) else None
