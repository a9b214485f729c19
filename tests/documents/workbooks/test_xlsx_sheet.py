"""What a sheet says besides its values: formats, errors, formulas, hidden parts, and how far it spans."""

from __future__ import annotations

import datetime as dt
import resource
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents_of_ours.raw_workbooks import data, text, workbook

from asm_graph.documents import Sheet, TableDocument, load
from asm_graph.documents.table import address, column_of
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NO_LIMIT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def sheet(path: Path) -> Sheet:
    document = load(path)
    assert isinstance(document, TableDocument)
    return document.sheets[0]


def only(tmp_path: Path, xml: str, *formats: str) -> Sheet:
    return sheet(workbook(tmp_path / "libro.xlsx", {"Hoja": xml}, formats))


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableDocument) as raised:
        load(path)
    return str(raised.value)


def changed(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Change one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def test_a_cell_in_percent_is_what_it_shows(tmp_path: Path) -> None:
    cells = '<c s="1"><v>0.755</v></c><c s="2"><v>-1</v></c><c s="3"><v>1234500000</v></c><c><v>0.755</v></c>'
    found = only(tmp_path, data(cells), "0%", "0.0%;[Red]-0.0%", "#,##0.0,,")
    assert list(found.rows[0]) == ["75.5%", "-100%", "1234.5", "0.755"]


def test_the_format_of_the_first_style_counts_where_a_cell_names_none(tmp_path: Path) -> None:
    path = workbook(tmp_path / "libro.xlsx", {"Hoja": data('<c s="1"><v>2</v></c><c><v>2</v></c>')}, ["0%"])
    assert list(sheet(path).rows[0]) == ["200%", "2"]


def test_texts_truth_values_and_days_in_a_percent_style_stay(tmp_path: Path) -> None:
    cells = (
        '<c s="1" t="str"><v>0.755</v></c><c s="1" t="b"><v>1</v></c>'
        '<c s="1" t="inlineStr"><is><t>1</t></is></c>'
        '<c s="1" t="d"><v>2024-06-30</v></c><c s="1"/><c s="2"><v>45473</v></c><c t="n" s="1"><v>1</v></c>'
    )
    found = only(tmp_path, data(cells), "0%", 'dd/mm/yyyy"%"')
    assert list(found.rows[0]) == ["0.755", "VERDADERO", "1", "2024-06-30", "", "2024-06-30", "100%"]


@given(st.floats(-1e6, 1e6), st.integers(0, 20), st.integers(0, 20))
@NO_LIMIT
def test_every_percent_cell_is_found_in_its_place(
    tmp_path: Path, value: float, row: int, column: int
) -> None:
    place = address(row + 1, column)
    xml = f'<sheetData><row r="{row + 1}"><c r="{place}" s="1"><v>{value!r}</v></c></row></sheetData>'
    found = only(tmp_path, xml, "0.00%")
    shown = found.rows[row][column]
    assert shown.endswith("%")
    assert float(shown[:-1]) == pytest.approx(value * 100, rel=1e-13, abs=1e-300)


@pytest.mark.parametrize("word", ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"])
def test_an_error_is_its_word(tmp_path: Path, word: str) -> None:
    found = only(tmp_path, data(f'<c t="e"><v>{word}</v></c><c><v>1</v></c>', '<c t="e"><v>#N/A</v></c>'))
    assert [list(row) for row in found.rows] == [[word, "1"], ["#N/A", ""]]


@pytest.mark.parametrize("word", ["#SPILL!", "#CALC!", "#GETTING_DATA", "Err:502", "#¡DIV/0!"])
def test_an_error_that_cannot_be_read_is_named_with_its_cell(tmp_path: Path, word: str) -> None:
    path = workbook(tmp_path / "libro.xlsx", {"Hoja": data(text("a"), f'<c/><c t="e"><v>{word}</v></c>')})
    assert f"sheet 'Hoja', B2: shows the error {word!r}" in refusal(path)


@pytest.mark.parametrize(
    "cells",
    [
        "<c><f>1+1</f><v>2</v></c>",
        "<c r='A2'><f>1+1</f><v>2</v></c>",
        '<c r="A2"\n t="n" ><!-- --><f t="shared" si="0"/><v>2</v></c>',
        '<c><v>2</v><f>1+1</f></c>',
        '<z:c xmlns:z="urn:z"><z:f>1+1</z:f><z:v>2</z:v></z:c>',
        '<c r="a2"><f/><v>2</v></c>',
        '<c><f><![CDATA[1+1]]></f><v>2</v></c>',
    ],
)  # fmt: skip
def test_no_spelling_hides_a_formula(tmp_path: Path, cells: str) -> None:
    assert only(tmp_path, data(text("monto"), cells)).formulas == {"A2"}


def test_cells_without_addresses_stand_beside_each_other(tmp_path: Path) -> None:
    cells = '<c/><c r="E2"><v>1</v></c><c><f>1</f><v>2</v></c>'
    found = only(tmp_path, data(text("a"), cells, '<c t="e"><v>#REF!</v></c>'))
    assert found.formulas == {"F2"}
    assert [list(row) for row in found.rows][1:] == [
        ["", "", "", "", "1", "2"],
        ["#REF!", "", "", "", "", ""],
    ]


def test_formulas_elsewhere_in_a_sheet_are_none_of_a_cell(tmp_path: Path) -> None:
    rules = "<extLst><ext><x:sparkline xmlns:x='urn:x'><x:f>Hoja!A1</x:f></x:sparkline></ext></extLst>"
    assert only(tmp_path, data(text("a")) + rules).formulas == frozenset()


def test_a_sheet_in_utf_16_hides_nothing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "libro.xlsx", {"Hoja": data("<c><f>1</f><v>2</v></c>")})
    name = "xl/worksheets/sheet1.xml"
    changed(path, name, lambda part: part.decode().replace("UTF-8", "UTF-16").encode("utf-16"))
    with suppress(UnreadableDocument):
        assert sheet(path).formulas == {"A1"}


def test_hidden_sheets_rows_and_columns_are_told(tmp_path: Path) -> None:
    xml = (
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" hidden="true"/>'
        '<col min="4" max="4"/></cols>'
        '<sheetData><row r="1"><c><v>1</v></c></row><row r="4" hidden="1"><c><v>1</v></c></row>'
        '<row hidden="0"><c><v>1</v></c></row></sheetData>'
    )
    states = {"vieja": "hidden", "muy": "veryHidden"}
    path = workbook(tmp_path / "libro.xlsx", {"Hoja": xml, "vieja": data(), "muy": data()}, states=states)
    document = load(path)
    assert isinstance(document, TableDocument)
    assert [one.hidden.sheet for one in document.sheets] == [False, True, True]
    hidden = document.sheets[0].hidden
    assert hidden.rows == {4}
    assert hidden.columns == {1, 2, *range(4, 16_384)}


@pytest.mark.parametrize(
    ("properties", "day"),
    [
        ("", dt.date(1899, 12, 30)),
        ('date1904="0"', dt.date(1899, 12, 30)),
        ('date1904="1"', dt.date(1904, 1, 1)),
        ('date1904="true"', dt.date(1904, 1, 1)),
    ],
)
def test_the_date_system_is_that_of_the_workbook(tmp_path: Path, properties: str, day: dt.date) -> None:
    path = workbook(tmp_path / "libro.xlsx", {"Hoja": data(text("a"))}, properties=properties)
    assert sheet(path).day_0 == day


def test_the_workbook_may_stand_elsewhere_in_the_package(tmp_path: Path) -> None:
    xml = data("<c><f>1+1</f><v>2</v></c>")
    path = workbook(tmp_path / "libro.xlsx", {"Hoja": xml}, folder="otra/xl")
    found = sheet(path)
    assert (list(found.rows[0]), found.formulas) == (["2"], {"A1"})


@pytest.mark.parametrize("place", ["XFD200001", "XFD10000", "A1048576"])
def test_a_cell_far_away_fills_no_memory(tmp_path: Path, place: str) -> None:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    cells = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{place}"><v>1</v></c></row>'
    xml = f"<sheetData>{cells}</sheetData>"
    path = workbook(tmp_path / "libro.xlsx", {"Hoja": xml})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "a cell far from the others" in refusal(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB


@pytest.mark.parametrize(
    "cell", ['<c r="A"/>', '<c r="1"/>', '<c r="$A$1"/>', '<c r="XFE1"/>', '<c r="A1" s="x"><v>1</v></c>']
)
def test_an_address_that_is_none_refuses_the_workbook(tmp_path: Path, cell: str) -> None:
    assert "is no whole XLSX workbook" in refusal(workbook(tmp_path / "libro.xlsx", {"Hoja": data(cell)}))


def test_two_sheets_of_one_name_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "libro.xlsx", {"Hoja": data(text("a")), "Otra": data(text("b"))})
    changed(path, "xl/workbook.xml", lambda part: part.replace(b"Otra", b"Hoja"))
    assert "two sheets are called 'Hoja'" in refusal(path)


@given(st.integers(0, 16_383))
def test_letters_and_columns_are_the_same(column: int) -> None:
    letters = address(1, column)[:-1]
    assert column_of(letters) == column_of(letters.lower()) == column


PLACES = st.lists(
    st.tuples(st.none() | st.integers(1, 3), st.lists(st.none() | st.integers(1, 4), max_size=5)), max_size=5
)


@given(PLACES)
@NO_LIMIT
def test_cells_stand_where_the_library_has_them(
    tmp_path: Path, rows: list[tuple[int | None, list[int | None]]]
) -> None:
    """Steps say how far the address of a row or cell is from the one before; None is no address."""
    xml, row, filled = "", 0, 0
    for jump, steps in rows:
        row += jump or 1
        cells, column = "", -1
        for step in steps:
            column += step or 1
            place = f' r="{address(row, column)}"' if step else ""
            cells += f'<c{place} s="1"><v>0.5</v></c>'
            filled += 1
        number = f' r="{row}"' if jump else ""
        xml += f"<row{number}>{cells}</row>"
    found = only(tmp_path, f"<sheetData>{xml}</sheetData>", "0%")
    cells_found = [cell for each in found.rows for cell in each if cell]
    assert cells_found == ["50%"] * filled


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_part_with_a_document_type_is_refused(tmp_path: Path, name: str) -> None:
    path = workbook(tmp_path / "libro.xlsx", {"Hoja": data(text("a"))})
    start = b"?>"
    changed(path, name, lambda part: part.replace(start, start + b'<!DOCTYPE x [<!ENTITY a "b">]>', 1))
    assert "is no whole XLSX workbook (a part declares a document type)" in refusal(path)
