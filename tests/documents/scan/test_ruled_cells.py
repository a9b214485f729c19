"""Tables that are drawn with rules: which cells are found, however the rules are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from asm_graph.documents.scan.picture import FAINT, ground_of, ink_of, without_streaks
from asm_graph.documents.scan.ruled_cells import RuledTable, find_tables
from asm_graph.documents.scan.rules import find_rules

Sheet = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
Spans = list[tuple[int, int, int, int]]

TWO_BY_TWO: Spans = [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


@pytest.fixture
def sheet() -> Sheet:
    return np.full((900, 1200), 255, np.uint8)


def box(sheet: Sheet, *edges: int, shade: int = 0) -> None:
    left, top, right, bottom = edges
    cv2.rectangle(sheet, (left, top), (right, bottom), shade, 3)


def rule(sheet: Sheet, *ends: int, shade: int = 0, thickness: int = 3) -> None:
    x, y, to_x, to_y = ends
    cv2.line(sheet, (x, y), (to_x, to_y), shade, thickness)


def two_by_two(sheet: Sheet, shade: int = 0) -> None:
    box(sheet, 200, 200, 1000, 600, shade=shade)
    rule(sheet, 200, 400, 1000, 400, shade=shade)
    rule(sheet, 600, 200, 600, 600, shade=shade)


def tables(sheet: Sheet) -> list[RuledTable]:
    return find_tables(find_rules(sheet, ground_of(sheet), ink_of(sheet, FAINT)))


def spans(table: RuledTable) -> Spans:
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells]


@pytest.mark.parametrize("shade", [0, 200])
def test_rules_bound_cells_be_they_black_or_faint(sheet: Sheet, shade: int) -> None:
    two_by_two(sheet, shade)
    (table,) = tables(sheet)
    assert spans(table) == TWO_BY_TWO
    first = table.cells[0].rectangle
    assert (first.left, first.top, first.right, first.bottom) == pytest.approx((202, 202, 599, 399), abs=3)


def test_a_merged_cell_spans_rows_and_columns(sheet: Sheet) -> None:
    box(sheet, 100, 100, 1000, 700)
    rule(sheet, 100, 300, 1000, 300)
    rule(sheet, 400, 500, 1000, 500)
    rule(sheet, 400, 300, 400, 700)
    rule(sheet, 700, 300, 700, 500)
    (table,) = tables(sheet)
    assert spans(table) == [(0, 0, 1, 3), (1, 0, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 2)]


def test_a_rule_may_be_broken_and_end_short_of_another(sheet: Sheet) -> None:
    two_by_two(sheet)
    sheet[390:410, 330:355] = 255
    sheet[390:410, 985:998] = 255
    (table,) = tables(sheet)
    assert spans(table) == TWO_BY_TWO


def test_a_table_may_have_no_rules_at_its_sides(sheet: Sheet) -> None:
    for y in (200, 400, 600):
        rule(sheet, 200, y, 1000, y)
    rule(sheet, 600, 200, 600, 600)
    (table,) = tables(sheet)
    assert spans(table) == TWO_BY_TWO


def test_double_rules_are_one(sheet: Sheet) -> None:
    two_by_two(sheet)
    rule(sheet, 200, 407, 1000, 407)
    (table,) = tables(sheet)
    assert spans(table) == TWO_BY_TWO


def test_light_rules_divide_a_dark_header(sheet: Sheet) -> None:
    two_by_two(sheet)
    cv2.rectangle(sheet, (202, 202), (998, 400), 90, cv2.FILLED)
    rule(sheet, 600, 202, 600, 398, shade=255, thickness=4)
    (table,) = tables(sheet)
    assert spans(table) == TWO_BY_TWO


def test_a_frame_is_no_table(sheet: Sheet) -> None:
    box(sheet, 100, 100, 1100, 800)
    rule(sheet, 150, 400, 700, 400)
    assert tables(sheet) == []


def test_a_line_to_write_on_does_not_divide_its_cell(sheet: Sheet) -> None:
    two_by_two(sheet)
    rule(sheet, 220, 300, 580, 300)
    (table,) = tables(sheet)
    assert spans(table) == TWO_BY_TWO


def test_a_table_within_a_frame_counts_and_what_is_above_and_below_it(sheet: Sheet) -> None:
    box(sheet, 100, 50, 1100, 850)
    for y in (100, 150, 700, 780):
        rule(sheet, 100, y, 1100, y)
    two_by_two(sheet)
    above, inner, below = tables(sheet)
    assert spans(above) == [(0, 0, 1, 1), (1, 0, 1, 1)]
    assert spans(inner) == TWO_BY_TWO
    assert spans(below) == [(0, 0, 1, 1), (1, 0, 1, 1)]


def test_a_streak_of_the_copier_divides_no_cell_and_leaves_what_it_crosses(sheet: Sheet) -> None:
    two_by_two(sheet)
    cv2.putText(sheet, "HHHHHH", (780, 320), cv2.FONT_HERSHEY_SIMPLEX, 1.5, 20, 6)
    letters = int((sheet[270:330, 770:1000] < 100).sum())
    sheet[:, 850:858] = np.minimum(sheet[:, 850:858], 110)
    cleaned = np.asarray(without_streaks(sheet), np.uint8)
    (table,) = tables(cleaned)
    assert spans(table) == TWO_BY_TWO
    assert int((cleaned[270:330, 770:1000] < 100).sum()) > 0.9 * letters


def test_the_rules_of_a_wide_table_are_no_streaks(sheet: Sheet) -> None:
    for y in (100, 300, 500):
        rule(sheet, 60, y, 1140, y, thickness=2)
    for x in (60, 110, 600, 1140):
        rule(sheet, x, 100, x, 500, thickness=2)
    cleaned = np.asarray(without_streaks(sheet), np.uint8)
    assert (cleaned == sheet).all()
    (table,) = tables(cleaned)
    assert spans(table) == [(row, column, 1, 1) for row in range(2) for column in range(3)]


def test_the_rules_of_a_table_that_fills_its_picture_are_no_streaks(sheet: Sheet) -> None:
    for y in (300, 600):
        rule(sheet, 0, y, 1199, y)
    for x in (400, 800):
        rule(sheet, x, 0, x, 899)
    assert (np.asarray(without_streaks(sheet)) == sheet).all()


def test_more_cells_than_a_page_has_are_a_pattern(sheet: Sheet) -> None:
    sheet[::24] = 0
    sheet[:, ::24] = 0
    assert tables(sheet) == []
