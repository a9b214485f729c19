"""Tables: addresses of cells and places of rows, as a person finds them again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.utility import xl_rowcol_to_cell

from asm_graph.documents import Sheet
from asm_graph.documents.table import address


@given(st.integers(1, 200_000), st.integers(0, 20_000))
def test_an_address_is_the_one_of_spreadsheets(row: int, column: int) -> None:
    assert address(row, column) == xl_rowcol_to_cell(row - 1, column)


@pytest.mark.parametrize(
    ("rows", "number", "place"),
    [([["a"]], 1, "A1:A1"), ([["a"], ["b"] * 291], 2, "A2:KE2"), ([[]], 1, "A1:A1")],
)
def test_a_row_is_placed_by_its_cells(rows: list[list[str]], number: int, place: str) -> None:
    assert Sheet("Hoja", rows).place(number) == place


def test_a_row_is_placed_by_its_pointer_where_it_has_one() -> None:
    assert Sheet("datos", [["a"], ["1"]], ["", "/0/anios/3"]).place(2) == "/0/anios/3"
