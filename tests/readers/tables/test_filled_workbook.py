"""Filled workbooks: what their rows say, and every fault by sheet and cell."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.filled_workbooks import ACTION, ASM, FEDERAL, PROGRAM, filled, template, write

from asm_graph.documents import load
from asm_graph.errors import InputError
from asm_graph.readers import read
from asm_graph.readers.json_records import as_json
from asm_graph.readers.reading import Reading
from asm_graph.readers.tables.filled_workbook.cells import value_of
from asm_graph.records import ProgramRef
from asm_graph.records.texts import Measure, YearMonth
from asm_graph.templates import TEMPLATES, CellKind, Choices, Field
from asm_graph.templates.filled_workbook import FilledWorkbook

if TYPE_CHECKING:
    from pathlib import Path

ASM_ROWS = {"Programas": [PROGRAM, FEDERAL], "ASM": [ASM], "Actividades": [ACTION]}
CHOICES = Choices.default()


def reading(path: Path) -> tuple[Reading, FilledWorkbook]:
    found = read(load(path))
    assert isinstance(found, Reading)
    assert isinstance(found.record, FilledWorkbook)
    return found, found.record


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as raised:
        reading(path)
    return raised.value.message.spanish


@pytest.mark.parametrize("name", TEMPLATES)
def test_an_empty_template_is_refused_and_its_example_is_no_data(tmp_path: Path, name: str) -> None:
    assert "no hay datos" in refusal(template(tmp_path, name))


def test_the_rows_of_an_asm_workbook(tmp_path: Path) -> None:
    found, record = reading(filled(tmp_path, "asm", ASM_ROWS))
    assert found.rows == 4
    assert found.layout == "asm-graph-workbook"
    assert [(one.path, one.name) for one in record.programs] == [("20-S061", "Programa 3x1")]
    (asm,), (action,) = record.sheets["ASM"], record.sheets["Actividades"]
    assert (asm.text("cycle"), asm.text("classification"), asm.text("number")) == (
        "2021-2022", "institutional", "2",
    )  # fmt: skip
    assert action.values["due_date"] == date(2022, 6, 30)
    assert action.values["completion_date"] == YearMonth(2022, 12)
    assert action.values["progress"] == Decimal("45.5")
    assert action.values["rescheduled"] is True
    assert action.values["responsible_units"] == ("Dirección de Huertos", "Área Jurídica")
    assert action.values["expected_results"] == ("Estudio contratado", "Estudio entregado")
    assert asm.place.sheet == "ASM"
    assert asm.place.cells.startswith("A3:")


def test_the_record_as_json(tmp_path: Path) -> None:
    _, record = reading(filled(tmp_path, "asm", ASM_ROWS))
    shown = json.loads(json.dumps(as_json(record)))
    assert shown["sheets"]["Actividades"][0]["values"]["due_date"] == "2022-06-30"
    assert shown["sheets"]["Actividades"][0]["values"]["completion_date"] == {"year": 2022, "month": 12}
    assert shown["sheets"]["Programas"][1]["values"]["key"]["modality"] == "S"


def test_every_cell_is_accounted_for(tmp_path: Path) -> None:
    found, _ = reading(filled(tmp_path, "asm", ASM_ROWS))
    assert found.account.facts == sum(len(row) for rows in ASM_ROWS.values() for row in rows)
    assert found.account.known.keys() == {"example", "heading", "template"}
    assert found.account.unread == 0


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    rows = {
        "Programas": [PROGRAM, FEDERAL | {"key": "veinte"}, {"program": "Sin dueño"}],
        "ASM": [
            ASM | {"cycle": "ayer", "priority": "Urgentísima"},
            ASM | {"number": "0"},
            ASM | {"program": "Otro programa"},
            {key: ASM[key] for key in ("program", "cycle")},
            ASM | {"number": "9", "period": ""},
        ],
        "Actividades": [
            ACTION | {"progress": "101", "due_date": "31/02/2022", "rescheduled": "quizá"},
            ACTION | {"number": "77"},
        ],
    }
    message = refusal(filled(tmp_path, "asm", rows))
    for place in (
        "'Programas', C4", "'Programas', C5",
        "'ASM', C3", "'ASM', I3", "'ASM', E4", "'ASM', B5", "'ASM', D6", "'ASM', E6", "'ASM', G6",
        "'ASM', K7",
        "'Actividades', P3", "'Actividades', J3", "'Actividades', R3", "'Actividades', E4",
    ):  # fmt: skip
        assert f"hoja {place}:" in message, place


def test_many_faults_are_all_told(tmp_path: Path) -> None:
    rows = {"Programas": [PROGRAM], "ASM": [ASM | {"number": str(n), "cycle": "x"} for n in range(1, 60)]}
    message = refusal(filled(tmp_path, "asm", rows))
    assert "'ASM', C61:" in message
    assert " más" not in message


def test_a_repeated_row_names_the_first(tmp_path: Path) -> None:
    rows = {"Programas": [PROGRAM], "ASM": [ASM, ASM | {"program": "HUERTOS de traspatio "}]}
    assert "'ASM', E4: '2'; se esperaba un valor distinto del que tiene el renglón 3" in refusal(
        filled(tmp_path, "asm", rows)
    )


def test_keys_that_differ_by_a_point_are_two(tmp_path: Path) -> None:
    level = {"program": "Huertos de Traspatio", "year": "2024", "kind": "Actividad", "narrative": "Sembrar."}
    rows = {"Programas": [PROGRAM], "Niveles": [level | {"level": "A1.1"}, level | {"level": "A11"}]}
    _, record = reading(filled(tmp_path, "mir", rows))
    assert len(record.sheets["Niveles"]) == 2


def test_the_example_is_skipped_even_without_its_mark(tmp_path: Path) -> None:
    form = TEMPLATES["asm"].form("ASM")
    rows = {"Programas": [PROGRAM], "ASM": [ASM, dict(form.example)]}
    _, record = reading(filled(tmp_path, "asm", rows))
    assert len(record.sheets["ASM"]) == 1


def test_data_under_the_mark_of_the_example_is_not_lost_in_silence(tmp_path: Path) -> None:
    rows = {"Programas": [PROGRAM], "ASM": [ASM | {"mark": "EJEMPLO"}]}
    assert "'ASM', A3: 'EJEMPLO'; se esperaba nada" in refusal(filled(tmp_path, "asm", rows))


def test_a_row_in_place_of_the_example_is_data(tmp_path: Path) -> None:
    _, record = reading(filled(tmp_path, "asm", ASM_ROWS | {"Programas": [PROGRAM]}, first=2))
    assert [row.text("number") for row in record.sheets["ASM"]] == ["2"]


def test_formulas_are_refused(tmp_path: Path) -> None:
    rows = {"Programas": [PROGRAM], "ASM": [ASM | {"text": "=A1"}]}
    assert "'ASM', G3: '=…'; se esperaba un valor" in refusal(filled(tmp_path, "asm", rows))


def test_a_changed_header_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path, "asm", ASM_ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    shared = parts["xl/sharedStrings.xml"].decode().replace("Clasificación *", "Clase de ASM *")
    message = refusal(write(path, parts | {"xl/sharedStrings.xml": shared.encode()}))
    assert (
        "hoja 'ASM', A1: '(vacía)'; se esperaba un renglón de encabezados con las columnas Clasificación"
        in message
    )


def test_a_missing_sheet_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path, "asm", ASM_ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    book = parts["xl/workbook.xml"].decode().replace('name="Actividades"', 'name="Hoja9"')
    assert "hoja 'Actividades', A1" in refusal(write(path, parts | {"xl/workbook.xml": book.encode()}))


def test_it_is_recognised_without_its_marker_too(tmp_path: Path) -> None:
    path = filled(tmp_path, "asm", ASM_ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    book = parts["xl/workbook.xml"].decode().replace("_asm_graph", "Hoja7")
    found, _ = reading(write(path, parts | {"xl/workbook.xml": book.encode()}))
    assert [note.text for note in found.account.not_understood] == ["Hoja7"]


def test_a_workbook_of_something_else_is_no_template(tmp_path: Path) -> None:
    path = filled(tmp_path, "asm", ASM_ROWS)
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    book = parts["xl/workbook.xml"].decode()
    for name in ("_asm_graph", "Programas"):
        book = book.replace(f'name="{name}"', f'name="X{name}"')
    found = read(load(write(path, parts | {"xl/workbook.xml": book.encode()})))
    assert found.layout == "divided-document"  # its columns are those of an annex on ASM


def test_contact_data_is_withheld(tmp_path: Path) -> None:
    rows = {"Programas": [PROGRAM], "ASM": [ASM | {"remarks": "Escribir a ana@campo.gob.mx"}]}
    _, record = reading(filled(tmp_path, "asm", rows))
    (asm,) = record.sheets["ASM"]
    assert "@" not in asm.text("remarks") + asm.place.quote


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (CellKind.KEY, "20S061", ProgramRef(20, "S", 61)),
        (CellKind.KEY, "4-E2", ProgramRef(4, "E", 2)),
        (CellKind.KEY, "20‑S–061", ProgramRef(20, "S", 61)),
        (CellKind.KEY, "S061", None),
        (CellKind.IDENTIFIER, "A1.1", "A1.1"),
        (CellKind.IDENTIFIER, "¿?", None),
        (CellKind.INTEGER, "0", None),
        (CellKind.INTEGER, "1.5", None),
        (CellKind.INTEGER, "12", 12),
        (CellKind.INTEGER, "12.0", 12),
        (CellKind.YEAR, "2024.0", 2024),
        (CellKind.KEY, "20 s 61", ProgramRef(20, "S", 61)),
        (CellKind.YEAR, "24", None),
        (CellKind.CYCLE, "2018", "2018"),
        (CellKind.CYCLE, "2007/08", "2007-2008"),
        (CellKind.CYCLE, "2007−2008", "2007-2008"),
        (CellKind.CYCLE, "2007-2008-2009", None),
        (CellKind.DATE, "2024-12-31", date(2024, 12, 31)),
        (CellKind.DATE, "31/12/2024", date(2024, 12, 31)),
        (CellKind.DATE, "2024-12-31T14:30:00", date(2024, 12, 31)),
        (CellKind.DATE, "31/12/2024 0:00", date(2024, 12, 31)),
        (CellKind.DATE, "2024-12-31T00:00:00Z", date(2024, 12, 31)),
        (CellKind.DATE, "2024-12-31T00:00:00.000-06:00", date(2024, 12, 31)),
        (CellKind.DATE, "31−12–2024", date(2024, 12, 31)),
        (CellKind.DATE, "45657", date(2024, 12, 31)),
        (CellKind.DATE, "45657.75", date(2024, 12, 31)),
        (CellKind.DATE, "2024", None),
        (CellKind.DATE, "456570", None),
        (CellKind.DATE, "31/02/2024", None),
        (CellKind.DATE, "hacia el 31/12/2024", None),
        (CellKind.PERCENT, "0.45", None),
        (CellKind.PERCENT, "0.5%", Decimal("0.5")),
        (CellKind.PERCENT, "100", Decimal(100)),
        (CellKind.PERCENT, "-1", None),
        (CellKind.FIGURE, "ND", Measure("ND", missing="not-available")),
        (CellKind.FIGURE, "1,234.50", Measure("1,234.50", Decimal("1234.50"))),
        (CellKind.FIGURE, "−4.5", Measure("−4.5", Decimal("-4.5"))),
        (CellKind.FIGURE, "—", Measure("—", missing="dash")),
        (CellKind.FIGURE, "muchos", None),
        (CellKind.YES_NO, "sí", True),
        (CellKind.YES_NO, "NO", False),
        (CellKind.YES_NO, "VERDADERO", True),
        (CellKind.YES_NO, "Falso", False),
        (CellKind.YES_NO, "tal vez", None),
    ],
)
def test_cells(kind: CellKind, cell: str, value: object) -> None:
    assert value_of(cell, Field("C", "c", kind), CHOICES) == value


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.sampled_from([kind for kind in CellKind if kind is not CellKind.CODE]), st.text(min_size=1))
def test_no_cell_breaks_the_reader(kind: CellKind, cell: str) -> None:
    value_of(cell, Field("C", "c", kind), CHOICES)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"plan": "Plan Nacional de Desarrollo 2019-2024", "kind": "Objetivo sectorial"}, "'Alineación', E3"),
        (
            {"plan": "Plan Nacional de Desarrollo 2019-2024", "kind": "Eje", "number": "99"},
            "'Alineación', G3",
        ),
        ({"plan": "Plan de Nadie", "kind": "Eje"}, "'Alineación', D3"),
    ],
)
def test_alignments_to_what_no_plan_has(tmp_path: Path, row: dict[str, str], said: str) -> None:
    cells = {"program": "Huertos de Traspatio", "year": "2021", "number": "2"} | row
    assert said in refusal(filled(tmp_path, "alignment", {"Programas": [PROGRAM], "Alineación": [cells]}))


SPANISH_ONLY = re.compile(
    r"\b(?:the|cell|cells|sheet|row|expected|column|columns|value|one of|nothing|since|register|key)\b"
)


def test_all_that_is_told_of_a_workbook_is_spanish(tmp_path: Path) -> None:
    rows = {
        "Programas": [PROGRAM | {"key": "x"}, PROGRAM, FEDERAL | {"jurisdiction": "Durango"}],
        "ASM": [
            ASM | {"mark": "EJEMPLO", "cycle": "ayer", "priority": "?", "number": "0", "text": "=A1"},
            ASM | {"period": "", "program": "Nadie"},
            {"program": "x"},
        ],
        "Actividades": [
            ACTION | dict.fromkeys(("progress", "due_date", "rescheduled", "number", "action"), "¿?")
        ],
    }
    message = refusal(filled(tmp_path, "asm", rows))
    kinds = {"plan": "Programa Sectorial de Desarrollo Social 2007-2012", "year": "2021", "number": "99"}
    other = [{"program": PROGRAM["program"], "kind": kind} | kinds for kind in ("Eje", "Objetivo sectorial")]
    message += refusal(filled(tmp_path, "alignment", {"Programas": [PROGRAM], "Alineación": other}))
    assert "(vacía)" in message
    assert SPANISH_ONLY.findall(message.replace(str(tmp_path), "")) == []


@pytest.mark.parametrize(
    ("cell", "said"), [("0.5", "50 % o 0.5 %"), ("0.455", "45.5 % o 0.455 %"), ("0.1", "10 % o 0.1 %")]
)
def test_a_fraction_under_a_percentage_is_asked_back(tmp_path: Path, cell: str, said: str) -> None:
    rows = {"Programas": [PROGRAM], "ASM": [ASM], "Actividades": [ACTION | {"progress": cell}]}
    assert f"se esperaba {said}, según lo que quiera decir" in refusal(filled(tmp_path, "asm", rows))


def test_the_same_is_told_in_english(tmp_path: Path) -> None:
    rows = {"Programas": [PROGRAM], "ASM": [ASM | {"cycle": "ayer"}], "Actividades": [ACTION]}
    with pytest.raises(InputError) as raised:
        reading(filled(tmp_path, "asm", rows))
    assert "expected a year or a pair of years (2007-2008) in Ciclo" in str(raised.value)
