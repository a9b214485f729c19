"""Horizontal bar charts drawn on the server: a name, a figure and possibly a link for every bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.web.rendering.naming import cut

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

_WIDTH = 360
"""Units of a drawing, whose text is 12 of them high: it reads well on a phone."""

_STEP, _BAR, _FIGURE, _DIGIT = 42, 14, 56, 8
_LETTERS = 52
"""Letters of a name that fit over a bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What a bar stands for; `language` is that of its name, if not the page's."""

    name: str
    number: int | Decimal
    address: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A placed bar: `y` is the baseline of its name, with the bar below."""

    bar: Bar
    label: str
    y: int
    top: int
    width: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars one below another, in proportion to the largest."""

    bars: tuple[Bar, ...]

    @property
    def width(self) -> int:
        """Width of the drawing in its own units."""
        return _WIDTH

    @property
    def height(self) -> int:
        """Height of the drawing in its own units."""
        return _STEP * len(self.bars)

    @property
    def bar_height(self) -> int:
        """Height of a bar."""
        return _BAR

    @property
    def drawn(self) -> tuple[DrawnBar, ...]:
        """The bars in their places."""
        most = max((bar.number for bar in self.bars), default=0) or 1
        room = _WIDTH - max(_FIGURE, _DIGIT * max((len(f"{bar.number:,}") for bar in self.bars), default=0))
        return tuple(
            DrawnBar(
                bar,
                cut(bar.name, _LETTERS),
                _STEP * place + 14,
                _STEP * place + 20,
                round(max(float(bar.number / most), 0) * room, 1),
            )
            for place, bar in enumerate(self.bars)
        )


def bar_chart(bars: Sequence[Bar]) -> BarChart | None:
    """Lay out a bar chart; None where there is nothing to draw."""
    return BarChart(tuple(bars)) if any(bar.number for bar in bars) else None
