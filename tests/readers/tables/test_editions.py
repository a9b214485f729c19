"""Other editions of the layouts: another year, other words in the header, other habits of spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from tests import matrix_tables, state_tables
from tests.documents_of_ours.tables import mapped, read_table, write_csv

from asm_graph.documents import load
from asm_graph.errors import InputError, UnknownLayout
from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.readers import read
from asm_graph.records.asm import StateAsms
from asm_graph.records.matrices import PlanAxis, PlanPart
from asm_graph.records.spending import Spending

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from asm_graph.readers.reading import Reading

SPENDING = [
    "Ciclo", "RMP", "Clave Ramo", "Ramo (desc.)", "Id modalidad", "Modalidad desc.", "ID PP", "Nombre PP",
    "Ejercido MDP",
]  # fmt: skip
SPENT = ["2019.0", "20-s-61", "20.0", "Bienestar", "s", "Reglas", "061", "Programa de Prueba", "$ 1,250.5"]
PROGRAM = "program/20-S061"


def spending(path: Path) -> tuple[Reading, Spending]:
    reading = read_table(path)
    assert isinstance(reading.record, Spending)
    return reading, reading.record


def test_a_spending_table_with_other_headers_and_keys_says_the_same(tmp_path: Path) -> None:
    reading, record = spending(write_csv(tmp_path / "gasto-2019.csv", [SPENDING, SPENT]))
    (amount,) = record.amounts
    assert (amount.program.key, amount.year, str(amount.millions)) == ("20S061", 2019, "1250.5")
    assert amount.program.name == "Programa de Prueba"
    assert (reading.account.facts, reading.account.unread) == (8, 0)
    assert "sheet 'gasto-2019', row 1: 'Nombre PP' was taken for the column DESC_PP" in reading.notices


@pytest.mark.parametrize("header", ["EJERCIDO", "EJERCIDO_PESOS", "PAGADO_MDP"])
def test_an_amount_of_another_unit_or_stage_is_not_taken_for_this_one(tmp_path: Path, header: str) -> None:
    with pytest.raises(UnknownLayout, match=f"lacks EJERCIDO_MDP; .* name it so: {header}"):
        spending(write_csv(tmp_path / "gasto.csv", [[*SPENDING[:-1], header], SPENT]))


def test_totals_notes_and_repeated_headers_are_known_and_no_records(tmp_path: Path) -> None:
    blank = [""] * 7
    rows = [
        ["Cuenta Pública, por ramo, modalidad y programa, en millones"],
        SPENDING, SPENT, [], ["Subtotal Ramo 20", *blank, "1250.5"], SPENDING,
        [SPENT[0], "20S062", *SPENT[2:6], "062", "Otro", "3"],
        ["", "Gran total", *blank[:6], "1253.5"], ["Fuente: SHCP, con datos de 2019."],
        ["1/ Cifras preliminares."],
    ]  # fmt: skip
    reading, record = spending(write_csv(tmp_path / "gasto.csv", rows))
    assert [one.program.key for one in record.amounts] == ["20S061", "20S062"]
    assert reading.account.known == {
        "column not published": 2, "heading": 18, "note": 2, "title": 1, "total": 4,
    }  # fmt: skip


def test_semicolons_are_seen_through_titles_and_texts_full_of_commas(tmp_path: Path) -> None:
    rows = [
        SPENDING,
        [*SPENT[:7], "Becas, apoyos, créditos, vales, útiles, cursos, talleres, visitas, etc.", "3"],
    ]
    lines = ["sep=;", "Gasto, por ramo, modalidad, programa", *(";".join(row) for row in rows)]
    path = tmp_path / "gasto.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    _, record = spending(path)
    assert (record.programs[0].name or "").startswith("Becas, apoyos")


def test_a_header_that_two_columns_could_mean_is_left_to_its_owner(tmp_path: Path) -> None:
    with pytest.raises(UnknownLayout, match="lacks DESC_PP"):
        spending(write_csv(tmp_path / "gasto.csv", [[*SPENDING, "PP (descripción)"], [*SPENT, "x"]]))


STATE = [
    "PROGRAMAS", "DEPENDENCIAS", "Tipo Evaluación", "Clave del ASM", "A.S.M.", "Tema Eval.", "Actor (tipo)",
    "Recomendaciones",
]  # fmt: skip


def state(path: Path) -> tuple[Reading, StateAsms]:
    reading = read(load(path))
    assert isinstance(reading.record, StateAsms)
    return reading, reading.record


def state_book(path: Path, rows: Sequence[Sequence[str | int]], merged: str = "") -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("ASM")
        sheet.merge_range("A1:H1", "Programa Anual de Evaluación 2021")
        for number, cells in enumerate([STATE, *rows], start=2):
            sheet.write_row(number, 0, cells)
        if merged:
            sheet.merge_range(merged, "1.- Becas")
    return path


def test_a_state_table_of_another_year_tells_what_it_words_otherwise_and_lacks(tmp_path: Path) -> None:
    row = [
        "3) Becas",
        "Educación",
        "Diseño",
        "ASM-01/2021",
        "No hay padrón.",
        "Operación",
        "Específico",
        "Hacerlo.",
    ]
    reading, record = state(state_book(tmp_path / "t.xlsx", [row]))
    (found,) = record.asms
    asm = found.asm
    assert (record.cycle, found.program, asm.notation, asm.theme) == (
        "2021",
        "Becas",
        "ASM-01/2021",
        "Operación",
    )
    assert (asm.classification, asm.recommendation) == ("Específico", "Hacerlo.")
    absent = "sheet 'ASM' lacks these optional columns: Despacho, Prioridad, Tipo de Mejora"
    assert [notice for notice in reading.notices if "lacks" in notice] == [absent]


def test_a_program_that_is_merged_over_its_rows_is_that_of_each(tmp_path: Path) -> None:
    rest = ["Educación", "Diseño", "", "No hay padrón.", "Diseño", "", ""]
    rows = [["", *rest], ["", *rest[:3], "Falta el censo.", *rest[4:]], ["Vales", *rest]]
    _, record = state(state_book(tmp_path / "t.xlsx", rows, merged="A4:A5"))
    assert [asm.program for asm in record.asms] == ["Becas", "Becas", "Vales"]
    with pytest.raises(InputError, match="A4: ''; expected the name of a program"):
        state(state_book(tmp_path / "u.xlsx", rows))


MATRIX = {
    "CICLO": "2016", "ID_PND": "", "DESC_PND": "", "ID_META_NACIONAL": "2",
    "DESC_META_NACIONAL": "México Incluyente", "OBJETIVO_META_NACIONAL": "1", "PROGRAMA_SEC_INST": "8",
    "DESC_PROGRAMA_SEC_INST": "Programa Sectorial de Desarrollo Social 2013-2018",
    "OBJETIVO_PROG_SEC_INST": "2",
    "DESC_OBJETIVO_PROG_SEC_INST": "Construir un entorno digno",
}  # fmt: skip


def test_a_matrix_of_the_plan_before_is_aligned_to_it(tmp_path: Path) -> None:
    result = matrix_tables.of_rows(tmp_path, matrix_tables.row(**MATRIX))
    (matrix,) = result.record.matrices
    axis = PlanAxis(2, "México Incluyente")
    program, text = MATRIX["DESC_PROGRAMA_SEC_INST"], MATRIX["DESC_OBJETIVO_PROG_SEC_INST"]
    assert matrix.plan_parts == (PlanPart(2016, axis, "1", program, "2", text),)
    aligned = [
        "plan/pnd-2013-2018/axis/2",
        "plan/pnd-2013-2018/objective/2.1",
        "plan/psds-2013-2018/objective/2",
    ]
    assert result.values(PROGRAM, ASM("contributesTo")) == aligned
    assert result.values("mir/20-S061/2016/fin", ASM("contributesTo")) == aligned
    assert result.reading.account.known["column not published"] == 2  # PP and PROGRAMA_SEC_INST


def test_a_program_and_objectives_that_no_register_has_are_described_and_told(tmp_path: Path) -> None:
    cells = {
        "OBJETIVO_PND": "Garantizar la siesta", "DESC_PROGRAMA_PND": "Programa Sectorial de Siesta",
        "OBJETIVO_PROGRAMA_PND": "0", "DESC_OBJETIVO_PROGRAMA_PND": "Dormir más",
    }  # fmt: skip
    result = matrix_tables.of_rows(tmp_path, matrix_tables.row(**cells))
    axis, national, sectoral = result.values(PROGRAM, ASM("contributesTo"))
    assert axis == "plan/pnd-2019-2024/axis/2"
    assert national.startswith("plan/pnd-2019-2024/national-objective/u-")
    assert sectoral.startswith("plan/programa-sectorial-de-siesta-2019-2024/objective/u-")
    assert result.values(sectoral, SKOS("prefLabel")) == ["Dormir más"]
    assert [notice for notice in result.notices if "objective not in the register" in notice] == [
        f"objective not in the register: {national} (Garantizar la siesta)",
        f"objective not in the register: {sectoral} (Dormir más)",
    ]
    assert result.reading.account.known["none"] == 1


def test_years_in_the_headers_of_targets_and_baselines_are_theirs(tmp_path: Path) -> None:
    renamed = {
        "META_ANUAL_PROGRAMADA": "META_ANUAL_PROGRAMADA_2023", "LINEA_BASE": "LINEA_BASE_2017",
        "META_ANUAL_PROGRAMADA_NUM": "META_ANUAL_PROGRAMADA_NUM_2023",
    }  # fmt: skip
    headers = [renamed.get(name, name) for name in matrix_tables.HEADERS if name != "CICLO_LINEA_BASE"]
    headers += ["META_ANUAL_PROGRAMADA_2024", "INDICADOR_2023"]
    cells = dict.fromkeys([*renamed.values(), *headers[-2:]], "5") | {"CICLO": "2023"}
    table = matrix_tables.lines([matrix_tables.row(**cells)], headers)
    result = matrix_tables.mapped(matrix_tables.write_csv(tmp_path / "mir.csv", table))
    (indicator,) = result.record.matrices[0].indicators
    assert [(one.kind, one.year, one.numerator) for one in indicator.values] == [
        ("target", 2023, 5), ("target", 2024, None), ("baseline", 2017, None), ("actual", 2023, None),
    ]  # fmt: skip
    assert result.reading.account.unread == 0


def test_two_targets_of_one_year_are_not_both_believed(tmp_path: Path) -> None:
    headers = [*matrix_tables.HEADERS, "META_ANUAL_PROGRAMADA_2022"]
    cells = {"META_ANUAL_PROGRAMADA": "80", "META_ANUAL_PROGRAMADA_2022": "90"}
    table = matrix_tables.lines([matrix_tables.row(**cells)], headers)
    reading = matrix_tables.mapped(matrix_tables.write_csv(tmp_path / "mir.csv", table)).reading
    assert [(one.text, one.expected) for one in reading.account.not_understood] == [
        ("90", "one target for a year")
    ]


@pytest.mark.parametrize(
    ("kind", "target", "notation", "code"),
    [
        ("Directa", "14.1", "14.1", "direct"),
        ("1. Contribución directa", "1", "14.1", "direct"),
        ("INDIRECTO", "14.a", "14.a", "indirect"),
        ("2) indirecta", "A", "14.a", "indirect"),
    ],
)
def test_sdg_targets_and_kinds_are_known_however_they_are_written(
    tmp_path: Path, kind: str, target: str, notation: str, code: str
) -> None:
    header = [
        "RAMO", "Ramo [Descripción]", "MODALIDAD", "Modalidad [Desc.]", "Programa presupuestario",
        "Programa presupuestario [Desc.]", "Objetivo de desarrollo sostenible",
        "Objetivo de desarrollo sostenible [Desc.]", "Meta del objetivo de desarrollo sostenible",
        "Meta del objetivo de desarrollo sostenible [Desc.]", "Tipo de contribución [Desc.]",
    ]  # fmt: skip
    row = ["16", "Ambiente", "G", "Regulación", "10", "Agua", "14", "Océanos", target, "Prevenir", kind]
    graph = mapped(read_table(write_csv(tmp_path / "ods.csv", [header, row])))
    (contribution,) = graph.of_class(ASM("SdgContribution"))
    assert contribution.endswith(f"/{notation}")
    assert graph.values(contribution, ASM("contributionKind")) == [f"code/contribution-kind/{code}"]


PLANS = [
    "Ciclo", "ID_META_NACIONAL", "DESC_UR_COORDINADORA", "TIPO_PROGRAMA_DERIVADO", "ID_PROGRAMA_DERIVADO",
    "NOMBRE_PROGRAMA_DERIVADO", "ID_OBJETIVO", "DESCRIPCION_OBJETIVO", "DESC_INDICADORES",
]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Objetivo 2. Dormir más", "2.- Dormir más", "OBJETIVO 2: Dormir más", "2) Dormir más"]
)
@pytest.mark.parametrize("goals", ["1#2", "1, 2", "1;2", "1 / 2"])
def test_objectives_of_derived_programs_are_numbered_in_many_ways(
    tmp_path: Path, text: str, goals: str
) -> None:
    row = ["2014", goals, "Salud", "Sectorial", "3", "Programa de Siesta 2014 a 2018", "2", text, "Horas"]
    graph = mapped(read_table(write_csv(tmp_path / "bd.csv", [PLANS, row])))
    objective = "plan/programa-de-siesta-2014-a-2018/objective/2"
    assert graph.values(objective, SKOS("prefLabel")) == ["Dormir más"]
    assert graph.values(objective, SKOS("broader")) == [
        "plan/pnd-2013-2018/axis/1",
        "plan/pnd-2013-2018/axis/2",
    ]


def test_other_words_for_a_status_are_no_values(tmp_path: Path) -> None:
    row = state_tables.row(actor="Pendiente", priority="En proceso", id="Por definir", kind="No determinado")
    graph = state_tables.mapped(state_tables.write_csv(tmp_path / "asm-2021.csv", [row]))
    (asm,) = state_tables.nodes(graph, "Asm")
    assert state_tables.values(graph, asm, ASM("classification")) == {"code/asm-class/not-determined"}
    assert state_tables.values(graph, asm, ASM("priority")) == set()
