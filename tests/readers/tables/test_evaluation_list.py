"""The federal list of evaluations: what its rows state, and what is told and left out."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.documents_of_ours.tables import read_table, write_csv
from tests.open_data import open_data

from asm_graph.records.evaluations import EvaluationList, ListedEvaluation
from asm_graph.records.texts import Money

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.readers.reading import Reading

HEADER = [
    "ID_EVALUACION", "CICLO_PAE", "INSTANCIA_COORDINADORA", "ID_RAMO", "DESC_RAMO", "MODALIDAD_PP", "DESC_PP",
    "TIPO_EVALUACION", "EVALUADOR", "COSTOS", "CICLO_CONCLUSION", "LIGA",
]  # fmt: skip


def row(**cells: str) -> list[str]:
    """A row in the order of the header."""
    values = {
        "ID_EVALUACION": "07s061pcdi31", "CICLO_PAE": "PAE2031", "INSTANCIA_COORDINADORA": "CONEVAL",
        "ID_RAMO": "7", "DESC_RAMO": "Ferias", "MODALIDAD_PP": "s061", "DESC_PP": "Programa de Ferias",
        "TIPO_EVALUACION": "Diseño", "EVALUADOR": "El Colegio de Ferias", "COSTOS": "198360.5",
        "CICLO_CONCLUSION": "2032", "LIGA": "https://ferias.example/07s061pcdi31.pdf",
    } | cells  # fmt: skip
    return [values[name] for name in HEADER]


def evaluations(path: Path) -> tuple[Reading, tuple[ListedEvaluation, ...]]:
    reading = read_table(path)
    assert isinstance(reading.record, EvaluationList)
    return reading, reading.record.evaluations


def only(tmp_path: Path, **cells: str) -> ListedEvaluation:
    _, (found,) = evaluations(write_csv(tmp_path / "t.csv", [HEADER, row(**cells)]))
    return found


def test_a_row_is_an_evaluation(tmp_path: Path) -> None:
    found = only(tmp_path)
    assert found.program.ref is not None
    assert (found.program.ref.path, found.program.ref.year) == ("7-S061", 2031)
    evaluation = found.evaluation
    assert (evaluation.type, evaluation.period, evaluation.conclusion_year) == ("Diseño", "2031", 2032)
    assert (evaluation.evaluators, evaluation.coordinating_institution) == (
        ("El Colegio de Ferias",),
        "CONEVAL",
    )
    assert evaluation.dissemination == ("https://ferias.example/07s061pcdi31.pdf",)
    assert evaluation.source_identifier == "07s061pcdi31"


def test_a_year_that_a_spreadsheet_wrote_with_a_fraction_is_a_year(tmp_path: Path) -> None:
    assert only(tmp_path, CICLO_CONCLUSION="2032.0").evaluation.conclusion_year == 2032


@pytest.mark.parametrize(
    ("cell", "cost"),
    [
        ("198360.5", Money(Decimal("198360.5"), None)),
        (" 111,927 USD", Money(Decimal(111_927), "USD")),
        ("$ 1,500.00", Money(Decimal("1500.00"), "MXN")),
        ("ND", None),
        ("No aplica", None),
    ],
)
def test_a_cost_has_a_currency_only_where_one_is_printed(
    tmp_path: Path, cell: str, cost: Money | None
) -> None:
    assert only(tmp_path, COSTOS=cell).evaluation.cost == cost


def test_a_cost_in_two_currencies_is_not_understood(tmp_path: Path) -> None:
    rows = [HEADER, row(), row(COSTOS="8278180 MXN + 285000 USD")]
    reading, found = evaluations(write_csv(tmp_path / "t.csv", rows))
    assert (found[1].evaluation.cost, reading.account.unread) == (None, 1)


def test_what_complements_the_annual_program_has_the_year_of_its_key(tmp_path: Path) -> None:
    found = only(
        tmp_path,
        ID_EVALUACION="07s061c0im30",
        CICLO_PAE="Complementaria",
        INSTANCIA_COORDINADORA="Otra",
        EVALUADOR="No aplica",
    )
    evaluation = found.evaluation
    assert (evaluation.period, evaluation.evaluators) == ("2030", ())
    assert evaluation.coordinating_institution is None


@pytest.mark.parametrize("cells", [{"DESC_PP": "No aplica"}, {"DESC_PP": "Varios"}, {"ID_RAMO": "No aplica"}])
def test_a_row_about_no_program_is_told_and_left_out(tmp_path: Path, cells: dict[str, str]) -> None:
    reading, found = evaluations(write_csv(tmp_path / "t.csv", [HEADER, row(), row(**cells)]))
    assert (len(found), reading.account.unread) == (1, len(HEADER))
    assert any("the key or the name of a program" in notice for notice in reading.notices)


def test_the_published_list_is_read_but_for_rows_about_no_program() -> None:
    path = open_data() / "federal" / "official" / "evaluaciones.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        printed = list(csv.DictReader(file))
    assert printed
    about_programs = [each for each in printed if each["DESC_PP"] not in {"No aplica", "Varios"}]
    reading, found = evaluations(path)
    assert reading.layout == "federal-evaluation-list"
    assert [one.evaluation.source_identifier for one in found] == [
        each["ID_EVALUACION"] for each in about_programs
    ]
    priced = [each for each in about_programs if each["COSTOS"].replace(".", "").isdecimal()]
    in_dollars = [
        each for each in about_programs if each["COSTOS"].endswith("USD") and "+" not in each["COSTOS"]
    ]
    assert len([one for one in found if one.evaluation.cost]) == len(priced) + len(in_dollars)
