"""Axes of charts: round steps, an end that one outlier does not move, and labels that do not overlap."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
"""The mantissas of round steps."""
_TICKS = 4
_FAR = 10
"""A figure so many times the next smaller one would flatten it."""
_FEW = 4
"""At most one of so many figures, but always one, may lie beyond the end of an axis."""
_LEAST_KEPT = 2
_LETTER, _BETWEEN = 7.0, 6.0
"""Width of a figure or letter of 12 units on average, and the room between two labels."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, with round `ticks`; so many figures as `beyond` lie above its end."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    beyond: int

    def share(self, number: Decimal) -> float:
        """Return where a number lies, from 0 to 1; what is beyond the end lies on it."""
        span = self.high - self.low
        return min(1.0, float((number - self.low) / span)) if span else 0.0

    def is_beyond(self, number: Decimal) -> bool:
        """Whether a number is larger than the axis has room for."""
        return number > self.high


def axis_of(numbers: Iterable[Decimal | int]) -> Axis:
    """Make an axis from zero, or below it, to a round number above all figures but outliers.

    The largest figures are outliers where they are ten times what follows and no more than a quarter of all.
    """
    given = sorted((Decimal(number) for number in numbers), reverse=True)
    if not given:
        return Axis(Decimal(0), Decimal(1), (Decimal(0),), 0)
    beyond = _outliers(given)
    least, most = min(Decimal(0), given[-1]), max(Decimal(0), given[beyond])
    if least == most:
        return Axis(least, least + 1, (least,), 0)
    step = _step((most - least) / _TICKS)
    low = step * (least / step).to_integral_value(ROUND_FLOOR)
    high = step * (most / step).to_integral_value(ROUND_CEILING)
    count = int((high - low) / step)
    ticks = tuple((low + step * place).normalize() + 0 for place in range(count + 1))
    return Axis(low, high, ticks, sum(number > high for number in given))


def _outliers(descending: Sequence[Decimal]) -> int:
    """Count the figures that would flatten the others."""
    allowed = max(1, len(descending) // _FEW)
    for place in range(min(allowed, len(descending) - _LEAST_KEPT), 0, -1):
        above, below = descending[place - 1], descending[place]
        if below > 0 and above > _FAR * below:
            return place
    return 0


def _step(least: Decimal) -> Decimal:
    """Return the round step that is no smaller."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * step for step in _STEPS if power * step >= least)


def text_width(text: str) -> float:
    """Estimate the width of a text of 12 units."""
    return _LETTER * len(text)


def spaced(labels: Sequence[tuple[float, str]], first: Sequence[int] = ()) -> frozenset[int]:
    """Choose which labels, centered at their positions, can be written without overlapping.

    Those in `first` come before the others; the others are tried in their order.
    """
    kept: list[tuple[float, float]] = []
    chosen = set()
    for place in dict.fromkeys([*first, *range(len(labels))]):
        center, text = labels[place]
        half = (text_width(text) + _BETWEEN) / 2
        if text and all(center + half <= start or center - half >= end for start, end in kept):
            kept.append((center - half, center + half))
            chosen.add(place)
    return frozenset(chosen)


def apart(labels: Sequence[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """Return the labels that do not overlap an earlier one."""
    return tuple(labels[place] for place in sorted(spaced(labels)))
