"""Cells of rows: typed, or told with their place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asm_graph.documents import Sheet, TableDocument
from asm_graph.documents.table import normalized_sheet
from asm_graph.errors import InputError
from asm_graph.readers.tables.columns import SheetHeader, TableColumn, TableLayout, find_header
from asm_graph.readers.tables.faults import SHOWN_FAULTS, Faults
from asm_graph.readers.tables.table_rows import TableRow, furniture_kind, number_of, table_rows
from asm_graph.spanish.contact import withheld

COLUMNS = {"A": 0, "B": 1, "C": 2}


def row(*cells: str, faults: Faults | None = None, places: list[str] | None = None) -> TableRow:
    sheet = normalized_sheet(Path("a.csv"), Sheet("Hoja", [["A", "B", "C"], list(cells)], places))
    return TableRow(sheet, SheetHeader(1, COLUMNS), 2, faults or Faults())


@given(st.from_regex(r"[0-9]{0,2}[A-Z][0-9]{1,3}", fullmatch=True))
def test_no_key_of_a_program_is_contact_data(key: str) -> None:
    assert row(key).text("A") == key == withheld(key)


def document(rows: int = 1) -> TableDocument:
    return TableDocument(Path("a.csv"), (Sheet("Hoja", [["x"]] * rows),), "utf-8", "0" * 64, 1, "text/csv")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"), ("-3", "-3"), ("+3", "3"), ("1234.50", "1234.50"), ("1,234.5", "1234.5"),
        ("12,345,678", "12345678"), (".5", "0.5"), ("5.", "5"), ("1.2E-05", "0.000012"), ("95%", "95"),
        (" 95 % ", "95"), ("−0.19", "-0.19"), ("–3", "-3"),
        ("$ 1,234.50", "1234.50"), ("(0.19)", "-0.19"), ("($ 5.97)", "-5.97"),
    ],
)  # fmt: skip
def test_numbers(text: str, number: str) -> None:
    assert number_of(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "%",
        "x",
        "1.2.3",
        "12,34",
        "1 000",
        "1,234,56",
        "NaN",
        "inf",
        "1e",
        "--1",
        "١٢",
        "0x1",
        "ND",
        "()",
        "(x",
        "$",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert number_of(text) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_every_number_comes_back_as_it_was_written(number: Decimal) -> None:
    assert number_of(f"{number}") == number
    assert number_of(f"{number:,}") == number


@given(st.text(max_size=30))
def test_any_cell_is_a_number_or_none(text: str) -> None:
    number = number_of(text)
    assert number is None or number.is_finite()


def test_cells_that_the_row_does_not_have_are_empty() -> None:
    short = row("a")
    assert (short.cell("C"), short.text("C"), short.decimal("C"), short.cell("Z")) == ("", None, None, "")
    assert (short.text("Z"), short.decimal("Z")) == (None, None)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" dos  palabras\n", "dos palabras"), ("nbsp\xa0aquí", "nbsp aquí"), ("\xa0", None), ("", None),
        ("poblacio\u0301n bene\ufb01\u00adciada", "población beneficiada"), ("２０09", "2009"),
        ("viñeta \x95 y \x93comillas\x94", "viñeta • y “comillas”"),
        ("tel. 55 5481 7200 o a@b.gob.mx", "[…] o […]"), ("3808344034", "3808344034"),
    ],
)  # fmt: skip
def test_texts(cell: str, text: str | None) -> None:
    assert row(cell).text("A") == text


@settings(deadline=None)
@given(st.text("aeñÁ 1,@.\u00a0\u00ad\n\t\u2028\x95", max_size=40))
def test_a_text_has_single_spaces_and_no_rim(cell: str) -> None:
    text = row(cell).text("A")
    assert text is None or text == " ".join(text.split()) != ""


@pytest.mark.parametrize(("cell", "number"), [("61", 61), ("061", 61), ("61.0", 61), ("0", 0)])
def test_whole_numbers(cell: str, number: int) -> None:
    faults = Faults()
    assert row(cell, faults=faults).integer("A") == number
    assert faults.faults == []


@pytest.mark.parametrize("cell", ["", "x", "-1", "1.5", "1,000", "1e3", "9" * 10])
def test_a_key_that_is_no_whole_number_is_a_fault(cell: str) -> None:
    faults = Faults()
    assert row("x", cell, faults=faults).integer("B") == 0
    (fault,) = faults.faults
    assert (fault.cell, fault.text, fault.expected) == ("B2", cell, "a whole number in B")


@pytest.mark.parametrize(
    ("cell", "year"), [("2022", 2022), ("1999", 1999), ("22", 0), ("2104", 0), ("0", 0), ("", 0)]
)
def test_years(cell: str, year: int) -> None:
    faults = Faults()
    assert row(cell, faults=faults).year("A") == year
    assert len(faults.faults) == (year == 0)


def test_a_required_text_that_is_blank_is_a_fault() -> None:
    faults = Faults()
    assert row(" ", "x", faults=faults).required("A", "a name") == ""
    assert row(" ", "x", faults=faults).required("B") == "x"
    assert [(one.cell, one.expected) for one in faults.faults] == [("A2", "a name in A")]


def test_a_value_that_is_no_number_is_noted_and_its_row_is_read() -> None:
    faults = Faults()
    one = row("12", "vvv", "", faults=faults)
    assert [one.decimal(column, "a value") for column in "ABC"] == [12, None, None]
    assert [(note.cell, note.text, note.expected) for note in faults.notes] == [("B2", "vvv", "a value")]
    assert faults.read["a value"] == 1
    faults.raise_any(document())


def test_a_text_that_is_not_accepted_is_noted() -> None:
    faults = Faults()
    one = row("sí", "no", "", faults=faults)
    assert [one.accepted(column, "sí".__eq__, "a yes") for column in "ABCZ"] == ["sí", None, None, None]
    assert [(note.cell, note.text) for note in faults.notes] == [("B2", "no")]
    assert faults.read["a yes"] == 1


def test_cells_that_state_nothing_are_counted_by_kind() -> None:
    faults = Faults()
    one = row("2018", "", faults=faults)
    one.idle(0, "year of nothing")
    one.idle(1, "year of nothing")
    one.idle(7, "year of nothing")
    assert faults.idle == {"year of nothing": 1}


def test_a_row_of_a_json_list_is_placed_by_its_pointer() -> None:
    faults = Faults()
    row("x", faults=faults, places=["", "/3"]).integer("A")
    assert faults.faults[0].cell == "/3"


def test_the_place_quotes_the_cells_that_were_asked_for_with_the_blank_ones() -> None:
    one = row(" a ", "", "c  d")
    assert (one.place("C", "A").cells, one.place("C", "A").quote) == ("A2:C2", "a\tc d")
    assert one.place().quote == "a\t\tc d"
    assert one.place_of([2]).quote == "c d"
    assert row("de a@b.gob.mx").place("A").quote == "de […]"


def test_a_place_names_the_columns_of_its_quotation() -> None:
    one = row("x", "", "z")
    columns = one.place("A", "B").columns
    assert columns is not None
    assert columns.names == ("A", "B")
    assert len(columns.properties) == len(columns.names)
    assert one.place("A", "B").columns is columns, "rows that quote the same share them"


def test_empty_rows_are_no_rows() -> None:
    sheet = Sheet("Hoja", [["A"], ["1"], ["", " ", "\t"], [], ["2"]])
    assert [one.number for one in table_rows(sheet, SheetHeader(1, {"A": 0}), Faults())] == [2, 5]


def test_all_faults_are_told_and_the_many_are_counted() -> None:
    faults = Faults()
    for _ in range(SHOWN_FAULTS + 3):
        row("x", faults=faults).year("A")
    with pytest.raises(InputError) as refused:
        faults.raise_any(document())
    message = str(refused.value)
    assert message.startswith("a.csv: 23 cells are missing or invalid; nothing was read.")
    assert message.count("'x'; expected a year of four digits in A") == SHOWN_FAULTS
    assert message.endswith("and 3 more")


@pytest.mark.parametrize(
    ("good", "bad", "moved"),
    [(1000, 20, False), (0, 20, False), (0, 21, True), (1000, 52, False), (1000, 53, True)],
)
def test_a_column_of_which_more_than_a_twentieth_is_not_understood_has_moved(
    good: int, bad: int, *, moved: bool
) -> None:
    faults = Faults()
    for _ in range(good):
        row("1", faults=faults).decimal("A", "an amount")
    for _ in range(bad):
        row("x", faults=faults).decimal("A", "an amount")
    if moved:
        with pytest.raises(InputError, match=f"{bad} cells are missing or invalid"):
            faults.raise_any(document())
    else:
        faults.raise_any(document())


HEADER = ["RAMO", "CLAVE", "NOMBRE", "MONTO"]
SPENDING = TableLayout("gasto", tuple(TableColumn(name, "asm:x") for name in HEADER))


def kind(*cells: str) -> str | None:
    sheet = Sheet("Hoja", [HEADER, list(cells)])
    header = find_header(sheet, SPENDING)
    assert header is not None
    return furniture_kind(TableRow(sheet, header, 2, Faults()), SPENDING)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("Total", "", "", ""), "total"),
        (("", "", "SUBTOTAL", ""), "total"),
        (("", "Gran Total", "", ""), "total"),
        (("Fuente: Cuenta Pública 2019", "", "", ""), "note"),
        (("", "* Cifras preliminares", "", ""), "note"),
        (("1/ Incluye ampliaciones", "", "", ""), "note"),
        (("Ramo", "clave", " Nombre", "MONTO:"), "heading"),
        (("20", "S061", "Totales y más", "3"), None),
        (("Total Play", "S061", "Becas", "3"), None),
        (("Becas", "", "", ""), None),
        (("20", "", "", ""), None),
        (("Fuentes de empleo", "S061", "", ""), None),
    ],
)
def test_what_a_row_is(cells: tuple[str, ...], expected: str | None) -> None:
    assert kind(*cells) == expected
