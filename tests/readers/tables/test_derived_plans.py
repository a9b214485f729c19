"""Programs that derive from a national plan, with their objectives."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from tests.documents_of_ours.tables import read_table, write_csv
from tests.open_data import open_data

from asm_graph.errors import InputError
from asm_graph.readers.tables.derived_plans import LAYOUT
from asm_graph.records.plans import DerivedPlan, DerivedPlans

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.readers.reading import Reading

HEADER = [column.header for column in LAYOUT.columns]
CELLS = {
    "CONSECUTIVO": "1",
    "CICLO": "2016",
    "ID_META_NACIONAL": "1#4",
    "DESC_UR_COORDINADORA": "Comisión de Ferias",
    "TIPO_PROGRAMA_DERIVADO": "Especial",
    "ID_PROGRAMA_DERIVADO": "9",
    "DESC_ID_PROGRAMA_DERIVADO": "Programa Especial de Ferias 2014-2018",
    "ID_OBJETIVO": "2",
    "DESC_OBJETIVO": "2. Ampliar las ferias",
    "NO_INSTITUCIONES_PARTICIPANTES": "3",
    "ID_INDICADOR": "",
    "DESC_INDICADOR": "2.1 Ferias por año",
}


def row(**changes: str) -> list[str]:
    return [(CELLS | changes)[name] for name in HEADER]


def plans(reading: Reading) -> tuple[DerivedPlan, ...]:
    assert isinstance(reading.record, DerivedPlans)
    return reading.record.plans


def test_the_rows_of_an_objective_are_one(tmp_path: Path) -> None:
    rows = [HEADER, row(), row(DESC_INDICADOR="2.2 Visitantes")]
    reading = read_table(write_csv(tmp_path / "t.csv", rows, encoding="cp1252"))
    (plan,) = plans(reading)
    (objective,) = plan.objectives
    assert (plan.name, plan.period, plan.coordinator) == (
        "Programa Especial de Ferias 2014-2018",
        (2014, 2018),
        "Comisión de Ferias",
    )
    assert (objective.notation, objective.label, objective.goals) == ("2", "Ampliar las ferias", (1, 4))
    assert objective.indicators == ("2.1 Ferias por año", "2.2 Visitantes")
    assert [place.cells for place in objective.places] == ["A2:L2", "A3:L3"]
    assert reading.notices == ()


@pytest.mark.parametrize(
    ("number", "text", "notation", "label"),
    [
        ("2", "2. Ampliar", "2", "Ampliar"),
        ("2", "02) Ampliar", "2", "Ampliar"),
        ("2", "Ampliar", "2", "Ampliar"),
        (" ", "4. Ampliar", "4", "Ampliar"),
        ("2", "4. Ampliar", "2", "4. Ampliar"),
        ("2", "2.5 veces más ferias", "2", "2.5 veces más ferias"),
    ],
)
def test_the_number_before_a_text_is_no_part_of_it(
    tmp_path: Path, number: str, text: str, notation: str, label: str
) -> None:
    (plan,) = plans(
        read_table(write_csv(tmp_path / "t.csv", [HEADER, row(ID_OBJETIVO=number, DESC_OBJETIVO=text)]))
    )
    assert [(one.notation, one.label) for one in plan.objectives] == [(notation, label)]


def test_an_objective_without_any_number_is_named_by_its_text(tmp_path: Path) -> None:
    numberless = row(ID_OBJETIVO="", DESC_OBJETIVO="Seguimiento")
    reading = read_table(write_csv(tmp_path / "t.csv", [HEADER, numberless, row()]))
    (plan,) = plans(reading)
    assert [one.notation[:2] for one in plan.objectives] == ["u-", "2"]
    assert ["has no number" in notice for notice in reading.notices] == [True]


@pytest.mark.parametrize(("cell", "goals"), [("0", ()), ("", ()), ("3", (3,)), ("1#2#5", (1, 2, 5))])
def test_goals_are_a_list_in_which_zero_is_none(tmp_path: Path, cell: str, goals: tuple[int, ...]) -> None:
    (plan,) = plans(read_table(write_csv(tmp_path / "t.csv", [HEADER, row(ID_META_NACIONAL=cell)])))
    assert plan.objectives[0].goals == goals


def test_goals_that_are_no_numbers_are_not_understood(tmp_path: Path) -> None:
    reading = read_table(write_csv(tmp_path / "t.csv", [HEADER, row(ID_META_NACIONAL="uno")]))
    assert [note.text for note in reading.account.not_understood] == ["uno"]


def test_rows_that_disagree_are_told_and_all_they_say_is_kept(tmp_path: Path) -> None:
    other = row(DESC_OBJETIVO="2. Ampliar más ferias", ID_META_NACIONAL="5", DESC_UR_COORDINADORA="Otra")
    reading = read_table(write_csv(tmp_path / "t.csv", [HEADER, row(), other]))
    ((objective,),) = [plan.objectives for plan in plans(reading)]
    assert (objective.label, objective.other_labels) == ("Ampliar las ferias", ("Ampliar más ferias",))
    assert objective.goals == (1, 4, 5)
    told = [what for what in ("bodies", "texts", "goals") if any(what in one for one in reading.notices)]
    assert told == ["bodies", "texts", "goals"]


@pytest.mark.parametrize(
    "changes",
    [{"ID_OBJETIVO": "dos"}, {"DESC_OBJETIVO": ""}, {"CICLO": "16"}, {"ID_PROGRAMA_DERIVADO": "IX"}],
)
def test_what_a_row_hangs_on_refuses_the_table(tmp_path: Path, changes: dict[str, str]) -> None:
    with pytest.raises(InputError, match="1 cells are missing or invalid"):
        read_table(write_csv(tmp_path / "t.csv", [HEADER, row(), row(**changes)]))


def test_the_published_table_is_read_whole() -> None:
    path = open_data() / "federal/pnd-derived-programs-2016.csv"
    with path.open(encoding="cp1252", newline="") as file:
        rows = list(csv.DictReader(file))
    reading = read_table(path)
    found = plans(reading)
    assert reading.rows == len(rows) == 381
    assert len(found) == len({one["ID_PROGRAMA_DERIVADO"] for one in rows}) == 35
    objectives = [objective for plan in found for objective in plan.objectives]
    assert len(objectives) == len({(one["ID_PROGRAMA_DERIVADO"], one["DESC_OBJETIVO"]) for one in rows})
    assert sum(len(one.indicators) for one in objectives) == 381
    assert not any(one.other_labels for one in objectives)
    assert not any(one.label[0].isdigit() for one in objectives)
    assert reading.account.unread == 0
