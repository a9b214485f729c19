"""What each program is aligned with, in the three wordings of Hacienda's tables."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from tests.documents_of_ours.tables import read_table, write_csv
from tests.open_data import open_data

from asm_graph.errors import IncompleteDocument, InputError
from asm_graph.readers.tables.alignment_columns import AXES, GOALS, GUIDELINES
from asm_graph.records.plans import ProgramAlignments

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.columns import TableLayout

TEXT = "[Descripción]"
PROGRAM = {
    "Ramo": "20.0",
    f"Ramo{TEXT}": "Desarrollo Social",
    "Unidad Responsable": "213",
    "Modalidad": "S",
    "Programa Pres": "61.0",
    f"Programa Pres{TEXT}": "Programa 3x1 para Migrantes",
}
GOAL = {
    "Meta Nacional": "2.0",
    f"Meta Nacional{TEXT}": "México Incluyente",
    "Objetivo de la Meta Nacional": "1.0",
    f"Objetivo de la Meta Nacional{TEXT}": "Garantizar el ejercicio efectivo de los derechos sociales",
    "Estrategia del Objetivo de la Meta Nacional": "1.0",
    f"Estrategia del Objetivo de la Meta Nacional{TEXT}": "Asegurar una alimentación",
}
SECTORAL = {
    "Programa Sectorial/Institucional": "20.0",
    f"Programa Sectorial/Institucional{TEXT}": "Programa Sectorial de Desarrollo Social",
    "Objetivo del Programa Sectorial/Institucional": "5.0",
    f"Objetivo del Programa Sectorial/Institucional{TEXT}": "Fortalecer la participación social",
    "Estrategia del Objetivo del Programa Sect/Inst": "2.0",
    f"Estrategia del Objetivo del Programa Sect/Inst{TEXT}": "Impulsar los proyectos de migrantes",
}
AXIS = {
    "EJE_PND 2019-2024": "2",
    "EJE_PND 2019-2024_DESCRIPCION": "Política Social",
    "DESCRIPCION_TIPO_PROGRAMA": "Programa Sectorial",
    "DESCRIPCION_PROGRAMA": "Programa Sectorial de Bienestar 2020-2024",
    "OBJETIVO PRIORITARIO": "1.0",
    "DESCRIPCION_OBJETIVO PRIORITARIO": "Contribuir al bienestar social",
    "ESTRATEGIA PRIORITARIA": "3.0",
    "DESCRIPCION_ESTRATEGIA PRIORITARIA": "Apoyar a las personas",
}


def table(
    path: Path,
    layout: TableLayout,
    *rows: dict[str, str],
    encoding: str = "utf-8",
    without: Sequence[str] = (),
) -> Reading:
    """A table of a layout, with rows of the program above."""
    header = [one.header for one in layout.columns if one.header not in ("CICLO", *without)]
    cells = [[(PROGRAM | row).get(name, "") for name in header] for row in rows]
    return read_table(write_csv(path, [header, *cells], encoding=encoding))


def record(reading: Reading) -> ProgramAlignments:
    assert isinstance(reading.record, ProgramAlignments)
    return reading.record


def targets(reading: Reading) -> list[tuple[str, int | None, int | None, str | None]]:
    """Level, axis, number and plan of what the program is aligned with."""
    found = [one.target for one in record(reading).alignments]
    return [(one.level, one.axis, one.named.number, one.plan.name if one.plan else None) for one in found]


def test_rows_that_say_the_same_are_one_alignment(tmp_path: Path) -> None:
    other = {f"Estrategia del Objetivo de la Meta Nacional{TEXT}": "Otra"} | {
        "Estrategia del Objetivo de la Meta Nacional": "2.0"
    }
    reading = table(
        tmp_path / "alineacion-2016.csv",
        GOALS,
        GOAL | SECTORAL,
        GOAL | {"Unidad Responsable": "214"},
        GOAL | other,
    )
    assert targets(reading) == [
        ("axis", None, 2, None),
        ("national", 2, 1, None),
        ("derived", None, 5, "Programa Sectorial de Desarrollo Social"),
    ]
    _, national, sectoral = record(reading).alignments
    assert (national.rows, national.units, national.place.cells) == (3, 2, "A2:AL2")
    assert [(one.named.number, one.place.cells) for one in national.strategies] == [
        (1, "A2:AL2"),
        (2, "A4:AL4"),
    ]
    assert (sectoral.rows, [one.named.number for one in sectoral.strategies]) == (1, [2])
    assert {one.year for one in reading.record.programs} == {2016}
    assert "2016 is taken from the name of the file" in "; ".join(reading.notices)
    assert reading.account.unread == 0


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "utf-8-sig"])
def test_the_bytes_of_the_publisher_are_read(tmp_path: Path, encoding: str) -> None:
    rows = [{name: cell.removesuffix(".0") for name, cell in (PROGRAM | GOAL).items()}] * 3
    reading = table(tmp_path / "alineacion-2018.csv", GOALS, *rows, encoding=encoding)
    (axis, _) = record(reading).alignments
    assert (axis.target.named.text, axis.program.path) == ("México Incluyente", "20-S061")


def test_a_table_of_the_first_year_has_no_sectoral_program(tmp_path: Path) -> None:
    without = [one.header for one in GOALS.columns if "Sect" in one.header or "Transversal" in one.header]
    assert len(without) > 10
    reading = table(tmp_path / "2014.csv", GOALS, GOAL, without=without)
    assert [level for level, *_ in targets(reading)] == ["axis", "national"]


def test_cross_cutting_strategies_are_axes_of_their_own(tmp_path: Path) -> None:
    named = {
        "Estrategia Transversal": "2.0",
        f"Estrategia Transversal{TEXT}": "Gobierno Cercano y Moderno",
        "Programa Transversal": "2",
        f"Programa Transversal{TEXT}": "Programa para un Gobierno Cercano y Moderno 2013 - 2018",
        "Objetivo Transversal": "4.0",
        f"Objetivo Transversal{TEXT}": "Mejorar la gestión pública",
    }
    several = {"Objetivo Transversal": "6.0", f"Objetivo Transversal{TEXT}": "Varios objetivos"}
    plan = "Programa para un Gobierno Cercano y Moderno 2013 - 2018"
    reading = table(tmp_path / "2015.csv", GOALS, named)
    assert targets(reading) == [("cross-cutting", None, 2, None), ("derived", None, 4, plan)]
    reading = table(tmp_path / "2015.csv", GOALS, named | several)
    assert targets(reading) == [("cross-cutting", None, 2, None)]
    (axis,) = record(reading).alignments
    assert [one.named.name for one in axis.plans] == [plan]
    assert reading.account.known["several parts of a plan, not which"] == 1
    assert reading.account.unread == 0


def test_a_mark_without_a_name_is_neither_an_alignment_nor_blank(tmp_path: Path) -> None:
    reading = table(
        tmp_path / "2017.csv", GOALS, {"Estrategia Transversal": "True", "Objetivo Transversal": "True"}
    )
    assert (record(reading).alignments, record(reading).unaligned) == ((), ())
    assert reading.account.known["a mark that does not say which part of a plan"] == 2


def test_what_does_not_apply_is_no_part_of_a_plan(tmp_path: Path) -> None:
    none = {name: "99" if not name.endswith(TEXT) else "No Aplica" for name in SECTORAL}
    reading = table(tmp_path / "2017.csv", GOALS, GOAL | none)
    assert [level for level, *_ in targets(reading)] == ["axis", "national"]


def test_guidelines_stand_for_a_plan_to_come(tmp_path: Path) -> None:
    header = [one.header for one in GUIDELINES.columns]
    cells = PROGRAM | {
        "CICLO": "2019.0",
        "DIRECTRIZ": "2.0",
        "DIRECTRIZ_DESCRIPCION": "Bienestar social e igualdad",
    }
    reading = read_table(write_csv(tmp_path / "t.csv", [header, [cells.get(name, "") for name in header]]))
    assert targets(reading) == [("guideline", None, 2, None)]
    assert {one.year for one in reading.record.programs} == {2019}
    assert reading.notices == ()


def test_axes_stand_beside_priority_objectives(tmp_path: Path) -> None:
    reading = table(tmp_path / "2021.csv", AXES, AXIS)
    plan = "Programa Sectorial de Bienestar 2020-2024"
    assert targets(reading) == [("axis", None, 2, None), ("derived", None, 1, plan)]
    axis, objective = record(reading).alignments
    assert [(one.named.name, one.named.type) for one in axis.plans] == [(plan, "Programa Sectorial")]
    assert [one.named.text for one in objective.strategies] == ["Apoyar a las personas"]


def test_a_program_is_unaligned_where_all_its_rows_are_blank(tmp_path: Path) -> None:
    other = {"Programa Pres": "62"}
    reading = table(tmp_path / "2021.csv", AXES, {}, AXIS, other, other)
    (unaligned,) = record(reading).unaligned
    assert unaligned.program.path == "20-S062"
    assert [(one.column, one.kind) for one in unaligned.blanks] == [("EJE_PND 2019-2024", "blank")]


def test_texts_that_differ_are_kept_and_told(tmp_path: Path) -> None:
    other = GOAL | {f"Meta Nacional{TEXT}": "México incluyente y próspero"}
    reading = table(tmp_path / "2014.csv", GOALS, GOAL, other)
    axis = record(reading).alignments[0].target.named
    assert (axis.text, axis.other_texts) == ("México Incluyente", ("México incluyente y próspero",))
    assert sum("has 2 texts" in notice for notice in reading.notices) == 1


def test_a_number_that_is_none_is_told_and_the_text_counts(tmp_path: Path) -> None:
    reading = table(tmp_path / "2014.csv", GOALS, GOAL | {"Meta Nacional": "dos"})
    assert [one.text for one in reading.account.not_understood] == ["dos"]
    assert targets(reading)[0] == ("axis", None, None, None)


@pytest.mark.parametrize("name", ["alineacion.csv", "alineacion-2014-2015.csv"])
def test_a_table_without_one_year_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(IncompleteDocument, match="tells the year; put it into the name of the file"):
        table(tmp_path / name, GOALS, GOAL)


def test_a_row_without_a_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the number of a program in Programa Pres"):
        table(tmp_path / "2014.csv", GOALS, {"Programa Pres": "x"})


def whole(number: str) -> str:
    return number.removesuffix(".0")


def pairs(year: int, goal: str, objective: Callable[[dict[str, str]], str]) -> set[tuple[str, str]]:
    """Programs and objectives as a plain reading of the file has them."""
    path = open_data() / f"federal/alignment/alineacion-{year}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    number = next(one for one in ("Programa Pres", "PROYECTO", "PROGRAMA PRESUPUESTARIO") if one in rows[0])
    branch, modality = ("Ramo", "Modalidad") if "Ramo" in rows[0] else ("RAMO", "MODALIDAD")
    return {
        (f"{whole(row[branch])}-{row[modality]}{int(float(row[number])):03}", objective(row))
        for row in rows
        if row[goal]
    }


@pytest.mark.parametrize(
    ("year", "level", "goal", "objective"),
    [
        (2014, "national", "Meta Nacional", "Objetivo de la Meta Nacional"),
        (2019, "guideline", "DIRECTRIZ", ""),
    ],
)
def test_every_published_alignment_is_read_once(year: int, level: str, goal: str, objective: str) -> None:
    expected = pairs(
        year, goal, lambda row: ".".join(filter(None, (whole(row[goal]), whole(row.get(objective, "")))))
    )
    reading = read_table(open_data() / f"federal/alignment/alineacion-{year}.csv")
    found = [one for one in record(reading).alignments if one.target.level == level]
    numbers = [
        ".".join(str(part) for part in (one.target.axis, one.target.named.number) if part is not None)
        for one in found
    ]
    read = [(one.program.path, number) for one, number in zip(found, numbers, strict=True)]
    assert len(read) == len(set(read)) == len(expected)
    assert set(read) == expected
    assert reading.account.unread == 0
