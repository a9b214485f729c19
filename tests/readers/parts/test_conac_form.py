"""CONAC's form to disseminate the results of evaluations, in its many ways of being filled in."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.open_data import open_data
from tests.paged_documents import paged_document
from tests.readers.parts.conac_forms import ITEMS, TITLE, as_lines, as_table, filled_in
from tests.readers.parts.reading import only, parts, reading, unread

from asm_graph.documents import load
from asm_graph.documents.paged_document import PagedDocument
from asm_graph.readers.parts.conac_form import ConacForm
from asm_graph.readers.text_account import facts
from asm_graph.records.texts import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.paged_documents import Ruled

    from asm_graph.records.evaluations import Evaluation
    from asm_graph.records.parts import ProgramStatements

FORM = ConacForm()


def document(items: Mapping[str, str], layout: Callable[..., list[str | Ruled]] = as_lines) -> PagedDocument:
    return paged_document(layout(items))


def program(**changes: str | None) -> ProgramStatements:
    return only(document(filled_in(**changes)), FORM)


def evaluation(**changes: str | None) -> Evaluation:
    found = program(**changes).evaluation
    assert found is not None
    return found


def texts(statements: ProgramStatements, *kinds: str) -> list[str]:
    return [one.text.value for one in statements.statements if one.kind in kinds]


def values(found: object) -> list[object]:
    return [fact.value for fact in facts(found)]


@pytest.mark.parametrize("layout", [as_lines, as_table], ids=["lines", "ruled"])
def test_every_item_is_read(layout: Callable[..., list[str | Ruled]]) -> None:
    read = only(document(filled_in(), layout), FORM)
    found = read.evaluation
    assert found is not None
    assert values(
        (found.name, found.type, found.period, found.year, found.started_on, found.ended_on, found.purpose)
    ) == [
        "Evaluación de Diseño del Programa de Becas, ejercicio fiscal 2017",
        "Evaluación de Diseño",
        "2018",
        2017,
        dt.date(2018, 8, 6),
        dt.date(2018, 10, 19),
        "Evaluar el diseño del programa.",
    ]
    assert values((found.follow_up_person, found.follow_up_unit)) == [
        "Persona Prueba Uno", "Dirección de Planeación",
    ]  # fmt: skip
    assert values((found.coordinator, found.coordinator_position, found.evaluators, found.collaborators)) == [
        "Persona Prueba Dos",
        "Coordinadora de la evaluación",
        "Universidad Autónoma de Zacatecas",
        "Persona Prueba Tres",
        "Persona Prueba Cuatro",
    ]
    assert values((found.contracting_form, found.contracting_unit, found.cost, found.financing)) == [
        "Adjudicación Directa",
        "Secretaría de la Función Pública",
        Money(Decimal("208800.00"), "MXN"),
        "Recursos propios",
    ]
    assert values(found.instruments) == ["Entrevistas", "Taller con operadores"]
    assert values(found.dissemination) == ["https://www.zacatecas.gob.mx/evaluaciones"]
    assert values(found.form_dissemination) == []
    assert values((read.program, read.agency, read.acronym, read.branch_of_government)) == [
        "Programa de Becas", "Secretaría de Educación", "Poder Ejecutivo",
    ]  # fmt: skip
    assert values((read.level_of_government, read.responsible_unit, read.other_units, read.unit_heads)) == [
        "Estatal", "Dirección de Becas", "Persona Prueba Cinco",
    ]  # fmt: skip


@pytest.mark.parametrize("layout", [as_lines, as_table], ids=["lines", "ruled"])
def test_every_statement_is_of_its_kind(layout: Callable[..., list[str | Ruled]]) -> None:
    read = only(document(filled_in(), layout), FORM)
    assert [
        (one.kind, one.number.value if one.number else None, one.text.value) for one in read.statements
    ] == [
        ("objective", None, "Analizar la justificación del programa."),
        ("objective", None, "Identificar su población y sus mecanismos de atención."),
        ("methodology", None, "Análisis de gabinete."),
        ("methodology", None, "Modelo de términos de referencia."),
        ("finding", None, "No existe un diagnóstico."),
        ("finding", None, "Las reglas son ambiguas."),
        ("strength", None, "El programa está alineado al plan."),
        ("opportunity", None, "Hay recursos federales."),
        ("weakness", None, "No se define la población."),
        ("weakness", None, "No hay matriz de indicadores."),
        ("conclusion", None, "El diseño es insuficiente."),
        ("recommendation", 1, "Elaborar un diagnóstico."),
        ("recommendation", 2, "Definir la población objetivo y sus atributos."),
    ]
    assert [one.theme.value for one in read.statements if one.theme] == ["Diseño", "Operación"]


def test_nothing_but_the_yes_is_left_unread() -> None:
    assert unread(document(filled_in()), FORM) == ["Sí"]


def test_contact_data_is_neither_a_fact_nor_published() -> None:
    found = reading(document(filled_in()), FORM)
    assert found.published is not None
    for secret in ("becas@uaz", "titular@zac", "925 6690", "491 5000"):
        assert secret not in found.published
        assert not any(secret in str(fact.value) for fact in facts(found.record))


def test_contact_data_that_ocr_garbled_is_not_published_either() -> None:
    items = filled_in(i4_5=" becasOuaz.edu.mx", i4_6=" 4g2 g25 66go")
    found = reading(document(items), FORM)
    assert found.published is not None
    assert "becasO" not in found.published
    assert "66go" not in found.published


def test_strengths_and_opportunities_together_stay_together() -> None:
    items = filled_in(i2_2_1=None, i2_2_2=None, i2_2_3=None, i2_2_4=None)
    items["2.2"] += (
        "\n2.2.1 y 2.2.2 Fortalezas y oportunidades:\n- El programa está alineado.\n"
        "2.2.3 y 2.2.4 Debilidades y/o amenazas:\n- No se define la población."
    )
    read = only(document(items), FORM)
    assert texts(read, "strength-or-opportunity") == ["El programa está alineado."]
    assert texts(read, "weakness-or-threat") == ["No se define la población."]
    assert texts(read, "strength", "opportunity", "weakness", "threat") == []


def test_what_stands_below_2_2_without_its_kind_is_not_understood() -> None:
    items = filled_in()
    items["2.2"] += "\n• Se requiere información desagregada."
    read = only(document(items), FORM)
    assert not any("desagregada" in one.text.value for one in read.statements)
    assert any("desagregada" in piece for piece in unread(document(items), FORM))


def test_items_that_are_missing_or_numbered_wrongly() -> None:
    items = filled_in(i1_3=None, i4_2=None, i7_1=None, i7_2=None)
    items["4.3"] = "4.4 Institución a la que pertenece: Instituto de Prueba"
    items["6.2"] = "6.1.1 Unidad administrativa responsable de contratar la evaluación: Contraloría"
    found = only(document(items), FORM).evaluation
    assert found is not None
    assert values((found.ended_on, found.coordinator_position, found.evaluators, found.contracting_unit)) == [
        "Instituto de Prueba", "Contraloría",
    ]  # fmt: skip
    assert values(found.collaborators) == ["Persona Prueba Tres", "Persona Prueba Cuatro"]


def test_conclusions_below_the_heading_alone() -> None:
    items = filled_in(i3_1=None)
    items["3"] += "\nEl programa requiere un diagnóstico."
    assert texts(only(document(items), FORM), "conclusion") == ["El programa requiere un diagnóstico."]


def test_misread_labels_and_marks_of_a_scan() -> None:
    items = filled_in()
    items["1.1"] = "1,1 Nornbre de la evaluacion: Evaluación de Diseño del Programa de Becas"
    items["1.6"] = items["1.6"].replace("•", "e")
    items["6.3"] = "6.3 Costo tota! de la evaluación: 515,000.00 (Son quince mil pesos 00/100)"
    scan = paged_document(as_lines(items), read_by="ocr", confidence=0.9)
    read = only(scan, FORM)
    assert read.evaluation is not None
    assert values((read.evaluation.type, read.evaluation.cost)) == [
        "Evaluación de Diseño", Money(Decimal("15000.00"), "MXN"),
    ]  # fmt: skip
    assert texts(read, "objective") == [
        "Analizar la justificación del programa.",
        "Identificar su población y sus mecanismos de atención.",
    ]


def test_the_title_that_each_page_of_a_scan_repeats_is_in_no_answer() -> None:
    items = filled_in(i3_1="\nEl diseño del programa es insuficiente para la atención que")
    lines = as_lines(items)
    cut = lines.index("El diseño del programa es insuficiente para la atención que") + 1
    norm = (
        "15. Norma para establecer el formato para la difusión de los resultados de las evaluaciones de los"
    )
    pages = (
        lines[:cut],
        [norm, "recursos federales ministrados a las entidades federativas.", "se propone.", *lines[cut:]],
    )
    read = only(paged_document(*pages, read_by="ocr", confidence=0.9), FORM)
    assert texts(read, "conclusion") == [
        "El diseño del programa es insuficiente para la atención que se propone."
    ]


def test_several_programs_of_one_evaluation() -> None:
    (part,) = parts(document(filled_in(i5_1="\n• Programa de Becas\n• Programa de Útiles Escolares")), FORM)
    assert [one.program.value for one in part.programs if one.program] == [
        "Programa de Becas", "Programa de Útiles Escolares",
    ]  # fmt: skip
    assert len({id(one.evaluation) for one in part.programs}) == 1


def test_evaluators_with_letters() -> None:
    found = evaluation(
        i4_1="\na). Persona Prueba Dos\nb) Persona Prueba Seis",
        i4_2=" a) Coordinadora de la evaluación. b) Colaborador.",
        i4_4=" Persona Prueba Seis",
    )
    assert values((found.coordinator, found.coordinator_position, found.collaborators)) == [
        "Persona Prueba Dos", "Coordinadora de la evaluación", "Persona Prueba Seis",
    ]  # fmt: skip


def test_two_people_without_a_label_follow_up() -> None:
    found = evaluation(
        i1_4="\nLic. Persona Prueba Uno\nUnidad administrativa: Dirección de Planeación\n"
        "Lic. Persona Prueba Dos\nUnidad administrativa: Coordinación Estatal"
    )
    assert values((found.follow_up_person, found.other_follow_up_persons)) == [
        "Lic. Persona Prueba Uno", "Lic. Persona Prueba Dos",
    ]  # fmt: skip
    assert values((found.follow_up_unit, found.other_follow_up_units)) == [
        "Dirección de Planeación", "Coordinación Estatal",
    ]  # fmt: skip


def test_a_blank_form_states_nothing() -> None:
    (part,) = parts(document(ITEMS), FORM)
    assert part.programs == ()
    assert unread(document(ITEMS), FORM) == []


def test_two_forms_of_one_document() -> None:
    first, second = as_lines(filled_in()), as_lines(filled_in(i5_1=" Programa de Útiles"))
    found = parts(paged_document(first, second), FORM)
    assert [(part.first_page, part.last_page) for part in found] == [(1, 1), (2, 2)]
    assert [part.programs[0].program.value for part in found if part.programs[0].program] == [
        "Programa de Becas", "Programa de Útiles",
    ]  # fmt: skip


def test_a_text_that_only_speaks_of_the_form_is_none() -> None:
    lines = [TITLE[1], "El nombre de la evaluación, sus fechas y su costo se publican en el formato.",
             "1.1 Nombre de la evaluación: como en el contrato."]  # fmt: skip
    assert list(FORM.find(paged_document(lines).blocks)) == []


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(ITEMS)), st.text(max_size=40), max_size=8))
@example({"5.4": "_"})  # an option without a letter
def test_any_answers_are_read(answers: dict[str, str]) -> None:
    items = {number: label + " " + answers.get(number, "") for number, label in ITEMS.items()}
    try:
        found = document(items)
    except ValueError:  # a letter that no page has
        return
    parts(found, FORM)


@pytest.mark.parametrize(
    ("file", "statements", "cost", "left"),
    [
        ("conac-2018-zac-fisn", 20, "208800.00", ["del Estado de Zacatecas."]),
        ("norma-nor-01-14-011", 32, "15000", []),
    ],
)
def test_real_forms_are_read_whole(file: str, statements: int, cost: str, left: list[str]) -> None:
    form = load(open_data() / "documents" / "conac" / f"{file}.pdf")
    assert isinstance(form, PagedDocument)
    read = only(form, FORM)
    assert read.evaluation is not None
    assert len(read.statements) == statements
    assert values(read.evaluation.cost) == [Money(Decimal(cost), "MXN")]
    assert read.program is not None
    assert read.agency is not None
    assert read.evaluation.started_on is not None
    assert read.evaluation.coordinator is not None
    assert unread(form, FORM) == left
