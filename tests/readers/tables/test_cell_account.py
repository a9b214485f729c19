"""The account of a table: every filled cell once, as a fact, as known, or as not understood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents import Sheet, TableDocument
from asm_graph.readers.tables.columns import TableColumn, TableLayout
from asm_graph.readers.tables.layout_sheets import LayoutSheets

if TYPE_CHECKING:
    from asm_graph.readers.reading import CellAccount
    from asm_graph.records import ProgramRef

LAYOUT = TableLayout(
    "gasto",
    (
        TableColumn("RAMO", "asm:branch"),
        TableColumn("MONTO", "asm:amount"),
        TableColumn("NOTA", reason="says nothing of the program"),
        TableColumn("VALOR_YYYY", "asm:value", pattern=r"valor(\d{4})"),
        TableColumn("META_n", reason="within the year", pattern=r"meta(\d)"),
    ),
)


class Nothing:
    programs: tuple[ProgramRef, ...] = ()


def account(*rows: list[str]) -> CellAccount:
    """What becomes of a sheet whose reader skips totals and reads amounts."""
    table = LayoutSheets(
        TableDocument(Path("a.csv"), (Sheet("a", rows),), None, "0" * 64, 1, "text/csv"), LAYOUT
    )
    for row in table.rows():
        if row.cell("RAMO") == "TOTAL":
            table.skip(row, "subtotal")
        else:
            row.decimal("MONTO")
    return table.reading(Nothing(), "Gasto", 1).account


def filled(rows: tuple[list[str], ...]) -> int:
    return sum(bool(cell.strip()) for row in rows for cell in row)


def test_each_cell_is_told_by_what_became_of_it() -> None:
    rows = (
        ["Gasto federal"],
        ["RAMO", "MONTO", "NOTA", "VALOR_2010", "META_1", "AJENA"],
        ["20", "15.5", "una nota", "3", "4", "algo"],
        ["20", "vvv", "", "", "", "más"],
        ["TOTAL", "31", "", "", "", ""],
    )
    result = account(*rows)
    assert result.known == {"title": 1, "heading": 6, "column not published": 2, "subtotal": 2}
    assert result.facts == 4
    assert [(note.cell, note.text, note.cells) for note in result.not_understood] == [
        ("B4", "vvv", 1),
        ("F2", "AJENA", 2),
    ]
    assert (result.unread, result.total) == (3, filled(rows))


def test_cells_beyond_the_header_are_not_understood() -> None:
    result = account(["RAMO", "MONTO"], ["20", "1", "", "perdida"])
    assert [(note.cell, note.text, note.cells) for note in result.not_understood] == [("D1", "", 1)]


def test_a_repeated_column_is_no_second_fact() -> None:
    result = account(["RAMO", "MONTO", "VALOR_2010", "VALOR_2010", "MONTO"], ["20", "1", "5", "5", "1"])
    assert (result.facts, result.known["column not published"]) == (3, 2)


CELLS = st.sampled_from(["", " ", "20", "TOTAL", "vvv", "1.5", "texto", "\xa0"])


@given(st.lists(st.lists(CELLS, max_size=8), min_size=1, max_size=15))
def test_the_account_adds_up_whatever_the_cells_hold(cells: list[list[str]]) -> None:
    rows = (["RAMO", "NOTA", "MONTO", "AJENA", "VALOR_2010", "META_1"], ["20"], *cells)
    assert account(*rows).total == filled(rows)
