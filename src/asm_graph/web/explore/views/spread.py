"""The distribution of a column's numbers as a histogram whose ranges are round."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from asm_graph.web.explore.views.columns import Column, ColumnChart, ColumnTexts, column_chart
from asm_graph.web.explore.views.scales import number_text, range_of, scale_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.web.explore.views.scales import Scale, ShownRange

_PARTS = 20


@dataclass(frozen=True, slots=True)
class Spread:
    """Numbers counted by range: `counts` go with the ranges between the edges of the scale."""

    shown: ShownRange
    scale: Scale
    counts: tuple[int, ...]
    least: float
    most: float
    median: float

    @property
    def ranges(self) -> tuple[tuple[str, str], ...]:
        """Both ends of each range; a number at the upper one is in the next range."""
        texts = [number_text(edge) for edge in self.scale.edges]
        return tuple(pairwise(texts))


def spread_of(numbers: Sequence[float]) -> Spread:
    """Count numbers, at least one, by round ranges; those far out stay outside."""
    shown = range_of(numbers)
    scale = scale_of(shown.low, shown.high, _PARTS)
    if shown.high >= scale.high:  # a number at the upper end needs a range of its own
        scale = replace(scale, high=scale.high + scale.step)
    inside = [number for number in numbers if shown.low <= number <= shown.high]
    counts = [0] * (len(scale.edges) - 1)
    for number in inside:
        counts[min(int((number - scale.low) / scale.step + 1e-9), len(counts) - 1)] += 1
    return Spread(shown, scale, tuple(counts), min(numbers), max(numbers), median(numbers))


def spread_chart(spread: Spread, texts: ColumnTexts, from_to: str) -> ColumnChart | None:
    """Draw the counts; `from_to` names a range by its ends."""
    groups = [
        (low, [Column(from_to.format(low=low, high=high), Decimal(count), number_text(count))])
        for (low, high), count in zip(spread.ranges, spread.counts, strict=True)
    ]
    return column_chart(groups, texts, spread.ranges[-1][1])
