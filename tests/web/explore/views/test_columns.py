"""Columns stand on zero, their labels apart, and one that would flatten the others is cut."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from asm_graph.web.explore.views.columns import Column, ColumnTexts, column_chart, thinned

_TEXTS = ColumnTexts("Number of programs", "Year")


def _columns(*numbers: int) -> list[tuple[str, list[Column]]]:
    return [
        (str(2000 + place), [Column(str(2000 + place), Decimal(number), f"{number:,}")])
        for place, number in enumerate(numbers)
    ]


def test_nothing_to_count_is_not_drawn() -> None:
    assert column_chart(_columns(0, 0), _TEXTS) is None


def test_columns_are_in_proportion_and_end_at_the_base() -> None:
    chart = column_chart(_columns(10, 20), _TEXTS)
    assert chart is not None
    low, high = chart.columns
    assert round(high.height / low.height, 1) == 2.0
    assert round(low.y + low.height, 1) == round(high.y + high.height, 1) == chart.base


def test_a_column_far_longer_than_the_others_is_cut_and_named() -> None:
    chart = column_chart(_columns(10, 12, 11, 9, 389_039_429), _TEXTS)
    assert chart is not None
    assert [column.name for column in chart.beyond] == ["2004"]
    assert chart.columns[0].height > 100


def test_labels_of_many_years_do_not_overlap() -> None:
    chart = column_chart(_columns(*range(1, 61)), _TEXTS)
    assert chart is not None
    assert len(chart.labels) > 5
    assert all(after - before > 40 for (before, _), (after, _) in pairwise(chart.labels))


def test_kinds_stand_side_by_side_in_their_year() -> None:
    two = [Column("2018 approved", Decimal(5), "5"), Column("2018 spent", Decimal(4), "4", kind=1)]
    chart = column_chart([("2018", two)], ColumnTexts("", "", ("approved", "spent")))
    assert chart is not None
    first, second = chart.columns
    assert first.x + first.width <= second.x + 0.2
    assert [kind for _, kind in chart.legend] == ["approved", "spent"]


def test_a_single_label_remains_where_there_is_no_room() -> None:
    assert thinned([(0, "2018"), (1, "2019")]) == ((0, "2018"),)
