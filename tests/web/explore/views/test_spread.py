"""A histogram counts every number once, in ranges with round ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asm_graph.web.explore.views.columns import ColumnTexts
from asm_graph.web.explore.views.spread import spread_chart, spread_of


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=80))
def test_every_number_is_in_a_range_or_outside(numbers: list[float]) -> None:
    spread = spread_of(numbers)
    assert sum(spread.counts) + spread.shown.below + spread.shown.above == len(numbers)


def test_a_number_at_the_end_of_a_range_is_in_the_next() -> None:
    spread = spread_of([float(number) for number in range(101)])
    ranges = dict(zip(spread.ranges, spread.counts, strict=True))
    assert ranges["95", "100"] == 5
    assert ranges["100", "105"] == 1


def test_columns_adjoin_and_are_named_by_their_ends() -> None:
    chart = spread_chart(
        spread_of([1, 2, 2, 3, 8, 9, 10]), ColumnTexts("Number", "Amount"), "{low} to {high}"
    )
    assert chart is not None
    assert chart.labels[0][0] == chart.left
    assert sum(each.column.number for each in chart.columns) == 7
    assert " to " in chart.columns[0].column.name
