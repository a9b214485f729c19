"""Rows that unquoted commas shifted: realigned where every cell then holds, told where not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents import Sheet, TableDocument
from asm_graph.errors import InputError
from asm_graph.readers.tables.columns import TableColumn, TableLayout
from asm_graph.readers.tables.layout_sheets import LayoutSheets
from asm_graph.readers.tables.shifted_rows import RowChecks, blank_or

if TYPE_CHECKING:
    from asm_graph.readers.reading import Reading
    from asm_graph.records import ProgramRef

HEADER = ["ID", "TEXTO", "CLASE", "FECHA", "LIGA", "", "", ""]
LAYOUT = TableLayout("asm", tuple(TableColumn(name, "asm:x") for name in HEADER if name))
CHECKS = RowChecks(
    {
        "ID": re.compile(r"\d+").fullmatch,
        "CLASE": {"Alta", "Baja"}.__contains__,
        "FECHA": blank_or(re.compile(r"\d\d/\d\d/\d{4}").fullmatch),
    },
    texts=("TEXTO", "LIGA"),
)
GOOD = ["1", "Hacerlo", "Alta", "31/03/2016", "N/D", "", "", ""]


class Nothing:
    programs: tuple[ProgramRef, ...] = ()


def read(*rows: list[str]) -> tuple[list[list[str]], Reading]:
    """The cells of the rows under their headers, and the reading."""
    sheet = Sheet("a", [HEADER, *rows])
    table = LayoutSheets(
        TableDocument(Path("a.csv"), (sheet,), None, "0" * 64, 1, "text/csv"), LAYOUT, checks=CHECKS
    )
    found = [[row.cell(name) for name in HEADER if name] for row in table.rows()]
    return found, table.reading(Nothing(), "ASM", len(found))


SHIFTED = ["2", "Medir el agua", " el aire y el suelo", "", "Baja", "", "N/D", ""]


def test_a_row_that_commas_shifted_is_realigned_where_every_cell_then_holds() -> None:
    rows, reading = read(GOOD, SHIFTED)
    assert rows[0] == GOOD[:5]
    assert rows[1] == ["2", "Medir el agua, el aire y el suelo,", "Baja", "", "N/D"]
    assert reading.account.unread == 0
    assert reading.account.facts == 5 + 5
    assert "1 row was realigned, because unquoted commas had cut a text: 3" in reading.notices


def test_what_stands_past_the_last_header_is_told_where_it_stands() -> None:
    rows, reading = read(GOOD, [*GOOD[:7], "sobra"], ["2", "Agua", "aire", *GOOD[2:6], "sobra"])
    assert [row[1] for row in rows] == ["Hacerlo", "Hacerlo", "Agua, aire"]
    assert reading.account.unread == 2


@pytest.mark.parametrize(
    "row",
    [
        ["x", *GOOD[1:]],
        ["2", "Medir", "el agua", "Media", "31/03/2016", "N/D", "", ""],
        ["", "", "", "", "", "", "", "una nota suelta"],
        # Its text may be cut into two or into four.
        ["2", "Medir", "el agua", "Alta", "31/03/2016", "Baja", "", ""],
    ],
)
def test_a_row_that_holds_in_no_way_or_in_several_is_told_and_the_others_are_read(row: list[str]) -> None:
    rows, reading = read(GOOD, row, GOOD)
    assert rows == [GOOD[:5], GOOD[:5]]
    (note,) = reading.account.not_understood
    assert (note.cell, note.cells) == ("A3:H3", len([cell for cell in row if cell]))
    assert note.expected == "a row whose cells stand under their headers"
    assert any(notice.startswith("1 row was not read") for notice in reading.notices)


def test_a_table_of_which_most_rows_do_not_hold_is_refused_whole() -> None:
    with pytest.raises(InputError, match=r"^a\.csv: 2 of 3 rows .* A3:H3; nothing was read"):
        read(GOOD, ["x", *GOOD[1:]], ["y", *GOOD[1:]])


@given(
    st.lists(st.lists(st.sampled_from(["", "1", "a", "Alta", "31/03/2016", "N/D"]), max_size=10), max_size=4)
)
def test_every_filled_cell_is_accounted_for(rows: list[list[str]]) -> None:
    table = [GOOD] * 5 + rows
    _, reading = read(*table)
    assert reading.account.total == sum(bool(cell) for row in [HEADER, *table] for cell in row)


def test_an_unread_row_is_told_without_an_address_that_its_end_cuts() -> None:
    filler = "x" * 170
    _, reading = read(GOOD, GOOD, ["1", f"{filler} persona.prueba@correo-de-prueba.mx", "Media", "N/D"])
    (note,) = reading.account.not_understood
    assert note.text.startswith(f"1 {filler}")
    assert "persona.prueba@" not in note.text
