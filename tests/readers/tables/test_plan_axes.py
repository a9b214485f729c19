"""Programs by axis, from the bill of the budget."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.documents_of_ours.tables import read_table, write_json
from tests.open_data import open_data

from asm_graph.errors import InputError
from asm_graph.records.spending import PlanAxes

if TYPE_CHECKING:
    from pathlib import Path


def item(**changes: Any) -> dict[str, Any]:
    """A program in an axis, with a bill's year and one before."""
    program = {"clave": "07E003", "nombre": "Feria de la Tuna"}
    years = [{"anio": 2031, "operacion": 0, "monto": 8.5}, {"anio": 2030, "operacion": 8, "monto": 8}]
    return {"eje_general": 2, "programa": program, "anios": years, **changes}


def plan_axes(path: Path) -> PlanAxes:
    record = read_table(path).record
    assert isinstance(record, PlanAxes)
    return record


def test_only_the_newest_year_is_proposed_and_named(tmp_path: Path) -> None:
    record = plan_axes(write_json(tmp_path / "eje.json", [item()]))
    assert record.year == 2031
    assert [(one.program.path, one.axis) for one in record.placements] == [("7-E003", 2)]
    assert [(one.year, one.kind, one.millions) for one in record.amounts] == [
        (2031, "proposed", Decimal("8.5")),
        (2030, "budget", Decimal(8)),
    ]
    assert [(one.name, one.year) for one in record.programs] == [("Feria de la Tuna", 2031)]


def test_a_row_is_placed_by_its_pointer(tmp_path: Path) -> None:
    record = plan_axes(write_json(tmp_path / "eje.json", [item()]))
    assert [one.place.cells for one in record.amounts] == ["/0/anios/0", "/0/anios/1"]


def test_a_program_may_stand_in_two_axes(tmp_path: Path) -> None:
    record = plan_axes(write_json(tmp_path / "ejes.json", [item(), item(eje_general=4)]))
    assert [(one.program.path, one.axis) for one in record.placements] == [("7-E003", 2), ("7-E003", 4)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"eje_general": "T1"}, "the number of an axis"),
        ({"programa": {"clave": "7E", "nombre": "Feria"}}, "a key such as 20S061"),
        ({"programa": {"clave": "07E003", "nombre": ""}}, "the name of the program"),
        ({"anios": [{"anio": "31", "monto": 1}]}, "a year of four digits"),
    ],
)
def test_what_a_row_hangs_on_refuses_the_table(tmp_path: Path, change: dict[str, Any], expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        read_table(write_json(tmp_path / "eje.json", [item(), item(**change)]))


@pytest.mark.parametrize("axis", [1, 2, 3, 4])
def test_the_published_lists_are_read_whole(axis: int) -> None:
    path = open_data() / f"federal/ppef-2027/eje_{axis}.json"
    published = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    reading = read_table(path)
    record = reading.record
    assert isinstance(record, PlanAxes)
    assert record.year == 2027
    assert [(one.program.key.zfill(6), one.axis) for one in record.placements] == [
        (one["programa"]["clave"], axis) for one in published
    ]
    assert [(one.year, one.millions) for one in record.amounts] == [
        (year["anio"], Decimal(year["monto"])) for one in published for year in one["anios"]
    ]
    assert (reading.account.unread, reading.notices) == (0, ())
