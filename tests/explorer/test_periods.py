"""Dated rows are chosen by year and quarter; nothing else is a period."""

import pytest

from asm_graph.explorer.choice import NONE, Choice
from asm_graph.explorer.periods import condition_of_periods, counted_by_period, parts_of
from asm_graph.explorer.reading import Explorer


def total(explorer: Explorer, *due: str) -> int:
    return explorer.page(Choice("asm", {"due": due}), 1, "es").total


def test_rows_are_chosen_by_the_year_or_quarter_of_their_date(explorer: Explorer) -> None:
    assert total(explorer, "2024") == total(explorer, "2024-T2") == 1
    assert total(explorer, "2024-T3") == total(explorer, "2023") == 0
    assert total(explorer, NONE) == 1
    assert total(explorer, NONE, "2024-T2") == 2


@pytest.mark.parametrize("period", ["2024-T5", "2024-06", "24", "", "2024' OR '1'='1", "²⁰²⁴"])
def test_another_text_is_no_period(explorer: Explorer, period: str) -> None:
    assert parts_of(period) is None
    assert total(explorer, period) == 0
    assert period not in condition_of_periods("due", [period]) or not period


def test_years_are_counted_and_quarters_where_they_are_chosen(explorer: Explorer) -> None:
    found = explorer.facets(Choice("asm", {"due": ("2024-T2",)}), "es")["due"].counts
    assert [(count.label, count.number, count.chosen) for count in found] == [
        ("T2 2024", 1, True),
        ("2024", 1, False),
        ("", 1, False),
    ]


def test_what_is_chosen_is_counted_even_if_nothing_is_left() -> None:
    assert counted_by_period({"2018-12-31": 2, "2018": 1}, ["2019-T1"]) == {"2019-T1": 0, "2018": 3}
