"""Which columns make a picture, and where its marks stand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from asm_graph.web.answers.answer_preview import PreviewCell, ShownTable
from asm_graph.web.drawing.answer_chart import chart_of, numeric_columns


def table(columns: str, *rows: tuple[object, ...], total: int | None = None) -> ShownTable:
    shown = tuple(
        tuple(PreviewCell(str(each), number=Decimal(each) if isinstance(each, int) else None) for each in row)
        for row in rows
    )
    return ShownTable(tuple(columns.split()), shown, len(rows) if total is None else total)


def test_bars_over_the_column_of_labels() -> None:
    chart = chart_of(table("unit unitLabel asms", ("id:u1", "Uno", 5), ("id:u2", "Dos", 10)))
    assert chart is not None
    assert (chart.names, chart.numbers, chart.is_line, chart.is_cut) == ("unitLabel", "asms", False, False)
    assert [mark.label for mark in chart.marks] == ["Uno", "Dos"]
    assert chart.marks[0].length * 2 == chart.marks[1].length


def test_a_line_over_years_in_their_order() -> None:
    chart = chart_of(table("year amount", (2010, 30), (2008, 10), (2009, 20)))
    assert chart is not None
    assert chart.is_line
    assert [mark.label for mark in chart.marks] == ["2008", "2009", "2010"]
    assert [mark.y for mark in chart.marks] == sorted((mark.y for mark in chart.marks), reverse=True)


def test_columns_that_are_asked_for() -> None:
    asked = table("a b c d", ("x", "y", 1, 2), ("z", "w", 3, 4))
    assert numeric_columns(asked) == ("c", "d")
    chart = chart_of(asked, "b", "d")
    assert chart is not None
    assert (chart.names, chart.numbers) == ("b", "d")
    assert chart_of(asked, "nothing", "nothing") == chart_of(asked)


@pytest.mark.parametrize(
    "answer",
    [
        table("a"),
        table("a b", ("x", 1)),
        table("a b", ("x", "y"), ("z", "w")),
        table("n", (1,), (2,)),
        table("a b", ("x", -1), ("y", 2)),
    ],
)
def test_no_picture_where_none_fits(answer: ShownTable) -> None:
    assert chart_of(answer) is None


def test_a_picture_of_a_part_says_so() -> None:
    chart = chart_of(table("a b", ("x", 0), ("y", 0), total=7))
    assert chart is not None
    assert chart.is_cut
    assert {mark.length for mark in chart.marks} == {0}
