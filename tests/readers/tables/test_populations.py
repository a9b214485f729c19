"""Tables of populations: long and by sex; missing is not zero, and zero is zero."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.documents_of_ours.tables import mapped, read_table, write_csv
from tests.open_data import open_data

from asm_graph.errors import IncompleteDocument, InputError
from asm_graph.rdf.vocabulary import ASM
from asm_graph.readers.tables import populations, populations_by_sex
from asm_graph.records.populations import Populations
from asm_graph.records.texts import YearMonth

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from asm_graph.records.populations import PopulationFigure

LONG = [
    "Ramo", "Descripción_ramo", "Programa (Pp)", "Clave_Pp", "Descripción_Pp", "Definición", "Tipo",
    "Unidad de medida", "Cuantificación", "Fuentes de información", "Mes de corte", "Año de corte",
    "Instancia generadora de fuentes de información", "Comentarios",
]  # fmt: skip
ROW = [
    "20", "Bienestar", "S061", "20-S061", "Tunas", "Quienes siembran tuna", "Persona física", "Personas",
    "120", "Padrón", "12", "2018", "Bienestar", "",
]  # fmt: skip


def changed(**cells: str) -> list[str]:
    """The row with other cells, by the first words of their headers."""
    row = list(ROW)
    for word, cell in cells.items():
        row[next(place for place, name in enumerate(LONG) if name.startswith(word))] = cell
    return row


def figures(path: Path) -> Sequence[PopulationFigure]:
    record = read_table(path).record
    assert isinstance(record, Populations)
    return record.figures


def long(folder: Path, *rows: list[str], name: str = "atendida-2018.csv") -> Path:
    return write_csv(folder / name, [LONG, *rows])


def test_a_row_is_a_population_of_the_kind_that_the_file_names(tmp_path: Path) -> None:
    (figure,) = figures(long(tmp_path, ROW))
    assert (figure.program.path, figure.year, figure.kind, figure.measure.value) == (
        "20-S061",
        2018,
        "served",
        120,
    )
    assert (figure.unit_of_measure, figure.definition, figure.type) == (
        "Personas", "Quienes siembran tuna", "Persona física",
    )  # fmt: skip
    assert (figure.cut_off, figure.source) == (YearMonth(2018, 12), "Padrón")


@pytest.mark.parametrize("name", ["cobertura-2018.csv", "potencial-y-objetivo-2018.csv"])
def test_a_kind_that_nothing_says_is_not_specified(tmp_path: Path, name: str) -> None:
    path = long(tmp_path, ROW, name=name)
    (figure,) = figures(path)
    assert figure.kind == "not-specified"
    assert any("potential, target or served" in notice for notice in read_table(path).notices)


def test_a_column_says_the_kind_and_the_year_of_each_row(tmp_path: Path) -> None:
    header = [*LONG, "Tipo de población", "Ejercicio"]
    rows = [[*ROW, "Población potencial", "2020"], [*ROW, "OBJETIVO", "2021"]]
    found = figures(write_csv(tmp_path / "poblaciones.csv", [header, *rows]))
    assert [(one.kind, one.year) for one in found] == [("potential", 2020), ("target", 2021)]


def test_the_title_has_the_first_and_the_last_year(tmp_path: Path) -> None:
    rows = [[*ROW, year] for year in ("2021", "2019", "2020")]
    path = write_csv(tmp_path / "poblaciones.csv", [[*LONG, "Ejercicio"], *rows])
    assert read_table(path).title == "Poblaciones de los programas presupuestarios 2019-2021"


@pytest.mark.parametrize(
    ("cell", "value", "missing"),
    [
        ("0", 0, None), ("", None, "blank"), ("N.D.", None, "not-available"),
        ("No aplica", None, "not-applicable"),
        ("1,234", 1234, None), ("736 planteles educativos", 736, None), ("61851.0", 61851, None),
    ],
)  # fmt: skip
def test_missing_is_never_zero_and_zero_is_zero(
    tmp_path: Path, cell: str, value: int | None, missing: str | None
) -> None:
    (figure,) = figures(long(tmp_path, changed(Cuantificación=cell)))
    assert (figure.measure.raw, figure.measure.value, figure.measure.missing) == (cell, value, missing)


@pytest.mark.parametrize(
    "cells", [{"Cuantificación": "Por determinar"}, {"Unidad": ""}, {"Cuantificación": "3, 139"}]
)
def test_what_is_no_figure_with_a_unit_is_not_understood(tmp_path: Path, cells: dict[str, str]) -> None:
    reading = read_table(long(tmp_path, ROW, changed(**cells)))
    (note,) = reading.account.not_understood
    assert (note.cell, reading.rows) == ("I3", 2)


@pytest.mark.parametrize(
    ("month", "year", "cut_off"),
    [("12", "2018", YearMonth(2018, 12)), ("Diciembre", "2019", YearMonth(2019, 12)), ("", "2017.0", 2017)],
)
def test_a_cut_off_is_a_month_or_a_year(tmp_path: Path, month: str, year: str, cut_off: object) -> None:
    (figure,) = figures(long(tmp_path, changed(Mes=month, Año=year)))
    assert figure.cut_off == cut_off


def test_a_table_without_a_year_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(IncompleteDocument, match="tells the year; put it into the name of the file"):
        figures(long(tmp_path, ROW, name="atendida.csv"))


def test_a_key_of_another_branch_refuses_the_table(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="A3: '11'; expected the branch"):
        figures(long(tmp_path, ROW, changed(Ramo="11")))


def test_populations_of_one_kind_are_told_apart_by_their_definition(tmp_path: Path) -> None:
    rows = [
        ROW,
        changed(Definición="Quienes la venden", Cuantificación="7"),
        ROW,
        changed(Cuantificación="121"),
    ]
    graph = mapped(read_table(long(tmp_path, *rows)))
    found = graph.of_class(ASM("PopulationValue"))
    assert sorted(graph.values(node, ASM("value"))[0] for node in found) == ["120", "121", "7"]
    assert {node.rsplit("/", 1)[0] for node in found} == {"population/20-S061/2018/served"}
    assert graph.excerpts_of(ASM("PopulationValue")) == 3
    assert graph.values(found[0], ASM("cutOff")) == ["2018-12"]


WIDE = [column.header for column in populations_by_sex.LAYOUT.columns if column.header != "Ciclo"]


def wide(**cells: str) -> list[str]:
    """A row of the wide table, with cells by their headers."""
    row = {"Ramo": "20.0", "Clave_Pp": "S061", "Desc_Pp": "Tunas", "Unidad_medida_PP": "Personas"}
    row |= {"Unidad_medida_PO": "Personas", "Poblacion_potencial": "Todos"} | cells
    return [row.get(name, "") for name in WIDE]


def test_each_part_is_a_figure_and_what_is_all_blank_is_missing(tmp_path: Path) -> None:
    cells = {
        "Poblacion_potencial_hombres": "10.0", "Poblacion_potencial_mujeres": "0.0",
        "Poblacion_atendida_indistinto": "N.A.", "Año_corte_poblacion_atendida": "2017.0",
    }  # fmt: skip
    found = figures(write_csv(tmp_path / "cobertura-2017.csv", [WIDE, wide(**cells)]))
    assert [(one.kind, one.group, one.measure.value, one.measure.missing) for one in found] == [
        ("potential", "men", 10, None),
        ("potential", "women", 0, None),
        ("target", None, None, "blank"),
        ("served", "undifferentiated", None, "not-applicable"),
    ]
    assert [one.cut_off for one in found] == [None, None, None, 2017]


def test_what_the_rows_of_a_program_repeat_is_stated_once(tmp_path: Path) -> None:
    rows = [
        wide(**{"Poblacion_objetivo_hombres": "5", "Bien,_servicio_o_apoyo": good})
        for good in ("Beca", "Vale")
    ]
    graph = mapped(read_table(write_csv(tmp_path / "cobertura-2017.csv", [WIDE, *rows])))
    groups = [graph.values(node, ASM("populationGroup")) for node in graph.of_class(ASM("PopulationValue"))]
    assert sorted(groups) == [[], [], ["code/population-group/men"]]


def test_the_published_populations_agree_with_the_file() -> None:
    for year, rows in ((2018, 230), (2019, 204)):
        path = open_data() / f"federal/official/cobertura_poblacional_{year}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            printed = list(csv.DictReader(file))
        assert len(printed) == rows
        reading = read_table(path)
        record = reading.record
        assert isinstance(record, Populations)
        told = [note for note in reading.account.not_understood if note.cells > 1]
        assert reading.rows == rows - len(told)
        stated = Counter(one.measure.raw for one in record.figures if re.fullmatch(r"\d+", one.measure.raw))
        expected = Counter(
            row["Cuantificación"]
            for row in printed
            if re.fullmatch(r"\d+", row["Cuantificación"]) and row["Unidad de medida"]
        )
        assert expected
        assert stated == expected


def test_the_layouts_are_told_apart() -> None:
    assert {populations.LAYOUT.name, populations_by_sex.LAYOUT.name} == {"populations", "populations-by-sex"}
