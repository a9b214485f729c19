"""Workbooks of forms: titles are lines, tables tables, and each character leads to its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.open_data import open_data

from asm_graph.documents import TableDocument, load
from asm_graph.documents import workbook_text as forms
from asm_graph.documents.paged_document import PagedDocument, Table, TextLine
from asm_graph.documents.workbook_text import as_paged
from asm_graph.knowledge import Knowledge
from asm_graph.readers.layouts import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import pytest

    Fill = Callable[[xlsxwriter.worksheet.Worksheet], None]


def table_of(path: Path) -> TableDocument:
    document = load(path)
    assert isinstance(document, TableDocument)
    return document


def lines_of(path: Path, *sheets: Fill) -> PagedDocument:
    """The view of a workbook whose sheets the functions fill."""
    with xlsxwriter.Workbook(path) as book:
        for number, fill in enumerate(sheets, 1):
            fill(book.add_worksheet(f"Hoja {number}"))
    document = as_paged(table_of(path))
    assert document is not None
    return document


def typed(*rows: Sequence[object]) -> Fill:
    def fill(sheet: xlsxwriter.worksheet.Worksheet) -> None:
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return fill


def shapes(document: PagedDocument) -> list[str | tuple[int, int]]:
    """Its lines as texts, its tables by their height and width."""
    return [b.text if isinstance(b, TextLine) else (b.height, b.width) for b in document.blocks]


def test_a_title_stands_above_its_table_and_a_note_below(tmp_path: Path) -> None:
    document = lines_of(
        tmp_path / "t.xlsx",
        typed(
            ["Anexo D. Avance del documento institucional"], ["Programa: Becas"], [],
            ["No.", "ASM", "Avance (%)"], [1, "Elaborar el diagnóstico", 50], [2, "Publicar\nlas reglas", 75],
            ["Elaboró: la unidad"], [], ["Fecha: junio"],
        ),
    )  # fmt: skip
    assert shapes(document) == [
        "Anexo D. Avance del documento institucional", "Programa: Becas", (3, 3), "Elaboró: la unidad",
        "Fecha: junio",
    ]  # fmt: skip
    assert document.text == (
        "Anexo D. Avance del documento institucional\nPrograma: Becas\nNo.\tASM\tAvance (%)\n"
        "1\tElaborar el diagnóstico\t50\n2\tPublicar las reglas\t75\nElaboró: la unidad\nFecha: junio\n\f"
    )


def test_every_character_leads_to_its_cell(tmp_path: Path) -> None:
    document = lines_of(
        tmp_path / "t.xlsx", typed(["Título"], ["No.", "ASM"], [1, "x"]), typed(["otra", "y"])
    )
    found = [
        (cell.sheet, cell.cells, document.text[cell.span.start : cell.span.end]) for cell in document.cells
    ]
    assert found == [
        ("Hoja 1", "A1", "Título"), ("Hoja 1", "A2", "No."), ("Hoja 1", "B2", "ASM"), ("Hoja 1", "A3", "1"),
        ("Hoja 1", "B3", "x"), ("Hoja 2", "A1", "otra"), ("Hoja 2", "B1", "y"),
    ]  # fmt: skip
    for cell in document.cells:
        assert list(document.cells_in(cell.span)) == [cell]


def test_merged_cells_are_one(tmp_path: Path) -> None:
    def fill(sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.merge_range("A1:D1", "Anexo B")
        sheet.merge_range("A2:A3", "Tema")
        sheet.merge_range("B2:C2", "Acciones")
        sheet.write_row("B3", ["Una", "Dos", "Avance"])
        sheet.merge_range("A4:A5", "Diseño")
        sheet.write_row("B4", ["a", "b", 10])
        sheet.write_row("B5", ["c", "d", 20])

    document = lines_of(tmp_path / "t.xlsx", fill)
    title, table = document.blocks
    assert title.text == "Anexo B" if isinstance(title, TextLine) else False
    assert isinstance(table, Table)
    spans = [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells[:3]]
    assert spans == [(0, 0, 2, 1, "Tema"), (0, 1, 1, 2, "Acciones"), (0, 3, 1, 1, "")]
    assert [one.text for one in table.row(3)] == ["Diseño", "c", "d", "20"]
    assert [cell.cells for cell in document.cells][:3] == ["A1:D1", "A2:A3", "B2:C2"]


def test_a_row_that_a_page_break_cut_stays_under_its_column(tmp_path: Path) -> None:
    document = lines_of(
        tmp_path / "t.xlsx",
        typed(["No.", "ASM", "Avance"], [1, "Elaborar el", 50], [], ["", "diagnóstico"], [2, "Publicar", 75]),
    )
    assert shapes(document) == [(2, 3), (2, 3)]
    assert "\n\tdiagnóstico\t\n2\tPublicar" in document.text


def test_labels_above_a_table_are_its_head_and_lines(tmp_path: Path) -> None:
    document = lines_of(
        tmp_path / "t.xlsx",
        typed(
            ["Anexo D"], ["Nombre del programa:", "", "Becas"], ["Ejercicio:", 2021, "Tipo:", "Diseño"], [],
            ["No.", "ASM", "Avance"], [1, "Elaborar", 50],
        ),
    )  # fmt: skip
    assert shapes(document) == [
        "Anexo D",
        "Nombre del programa: Becas",
        "Ejercicio: 2021 Tipo: Diseño",
        (2, 3),
    ]
    places = [(cell.cells, document.text[cell.span.start : cell.span.end]) for cell in document.cells[1:7]]
    assert places == [
        ("A2", "Nombre del programa:"), ("C2", "Becas"), ("A3", "Ejercicio:"), ("B3", "2021"),
        ("C3", "Tipo:"), ("D3", "Diseño"),
    ]  # fmt: skip


def test_a_form_of_two_columns_is_a_table(tmp_path: Path) -> None:
    rows = [["Nombre de la evaluación:", "Diseño 2021"], ["Costo:", 1000.5]]
    document = lines_of(tmp_path / "t.xlsx", typed(["1. Descripción"], *rows))
    assert shapes(document) == ["1. Descripción", (2, 2)]


def test_the_word_of_an_error_is_no_text_of_its_cell_and_stays_unread(tmp_path: Path) -> None:
    document = lines_of(tmp_path / "t.xlsx", typed(["Meta", "Avance"], ["uno", "#REF!"]))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.cells] == ["Meta", "Avance", "uno", ""]
    assert "#REF!" in document.text


def test_a_table_of_data_is_no_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MAX_CELLS", 5)
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        book.add_worksheet().write_row(0, 0, range(6))
    assert as_paged(table_of(tmp_path / "t.xlsx")) is None


CELLS = st.lists(st.lists(st.sampled_from(["", "a", "b c", "1"]), max_size=4), max_size=8)


@given(CELLS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_no_filled_cell_is_lost(tmp_path: Path, rows: list[list[str]]) -> None:
    """Whatever the arrangement, each filled cell stands in the text once, in order, with its address."""
    document = lines_of(tmp_path / "t.xlsx", typed(*rows))
    expected = [text for row in rows for text in row if text]
    assert [document.text[cell.span.start : cell.span.end] for cell in document.cells] == expected


def test_a_founding_document_typed_into_excel_reads_to_the_same_actions(tmp_path: Path) -> None:
    source = Knowledge.default().seeds / "documents" / "asm-seguimiento-2007-2008-3x1.txt"
    lines = source.read_text(encoding="utf-8").splitlines()
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet = book.add_worksheet("Hoja 1")
        for number, line in enumerate(lines):
            for column, cell in enumerate(line.split("\t")):
                sheet.write_string(number, column, cell)
        sheet.set_row(20, None, None, {"hidden": True})
        sheet.write_formula(len(lines) + 2, 0, "=1+1", value=2)
    expected, found = read(load(source)), read(load(tmp_path / "t.xlsx"))
    assert expected.account.facts > 10_000
    assert (found.layout, found.account.facts) == (expected.layout, expected.account.facts)
    assert found.read_as is not None
    assert any("rows 21 are hidden" in notice for notice in found.notices)
    assert any("1 cells hold formulas, A" in notice for notice in found.notices)


def test_published_workbooks_are_lines_and_tables() -> None:
    folder = open_data() / "documents" / "other"
    found = {
        name: shapes(view) if (view := as_paged(table_of(folder / name))) else []
        for name in ("F6d_EAEPED_CSP_3132025.xls", "IERC_DEL_ITSE1.ods")
    }
    assert found["F6d_EAEPED_CSP_3132025.xls"][-2:] == [(13, 7), (12, 7)]
    assert found["F6d_EAEPED_CSP_3132025.xls"][0] == "Instituto Tecnológico Superior de Escárcega (a)"
    assert found["IERC_DEL_ITSE1.ods"][2] == "Periodo del Índice: Primer Semestre 2017"
    assert found["IERC_DEL_ITSE1.ods"][4] == (2, 23)
