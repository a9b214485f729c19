"""One way through every table: what holds is read, what does not is refused whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asm_graph.documents import Sheet, TableDocument
from asm_graph.errors import InputError
from asm_graph.readers.tables.columns import TableColumn, TableLayout
from asm_graph.readers.tables.layout_sheets import LayoutSheets, differing_columns

if TYPE_CHECKING:
    from asm_graph.records import ProgramRef

LAYOUT = TableLayout("gasto", (TableColumn("RAMO", "asm:branch"), TableColumn("MONTO", "asm:amount")))
HEADER = ["RAMO", "MONTO"]


class Nothing:
    programs: tuple[ProgramRef, ...] = ()


def document(*sheets: Sheet) -> TableDocument:
    return TableDocument(Path("gasto.xlsx"), sheets, None, "0" * 64, 1, "application/x")


def test_all_sheets_of_the_layout_are_read_and_no_other() -> None:
    table = LayoutSheets(
        document(
            Sheet("2008", [HEADER, ["20", "1"]]),
            Sheet("Notas", [["nada"]]),
            Sheet("2009", [HEADER, ["21", "2"]]),
        ),
        LAYOUT,
    )
    assert [(row.sheet.name, row.integer("RAMO")) for row in table.rows()] == [("2008", 20), ("2009", 21)]
    reading = table.reading(Nothing(), "Gasto", 2)
    assert (reading.layout, reading.title, reading.rows, reading.notices) == ("gasto", "Gasto", 2, ())
    assert [note.expected for note in reading.account.not_understood] == ["a sheet of the layout"]


def test_a_layout_is_recognised_in_any_sheet() -> None:
    assert differing_columns(document(Sheet("a", []), Sheet("b", [HEADER])), LAYOUT) == 0
    assert differing_columns(document(Sheet("a", []), Sheet("b", [["RAMO"]])), LAYOUT) is None


def test_a_header_without_rows_is_refused() -> None:
    table = LayoutSheets(document(Sheet("a", [HEADER])), LAYOUT)
    with pytest.raises(InputError, match=r"gasto\.xlsx: has the header of “gasto” and no row below it"):
        table.reading(Nothing(), "Gasto", sum(1 for _ in table.rows()))


def test_a_formula_refuses_the_table_and_names_its_cell() -> None:
    table = LayoutSheets(document(Sheet("a", [HEADER, ["20", "2"]], formulas=frozenset({"B2"}))), LAYOUT)
    with pytest.raises(InputError, match=r"sheet 'a', B2: '=…'; expected a value: copy and paste as values"):
        table.reading(Nothing(), "Gasto", 1)


def test_a_formula_on_a_sheet_of_notes_does_no_harm() -> None:
    sheets = Sheet("a", [HEADER, ["20", "2"]]), Sheet("b", [["x"]], formulas=frozenset({"A1"}))
    assert LayoutSheets(document(*sheets), LAYOUT).reading(Nothing(), "Gasto", 1).rows == 1


@pytest.mark.parametrize(
    ("second", "refused"), [("1", False), ("", False), ("2", True)], ids=["the same", "blank", "other"]
)
def test_a_doubled_column_is_refused_where_it_says_something_else(second: str, *, refused: bool) -> None:
    table = LayoutSheets(document(Sheet("a", [[*HEADER, "Monto"], ["20", "1", second]])), LAYOUT)
    if refused:
        with pytest.raises(InputError, match=r"sheet 'a', C1: .* expected each column once"):
            table.reading(Nothing(), "Gasto", 1)
    else:
        assert table.reading(Nothing(), "Gasto", 1).account.unread == 0


def test_a_doubled_column_of_no_layout_does_no_harm() -> None:
    table = LayoutSheets(document(Sheet("a", [[*HEADER, "x", "x"], ["20", "1", "a", "b"]])), LAYOUT)
    assert table.reading(Nothing(), "Gasto", 1).account.unread == 2
