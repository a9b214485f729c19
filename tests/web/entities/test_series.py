"""Series of an indicator: lines by kind on one axis; what is no course is no line."""

from __future__ import annotations

from decimal import Decimal

from asm_graph.web.entities.series import SMALL, WIDE, Series, SeriesFigure, chart_of
from asm_graph.web.rendering.naming import Link, Name

KINDS = tuple(Link(f"http://e/value-kind/{name}", Name(name), None) for name in ("actual", "target"))


def figure(number: int | None) -> tuple[SeriesFigure, ...]:
    return (
        ()
        if number is None
        else (SeriesFigure(f"{number:,}", f"/{number}", Decimal(number), is_missing=False),)
    )


def series(**years: tuple[int | None, int | None]) -> Series:
    rows = {year.removeprefix("y"): tuple(map(figure, cells)) for year, cells in years.items()}
    return Series(KINDS, rows, (), chart_of(KINDS, rows, WIDE))


def test_one_outlier_does_not_flatten_the_course() -> None:
    found = series(y2010=(90, None), y2011=(89_646, None), y2012=(110, None), y2013=(None, 165))
    chart = found.chart
    assert chart is not None
    actual = chart.lines[0]
    assert [point.is_cut for point in actual.points] == [False, True, False]
    assert chart.beyond == ("actual 2011: 89,646",)
    assert actual.points[0].y - actual.points[1].y > 50
    assert all(0 < point.y < WIDE.height for line in chart.lines for point in line.points)
    assert "89,646" in [text for _, _, text in chart.written]


def test_two_values_of_different_kinds_are_no_course() -> None:
    apart = series(y2018=(90, None), y2022=(None, 95))
    assert apart.chart is not None
    assert not apart.spans_years
    assert series(y2018=(90, None), y2022=(95, None)).spans_years
    assert not series(y2022=(90, 95)).spans_years


def test_figures_without_a_column_are_told_in_words() -> None:
    found = series(y2018=(90, None), y2022=(None, 95))
    assert found.told({"/95"}) == ("actual 2018: 90",)
    assert found.summary == "actual 2018: 90; target 2022: 95"


def test_a_small_chart_has_neither_axis_nor_legend() -> None:
    rows = {year: (figure(number), ()) for year, number in (("2020", 1), ("2021", 2))}
    chart = chart_of(KINDS, rows, SMALL)
    assert chart is not None
    assert (chart.left, chart.levels, chart.height) == (0, (), SMALL.height)
