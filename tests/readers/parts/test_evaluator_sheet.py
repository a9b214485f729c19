"""The technical sheet of an evaluation: who evaluated, contracted and paid."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.paged_documents import Ruled, paged_document
from tests.readers.parts.reading import only, parts, unread

from asm_graph.readers.parts.evaluator_sheet import EvaluatorSheet
from asm_graph.readers.text_account import facts
from asm_graph.records.texts import Money

SHEET = EvaluatorSheet()
FIELDS = [
    ("Nombre de la instancia evaluadora", "Universidad Autónoma Metropolitana"),
    ("Nombre del coordinador de la evaluación", "Dr. Persona Prueba Uno"),
    ("Nombres de los principales colaboradores", "Dra. Persona Prueba Dos"),
    ("Nombre de la unidad administrativa responsable de dar seguimiento a la evaluación",
     "Dirección de Becas"),
    ("Nombre del titular de la unidad administrativa responsable de dar seguimiento a la evaluación",
     "Lic. Persona Prueba Tres"),
    ("Forma de contratación de la instancia evaluadora", "Adjudicación directa"),
    ("Costo total de la evaluación", "$200,000 (Doscientos mil pesos)"),
    ("Fuente de financiamiento", "Estatal"),
]  # fmt: skip
TITLE = "IX. Ficha Técnica"
LONG_TITLE = [
    "Ficha Técnica con los datos generales de la instancia",
    "evaluadora y el costo de la evaluación",
    "Tabla 3. “Ficha Técnica con los datos generales de la instancia evaluadora y el",
    "costo de la evaluación”",
]
STATED = [
    "Universidad Autónoma Metropolitana",
    "Dr. Persona Prueba Uno",
    "Adjudicación directa",
    Money(Decimal(200000), "MXN"),
    "Dra. Persona Prueba Dos",
    "Lic. Persona Prueba Tres",
    "Dirección de Becas",
    "Estatal",
]


def table() -> Ruled:
    return Ruled([[label.replace(" responsable", "\nresponsable"), value] for label, value in FIELDS])


def lines(mark: str = "• ", colon: str = ":") -> list[str]:
    return [line for label, value in FIELDS for line in (f"{mark}{label}{colon}", value)]


@pytest.mark.parametrize(
    "page",
    [[TITLE, table()], [*LONG_TITLE, table()], [*LONG_TITLE, *lines()], [TITLE, *lines(colon="")]],
    ids=["table", "long title", "list", "list without colons"],
)
def test_every_field_is_read(page: list[str | Ruled]) -> None:
    read = only(paged_document(page), SHEET)
    assert [fact.value for fact in facts(read.evaluation)] == STATED
    assert unread(paged_document(page), SHEET) == []


def test_the_first_page_of_a_document_names_evaluation_and_program() -> None:
    head = ["Evaluación de Diseño del Programa Presupuestario 107 “Becas”, Ejercicio 2020",
            "Ficha Técnica del Evaluador"]  # fmt: skip
    read = only(paged_document([*head, *lines()]), SHEET)
    assert read.program is not None
    assert read.program.value == "Programa Presupuestario 107 “Becas”"
    assert read.year is not None
    assert read.year.value == 2020
    assert read.evaluation is not None
    assert [fact.value for fact in facts(read.evaluation.type)] == ["Evaluación de Diseño"]


def test_fields_of_the_program_stand_in_some_sheets() -> None:
    rows = [
        ["Nombre del programa evaluado", "Becas"],
        ["Año al que corresponde la evaluación", "Ejercicio Fiscal 2017"],
        ["Tipo de evaluación", "Consistencia y Resultados"],
    ]
    read = only(paged_document([TITLE, Ruled([*rows, *map(list, FIELDS)])]), SHEET)
    assert [fact.value for fact in facts((read.program, read.year))] == ["Becas", 2017]
    assert read.evaluation is not None
    assert [fact.value for fact in facts(read.evaluation.type)] == ["Consistencia y Resultados"]


def test_address_and_tax_key_of_the_evaluator_are_not_stated() -> None:
    rows = [
        ["Domicilio:", "Calle 105, Col. Centro, C.P. 98017"],
        ["RFC:", "ADE0104178D2"],
        *map(list, FIELDS),
    ]
    document = paged_document([TITLE, Ruled(rows)])
    assert not any("98017" in str(fact.value) for fact in facts(only(document, SHEET)))


def test_words_of_a_label_within_an_answer_begin_no_field() -> None:
    changed = [list(field) for field in FIELDS]
    changed[5][1] = "MEDIANTE CONVOCATORIA PARA LA SELECCIÓN DE LAS\nINSTANCIAS EVALUADORAS."
    read = only(paged_document([TITLE, Ruled(changed)]), SHEET)
    assert read.evaluation is not None
    assert [fact.value for fact in facts(read.evaluation.contracting_form)] == [
        "MEDIANTE CONVOCATORIA PARA LA SELECCIÓN DE LAS INSTANCIAS EVALUADORAS."
    ]
    assert len(read.evaluation.evaluators) == 1


def test_the_annex_below_a_sheet_is_no_part_of_it() -> None:
    document = paged_document(
        [TITLE, table()], ["Anexo 1", "Nombre del Programa: Otro", "Tipo de Evaluación: Diseño"]
    )
    (part,) = parts(document, SHEET)
    assert (part.first_page, part.last_page) == (1, 1)
    assert part.programs[0].program is None


def test_a_line_of_the_contents_is_no_sheet() -> None:
    lines = ["IX. Ficha Técnica", "X. Anexos", "1. Metodología", "2. Costo total de la evaluación"]
    assert list(SHEET.find(paged_document(lines).blocks)) == []
