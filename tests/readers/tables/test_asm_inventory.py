"""The federal inventory of ASM: what its rows state, and what is told and left out."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.documents_of_ours.tables import read_table, write_csv, write_xlsx
from tests.open_data import open_data

from asm_graph.errors import InputError
from asm_graph.records.asm import AsmInventory, InventoryAsm

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.readers.reading import Reading

HEADER = [
    "CICLO", "TRIMESTRE", "ID_RAMO", "DESC_RAMO", "ACRON_DEP_ENT", "DESC_DEP_ENT", "MODALIDAD_PP", "DESC_PP",
    "INST_COORD", "ANIO_RECOMENDACION", "ORIGEN_RECOMENDACION", "ID_ASM", "", "GASTO_FEDERALIZADO",
    "TIPO_ASM", "TEMA_ASM", "TIPO_MEJORA", "PRIORIDAD", "AVANCE_ASM", "FECHA_REPORTE", "EVIDENCIA", "", "",
    "",
]  # fmt: skip
TEXT = HEADER.index("")


def row(**cells: str) -> list[str]:
    """A row in the order of the header, with the text under `text`."""
    values = {
        "CICLO": "2031-2032", "TRIMESTRE": "01T2033", "ID_RAMO": "07", "DESC_RAMO": "Ferias",
        "ACRON_DEP_ENT": "SEFERIA", "DESC_DEP_ENT": "Secretaría de Ferias", "MODALIDAD_PP": "S061",
        "DESC_PP": "Programa de Ferias", "INST_COORD": "CONEVAL", "ANIO_RECOMENDACION": "2031",
        "ORIGEN_RECOMENDACION": "Evaluación de Diseño", "ID_ASM": "07s061pdi31_08",
        "text": "Medir la asistencia.", "GASTO_FEDERALIZADO": "No", "TIPO_ASM": "Específico",
        "TEMA_ASM": "Diseño; Planeación", "TIPO_MEJORA": "Corrige", "PRIORIDAD": "Alta", "AVANCE_ASM": "60",
        "FECHA_REPORTE": "31/03/2033", "EVIDENCIA": "N/D",
    } | cells  # fmt: skip
    return [
        values["text" if at == TEXT else name] if name or at == TEXT else "" for at, name in enumerate(HEADER)
    ]


def inventory(path: Path) -> tuple[Reading, tuple[InventoryAsm, ...]]:
    reading = read_table(path)
    assert isinstance(reading.record, AsmInventory)
    return reading, reading.record.asms


def only(tmp_path: Path, **cells: str) -> InventoryAsm:
    _, (found,) = inventory(write_csv(tmp_path / "t.csv", [HEADER, row(**cells)]))
    return found


@pytest.mark.parametrize("header", ["", "DESC_ASM"])
def test_the_text_is_found_under_a_blank_header_and_under_that_of_the_dictionary(
    tmp_path: Path, header: str
) -> None:
    names = [*HEADER[:TEXT], header, *HEADER[TEXT + 1 :]]
    reading, (found,) = inventory(write_xlsx(tmp_path / "t.xlsx", [names, row()]))
    assert (found.asm.text, found.asm.number) == ("Medir la asistencia.", 8)
    assert any("DESC_ASM" in notice for notice in reading.notices) is (not header)


def test_a_row_is_an_asm_with_a_report(tmp_path: Path) -> None:
    found = only(tmp_path)
    asm, (report,) = found.asm, found.asm.reports
    assert (found.program.branch, found.program.name) == (7, "Programa de Ferias")
    assert found.program.ref is not None
    assert (found.program.ref.path, found.program.ref.year) == ("7-S061", 2033)
    assert (report.agency, report.agency_acronym) == ("Secretaría de Ferias", "SEFERIA")
    assert (asm.cycle, asm.source_identifier, asm.recommendation_year) == (
        "2031-2032",
        "07s061pdi31_08",
        2031,
    )
    assert (asm.federalized_spending, asm.coordinating_institution, asm.details) == (False, "CONEVAL", None)
    assert (report.progress, report.state, report.missing) == (Decimal(60), None, None)
    assert (report.quarter, report.reported_on) == ("01T2033", dt.date(2033, 3, 31))
    assert report.place.quote == "01T2033\tSEFERIA\tSecretaría de Ferias\t07s061pdi31_08\t60\t31/03/2033"


@pytest.mark.parametrize(
    ("cell", "state", "missing"),
    [
        ("CANCELADO", "CANCELADO", None),
        ("Fusionado ", "Fusionado", None),
        ("ASM dado de baja", "ASM dado de baja", None),
        ("N/D", None, "not-available"),
        ("S/I", None, "no-data"),
        ("", None, "blank"),
    ],
)
def test_a_word_in_the_place_of_the_progress_is_no_number(
    tmp_path: Path, cell: str, state: str | None, missing: str | None
) -> None:
    (report,) = only(tmp_path, AVANCE_ASM=cell).asm.reports
    assert (report.progress, report.state, report.missing) == (None, state, missing)


@pytest.mark.parametrize("cell", ["140", "-3", "0.45"])
def test_a_progress_that_is_no_percentage_is_not_understood(tmp_path: Path, cell: str) -> None:
    reading, _ = inventory(write_csv(tmp_path / "t.csv", [HEADER, row(), row(AVANCE_ASM=cell)]))
    assert [note.cell for note in reading.account.not_understood] == ["S3"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["´0001", "0"])
def test_what_has_no_key_is_known_by_its_name(tmp_path: Path, key: str) -> None:
    program = only(tmp_path, MODALIDAD_PP=key, DESC_PP="Política de Ferias").program
    assert (program.ref, program.name) == (None, "Política de Ferias")


def test_a_text_that_commas_cut_is_joined_where_every_cell_then_holds(tmp_path: Path) -> None:
    cut = row(ID_ASM="07s061pdi31_09")
    cut[TEXT : TEXT + 1] = ["Medir la asistencia", "el gasto", "y la derrama."]
    spoiled = row(ID_ASM="07s061pdi31_10", GASTO_FEDERALIZADO="quizá")
    reading, found = inventory(write_csv(tmp_path / "t.csv", [HEADER, row(), row(), cut, spoiled, [""] * 24]))
    assert [one.asm.text for one in found[1:]] == [
        "Medir la asistencia.",
        "Medir la asistencia, el gasto, y la derrama.",
    ]
    assert reading.account.unread == sum(map(bool, spoiled))


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = "Difusión de la población atendida en los años de operación, según el diagnóstico."
    rows = [row(ID_ASM=f"07s061pdi31_{number}", text=text) for number in range(1, 9)]
    _, found = inventory(write_csv(tmp_path / "t.csv", [HEADER, *rows], encoding))
    assert {one.asm.text for one in found} == {text}


def test_a_day_that_is_not_in_the_calendar_is_not_understood(tmp_path: Path) -> None:
    reading, found = inventory(write_csv(tmp_path / "t.csv", [HEADER, row(FECHA_REPORTE="31/06/2033")]))
    assert (found[0].report.reported_on, reading.account.unread) == (None, 1)


@pytest.mark.parametrize("cells", [{"ID_ASM": "07s061pdi31_00"}, {"CICLO": "1850"}, {"text": ""}])
def test_a_row_that_makes_no_asm_is_told_and_left_out(tmp_path: Path, cells: dict[str, str]) -> None:
    reading, found = inventory(write_csv(tmp_path / "t.csv", [HEADER, row(), row(), row(**cells)]))
    assert (len(found), reading.account.unread) == (2, sum(map(bool, row(**cells))))


def test_a_row_about_no_program_is_told_and_left_out(tmp_path: Path) -> None:
    reading, found = inventory(write_csv(tmp_path / "t.csv", [HEADER, row(), row(DESC_PP="No aplica")]))
    assert (len(found), reading.account.unread) == (1, sum(map(bool, row(DESC_PP="No aplica"))))


def test_a_table_without_keys_is_no_inventory(tmp_path: Path) -> None:
    rows = [
        [cell for at, cell in enumerate(each) if at != HEADER.index("ID_ASM")] for each in (HEADER, row())
    ]
    with pytest.raises(InputError, match="lacks"):
        read_table(write_csv(tmp_path / "t.csv", rows))


def test_the_published_inventory_is_read_whole() -> None:
    path = open_data() / "federal" / "official" / "asm-2010-2020.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        printed = [each for each in list(csv.reader(file))[1:] if any(map(str.strip, each))]
    assert printed
    reading, found = inventory(path)
    assert (reading.layout, len(found)) == ("federal-asm-inventory", len(printed))
    assert {one.asm.source_identifier for one in found} == {each[11] for each in printed}
    statuses = [each[18] for each in printed if not each[18].isdecimal()]
    assert len([one for one in found if one.asm.reports[0].state]) == len(statuses) - statuses.count("Alta")
    others = sum(len(each[16]) > 60 for each in printed) + sum(
        map(bool, (c for each in printed for c in each[21:]))
    )
    assert reading.account.unread == others - 1, (
        "texts that are no type of improvement, and what stands past the header; one of these was realigned"
    )
