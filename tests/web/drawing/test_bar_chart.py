"""Bar charts: as long as their figures, and nothing where there is nothing to draw."""

from __future__ import annotations

from asm_graph.web.drawing.bar_chart import Bar, bar_chart


def test_bars_are_as_long_as_their_figures_in_proportion() -> None:
    chart = bar_chart([Bar("a", 10), Bar("b", 5), Bar("c", 0)])
    assert chart is not None
    widths = [each.width for each in chart.drawn]
    assert widths[0] == 2 * widths[1] > widths[2] == 0
    assert widths[0] < chart.width
    assert [each.y for each in chart.drawn] == sorted({each.y for each in chart.drawn})
    assert chart.drawn[-1].top + chart.bar_height <= chart.height


def test_long_names_are_cut_in_the_drawing_only() -> None:
    chart = bar_chart([Bar("x" * 200, 1)])
    assert chart is not None
    assert chart.drawn[0].label.endswith("…")
    assert chart.bars[0].name == "x" * 200


def test_nothing_is_drawn_of_nothing() -> None:
    assert bar_chart([]) is None
    assert bar_chart([Bar("a", 0)]) is None
