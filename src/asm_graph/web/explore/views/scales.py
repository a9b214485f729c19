"""Where an axis begins and ends so that a few numbers far out do not flatten the rest, and round ranges."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROUND = (1, 2, 2.5, 5, 10)
_FENCE = 6
"""So many times as far from a quartile as that is from the median, a number is far out.

Where numbers lie evenly around the median these are Tukey's outer fences; where they do not, as with money,
each side has its own."""
_LONGER, _SAME = 2, 1e-9
"""An axis is cut where that makes it half as long; numbers nearer than this share of them are the same."""
_FEWEST = 8
"""Fewer numbers have no quartiles worth the name."""


@dataclass(frozen=True, slots=True)
class ShownRange:
    """The numbers that an axis shows, and how many lie below and above it."""

    low: float
    high: float
    below: int = 0
    above: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis from the place `start` to the place `end`, with round numbers at both ends."""

    low: float
    high: float
    step: float
    start: float
    end: float

    def place(self, number: float) -> float:
        """Return the place of a number."""
        share = (number - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def edges(self) -> tuple[float, ...]:
        """The round numbers on the axis, from the lowest."""
        count = round((self.high - self.low) / self.step)
        return tuple(self.low + self.step * each for each in range(count + 1))

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        """The round numbers in their places."""
        return tuple((self.place(number), number_text(number)) for number in self.edges)


def scale_of(low: float, high: float, parts: int, start: float = 0, end: float = 1) -> Scale:
    """Make an axis in about so many parts that begins and ends at round numbers around a range."""
    if high - low <= _SAME * max(abs(low), abs(high), 1):
        high = low + max(abs(low), 1)
    step = round_step((high - low) / parts)
    return Scale(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step, start, end)


def round_step(least: float) -> float:
    """Return the smallest of 1, 2, 2.5 and 5 times a power of ten that is no less.

    >>> round_step(3), round_step(0.13), round_step(2600)
    (5.0, 0.2, 5000.0)
    """
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * each for each in _ROUND if power * each >= least * (1 - 1e-9))


def range_of(numbers: Sequence[float]) -> ShownRange:
    """Choose what an axis shows: all numbers, unless a few are so far out that they flatten the rest.

    >>> range_of([*range(100), 1_000_000])
    ShownRange(low=0, high=99, below=0, above=1)
    """
    low, high = min(numbers), max(numbers)
    if len(numbers) < _FEWEST:
        return ShownRange(low, high)
    first, middle, third = quantiles(numbers, n=4)
    near = [middle]
    if first == third:  # most are the same: the others say what is far out
        others = [number for number in numbers if number != middle]
        first, middle, third = quantiles([middle, *others, middle], n=4)
    lowest, highest = first - _FENCE * (middle - first), third + _FENCE * (third - middle)
    near += [number for number in numbers if lowest <= number <= highest]
    floor, ceiling = min(near), max(near)
    if high - low <= _LONGER * (ceiling - floor):
        return ShownRange(low, high)
    below, above = (sum(number < floor for number in numbers), sum(number > ceiling for number in numbers))
    return ShownRange(floor, ceiling, below, above)


def number_text(number: float) -> str:
    """Format a number to three decimals at most, or to three digits where it is less than one.

    >>> number_text(1234.5), number_text(0.1 + 0.2), number_text(25_000_000)
    ('1,234.5', '0.3', '25,000,000')
    """
    places = 3 if abs(number) >= 1 or not number else 2 - math.floor(math.log10(abs(number)))
    text = f"{round(number, places):,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
