"""Tables: addresses of cells and places of rows, as a person finds them again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.utility import xl_rowcol_to_cell

from asm_graph.documents import Sheet
from asm_graph.documents.table import address, normalized_sheet
from asm_graph.errors import UnreadableDocument


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


def test_cells_are_normalized_and_kept_as_received() -> None:
    rows = [
        ["Año", "x"],
        ["poblacio\u0301n", "muni\u00adcipio", "10\u00a0000", "FormaciÃ³n", "\x95 uno", "ó"],
    ]
    sheet = normalized_sheet(Path("a.csv"), Sheet("Hoja", rows))
    assert list(sheet.rows[1]) == ["población", "municipio", "10 000", "Formación", "• uno", "ó"]
    received = [sheet.as_received(2, at) for at in range(7)]
    assert received == ["poblacio\u0301n", "muni\u00adcipio", "10\u00a0000", "FormaciÃ³n", "• uno", "ó", ""]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("a\x00b", r"sheet 'Hoja', C2: holds U[+]0000, which no text has; remove it"),
        ("Años\x1b", r"C2: holds U[+]001B"),
        ("😀 \ud83d", r"C2: holds U[+]D83D"),
        ("Atenci\ufffdn", r"C2: the letters of “Atenci\ufffdn” are lost"),
    ],
)
def test_what_no_text_has_is_refused_with_its_cell(cell: str, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        normalized_sheet(Path("a.csv"), Sheet("Hoja", [["a"], ["", "b", cell]]))
