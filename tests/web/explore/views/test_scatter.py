"""Pairs of numbers share one scale, so that equal ones lie on the diagonal."""

from __future__ import annotations

from asm_graph.web.explore.views.scatter import Pair, scatter_chart


def test_no_pairs_no_chart() -> None:
    assert scatter_chart([], "Target", "Result") is None


def test_equal_numbers_lie_on_the_line() -> None:
    chart = scatter_chart([Pair("a", 10, 10), Pair("b", 90, 40), Pair("c", 50, 60)], "Target", "Result")
    assert chart is not None
    x1, y1, x2, y2 = chart.equal
    point = chart.points[0]
    assert abs((point.y - y1) * (x2 - x1) - (point.x - x1) * (y2 - y1)) < 100
    assert (chart.above, chart.same) == (1, 1)


def test_a_pair_far_out_is_counted_not_drawn() -> None:
    pairs = [Pair(str(each), each, each + 1) for each in range(50)]
    chart = scatter_chart([*pairs, Pair("far", 10, 1e9)], "Target", "Result")
    assert chart is not None
    assert chart.outside == 1
    assert len(chart.points) == 50


def test_many_pairs_become_squares_that_hold_them_all() -> None:
    pairs = [Pair(str(each), each % 100, each % 70) for each in range(2000)]
    chart = scatter_chart(pairs, "Target", "Result")
    assert chart is not None
    assert not chart.points
    assert sum(square.number for square in chart.squares) == 2000
    assert {square.shade for square in chart.squares} <= {1, 2, 3, 4}
