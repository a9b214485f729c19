from __future__ import annotations

from asm_graph.web.drawing.stacked_bars import StackedBar, stacked_chart

KINDS = ("Concluidos", "Abiertos")


def test_parts_follow_one_another_in_proportion_to_the_largest_bar() -> None:
    chart = stacked_chart([StackedBar("Uno", (3, 1)), StackedBar("Dos", (0, 2))], KINDS)
    assert chart is not None
    first, second = chart.drawn
    assert [part.kind for part in first.parts] == [0, 1]
    assert first.parts[1].x == first.parts[0].width
    assert first.parts[1].x + first.parts[1].width == first.end
    assert [(part.kind, part.x) for part in second.parts] == [(1, 0)]
    assert second.end * 2 == first.end
    assert second.y > first.y
    assert second.y < chart.height


def test_the_legend_names_every_kind_line_by_line_below_the_bars() -> None:
    chart = stacked_chart([StackedBar("Uno", (3, 1, 2))], [*KINDS, "Cancelados"])
    assert chart is not None
    first, second, third = chart.legend
    assert [kind for _, _, kind in chart.legend] == [*KINDS, "Cancelados"]
    assert first[0] < second[0] < chart.width
    assert chart.drawn[-1].top + chart.bar_height < first[1] == second[1] < third[1] < chart.height
    assert third[0] == first[0]


def test_nothing_is_drawn_of_nothing() -> None:
    assert stacked_chart([], KINDS) is None
    assert stacked_chart([StackedBar("Uno", (0, 0))], KINDS) is None
