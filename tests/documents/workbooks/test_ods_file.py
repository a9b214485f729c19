"""OpenDocument spreadsheets: a cell says what it shows, repeated cells cost what they hold."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents_of_ours.raw_ods import cell, cell_style, spreadsheet, table
from tests.open_data import open_data

from asm_graph.documents import Sheet, TableDocument, load
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from pathlib import Path

BLANKS = '<table:table-cell table:number-columns-repeated="16000"/>'
PERCENT = (
    '<number:percentage-style style:name="N1"><number:number number:decimal-places="1"/>'
    "<number:text>%</number:text></number:percentage-style>"
)
MILLIONS = (
    '<number:number-style style:name="N2"><number:number number:display-factor="1000000"/>'
    "</number:number-style>"
)
SIGN = (
    '<number:number-style style:name="N3"><number:number/><number:text>%</number:text></number:number-style>'
)
IN_WORDS = (
    '<number:number-style style:name="N4"><number:number number:display-factor="1000000"/>'
    "<number:text>M</number:text></number:number-style>"
)
BY_CONDITION = (
    '<number:percentage-style style:name="N5P0"><number:number/><number:text>%</number:text>'
    '</number:percentage-style><number:number-style style:name="N5"><number:number/>'
    '<number:text>%</number:text><style:map style:condition="value()&lt;=1" style:apply-style-name="N5P0"/>'
    "</number:number-style>"
)
STYLES = "".join(
    [PERCENT, MILLIONS, SIGN, IN_WORDS, BY_CONDITION, *(cell_style(f"c{n}", f"N{n}") for n in range(1, 6))]
)


def sheets(path: Path) -> tuple[Sheet, ...]:
    document = load(path)
    assert isinstance(document, TableDocument)
    return document.sheets


def only(tmp_path: Path, *rows: str, styles: str = STYLES, columns: str = "<table:table-column/>") -> Sheet:
    (sheet,) = sheets(spreadsheet(tmp_path / "t.ods", table(*rows, columns=columns), styles=styles))
    return sheet


def test_numbers_say_what_their_formats_show(tmp_path: Path) -> None:
    row = "".join([
        cell("75.5%", "percentage", 0.755, "c1"), cell("1,234.5", "float", 1234500000, "c2"),
        cell("75.5%", "float", 75.5, "c3"), cell("1.5 M", "float", 1500000, "c4"),
        cell("50%", "float", 0.5, "c5"), cell("75%", "float", 75, "c5"), cell("0.755", "float", 0.755),
        cell("8%", "percentage", 0.08), cell("$5", "currency", 5),
    ])  # fmt: skip
    found = only(tmp_path, row)
    assert list(found.rows[0]) == ["75.5%", "1234.5", "75.5%", "1.5 M", "50%", "75%", "0.755", "8%", "5"]


def test_a_style_stands_on_another_or_is_that_of_the_row_or_column(tmp_path: Path) -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="c3"/>'
    )
    plain = cell("1", "float", 1)
    own = cell("100%", "percentage", 1, "child")
    row = f'<table:table-row table:default-cell-style-name="c2">{plain}</table:table-row>'
    styles = STYLES + cell_style("child", "", "c1")
    found = only(tmp_path, own + plain + plain, row, styles=styles, columns=columns)
    assert [list(row) for row in found.rows] == [["100%", "1", "1%"], ["0.000001", "", ""]]


def test_named_styles_stand_in_a_part_of_their_own(tmp_path: Path) -> None:
    path = spreadsheet(
        tmp_path / "t.ods", table(cell("50%", "float", 50, "c3")), common=SIGN + cell_style("c3", "N3")
    )
    assert sheets(path)[0].rows[0][0] == "50%"


def test_days_times_and_truth_are_as_in_excel(tmp_path: Path) -> None:
    row = "".join([
        cell("01/03/09", "date", "2009-03-01"), cell("01/03/09 12:30", "date", "2009-03-01T12:30:00"),
        cell("12:00", "time", "PT12H00M00S"), cell("36:00", "time", "PT36H00M00S"),
        cell("VERDADERO", "boolean", "true"),
        cell("TRUE", "float", 1, more='table:formula="of:=TRUE()"'),
    ])  # fmt: skip
    found = only(tmp_path, row)
    assert list(found.rows[0]) == [
        "2009-03-01", "2009-03-01T12:30:00", "12:00:00", "36:00:00", "VERDADERO", "VERDADERO",
    ]  # fmt: skip
    assert not found.formulas


def test_errors_and_formulas_are_told_by_their_cells(tmp_path: Path) -> None:
    error = 'table:formula="of:=1/0" office:string-value="" calcext:value-type="error"'
    row = (
        cell("#DIV/0!", more=error)
        + cell("Err:502", "float", 0)
        + cell("2", "float", 2, more='table:formula="of:=1+1"')
    )
    found = only(tmp_path, row)
    assert list(found.rows[0]) == ["#DIV/0!", "Err:502", "2"]
    assert found.formulas == {"A1", "C1"}
    typed = only(tmp_path, cell("#N/A", more='table:formula="of:=#N/A"'))
    assert (typed.rows[0][0], typed.formulas) == ("#N/A", frozenset())


def test_notes_are_no_text_of_a_cell_and_lines_are(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>nota #N/A</text:p></office:annotation>"
    text = f'<table:table-cell office:value-type="string">{note}<text:p>dos<text:s text:c="3"/>voces</text:p><text:p>y más</text:p></table:table-cell>'  # noqa: E501
    assert only(tmp_path, text).rows[0][0] == "dos   voces\ny más"


def test_hidden_parts_and_merged_cells_are_told(tmp_path: Path) -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    spans = 'table:number-rows-spanned="3" table:number-columns-spanned="2"'
    hidden = f'<table:table-row table:visibility="filter">{cell("x")}</table:table-row>'
    first = table(
        cell("junta", more=spans) + "<table:covered-table-cell/>" + cell("a"),
        f'<table:covered-table-cell table:number-columns-repeated="2"/>{cell("b")}',
        f'<table:covered-table-cell table:number-columns-repeated="2"/>{cell("c")}',
        hidden,
        columns=columns,
    )
    style = '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'  # noqa: E501
    path = spreadsheet(tmp_path / "t.ods", first + table(cell("x"), name="Vieja", style="ta2"), styles=style)
    one, other = sheets(path)
    assert [list(row) for row in one.rows] == [
        ["junta", "", "a"],
        ["", "", "b"],
        ["", "", "c"],
        ["x", "", ""],
    ]
    assert [one.merged_above(row, 0) for row in range(1, 5)] == [None, 1, 1, None]
    assert (one.hidden.rows, one.hidden.columns) == ({4}, {1})
    assert (one.hidden.sheet, other.hidden.sheet) == (False, True)


def test_the_date_system_is_that_of_the_document(tmp_path: Path) -> None:
    null = '<table:null-date table:date-value="1904-01-01"/>'
    system = f"<table:calculation-settings>{null}</table:calculation-settings>"
    path = spreadsheet(tmp_path / "t.ods", table(cell("44011", "float", 44011)), settings=system)
    assert sheets(path)[0].day_0 == dt.date(1904, 1, 1)


def repeated(count: int, cells: str) -> str:
    return f'<table:table-row table:number-rows-repeated="{count}">{cells}</table:table-row>'


ROWS = st.lists(
    st.tuples(st.integers(1, 4), st.lists(st.tuples(st.integers(1, 3), st.booleans()), max_size=5)),
    max_size=6,
)


@given(ROWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_repeated_rows_and_cells_stand_where_the_library_has_them(
    tmp_path: Path, rows: list[tuple[int, list[tuple[int, bool]]]]
) -> None:
    """Every percentage that is written, as often as it is repeated, is found as one."""
    xml, filled = "", 0
    for repeats, cells in rows:
        written = ""
        for count, has_value in cells:
            more = f'table:number-columns-repeated="{count}"'
            written += (
                cell("50%", "percentage", 0.5, more=more) if has_value else f"<table:table-cell {more}/>"
            )
            filled += repeats * count * has_value
        xml += repeated(repeats, written + BLANKS)
    found = only(tmp_path, xml + repeated(1_000_000, "<table:table-cell/>"))
    assert [text for row in found.rows for text in row if text] == ["50%"] * filled


@pytest.mark.parametrize(
    "row",
    [
        repeated(1_000_000, cell("x")),
        cell("x", more='table:number-columns-repeated="900000000"'),
        repeated(190_000, cell("x", more='table:number-columns-repeated="16000"')),
        repeated(300_000, "<table:table-cell/>") + repeated(1, cell("x")),
    ],
)
def test_what_is_repeated_beyond_the_limits_is_refused_before_it_is_written_out(
    tmp_path: Path, row: str
) -> None:
    with pytest.raises(UnreadableDocument, match=r"sheet 'Hoja': has more than 200,000 rows .* divide it"):
        only(tmp_path, row)


@pytest.mark.parametrize("count", ["0", "-1", "x", "9" * 5000])
def test_a_count_that_is_none_is_refused(tmp_path: Path, count: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"no whole OpenDocument spreadsheet|has more than"):
        only(tmp_path, cell("x", more=f'table:number-columns-repeated="{count}"'))


def test_a_locked_spreadsheet_is_told(tmp_path: Path) -> None:
    path = spreadsheet(tmp_path / "t.ods", table(cell("x")), manifest="<manifest:encryption-data/>")
    with pytest.raises(
        UnreadableDocument, match=r"t\.ods: is an office file with a password; save it without"
    ):
        load(path)


def test_entities_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="no whole OpenDocument spreadsheet"):
        only(tmp_path, "&bomb;")


def test_two_sheets_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="two sheets are called 'Hoja'"):
        sheets(spreadsheet(tmp_path / "t.ods", table(cell("a")) + table(cell("b"))))


def test_a_published_spreadsheet_is_read() -> None:
    (sheet,) = sheets(open_data() / "documents" / "other" / "IERC_DEL_ITSE1.ods")
    assert sum(bool(cell) for row in sheet.rows for cell in row) == 53
    assert sheet.rows[4][2] == "2017-01-02"
    assert len(sheet.merged_areas) == 6
