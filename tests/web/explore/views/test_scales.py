"""Axes show what most numbers say, and say what lies outside."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asm_graph.web.explore.views.scales import range_of, scale_of

_NUMBERS = st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=60)


def test_numbers_near_each_other_are_all_shown() -> None:
    shown = range_of([float(number) for number in range(100)])
    assert (shown.low, shown.high, shown.below, shown.above) == (0, 99, 0, 0)


def test_one_number_far_out_does_not_flatten_the_rest() -> None:
    shown = range_of([90, 95, 98, 100, 100, 101, 103, 110, 389_039_429])
    assert shown.high == 110
    assert shown.above == 1


def test_where_most_are_the_same_the_others_are_shown_too() -> None:
    shown = range_of([100.0] * 90 + [0.0] * 10 + [1e6])
    assert (shown.low, shown.high, shown.above) == (0, 100, 1)


@given(_NUMBERS)
def test_every_number_is_shown_or_counted_outside(numbers: list[float]) -> None:
    shown = range_of(numbers)
    inside = sum(shown.low <= number <= shown.high for number in numbers)
    assert inside + shown.below + shown.above == len(numbers)
    assert inside


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9), st.integers(2, 20))
def test_a_scale_holds_its_range_and_rises(low: float, span: float, parts: int) -> None:
    scale = scale_of(low, low + span, parts, 10, 500)
    slack = abs(low) * 1e-6 + scale.step * 1e-6
    assert scale.low <= low + slack
    assert scale.high >= low + span - slack
    assert list(scale.edges) == sorted(scale.edges)
    assert [scale.place(scale.low), scale.place(scale.high)] == [10, 500]
