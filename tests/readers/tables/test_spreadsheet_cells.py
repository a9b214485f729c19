"""What cells of spreadsheets show, in tables and filled workbooks: percent, scales, errors, hidden parts."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.documents_of_ours.raw_workbooks import data, text, workbook
from tests.documents_of_ours.tables import read_table, write_csv, write_json
from tests.filled_workbooks import ACTION, ASM, PROGRAM, filled, write
from tests.matrix_tables import lines, mapped, row

from asm_graph.errors import InputError
from asm_graph.records.spending import Spending

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.readers.reading import Reading

HEADER = ["CICLO", "RMP", "ID_RAMO", "DESC_RAMO", "ID_MODALIDAD", "DESC_MODALIDAD", "ID_PP", "DESC_PP",
          "EJERCIDO_MDP"]  # fmt: skip
KEY = ["2031", "07S061", "7", "Ferias", "S", "Reglas", "61"]
ERRORS = ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]
SPANISH_ERRORS = [
    "#¡DIV/0!",
    "#N/D",
    "#¡REF!",
    "#¡VALOR!",
    "#¿NOMBRE?",
    "#¡NUM!",
    "#¡NULO!",
    "#¡DESBORDAMIENTO!",
]


def cells(*texts: object) -> str:
    return "".join(map(text, texts))


def spending(path: Path, name: str, amount: str, *formats: str, **options: object) -> Reading:
    """The reading of a row with these XML cells for the name and the amount."""
    rows = data(cells(*HEADER), cells(*KEY) + name + amount)
    return read_table(workbook(path / "gasto.xlsx", {"Hoja": rows}, formats, **options))  # type: ignore[arg-type]


def amounts(reading: Reading) -> list[Decimal]:
    assert isinstance(reading.record, Spending)
    return [one.millions for one in reading.record.amounts]


def not_understood(reading: Reading) -> list[tuple[str, str]]:
    return [(note.cell, note.text) for note in reading.account.not_understood]


@pytest.mark.parametrize(
    ("code", "value", "amount"),
    [
        ("#,##0.00,,", "12500000", "12.5"),
        ("$#,##0.00,,_);($#,##0.00,,)", "-12500000", "-12.5"),
        ("#,##0.00", "12.5", "12.5"),
        ("General", "12.5", "12.5"),
        ("0.0%", "0.125", "12.5"),
    ],
)
def test_an_amount_is_what_its_cell_shows(tmp_path: Path, code: str, value: str, amount: str) -> None:
    reading = spending(tmp_path, text("Ferias"), f'<c s="1"><v>{value}</v></c>', code)
    assert amounts(reading) == [Decimal(amount)]


def test_a_scaled_amount_with_a_word_is_not_understood(tmp_path: Path) -> None:
    reading = spending(tmp_path, text("Ferias"), '<c s="1"><v>12500000</v></c>', '#,##0.0,,"M"')
    assert (amounts(reading), not_understood(reading)) == ([], [("I2", "12.5 M")])


@pytest.mark.parametrize("word", ERRORS)
def test_an_error_is_not_understood_and_no_value(tmp_path: Path, word: str) -> None:
    error = f'<c t="e"><v>{word}</v></c>'
    reading = spending(tmp_path, error, error)
    assert isinstance(reading.record, Spending)
    assert [program.name for program in reading.record.programs] == [None]
    assert (amounts(reading), not_understood(reading)) == ([], [("H2", word), ("I2", word)])
    assert reading.account.total == 18


@pytest.mark.parametrize("word", [*ERRORS, *SPANISH_ERRORS, "Err:502"])
def test_an_error_written_out_in_a_csv_is_the_same(tmp_path: Path, word: str) -> None:
    reading = read_table(write_csv(tmp_path / "gasto.csv", [HEADER, [*KEY, word, word]]))
    assert isinstance(reading.record, Spending)
    assert [program.name for program in reading.record.programs] == [None]
    assert (amounts(reading), not_understood(reading)) == ([], [("H2", word), ("I2", word)])
    assert reading.account.total == 18


@pytest.mark.parametrize("name", ["#1 en ventas", "# N/D", "N/D", "Programa #REF", "#HOLA"])
def test_a_text_with_a_hash_is_a_text(tmp_path: Path, name: str) -> None:
    reading = read_table(write_csv(tmp_path / "gasto.csv", [HEADER, [*KEY, name, "1"]]))
    assert isinstance(reading.record, Spending)
    assert [program.name for program in reading.record.programs] == [name]


def test_an_error_in_a_cell_that_a_row_hangs_on_refuses_the_table(tmp_path: Path) -> None:
    rows = [[*KEY, "Ferias", "1"] for _ in range(2)]
    rows[1][0] = "#REF!"
    with pytest.raises(InputError, match=r"A3: '#REF!'; expected a year of four digits in CICLO"):
        read_table(write_csv(tmp_path / "gasto.csv", [HEADER, *rows]))


@pytest.mark.parametrize(
    "amount", ["1E+999999999", "1e999", "1E400", "NaN", "Infinity", "-inf", "9" * 30, "1,5E+03"]
)
def test_an_amount_that_is_no_number_is_not_understood(tmp_path: Path, amount: str) -> None:
    reading = read_table(write_csv(tmp_path / "gasto.csv", [HEADER, [*KEY, "Ferias", amount]]))
    assert (amounts(reading), not_understood(reading)) == ([], [("I2", amount)])


def test_an_amount_of_a_json_that_is_no_number_is_not_understood(tmp_path: Path) -> None:
    value = {
        "eje_general": 1,
        "programa": {"clave": "07S061", "nombre": "Ferias", "clave_nombre": "07S061 Ferias"},
        "anios": [{"anio": 2031, "servicios_personales": 0, "operacion": 0, "inversion": 0, "subsidios": 0,
                   "otros": 0, "monto": 77}],
    }  # fmt: skip
    path = write_json(tmp_path / "eje_1.json", [value])
    path.write_text(path.read_text(encoding="utf-8").replace("77", "1E400"), encoding="utf-8")
    assert not_understood(read_table(path)) == [("/0/anios/0", "1E400")]


def test_a_target_in_percent_is_a_percentage_and_quoted_as_shown(tmp_path: Path) -> None:
    table = lines([row(META_ANUAL_PROGRAMADA="@")])
    rows = [
        "".join(
            '<c s="1"><v>0.755</v></c>' if cell == "@" else text(cell) if cell else "<c/>" for cell in one
        )
        for one in table
    ]
    path = workbook(tmp_path / "mir.xlsx", {"Registros": data(*rows)}, ["0.0%"])
    (matrix,) = mapped(path).record.matrices
    (figure,) = matrix.indicators[0].values
    assert (figure.measure.value, figure.measure.raw) == (Decimal("75.5"), "75.5%")
    assert "75.5%" in matrix.indicators[0].place.quote


def test_what_is_hidden_is_told(tmp_path: Path) -> None:
    rows = [cells(*HEADER), *(cells(*KEY, "Ferias", number) for number in range(1, 7))]
    xml = "".join(
        f'<row r="{number}" hidden="{int(number in {3, 4, 6, 99})}">{each}</row>'
        for number, each in enumerate(rows, 1)
    )
    columns = '<cols><col min="4" max="6" hidden="1"/><col min="11" max="16384" hidden="1"/></cols>'
    sheets = {
        "Hoja": f"{columns}<sheetData>{xml}</sheetData>",
        "vieja": data(*rows[:2]),
        "otra": data(cells("x")),
    }
    states = {"vieja": "hidden", "otra": "veryHidden"}
    notices = read_table(workbook(tmp_path / "gasto.xlsx", sheets, states=states)).notices
    assert [notice for notice in notices if "hidden" in notice] == [
        "sheet 'Hoja': rows 3-4, 6 are hidden, and were read like the others",
        "sheet 'Hoja': columns D-F are hidden, and were read like the others",
        "sheet 'vieja': is hidden, and was read like the others; delete it where it is outdated",
    ]


def actions(path: Path, changes: dict[str, str], properties: str = "") -> Reading:
    """An ASM workbook whose action has other XML in some cells, by the texts that stand there."""
    rows = {"Programas": [PROGRAM], "ASM": [ASM], "Actividades": [ACTION | {name: name for name in changes}]}
    book = filled(path, "asm", rows)
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, cell in changes.items():
        given = f' t="inlineStr"><is><t xml:space="preserve">{name}</t></is></c>'
        parts = {part: page.replace(given, cell) for part, page in parts.items()}
    styles = parts["xl/styles.xml"]
    number = styles.partition("<cellXfs")[2].partition("</cellXfs>")[0].count("<xf ")
    parts["xl/styles.xml"] = styles.replace("</cellXfs>", '<xf numFmtId="9"/></cellXfs>')
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("<workbookPr ", f"<workbookPr {properties} ")
    encoded = {part: page.replace('s="PERCENT"', f's="{number}"').encode() for part, page in parts.items()}
    return read_table(write(book, encoded))


@pytest.mark.parametrize(("value", "progress"), [("1", "100"), ("0.75", "75"), ("0", "0"), ("0.005", "0.5")])
def test_progress_in_percent_is_what_the_cell_shows(tmp_path: Path, value: str, progress: str) -> None:
    reading = actions(tmp_path, {"progress": f' s="PERCENT"><v>{value}</v></c>'})
    (action,) = reading.record.sheets["Actividades"]  # type: ignore[attr-defined]
    assert action.values["progress"] == Decimal(progress)


def test_a_serial_number_counts_by_the_date_system_of_the_workbook(tmp_path: Path) -> None:
    for properties, day in (("", "2020-06-29"), ('date1904="1"', "2024-06-30")):
        reading = actions(tmp_path, {"due_date": "><v>44011</v></c>"}, properties)
        (action,) = reading.record.sheets["Actividades"]  # type: ignore[attr-defined]
        assert str(action.values["due_date"]) == day


@pytest.mark.parametrize("word", ["#VALUE!", "#N/A"])
def test_errors_refuse_a_filled_workbook(tmp_path: Path, word: str) -> None:
    changes = dict.fromkeys(("due_date", "progress", "remarks"), f' t="e"><v>{word}</v></c>')
    with pytest.raises(InputError, match="3 cells are missing or invalid") as refused:
        actions(tmp_path, changes)
    assert str(refused.value).count(word) == 3
