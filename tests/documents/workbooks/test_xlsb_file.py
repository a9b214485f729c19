"""Binary workbooks: a cell says what it shows, and every damage is one sentence."""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents_of_ours.raw_xlsb import cell, formula, number, record, row, sheet, text, words, workbook

from asm_graph.documents import Sheet, TableDocument, load
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from pathlib import Path

NO_LIMIT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
FORMATS = ("0.0%", "#,##0.0,,", '0"%"')
BUILT_IN = len(FORMATS) + 1


def sheets(path: Path) -> tuple[Sheet, ...]:
    document = load(path)
    assert isinstance(document, TableDocument)
    return document.sheets


def only(tmp_path: Path, *rows: bytes, columns: bytes = b"", merged: bytes = b"") -> Sheet:
    path = workbook(tmp_path / "t.xlsb", {"Hoja": sheet(*rows, columns=columns, merged=merged)}, FORMATS)
    return sheets(path)[0]


def test_numbers_say_what_their_formats_show(tmp_path: Path) -> None:
    cells = [number(0, 0.755, 1), number(1, 1234500000, 2), number(2, 75.5, 3), number(3, 0.08, BUILT_IN)]
    rk = cell(2, 4, struct.pack("<I", 50 << 2 | 3), 1)  # a whole number, divided by 100
    found = only(tmp_path, row(0, *cells, rk, formula(5, 0.25, 1), number(6, 0.755)))
    assert list(found.rows[0]) == ["75.5%", "1234.5", "75.5%", "8%", "50%", "25%", "0.755"]
    assert found.formulas == {"F1"}


@given(st.floats(-1e6, 1e6), st.integers(0, 20), st.integers(0, 20))
@NO_LIMIT
def test_every_percent_cell_is_found_in_its_place(tmp_path: Path, value: float, at: int, column: int) -> None:
    found = only(tmp_path, row(at, number(column, value, 1)))
    shown = found.rows[at][column]
    assert shown.endswith("%")
    assert float(shown[:-1]) == pytest.approx(value * 100, rel=1e-13, abs=1e-300)


def test_errors_texts_and_truth_are_told(tmp_path: Path) -> None:
    error, wrong = cell(3, 0, b"\x07"), cell(11, 1, b"\x2a" + bytes(10))
    found = only(tmp_path, row(0, error, wrong, words(2, "Programa"), cell(4, 3, b"\x01")))
    assert list(found.rows[0]) == ["#DIV/0!", "#N/A", "Programa", "VERDADERO"]
    assert found.formulas == {"B1"}


def test_a_rich_text_is_no_blank_cell(tmp_path: Path) -> None:
    rich = cell(62, 3, b"\x01" + text("en negrita") + bytes(4))
    found = only(tmp_path, row(0, words(0, "Programa")), row(2, rich))
    assert [list(cells) for cells in found.rows] == [
        ["Programa", "", "", ""],
        [""] * 4,
        ["", "", "", "en negrita"],
    ]


def test_hidden_parts_and_merged_cells_are_told(tmp_path: Path) -> None:
    columns = record(390) + record(60, struct.pack("<IIIIH", 1, 2, 2304, 0, 1)) + record(391)
    merged = record(177, struct.pack("<I", 1)) + record(176, struct.pack("<IIII", 1, 3, 0, 1)) + record(178)
    rows = [row(n, words(0, "x"), words(2, "y"), hidden=n == 4) for n in range(5)]
    found = only(tmp_path, *rows, columns=columns, merged=merged)
    assert (found.hidden.rows, found.hidden.columns) == ({5}, {1, 2})
    assert [found.merged_above(number, 0) for number in range(1, 6)] == [None, None, 2, 2, None]


def test_sheets_are_told_by_name_and_hidden_ones_too(tmp_path: Path) -> None:
    given = {"Ñandú": sheet(row(0, words(0, "a"))), "Vieja": sheet(row(0, words(0, "b")))}
    found = sheets(workbook(tmp_path / "t.xlsb", given, hidden=["Vieja"], flags=1))
    assert [(one.name, one.rows[0][0], one.hidden.sheet) for one in found] == [
        ("Ñandú", "a", False),
        ("Vieja", "b", True),
    ]
    assert {one.day_0 for one in found} == {dt.date(1904, 1, 1)}


def test_a_missing_sheet_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsb", {"Hoja": sheet(row(0, words(0, "a")))})
    without_part(path, "xl/worksheets/sheet1.bin")
    with pytest.raises(UnreadableDocument, match=r"no whole XLSB workbook \(the sheet 'Hoja' is missing\)"):
        load(path)


def without_part(path: Path, part: str) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != part}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_cells_in_the_short_form_are_refused_and_not_lost(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"no whole XLSB workbook \(has cells in the short form\)"):
        only(tmp_path, row(0, words(0, "a"), record(16, struct.pack("<Id", 0, 1.5))))


@pytest.mark.parametrize("place", [(300_000, 0), (199_999, 16_383)])
def test_a_cell_far_from_the_others_is_refused(tmp_path: Path, place: tuple[int, int]) -> None:
    with pytest.raises(UnreadableDocument, match=r"sheet 'Hoja': has more than 200,000 rows .* divide it"):
        only(tmp_path, row(0, words(0, "a")), row(place[0], words(place[1], "b")))


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
@settings(NO_LIMIT, max_examples=150)
def test_a_damaged_sheet_is_read_or_refused(tmp_path: Path, changes: list[tuple[float, int]]) -> None:
    """Whatever bytes of its records change, there is a table or a refusal, and no other error."""
    whole = bytearray(
        sheet(row(0, words(0, "a"), number(1, 0.5, 1)), row(1, cell(3, 0, b"\x07"), formula(1, 2)))
    )
    for share, byte in changes:
        whole[int(share * len(whole))] = byte
    with suppress(UnreadableDocument):
        assert sheets(workbook(tmp_path / "t.xlsb", {"Hoja": bytes(whole)}, FORMATS))
