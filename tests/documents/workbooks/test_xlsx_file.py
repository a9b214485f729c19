"""Workbooks: cells as text, and every damage refused before anything is unpacked."""

from __future__ import annotations

import datetime as dt
import resource
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asm_graph.documents import TableDocument, load
from asm_graph.documents.workbooks import xlsx_sheet
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"


def book(path: Path, cells: list[list[object]], sheet: str = "Hoja 1") -> Path:
    with xlsxwriter.Workbook(path) as one:
        page = one.add_worksheet(sheet)
        for number, row in enumerate(cells):
            for column, value in enumerate(row):
                page.write(number, column, value)
    return path


def table(path: Path) -> TableDocument:
    document = load(path)
    assert isinstance(document, TableDocument)
    return document


def replaced(path: Path, part: str, data: bytes | None) -> Path:
    """The workbook with another part, or without it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts.pop(part)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        if data is not None:
            archive.writestr(part, data)
    return path


@given(st.lists(st.lists(st.text("aé ñ1,<&\"'", max_size=6), min_size=2, max_size=4), min_size=1, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
def test_texts_come_back_in_their_places(tmp_path: Path, cells: list[list[str]]) -> None:
    path = tmp_path / "libro.xlsx"
    with xlsxwriter.Workbook(path) as one:
        page = one.add_worksheet()
        for number, row in enumerate(cells):
            page.write_string(number, 9, "x")
            for column, value in enumerate(row):
                page.write_string(number, column, value)
    (sheet,) = table(path).sheets
    for row, expected in zip(sheet.rows, cells, strict=True):
        assert list(row[: len(expected)]) == expected


def test_values_are_as_spanish_excel_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "libro.xlsx"
    with xlsxwriter.Workbook(path) as one:
        page = one.add_worksheet()
        day = one.add_format({"num_format": "yyyy-mm-dd"})
        moment = one.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        page.write_row(0, 0, [2009, 1.5, True, False, "007", 0])
        page.write_datetime(0, 6, dt.datetime(2009, 3, 1), day)  # noqa: DTZ001  (a cell has no zone)
        page.write_datetime(0, 7, dt.datetime(2009, 3, 1, 12, 30), moment)  # noqa: DTZ001  (a cell has no zone)
    (sheet,) = table(path).sheets
    assert list(sheet.rows[0]) == [
        "2009", "1.5", "VERDADERO", "FALSO", "007", "0", "2009-03-01", "2009-03-01T12:30:00",
    ]  # fmt: skip


def test_empty_rows_above_keep_the_numbers(tmp_path: Path) -> None:
    (sheet,) = table(book(tmp_path / "libro.xlsx", [[], [], ["a", "b"]])).sheets
    assert list(sheet.rows[2]) == ["a", "b"]
    assert sheet.place(3) == "A3:B3"


def test_all_sheets_are_read_by_name(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "libro.xlsx") as one:
        for name in ("Ñandú & Cía", "Vacía"):
            one.add_worksheet(name)
        one.worksheets()[0].write("A1", "x")
    sheets = table(tmp_path / "libro.xlsx").sheets
    assert [sheet.name for sheet in sheets] == ["Ñandú & Cía", "Vacía"]
    assert not any(any(row) for row in sheets[1].rows)


def test_formulas_are_told_by_their_cells(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "libro.xlsx") as one:
        page = one.add_worksheet()
        page.write_row(0, 0, ["meta", "valor"])
        page.write_formula("B2", "=1+1", value=2)
        page.write_array_formula("B3:B4", "{=A3:A4*2}", value=4)
        page.write("A2", "=no es fórmula, sino texto".replace("=", "→"))
    (sheet,) = table(tmp_path / "libro.xlsx").sheets
    assert sheet.formulas == {"B2", "B3"}


def test_a_formula_is_found_wherever_a_chunk_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with xlsxwriter.Workbook(tmp_path / "libro.xlsx") as one:
        page = one.add_worksheet()
        for number in range(60):
            page.write_formula(number, number % 7, "=1+1", value=2)
    whole = table(tmp_path / "libro.xlsx").sheets[0].formulas
    monkeypatch.setattr(xlsx_sheet, "_CHUNK", 450)
    assert table(tmp_path / "libro.xlsx").sheets[0].formulas == whole
    assert len(whole) == 60


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_refused(tmp_path: Path, share: float) -> None:
    path = book(tmp_path / "libro.xlsx", [["a", number] for number in range(500)])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(UnreadableDocument, match=r"libro\.xlsx: is (no whole XLSX workbook|a ZIP archive)"):
        load(path)


CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4)


@given(CHANGES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path, changes: list[tuple[float, int]]) -> None:
    """Whatever bytes change, there is a table or a refusal, and no other error."""
    path = book(tmp_path / "libro.xlsx", [["a", "b"], [1, 2]])
    damaged = bytearray(path.read_bytes())
    for share, byte in changes:
        damaged[4 + int(share * (len(damaged) - 4))] = byte
    path.write_bytes(damaged)
    with suppress(UnreadableDocument):
        assert isinstance(load(path), TableDocument)


def test_a_bomb_is_refused_by_the_sizes_that_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "bomba.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(SHEET, "w") as part:
            for _ in range(450):
                part.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(
        UnreadableDocument, match=r"bomba\.xlsx: unpacks to 450,000,011 bytes, over 400,000,000"
    ):
        load(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB


def test_a_million_rows_are_refused_in_little_memory(tmp_path: Path) -> None:
    path = book(tmp_path / "libro.xlsx", [["a"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != SHEET}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        with archive.open(SHEET, "w") as part:
            part.write(
                b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            )
            for start in range(1, 1_000_001, 10_000):
                part.write(
                    b"".join(
                        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n)
                        for n in range(start, start + 10_000)
                    )
                )
            part.write(b"</sheetData></worksheet>")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableDocument, match=r"sheet 'Hoja 1': has more than 200,000 rows .* divide it"):
        load(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("xl/workbook.xml", None),
        ("xl/_rels/workbook.xml.rels", None),
        ("xl/workbook.xml", b"<workbook"),
        ("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
            b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)) + b"]><x>&j;</x>"),
    ],
)  # fmt: skip
def test_a_workbook_without_its_parts_is_refused(tmp_path: Path, part: str, data: bytes | None) -> None:
    path = replaced(book(tmp_path / "libro.xlsx", [["a"]]), part, data)
    with pytest.raises(UnreadableDocument, match="is no whole XLSX workbook"):
        load(path)


def test_a_zip_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "datos.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("datos.csv", "a,b")
    with pytest.raises(UnreadableDocument, match="is a ZIP archive"):
        load(path)


def test_cells_merged_downwards_are_told_with_the_row_of_their_value(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.merge_range("A1:C1", "Título")
        page.merge_range("A2:A4", "Becas")
        page.write_column("B2", ["uno", "dos", "tres"])
    (sheet,) = table(path).sheets
    assert [sheet.merged_above(row, 0) for row in range(1, 6)] == [None, None, 2, 2, None]
    assert sheet.rows[2][0] == ""


def escaped(path: Path, escape: str) -> Path:
    """A workbook in which a cell has an escape of ECMA-376 in place of a character."""
    text = "xl/sharedStrings.xml"
    book(path, [["a", "b"], ["x", "Año de ESCAPE fin"]])
    with zipfile.ZipFile(path) as archive:
        strings = archive.read(text)
    return replaced(path, text, strings.replace(b"ESCAPE", escape.encode()))


@pytest.mark.parametrize(("escape", "sign"), [("_x0000_", "0000"), ("_x0007_", "0007"), ("_xD83D_", "D83D")])
def test_what_no_text_has_is_refused_with_its_cell(tmp_path: Path, escape: str, sign: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"libro\.xlsx, sheet 'Hoja 1', B2: holds U[+]{sign}"):
        load(escaped(tmp_path / "libro.xlsx", escape))


@pytest.mark.parametrize(
    ("escape", "sign"), [("_x000D_", "\r"), ("_x00AD_", ""), ("_xD83D__xDE00_", "😀"), ("_x00f1_", "ñ")]
)
def test_escapes_are_what_they_stand_for(tmp_path: Path, escape: str, sign: str) -> None:
    (sheet,) = table(escaped(tmp_path / "libro.xlsx", escape)).sheets
    assert sheet.rows[1][1] == f"Año de {sign} fin"


def test_cells_are_normalized_and_mended(tmp_path: Path) -> None:
    cells = ["30\u00a0de\u202fjunio", "poblacio\u0301n", "FormaciÃ³n", "Atenci¢n", "２５"]
    (sheet,) = table(book(tmp_path / "libro.xlsx", [["a"] * 5, list(cells)])).sheets
    assert list(sheet.rows[1]) == ["30 de junio", "población", "Formación", "Atención", "25"]


def test_a_lost_letter_is_refused_with_its_cell(tmp_path: Path) -> None:
    with pytest.raises(
        UnreadableDocument, match=r"sheet 'Hoja 1', A2: the letters of “Atenci\ufffdn” are lost"
    ):
        load(book(tmp_path / "libro.xlsx", [["a", "b"], ["Atenci\ufffdn", "x"]]))
