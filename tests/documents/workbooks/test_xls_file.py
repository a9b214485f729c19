"""Workbooks of old Excel: a cell says what it shows, and every damage is one sentence."""

from __future__ import annotations

import datetime as dt
import struct
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.open_data import open_data

from asm_graph.documents import Sheet, TableDocument, load
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NO_LIMIT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def saved(path: Path, fill: Callable[[xlwt.Workbook, xlwt.Worksheet], None]) -> Path:
    """A workbook whose only sheet the function fills."""
    book = xlwt.Workbook()
    fill(book, book.add_sheet("Hoja"))
    book.save(str(path))
    return path


def sheets(path: Path) -> tuple[Sheet, ...]:
    document = load(path)
    assert isinstance(document, TableDocument)
    assert document.media_type == "application/vnd.ms-excel"
    return document.sheets


def only(tmp_path: Path, *cells: tuple[object, str]) -> list[str]:
    """The first row of a workbook with these values, each in a format."""

    def fill(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        for column, (value, code) in enumerate(cells):
            sheet.write(0, column, value, xlwt.easyxf(num_format_str=code))

    (sheet,) = sheets(saved(tmp_path / "t.xls", fill))
    return list(sheet.rows[0])


def test_numbers_say_what_their_formats_show(tmp_path: Path) -> None:
    found = only(
        tmp_path, (0.755, "0.0%"), (1234500000, "#,##0.0,,"), (75.5, '0.0"%"'), (0.5, '[<=1]0.0%;0"%"'),
        (75, '[<=1]0.0%;0"%"'), (1500000, '#,##0.0,,"M"'), (0.755, "General"), (2009, "0"), ("0.755", "0%"),
    )  # fmt: skip
    assert found == ["75.5%", "1234.5", "75.5%", "50%", "75%", "1.5 M", "0.755", "2009", "0.755"]


@given(st.floats(-1e6, 1e6), st.integers(0, 20), st.integers(0, 20))
@NO_LIMIT
def test_every_percent_cell_is_found_in_its_place(
    tmp_path: Path, value: float, row: int, column: int
) -> None:
    style = xlwt.easyxf(num_format_str="0.00%")
    (sheet,) = sheets(saved(tmp_path / "t.xls", lambda _, sheet: sheet.write(row, column, value, style)))
    shown = sheet.rows[row][column]
    assert shown.endswith("%")
    assert float(shown[:-1]) == pytest.approx(value * 100, rel=1e-13, abs=1e-300)


def test_days_and_times_are_as_in_xlsx(tmp_path: Path) -> None:
    moment = dt.datetime(2009, 3, 1, 12, 30)  # noqa: DTZ001  (a cell has no zone)
    found = only(
        tmp_path, (dt.date(2009, 3, 1), "dd/mm/yyyy"), (moment, "dd/mm/yyyy hh:mm"), (0.5, "hh:mm"),
        (1.5, "[h]:mm"), (-5, "dd/mm/yyyy"), (1e9, "dd/mm/yyyy"),
    )  # fmt: skip
    assert found == ["2009-03-01", "2009-03-01T12:30:00", "12:00:00", "36:00:00", "-5", "1000000000"]


def test_the_date_system_is_that_of_the_workbook(tmp_path: Path) -> None:
    def fill(book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        book.dates_1904 = True
        sheet.write(0, 0, 44011)
        sheet.write(0, 1, 44011, xlwt.easyxf(num_format_str="yyyy-mm-dd"))

    (sheet,) = sheets(saved(tmp_path / "t.xls", fill))
    assert list(sheet.rows[0]) == ["44011", "2024-06-30"]
    assert sheet.day_0 == dt.date(1904, 1, 1)


def test_errors_truth_and_formulas_are_told(tmp_path: Path) -> None:
    def fill(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        for column, code in enumerate((0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A)):
            sheet.row(1).set_cell_error(column, code)
        sheet.write(2, 0, label=True)
        sheet.write(2, 1, xlwt.Formula("1+1"))
        sheet.write(3, 2, xlwt.Formula("A3"))

    (sheet,) = sheets(saved(tmp_path / "t.xls", fill))
    words = ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"]
    assert list(sheet.rows[1]) == words
    assert sheet.rows[2][0] == "VERDADERO"
    assert sheet.formulas == {"B3", "C4"}


def test_formulas_belong_to_their_sheets(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    for name, place in (("Una", (0, 0)), ("Otra", (4, 2)), ("Ninguna", None)):
        sheet = book.add_sheet(name)
        sheet.write(9, 9, "x")
        if place is not None:
            sheet.write(*place, xlwt.Formula("1+1"))
    book.save(str(tmp_path / "t.xls"))
    assert [sheet.formulas for sheet in sheets(tmp_path / "t.xls")] == [{"A1"}, {"C5"}, set()]


def test_hidden_parts_and_merged_cells_are_told(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Hoja")
    sheet.write_merge(1, 3, 0, 1, "junta")
    for row in range(5):
        sheet.write(row, 2, str(row))
    sheet.row(4).hidden = True
    sheet.col(1).hidden = True
    for name, visibility in (("vieja", 1), ("muy", 2)):
        other = book.add_sheet(name)
        other.write(0, 0, "x")
        other.visibility = visibility
    book.save(str(tmp_path / "t.xls"))
    one, *others = sheets(tmp_path / "t.xls")
    assert [one.merged_above(row, 0) for row in range(1, 6)] == [None, None, 2, 2, None]
    assert (one.hidden.rows, one.hidden.columns, one.hidden.sheet) == ({5}, {1}, False)
    assert [sheet.hidden.sheet for sheet in others] == [True, True]


def test_styles_beside_and_below_the_cells_are_no_cells(tmp_path: Path) -> None:
    def fill(_: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        sheet.write(1, 1, "x")
        for row in range(40_000, 40_003):
            sheet.write(row, 200, None, xlwt.easyxf("font: bold on"))

    (sheet,) = sheets(saved(tmp_path / "t.xls", fill))
    assert [list(row) for row in sheet.rows] == [["", ""], ["", "x"]]


def test_cells_are_normalized_and_mended(tmp_path: Path) -> None:
    given = ("30\u00a0de junio", "población", "educación", "FormaciÃ³n", "Atenci¢n")
    found = only(tmp_path, *((text, "General") for text in given))
    assert found == ["30 de junio", "población", "educación", "Formación", "Atención"]


def test_a_lost_letter_is_refused_with_its_cell(tmp_path: Path) -> None:
    with pytest.raises(
        UnreadableDocument, match=r"sheet 'Hoja', A1: the letters of “Atenci\ufffdn” are lost"
    ):
        only(tmp_path, ("Atenci\ufffdn", "General"))


def test_an_old_workbook_without_a_compound_file_is_read(tmp_path: Path) -> None:
    """Excel 3: a stream of records alone."""
    label = struct.pack("<HHHH", 0, 0, 0, 8) + b"Programa"
    records = ((0x0209, b"\x00\x03\x10\x00\x00\x00"), (0x0204, label), (0x000A, b""))
    data = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)
    (tmp_path / "t.xls").write_bytes(data)
    (sheet,) = sheets(tmp_path / "t.xls")
    assert list(sheet.rows[0]) == ["Programa"]


def test_a_locked_workbook_is_told(tmp_path: Path) -> None:
    start = b"\x00\x06\x05\x00" + bytes(12)
    records = ((0x0809, start), (0x002F, bytes(54)), (0x000A, b""))
    data = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)
    (tmp_path / "t.xls").write_bytes(data)
    with pytest.raises(
        UnreadableDocument, match=r"t\.xls: is an office file with a password; save it without"
    ):
        load(tmp_path / "t.xls")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_truncated_workbook_is_refused(tmp_path: Path, share: float) -> None:
    path = saved(tmp_path / "t.xls", lambda _, sheet: [sheet.write(n, 0, f"fila {n}") for n in range(900)])
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(UnreadableDocument, match=r"t\.xls: is (no whole XLS workbook|an old office file)"):
        load(path)


CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8)


@given(CHANGES)
@settings(NO_LIMIT, max_examples=150)
def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path, changes: list[tuple[float, int]]) -> None:
    """Whatever bytes change, there is a table or a refusal, and no other error."""
    path = tmp_path / "t.xls"
    if not path.exists():
        saved(
            path,
            lambda _, sheet: [sheet.write(n, n % 3, n, xlwt.easyxf(num_format_str="0%")) for n in range(9)],
        )
    damaged = bytearray(path.read_bytes())
    for share, byte in changes:
        damaged[8 + int(share * (len(damaged) - 8))] = byte
    other = tmp_path / "otro.xls"
    other.write_bytes(damaged)
    with suppress(UnreadableDocument):
        assert isinstance(load(other), TableDocument)


@pytest.mark.parametrize(
    ("name", "height", "filled", "place", "value"),
    [
        ("F1_ESF_3132025.xls", 81, 347, (9, 2), "897068.98"),
        ("F6d_EAEPED_CSP_3132025.xls", 32, 117, (9, 2), "36969092"),
    ],
)
def test_published_workbooks_are_read(
    name: str, height: int, filled: int, place: tuple[int, int], value: str
) -> None:
    (sheet,) = sheets(open_data() / "documents" / "other" / name)
    assert len(sheet.rows) == height
    assert sum(bool(cell) for row in sheet.rows for cell in row) == filled
    assert sheet.as_received(*place) == value
