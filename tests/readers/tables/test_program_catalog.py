"""The catalogue of the programs of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.documents_of_ours.tables import read_table, write_csv
from tests.open_data import open_data

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ["id_ramo", "desc_ramo", "id_modalidad", "desc_modalidad", "id_pp", "desc_pp", "n_ur"]
ROW = [7, "Ferias", "E", "Servicios", 3, "Feria  de la Tuna ", 2]


@pytest.mark.parametrize(
    ("name", "year", "notices"),
    [("programas-2031.csv", 2031, 0), ("programas.csv", None, 1), ("2030-2031.csv", None, 1)],
)
def test_the_name_of_the_file_tells_the_year(
    tmp_path: Path, name: str, year: int | None, notices: int
) -> None:
    reading = read_table(write_csv(tmp_path / name, [HEADER, ROW]))
    (program,) = reading.record.programs
    assert (program.path, program.name, program.branch_name) == ("7-E003", "Feria de la Tuna", "Ferias")
    assert program.year == year
    assert len(reading.notices) == notices


def test_the_published_catalogue_is_read_whole() -> None:
    path = open_data() / "federal/program-catalogue-2021.csv"
    reading = read_table(path)
    assert reading.rows == len(path.read_text(encoding="utf-8").splitlines()) - 1 == 543
    assert len({program.path for program in reading.record.programs}) == 543
    assert {program.year for program in reading.record.programs} == {2021}
    assert reading.account.unread == 0
