"""Pairs of numbers and the line where both are the same: points, or squares where they are many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.web.explore.views.columns import thinned
from asm_graph.web.explore.views.scales import Scale, ShownRange, range_of, scale_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH, _HEIGHT = 500, 430
_LEFT, _RIGHT, _TOP, _BOTTOM = 96, 34, 30, 58
MOST_POINTS = 300
"""More pairs are drawn as squares."""
_SQUARE = 12
"""Side of a square that holds many points."""
_SHADES, _PARTS = 4, 5


@dataclass(frozen=True, slots=True)
class Pair:
    """A thing with two numbers, and its page."""

    name: str
    across: float
    up: float
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A placed pair."""

    pair: Pair
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Square:
    """A square of the drawing, the number of pairs in it and its shade from 1 to 4."""

    x: float
    y: float
    number: int
    shade: int


@dataclass(frozen=True, slots=True)
class ScatterChart:
    """Pairs inside both axes: points or squares; `outside` counts the pairs beyond an axis."""

    points: tuple[Point, ...]
    squares: tuple[Square, ...]
    across: Scale
    up: Scale
    across_title: str
    up_title: str
    outside: int
    above: int
    same: int

    width = _WIDTH
    height = _HEIGHT
    side = _SQUARE

    @property
    def across_ticks(self) -> tuple[tuple[float, str], ...]:
        """The ticks of the lower axis whose labels do not overlap."""
        return thinned(self.across.ticks)

    @property
    def equal(self) -> tuple[float, float, float, float]:
        """The ends of the line where both numbers are the same."""
        low, high = max(self.across.low, self.up.low), min(self.across.high, self.up.high)
        return self.across.place(low), self.up.place(low), self.across.place(high), self.up.place(high)


def scatter_chart(pairs: Sequence[Pair], across_title: str, up_title: str) -> ScatterChart | None:
    """Lay out pairs, on axes cut where a few would flatten the rest; None where there are none."""
    if not pairs:
        return None
    shown = _both(range_of([pair.across for pair in pairs]), range_of([pair.up for pair in pairs]))
    across = scale_of(*shown, _PARTS, _LEFT, _WIDTH - _RIGHT)
    up = scale_of(*shown, _PARTS, _HEIGHT - _BOTTOM, _TOP)
    inside = [
        Point(pair, across.place(pair.across), up.place(pair.up))
        for pair in pairs
        if across.low <= pair.across <= across.high and up.low <= pair.up <= up.high
    ]
    few = len(inside) <= MOST_POINTS
    return ScatterChart(
        tuple(inside) if few else (),
        () if few else _squares(inside),
        across,
        up,
        across_title,
        up_title,
        len(pairs) - len(inside),
        sum(pair.up > pair.across for pair in pairs),
        sum(pair.up == pair.across for pair in pairs),
    )


def _both(one: ShownRange, other: ShownRange) -> tuple[float, float]:
    """Return one range for both axes, so that the line of equal numbers is the diagonal."""
    return min(one.low, other.low), max(one.high, other.high)


def _squares(points: Sequence[Point]) -> tuple[Square, ...]:
    counts = Counter((point.x // _SQUARE, point.y // _SQUARE) for point in points)
    edges = _quarters(sorted(counts.values()))
    return tuple(
        Square(x * _SQUARE, y * _SQUARE, number, 1 + sum(number > edge for edge in edges))
        for (x, y), number in sorted(counts.items())
    )


def _quarters(ordered: Sequence[int]) -> list[int]:
    """Return the numbers that part the squares in four shades of like many."""
    return [ordered[len(ordered) * part // _SHADES - 1] for part in range(1, _SHADES)] if ordered else []
