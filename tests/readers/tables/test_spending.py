"""Amounts by program and year, from the Cuenta Pública."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.documents_of_ours.tables import read_table, write_csv, write_xlsx
from tests.open_data import open_data

from asm_graph.documents import load
from asm_graph.errors import InputError
from asm_graph.readers import read
from asm_graph.records.spending import Spending

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ["CICLO", "RMP", "ID_RAMO", "DESC_RAMO", "ID_MODALIDAD", "DESC_MODALIDAD", "ID_PP", "DESC_PP",
          "EJERCIDO_MDP"]  # fmt: skip
FIRST = [2031, "07S061", 7, "Ferias", "S", "Reglas", 61, "Programa de Ferias ", "12.50"]
SECOND = [2032, "07S061", 7, "Ferias", "S", "Reglas", 61, "Ferias y Fiestas", "1.0000000000000002"]


def spending(path: Path) -> Spending:
    record = read_table(path).record
    assert isinstance(record, Spending)
    return record


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_amounts_and_names_belong_to_their_year(tmp_path: Path, write: object) -> None:
    path = tmp_path / ("t.csv" if write is write_csv else "t.xlsx")
    write(path, [HEADER, FIRST, SECOND])  # type: ignore[operator]
    record = spending(path)
    assert [(one.program.path, one.year, one.kind, one.millions) for one in record.amounts] == [
        ("7-S061", 2031, "exercised", Decimal("12.50")),
        ("7-S061", 2032, "exercised", Decimal("1.0000000000000002")),
    ]
    assert [(one.name, one.year, one.branch_name) for one in record.programs] == [
        ("Programa de Ferias", 2031, "Ferias"),
        ("Ferias y Fiestas", 2032, "Ferias"),
    ]


def test_a_row_is_quoted_with_its_place(tmp_path: Path) -> None:
    record = spending(write_csv(tmp_path / "t.csv", [HEADER, FIRST]))
    place = record.amounts[0].place
    assert (place.sheet, place.cells) == ("t", "A2:I2")
    assert place.quote == "2031\t07S061\t7\tFerias\tS\tReglas\t61\tPrograma de Ferias\t12.50"


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("RMP", "07S062", "07S061, as the other columns say"),
        ("RMP", "S061", "a key such as 20S061"),
        ("ID_RAMO", "VII", "the number of a branch in ID_RAMO"),
        ("ID_MODALIDAD", "SS", "the letter of a modality"),
        ("ID_PP", "1061", "up to three digits"),
        ("CICLO", "31", "a year of four digits"),
    ],
)
def test_a_key_that_does_not_hold_refuses_the_table(
    tmp_path: Path, column: str, cell: str, expected: str
) -> None:
    position = HEADER.index(column)
    broken = [*FIRST[:position], cell, *FIRST[position + 1 :]]
    with pytest.raises(InputError, match=expected) as error:
        read_table(write_csv(tmp_path / "t.csv", [HEADER, SECOND, broken]))
    assert f"{'ABCDEFGHI'[position]}3" in str(error.value)


def test_a_table_without_its_key_column_is_no_catalogue(tmp_path: Path) -> None:
    rows = [row[:1] + row[2:] for row in (HEADER, FIRST)]
    with pytest.raises(InputError, match="lacks RMP"):
        read(load(write_csv(tmp_path / "t.csv", rows)))


def test_a_column_that_stands_twice_refuses_the_table(tmp_path: Path) -> None:
    rows = [[*HEADER, "EJERCIDO_MDP"], [*FIRST, "3"]]
    with pytest.raises(InputError, match="each column once"):
        read_table(write_csv(tmp_path / "t.csv", rows))


def test_a_blank_amount_is_no_amount_and_its_row_still_names_the_program(tmp_path: Path) -> None:
    record = spending(write_csv(tmp_path / "t.csv", [HEADER, [*FIRST[:-1], ""], SECOND]))
    assert (len(record.programs), len(record.amounts)) == (2, 1)


def test_an_amount_that_is_no_number_is_not_understood(tmp_path: Path) -> None:
    reading = read_table(write_csv(tmp_path / "t.csv", [HEADER, [*FIRST[:-1], "n.d."], SECOND]))
    assert [(note.cell, note.text) for note in reading.account.not_understood] == [("I2", "n.d.")]


def test_two_amounts_in_a_year_are_told(tmp_path: Path) -> None:
    reading = read_table(write_csv(tmp_path / "t.csv", [HEADER, FIRST, [*FIRST[:-1], "3"], SECOND]))
    (notice,) = reading.notices
    assert "7S061 has 2 amounts in 2031: 12.50 (A2:I2), 3 (A3:I3)" in notice


def test_the_published_table_is_read_whole() -> None:
    path = open_data() / "federal/cuenta-publica-2008-2018.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    reading = read_table(path)
    record = reading.record
    assert isinstance(record, Spending)
    assert reading.rows == len(rows)
    assert reading.account.unread == 0
    assert sum(one.millions for one in record.amounts) == sum(Decimal(row["EJERCIDO_MDP"]) for row in rows)
    assert Counter(one.year for one in record.amounts) == Counter(int(row["CICLO"]) for row in rows)
    assert {one.program.path for one in record.amounts} == {
        f"{int(row['ID_RAMO'])}-{row['ID_MODALIDAD']}{int(row['ID_PP']):03}" for row in rows
    }
    assert len(reading.notices) == 1
