"""Axes: round, whole but for outliers; labels that never overlap."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.web.drawing.axis import apart, axis_of, spaced, text_width

NUMBERS = st.lists(st.decimals(-(10**9), 10**12, allow_nan=False, places=3), min_size=1, max_size=30)


@given(NUMBERS)
def test_an_axis_holds_all_figures_but_the_ones_that_it_counts(numbers: list[Decimal]) -> None:
    axis = axis_of(numbers)
    assert sum(map(axis.is_beyond, numbers)) == axis.beyond <= max(1, len(numbers) // 4)
    assert all(axis.low <= number for number in numbers)
    assert all(0 <= axis.share(number) <= 1 for number in numbers)
    assert axis.ticks[0] == axis.low
    assert axis.ticks[-1] in {axis.high, axis.low}
    assert len({b - a for a, b in pairwise(axis.ticks)}) <= 1


def test_steps_are_round_and_begin_at_zero() -> None:
    assert axis_of([19938, 44274]).ticks == (0, 20_000, 40_000, 60_000)
    assert axis_of([Decimal("0.3"), Decimal("0.71")]).ticks == tuple(
        map(Decimal, ("0", "0.2", "0.4", "0.6", "0.8"))
    )
    assert axis_of([-30, 55]).low == -50


@pytest.mark.parametrize(
    ("numbers", "end", "beyond"),
    [
        ([109, 94, 389_039_429], 150, 1),
        ([90, 89_646, 105_980, 100, 142, 109, 106, 103, 98], 150, 2),
        ([631, 292, 30], 800, 0),
        ([5, 389_039_429], 400_000_000, 0),
        ([0, 0, 7], 8, 0),
        ([1, 2, 10_000, 20_000], 20_000, 0),
    ],
)
def test_an_outlier_is_ten_times_the_rest_and_alone_or_nearly_so(
    numbers: list[int], end: int, beyond: int
) -> None:
    axis = axis_of(numbers)
    assert (axis.high, axis.beyond) == (end, beyond)


@given(st.lists(st.tuples(st.floats(0, 600), st.text("0123456789,.", max_size=12)), max_size=30))
def test_labels_do_not_overlap(labels: list[tuple[float, str]]) -> None:
    chosen = [labels[place] for place in spaced(labels)]
    assert bool(chosen) is any(text for _, text in labels)
    for (x, text), (other, beside) in combinations(chosen, 2):
        assert abs(x - other) >= (text_width(text) + text_width(beside)) / 2


def test_those_that_matter_come_first() -> None:
    labels = [(0.0, "1,000"), (10.0, "2,000"), (20.0, "3,000")]
    assert spaced(labels) == {0}
    assert spaced(labels, [2]) == {2}


def test_years_stand_apart() -> None:
    years = [(x * 10.0, str(2010 + x)) for x in range(10)]
    assert [year for _, year in apart(years)] == ["2010", "2014", "2018"]
