"""The transparency formats of the national platform, as quarterly workbooks with a title block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from tests.mapped_documents import Facts, mapped

from asm_graph.documents import load
from asm_graph.errors import InputError
from asm_graph.rdf.vocabulary import ASM, RDFS
from asm_graph.readers import read
from asm_graph.readers.tables.transparency import EVALUATIONS, INDICATORS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from asm_graph.graph.mapping import Mapped
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.columns import TableLayout

ABOUT = "Secretaría de Educación del Estado de Zacatecas"
PERIODS = {
    quarter: {"Fecha de inicio del periodo": start, "Fecha de término del periodo": end}
    for quarter, start, end in (
        (1, "01/01/2021", "31/03/2021"), (2, "01/04/2021", "30/06/2021"), (3, "01/07/2021", "30/09/2021"),
    )
}  # fmt: skip
ROW = {
    "Ejercicio": "2021", "Nombre del programa": "Becas del Desierto", "Nombre(s)": "Becarios atendidos",
    "Objetivo institucional": "Que nadie deje la escuela", "Dimensión": "Eficacia",
    "Definición": "Mide becarios",
    "Método": "(A/B)*100", "Unidad": "Porcentaje", "Frecuencia": "Trimestral", "Línea base": "80 (2019)",
    "Metas programadas": "95", "Sentido": "Ascendente", "Fuente": "Padrón", "Área": "Dirección de Becas",
    "Fecha de actualización": "10/04/2021",
}  # fmt: skip


def book(path: Path, layout: TableLayout, rows: Sequence[dict[str, str]], title: str = ABOUT) -> Path:
    """A workbook as the platform exports it; cells are by the first words of their headers."""
    header = [column.header for column in layout.columns if column.header != "Fecha de validación"]
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Reporte de Formatos")
        above = [
            ["48968"],
            ["TÍTULO", "NOMBRE CORTO", "DESCRIPCIÓN"],
            [title, "LTAIPEZ39", ""],
            ["1", "4"],
            ["436", "437"],
        ]
        table = [
            next((row[word] for word in row if name.startswith(word)), "") for row in rows for name in header
        ]
        lines = [table[at : at + len(header)] for at in range(0, len(table), len(header))]
        for number, cells in enumerate([*above, ["Tabla Campos"], header, *lines]):
            sheet.write_row(number, 0, cells)
        words = workbook.add_worksheet("Hidden_1")
        words.write_column(0, 0, ["Ascendente", "Descendente"])
        words.hide()
    return path


def result(path: Path) -> tuple[Reading, Mapped, Facts]:
    document = load(path)
    reading = read(document)
    done = mapped(reading, document)
    return reading, done, Facts(done.quads)


def indicators(folder: Path, *rows: dict[str, str], title: str = ABOUT) -> tuple[Reading, Mapped, Facts]:
    return result(book(folder / "fraccion-vi.xlsx", INDICATORS, rows, title))


def quarter(number: int, progress: str, **cells: str) -> dict[str, str]:
    return ROW | PERIODS[number] | {"Avance de metas": progress} | cells


def test_quarters_that_repeat_an_indicator_are_one_with_values_by_period(tmp_path: Path) -> None:
    reading, done, facts = indicators(tmp_path, quarter(1, "20"), quarter(2, "45.5"), quarter(3, ""))
    (node,) = facts.of_class(ASM("Indicator"))
    assert node.startswith("indicator/mx-zac/becas-del-desierto/2021/")
    assert facts.values(node, ASM("program")) == ["program/mx-zac/becas-del-desierto"]
    assert facts.values(node, RDFS("label")) == ["Becarios atendidos"]
    found = {value.removeprefix(f"{node}/"): value for value in facts.of_class(ASM("IndicatorValue"))}
    assert sorted(found) == [
        "2019/baseline", "2021/progress-2021-03-31", "2021/progress-2021-06-30", "2021/progress-2021-09-30",
        "2021/target",
    ]  # fmt: skip
    assert facts.values(found["2021/progress-2021-06-30"], ASM("value")) == ["45.5"]
    assert facts.values(found["2021/progress-2021-06-30"], ASM("periodStart")) == ["2021-04-01"]
    assert facts.values(found["2021/progress-2021-09-30"], ASM("missing")) == ["code/missing/blank"]
    assert (reading.rows, reading.account.unread) == (3, 0)
    assert reading.account.known["words of a drop-down list"] == 2
    assert not [notice for notice in done.notices if "otherwise" in notice]


def test_a_target_that_a_later_quarter_changes_or_adjusts_is_kept_beside_the_first(tmp_path: Path) -> None:
    later = quarter(2, "45", **{"Metas programadas": "90", "Metas ajustadas": "92"})
    _, _, facts = indicators(tmp_path, quarter(1, "20"), later)
    (node,) = facts.of_class(ASM("Indicator"))
    values = [
        facts.values(f"{node}/2021/{end}", ASM("value")) for end in ("target", "target-2", "adjusted-target")
    ]
    assert values == [["95"], ["90"], ["92"]]


def test_words_that_a_later_row_changes_are_told(tmp_path: Path) -> None:
    _, done, facts = indicators(tmp_path, quarter(1, "20"), quarter(2, "45", Método="A/B"))
    (node,) = facts.of_class(ASM("Indicator"))
    assert facts.values(node, ASM("calculationMethod")) == ["(A/B)*100"]
    assert any("words the method of Becarios atendidos otherwise" in notice for notice in done.notices)


@pytest.mark.parametrize("baseline", ["80", "Por definir", "2018"])
def test_a_baseline_without_its_year_is_kept_as_printed(tmp_path: Path, baseline: str) -> None:
    _, _, facts = indicators(tmp_path, quarter(1, "20", **{"Línea base": baseline}))
    (node,) = facts.of_class(ASM("Indicator"))
    assert facts.values(node, ASM("printedBaseline")) == [baseline]


@pytest.mark.parametrize("cell", ["", "VER NOTA", "No aplica", "Sin generar información"])
def test_a_period_without_information_is_known_and_no_record(tmp_path: Path, cell: str) -> None:
    empty = {"Ejercicio": "2021", **PERIODS[2], "Nota": "No se generó información en el periodo."}
    empty |= {"Nombre del programa": cell, "Nombre(s)": cell}
    lacking = quarter(3, "7", **{"Nombre del programa": ""})
    reading, _, facts = indicators(tmp_path, quarter(1, "20"), empty, lacking)
    assert reading.account.known["period without information"] == 4 + 2 * bool(cell)
    (note,) = reading.account.not_understood
    assert note.cell.startswith("A10:")
    assert len(facts.of_class(ASM("Indicator"))) == 1


def test_a_workbook_with_nothing_but_empty_periods_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no row below it"):
        indicators(tmp_path, {"Ejercicio": "2021", "Nota": "Sin información"})


@pytest.mark.parametrize(
    ("title", "program", "path"),
    [
        ("Municipio de Jerez, Zacatecas", "Apoyo a huertos", "program/mx-zac/apoyo-a-huertos"),
        ("Secretaría de Bienestar", "Programa 3x1 para Migrantes", "program/20-S061"),
        ("Instituto sin lugar", "Apoyo a huertos", "program/mx/apoyo-a-huertos"),
    ],
)
def test_programs_are_found_by_their_names(tmp_path: Path, title: str, program: str, path: str) -> None:
    _, _, facts = indicators(tmp_path, quarter(1, "20", **{"Nombre del programa": program}), title=title)
    (node,) = facts.of_class(ASM("Indicator"))
    assert facts.values(node, ASM("program")) == [path]


EVALUATED = {
    "Ejercicio": "2021", "Denominación del programa": "Becas del Desierto",
    "Denominación de la evaluación": "Evaluación de Diseño del programa Becas del Desierto",
    "Objetivo general": "Valorar el diseño", "Hipervínculo": "https://dependencia.zacatecas.gob.mx/diseno.pdf",
}  # fmt: skip


def test_quarters_that_repeat_an_evaluation_are_one(tmp_path: Path) -> None:
    dates = "01/03/2021 al 31/08/2021"
    rows = [
        EVALUATED | PERIODS[number] | {"Fecha de inicio y de término de la evaluación": dates}
        for number in (1, 2)
    ]
    other = EVALUATED | PERIODS[3] | {"Denominación de la evaluación": "Encuesta de satisfacción a becarios"}
    reading, _, facts = result(book(tmp_path / "xl.xlsx", EVALUATIONS, [*rows, other]))
    first, second = facts.of_class(ASM("Evaluation"))
    types = {node: facts.values(node, ASM("evaluationType")) for node in (first, second)}
    design = next(node for node, found in types.items() if found == ["code/evaluation-type/design"])
    assert ["code/evaluation-type/not-determined"] in types.values()
    for name, value in (
        ("startedOn", "2021-03-01"), ("endedOn", "2021-08-31"), ("purpose", "Valorar el diseño"),
        ("period", "2021"),
        ("dissemination", "https://dependencia.zacatecas.gob.mx/diseno.pdf"),
        ("program", "program/mx-zac/becas-del-desierto"),
    ):  # fmt: skip
        assert facts.values(design, ASM(name)) == [value]
    assert (reading.rows, reading.account.unread) == (3, 0)
