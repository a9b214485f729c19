"""An annual evaluation program: programs, types and dates of planned evaluations."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.open_data import open_data
from tests.paged_documents import Ruled, paged_document
from tests.readers.parts.reading import parts, reading, unread

from asm_graph.documents import load
from asm_graph.documents.paged_document import PagedDocument
from asm_graph.readers.parts.annual_program import AnnualProgram
from asm_graph.readers.text_account import facts
from asm_graph.records.texts import YearMonth

if TYPE_CHECKING:
    from asm_graph.documents.pages import ReadBy
    from asm_graph.records.parts import ProgramStatements

PROGRAM = AnnualProgram()
TITLE = ["PROGRAMA ANUAL DE EVALUACIÓN 2018", "DEL ESTADO DE ZACATECAS"]
HEADER = ["No.", "Año a\nevaluar", "Dependencia", "Política/Programa\na Evaluar", "Tipo de\nEvaluación"]
BECAS = ["1", "2017", "Secretaría de\nEducación", "Becas", "Consistencia y\nresultados"]
DEADLINE = "III. Fecha Límite para entrega de resultados de las evaluaciones el día 31 de octubre de 2018."


def read(*items: str | Ruled, confidence: float | None = None) -> list[list[object]]:
    """Return, for each planned evaluation, the values that are stated of it."""
    read_by: ReadBy = "text" if confidence is None else "ocr"
    document = paged_document([*TITLE, *items], read_by=read_by, confidence=confidence)
    (part,) = parts(document, PROGRAM)
    return [_values(program) for program in part.programs]


def _values(program: ProgramStatements) -> list[object]:
    planned = program.evaluation
    assert planned is not None
    return [
        fact.value
        for fact in facts(
            (
                program.program,
                program.agency,
                program.year,
                planned.type,
                planned.period,
                planned.scheduled_end,
            )
        )
    ]


def test_each_row_plans_an_evaluation() -> None:
    table = Ruled([HEADER, BECAS, ["2", "2017", "SEDIF", "Apoyo alimentario", "Diseño"]])
    assert read(table, DEADLINE) == [
        [
            "Becas",
            "Secretaría de Educación",
            2017,
            "Consistencia y resultados",
            "2018",
            dt.date(2018, 10, 31),
        ],
        ["Apoyo alimentario", "SEDIF", 2017, "Diseño", "2018", dt.date(2018, 10, 31)],
    ]


def test_two_types_of_a_program_are_two_evaluations() -> None:
    row = [*BECAS[:4], "1).-\nConsistencia y\nresultados\n2).- Diseño"]
    assert read(Ruled([HEADER, row])) == [
        ["Becas", "Secretaría de Educación", 2017, "Consistencia y resultados", "2018"],
        ["Becas", "Secretaría de Educación", 2017, "Diseño", "2018"],
    ]


def test_a_column_of_dates() -> None:
    table = Ruled(
        [
            ["Tipo de evaluación", "Fondo, programa,\nconvenio o subsidio", "Plazo o fecha límite"],
            ["Diseño", "Becas", "31 de diciembre de 2018"],
            ["Diseño", "Apoyo alimentario", "agosto de 2018"],
        ]
    )
    assert read(table) == [
        ["Becas", "Diseño", "2018", dt.date(2018, 12, 31)],
        ["Apoyo alimentario", "Diseño", "2018", YearMonth(2018, 8)],
    ]


def test_a_merged_type_is_that_of_all_its_rows() -> None:
    table = Ruled([["Programa", "Tipo de evaluación"], ["Becas", "Diseño"], ["Apoyo alimentario", ...]])
    assert read(table) == [["Becas", "Diseño", "2018"], ["Apoyo alimentario", "Diseño", "2018"]]


def test_the_heading_above_a_table_without_types_says_the_type() -> None:
    table = Ruled([["Programa", "Dependencia"], ["Becas", "SEDUC"]])
    assert read("Evaluaciones de Diseño", table) == [["Becas", "SEDUC", "Evaluaciones de Diseño", "2018"]]


def test_a_header_that_is_printed_again_is_no_program() -> None:
    assert len(read(Ruled([HEADER, BECAS, HEADER, ["2", *BECAS[1:3], "Útiles", BECAS[4]]]))) == 2


def scanned(program: str) -> list[list[object]]:
    """Read a scan whose first two programs have no rule between them."""
    header = ["Programa", "Tipo de evaluación"]
    table = Ruled([header, [program, "Diseño"], [..., "Procesos"], ["Apoyo", "Diseño"]])
    return read(table, confidence=0.9)


def test_rows_between_which_a_scan_lost_a_rule_are_told_by_their_lines() -> None:
    assert scanned("Becas\nÚtiles") == [
        ["Becas", "Diseño", "2018"],
        ["Útiles", "Procesos", "2018"],
        ["Apoyo", "Diseño", "2018"],
    ]


def test_rows_of_a_scan_that_nobody_can_tell_are_left() -> None:
    assert scanned("Becas de\nposgrado") == [["Apoyo", "Diseño", "2018"]]


def test_a_program_that_ocr_cannot_read_is_left() -> None:
    table = Ruled([["Programa", "Tipo de evaluación"], ["ll il p", "Diseño"]])
    document = paged_document([*TITLE, table], read_by="ocr", confidence=0.4)
    assert parts(document, PROGRAM)[0].programs == ()


def test_articles_are_known_and_other_tables_are_not_understood() -> None:
    prose = "Las evaluaciones deberán realizarse por instituciones académicas."
    other = Ruled([["Concepto", "Monto"], ["Capacitación", "200"]])
    document = paged_document([*TITLE, prose, Ruled([HEADER, BECAS]), other])
    assert reading(document, PROGRAM).account.known["provision"] > len(prose) - 10
    assert "Capacitación" in unread(document, PROGRAM)


@pytest.mark.parametrize(
    "page",
    [[*TITLE, "Artículo 1. Las evaluaciones son obligatorias."], ["Informe", Ruled([HEADER, BECAS])]],
    ids=["without a table", "without the title"],
)
def test_other_documents_are_none(page: list[str | Ruled]) -> None:
    assert list(PROGRAM.find(paged_document(page).blocks)) == []


def test_the_real_program_of_a_state() -> None:
    document = load(open_data() / "documents" / "other" / "pae-2018-zac.pdf")
    assert isinstance(document, PagedDocument)
    (part,) = parts(document, PROGRAM)
    assert len(part.programs) == 13
    assert {tuple(_values(program)[-2:]) for program in part.programs} == {("2018", dt.date(2018, 10, 31))}
    assert unread(document, PROGRAM) == []
