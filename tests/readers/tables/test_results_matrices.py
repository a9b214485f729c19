"""Results matrices: rows become matrices, levels, indicators and figures; every cell is accounted for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.matrix_tables import HEADERS, Mapped, lines, mapped, of_rows, row, write_csv, write_xlsx

from asm_graph.documents import Sheet, load
from asm_graph.errors import InputError, UnknownLayout
from asm_graph.rdf.vocabulary import ASM
from asm_graph.readers import read
from asm_graph.readers.tables.columns import find_header
from asm_graph.readers.tables.results_matrices import LAYOUT
from asm_graph.readers.tables.results_matrix_columns import COLUMNS
from asm_graph.records.matrices import Indicator, LevelRef, ProgramMatrix
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.readers.reading import Reading


def only(result: Mapped) -> ProgramMatrix:
    (matrix,) = result.record.matrices
    return matrix


def indicator(result: Mapped) -> Indicator:
    (one,) = only(result).indicators
    return one


def not_understood(reading: Reading) -> list[tuple[str, str]]:
    return [(note.cell, note.text) for note in reading.account.not_understood]


def at(header: str, number: int = 2) -> str:
    """The address of a cell, by the header above it."""
    letters, column = "", HEADERS.index(header) + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{number}"


def test_each_of_the_291_columns_is_declared_once() -> None:
    assert len(HEADERS) == 291
    header = find_header(Sheet("Registros", [HEADERS]), LAYOUT)
    assert header is not None
    named = set(header.columns.values()) | {p for one in header.doubled.values() for p in one}
    matched = Counter(position for places in header.matches.values() for _, position in places)
    assert set(matched.values()) == {1}
    assert named | set(matched) == set(range(291))
    assert not set(header.columns.values()) & set(matched)


def test_each_column_states_a_property_or_says_why_it_does_not() -> None:
    assert all(bool(column.property) != bool(column.reason) for column in COLUMNS)


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_csv_and_xlsx_say_the_same(tmp_path: Path, write: object) -> None:
    assert callable(write)
    table = lines([row("Fin"), row("Actividad", 901, INDICADOR_2021="95.5", VARIABLES="196980: Hogares")])
    record = mapped(write(tmp_path / "mir", table)).record
    (matrix,) = record.matrices
    assert (matrix.year, matrix.program.path, matrix.unit.code, matrix.key) == (2022, "20-S061", "211", "501")
    assert (matrix.name, matrix.strategic_objective) == ("Matriz de Prueba", "Reducir la pobreza.")
    assert [level.ref.kind for level in matrix.levels] == ["fin", "proposito", "componente", "actividad"]
    assert [one.level.kind for one in matrix.indicators] == ["fin", "actividad"]
    assert [program.name for program in record.programs] == ["Programa de Prueba"]


def test_a_row_names_the_levels_above_its_own_and_none_below(tmp_path: Path) -> None:
    levels = only(of_rows(tmp_path, row("Componente"))).levels
    assert [(one.ref, one.above) for one in levels] == [
        (LevelRef("fin", "11"), None),
        (LevelRef("proposito", "22"), LevelRef("fin", "11")),
        (LevelRef("componente", "33"), LevelRef("proposito", "22")),
    ]


def test_key_zero_above_is_no_level(tmp_path: Path) -> None:
    orphan = row("Actividad", KA_COMPONENTE="0", DESC_OBJETIVO_COMPONENTE="")
    activity = only(of_rows(tmp_path, orphan)).levels[-1]
    assert (activity.ref.kind, activity.above) == ("actividad", None)


def test_fid_rows_share_one_level_without_narrative(tmp_path: Path) -> None:
    matrix = only(of_rows(tmp_path, row("FID"), row("FID", 901)))
    assert [(one.ref, one.narrative) for one in matrix.levels] == [(LevelRef("fid"), None)]
    assert {one.level for one in matrix.indicators} == {LevelRef("fid")}


def test_units_of_a_program_have_matrices_of_their_own(tmp_path: Path) -> None:
    other = row("FID", UNIDAD="300", DESC_UNIDAD="", KA_MATRIZ="502")
    matrices = of_rows(tmp_path, row("FID"), other).record.matrices
    assert [(one.unit.code, one.unit.name) for one in matrices] == [
        ("211", "Unidad de Prueba"),
        ("300", None),
    ]


@pytest.mark.parametrize(
    ("column", "packed", "texts"),
    [
        ("VARIABLES", "196980: Hogares, niños y niñas,198730: Total", ("Hogares, niños y niñas", "Total")),
        ("VARIABLES", "196980: Hogares en 2015, 2016: total", ("Hogares en 2015, 2016: total",)),
        ("VARIABLES", "196446: Cobertura,205324: .,205325: ;", ("Cobertura",)),
        ("VARIABLES", "195679: Iguales   ,196196: Iguales  ", ("Iguales",)),
        ("MEDIOS_VERIFICACION", "18326: Reportes., 18504: Presupuesto", ("Reportes.", "Presupuesto")),
        ("MEDIOS_VERIFICACION", "18504: https://a.mx/x: y", ("https://a.mx/x: y",)),
        ("VARIABLES", "205324: .", ()),
        ("VARIABLES", "", ()),
    ],
)
def test_packed_texts_are_unpacked(tmp_path: Path, column: str, packed: str, texts: tuple[str, ...]) -> None:
    result = of_rows(tmp_path, row(**{column: packed}))
    one = indicator(result)
    assert (one.variables if column == "VARIABLES" else one.means) == texts
    assert not_understood(result.reading) == []


TEXT = st.text("abcñé ()/.%", min_size=1, max_size=20).map(str.strip).filter(compact)


@given(st.dictionaries(st.integers(10_000, 999_999), TEXT, min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
def test_what_is_packed_comes_out(tmp_path: Path, items: dict[int, str]) -> None:
    packed = ",".join(f"{key}: {text}" for key, text in items.items())
    expected = tuple(dict.fromkeys(" ".join(text.split()) for text in items.values()))
    assert indicator(of_rows(tmp_path, row(VARIABLES=packed))).variables == expected


def test_figures_have_kind_year_terms_and_the_printed_cell(tmp_path: Path) -> None:
    cells = {
        "META_ANUAL_PROGRAMADA": "1,250.50", "META_ANUAL_PROGRAMADA_NUM": "25",
        "META_ANUAL_PROGRAMADA_DEN": "0",
        "LINEA_BASE": "0", "CICLO_LINEA_BASE": "2018", "INDICADOR_2010": "1.2E-05", "INDICADOR_2021": "0",
        "NUMERADOR_2021": "0", "DENOMINADOR_2021": "7",
    }  # fmt: skip
    figures = indicator(of_rows(tmp_path, row(**cells))).values
    assert [(one.kind, one.year, str(one.measure.value), one.measure.raw) for one in figures] == [
        ("target", 2022, "1250.50", "1,250.50"),
        ("baseline", 2018, "0", "0"),
        ("actual", 2010, "0.000012", "1.2E-05"),
        ("actual", 2021, "0", "0"),
    ]
    assert [(one.numerator, one.denominator) for one in figures] == [
        (25, 0),
        (None, None),
        (None, None),
        (0, 7),
    ]


@pytest.mark.parametrize("year", ["0", "100", "20", "88", "207", "2104"])
def test_a_baseline_of_no_year_is_not_understood(tmp_path: Path, year: str) -> None:
    result = of_rows(tmp_path, row(LINEA_BASE="85", CICLO_LINEA_BASE=year))
    assert indicator(result).values == ()
    assert sorted(not_understood(result.reading)) == [
        (at("LINEA_BASE"), "85"),
        (at("CICLO_LINEA_BASE"), year),
    ]


def test_what_states_nothing_is_known_and_no_figure(tmp_path: Path) -> None:
    """A year of no baseline, and the denominator that the system fills in before there is a value."""
    result = of_rows(tmp_path, row(CICLO_LINEA_BASE="2018", DENOMINADOR_2022="1"))
    assert indicator(result).values == ()
    known = result.reading.account.known
    assert (known["year of a blank baseline"], known["term of a blank value"]) == (1, 1)
    assert not_understood(result.reading) == []


@pytest.mark.parametrize("cell", ["vvvvvvvvvvvv", "x", ".", "123", "Alta"])
def test_an_objective_without_words_is_not_understood(tmp_path: Path, cell: str) -> None:
    result = of_rows(tmp_path, row(OBJ_ESTRATEGICO_DEP_ENT=cell))
    assert only(result).strategic_objective is None
    assert not_understood(result.reading) == [(at("OBJ_ESTRATEGICO_DEP_ENT"), cell)]


@pytest.mark.parametrize(
    ("unit", "other", "expected", "notes"),
    [
        ("Porcentaje", "", "Porcentaje", 0),
        ("Otra", "Vuelo", "Vuelo", 0),
        ("Otra", "", "Otra", 0),
        ("", "Años", "Años", 0),
        ("", "", None, 0),
        ("Índice", "Puntos", "Índice", 1),
    ],
)
def test_the_unit_of_measure(tmp_path: Path, unit: str, other: str, expected: str | None, notes: int) -> None:
    result = of_rows(tmp_path, row(UNIDAD_MEDIDA=unit, OTRA_UNIDAD_MEDIDA=other))
    assert indicator(result).unit_of_measure == expected
    assert len(not_understood(result.reading)) == notes


def test_spaces_and_signs_of_the_export_are_mended(tmp_path: Path) -> None:
    name = "Hogares\xa0 con \x95 apoyo"
    table = write_xlsx(tmp_path / "mir.xlsx", lines([row(NOMBRE_INDICADOR=name)]))
    assert indicator(mapped(table)).name == "Hogares con • apoyo"


def test_rows_that_disagree_about_a_level_are_reported(tmp_path: Path) -> None:
    other = row("Propósito", 901, DESC_OBJETIVO_FIN="Contribuir a otra cosa.")
    result = of_rows(tmp_path, row("Fin"), other)
    assert only(result).levels[0].narrative == "Contribuir al bienestar."
    (notice,) = result.notices
    assert "matrix 501" in notice
    assert "fin 11" in notice
    assert "A3:KE3" in notice
    assert "A2:KE2" in notice


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("CICLO", "22"), ("RAMO", "x"), ("IDEN_PROY", "20"), ("PROYECTO", ""), ("UNIDAD", ""),
        ("KA_MATRIZ", ""),
        ("TIPO_NIVEL", "Meta"), ("KA_FIN", "0"), ("DESC_OBJETIVO_FIN", ""), ("KA_INDICADOR", "k"),
        ("NOMBRE_INDICADOR", ""),
    ],
)  # fmt: skip
def test_a_key_cell_that_does_not_hold_refuses_the_table(tmp_path: Path, column: str, cell: str) -> None:
    path = write_csv(tmp_path / "mir.csv", lines([row("Fin"), row("Fin", 901, **{column: cell})]))
    with pytest.raises(InputError, match=rf"'mir', {at(column, 3)}: '{cell}'; expected .* in {column}"):
        read(load(path))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    rows = [row(indicator=n, RAMO="?", KA_MATRIZ=str(n), CICLO="") for n in range(30)]
    with pytest.raises(InputError) as refused:
        read(load(write_csv(tmp_path / "mir.csv", lines(rows))))
    assert "60 cells are missing or invalid" in str(refused.value)
    assert at("RAMO", 2) in str(refused.value)
    assert "and 40 more" in str(refused.value)


def test_an_indicator_that_stands_twice_refuses_the_table(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="each indicator of a matrix once"):
        of_rows(tmp_path, row(), row())


def test_a_column_whose_cells_moved_refuses_the_table(tmp_path: Path) -> None:
    rows = [row(indicator=n, META_ANUAL_PROGRAMADA="Porcentaje") for n in range(40)]
    with pytest.raises(InputError, match=f"{at('META_ANUAL_PROGRAMADA')}: 'Porcentaje'; expected the target"):
        of_rows(tmp_path, *rows)


@pytest.mark.parametrize("missing", ["KA_FIN", "META_ANUAL_PROGRAMADA", "ID_PND"])
def test_a_missing_column_is_named(tmp_path: Path, missing: str) -> None:
    headers = [name for name in HEADERS if name != missing]
    with pytest.raises(UnknownLayout, match=f"lacks {missing}; nothing was read"):
        mapped(write_csv(tmp_path / "mir.csv", lines([row()], headers)))


@pytest.mark.parametrize("name", ["RAMO", "INDICADOR_2021"])
def test_a_doubled_column_with_other_cells_refuses_the_table(tmp_path: Path, name: str) -> None:
    header, cells = lines([row(INDICADOR_2021="90")])
    with pytest.raises(InputError, match="expected each column once"):
        mapped(write_csv(tmp_path / "mir.csv", [[*header, name], [*cells, "91"]]))
    for harmless in (cells[header.index(name)], ""):
        same = [[*header, name], [*cells, harmless]]
        assert only(mapped(write_csv(tmp_path / "mir.csv", same))).program.branch == 20


def test_headers_may_be_written_otherwise(tmp_path: Path) -> None:
    header, *rest = lines([row()])
    path = write_csv(tmp_path / "mir.csv", [["Exportación"], [name.lower() for name in header], *rest])
    assert len(mapped(path).record.matrices) == 1


def test_the_account_adds_up_to_all_filled_cells(tmp_path: Path) -> None:
    table = lines([row("Fin", META_AL_PERIODO_MES3="25", GPO_FUNCIONAL="2"), row("FID", 901, LINEA_BASE="1")])
    table[0].append("COLUMNA_AJENA")
    table[1].append("algo")
    account = mapped(write_csv(tmp_path / "mir.csv", table)).reading.account
    assert account.total == sum(bool(cell.strip()) for line in table for cell in line)
    assert account.known["column not published"] == 4  # also `PP`, on both rows
    assert account.unread == 2


def test_contact_data_leaves_no_trace(tmp_path: Path) -> None:
    contact = "18504: Registros de Ana Prueba, ana.prueba@dependencia.gob.mx, tel. 55 5000 6000 ext. 1237"
    result = of_rows(tmp_path, row(MEDIOS_VERIFICACION=contact, META_ANUAL_PROGRAMADA_NUM="3808344034"))
    said = repr(result)
    assert "ana.prueba" not in said
    assert "6000" not in said
    assert "3808344034" in said


def test_the_group_the_predecessor_and_the_thresholds_are_read(tmp_path: Path) -> None:
    cells = {
        "GPO_FUNCIONAL": "2", "DESC_GPO_FUNCIONAL": "Desarrollo Social", "UMBRAL_VERDE": "95.1",
        "UMBRAL_ROJO": "105.1", "UMBRAL_AMARILLO": "100", "ACT_IND_KA_INDICADOR_ANT": "166592.0",
    }  # fmt: skip
    graph = of_rows(tmp_path, row(**cells), row(indicator=901, ACT_IND_KA_INDICADOR_ANT="0"))
    matrix = "mir/20-S061/2022"
    assert graph.values(matrix, ASM("functionalGroup")) == ["Desarrollo Social"]
    first, second = (f"{matrix}/indicator/{key}" for key in (900, 901))
    assert graph.values(first, ASM("predecessorIndicator")) == ["166592"]
    assert graph.values(first, ASM("thresholdHigh")) == ["95.1"]
    assert graph.values(first, ASM("thresholdLow")) == ["105.1"]
    assert graph.values(second, ASM("predecessorIndicator")) == []
    assert graph.reading.account.unread == 0
