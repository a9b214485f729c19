"""The tables of a report: results matrix, strengths and weaknesses, and the final rating."""

from __future__ import annotations

from decimal import Decimal
from textwrap import fill
from typing import TYPE_CHECKING

import pytest
from tests.open_data import open_data
from tests.paged_documents import Gap, Ruled, paged_document

from asm_graph.documents import load
from asm_graph.readers import read
from asm_graph.readers.parts.results_matrix import ResultsMatrix
from asm_graph.readers.parts.swot import Swot
from asm_graph.records.matrices import LevelRef
from asm_graph.records.parts import DividedDocument
from asm_graph.records.texts import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents.paged_document import PagedDocument
    from asm_graph.records.parts import Part, ProgramStatements

HEAD = (
    "Nombre del Programa: Apoyo a la Vivienda Rural",
    "Dependencia/Entidad: Secretaría de Obras",
    "Unidad Responsable: Dirección de Vivienda",
    "Tipo de Evaluación: Consistencia y Resultados",
    "Año de la Evaluación: 2019",
)
MATRIX = (
    ("Nivel", "Objetivo", "Indicador", "Medios de\nverificación", "Supuestos"),
    ("Fin", "Contribuir al bienestar de las familias", "Porcentaje de familias", "Encuesta", "Hay recursos"),
    ("Propósito", "Las familias tienen vivienda", "Viviendas entregadas", "Actas", "Hay interés"),
    ("Componentes", "C1. Créditos entregados", "Créditos", "Informes", "N/A"),
    ("Actividades", "A1.1 Publicar la convocatoria", "Convocatorias", "Gaceta", "Hay interés"),
    (..., "A1.2.- Integrar expedientes", "Expedientes", "Archivo", ""),
)
SWOT = (
    (
        "Apartado de la\nevaluación:",
        "Fortaleza y oportunidad/\ndebilidad o amenaza",
        "Referencia\n(pregunta)",
        "Recomendación",
    ),
    ("Fortalezas y Oportunidades", None, None, None),
    (
        "Diseño",
        "F1 El problema está definido. O1 Hay estudios de otros estados.",
        "1",
        "R1 Aprovechar los estudios.",
    ),
    (..., "El padrón está al día.", "9", "No aplica"),
    ("Debilidad o Amenaza", None, None, None),
    ("Operación", "• No hay manual. • Faltan formatos.", "30", "Elaborar el manual."),
)
RATING = (
    ("Tema", "Nivel", "Justificación"),
    ("Diseño", "2.6", "El diagnóstico no tiene plazos."),
    ("Operación", "3.83", "Los procedimientos están documentados."),
    ("Resultados", "", "No se valoró."),
)


def ruled(rows: Sequence[Sequence[object]]) -> Ruled:
    """Break the lines of cells as narrow columns do."""
    letters = 500 // len(rows[0]) // 6
    return Ruled([[fill(cell, letters) if isinstance(cell, str) else cell for cell in row] for row in rows])


def parts_of(document: PagedDocument) -> tuple[Part, ...]:
    record = read(document).record
    assert isinstance(record, DividedDocument)
    return record.parts


def only_program(document: PagedDocument) -> ProgramStatements:
    (part,) = parts_of(document)
    (program,) = part.programs
    return program


def values(*facts: object) -> list[object]:
    return [fact.value if isinstance(fact, Fact) else fact for fact in facts]


def test_the_head_of_an_annex_names_program_agency_and_year() -> None:
    program = only_program(paged_document(["Anexo 3. Matriz de indicadores", *HEAD, ruled(MATRIX)]))
    assert values(program.program, program.agency, program.responsible_unit, program.year) == [
        "Apoyo a la Vivienda Rural", "Secretaría de Obras", "Dirección de Vivienda", None
    ]  # fmt: skip
    assert program.evaluation is not None
    assert values(program.evaluation.type, program.evaluation.period) == ["Consistencia y Resultados", "2019"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Anexo 3. Matriz de indicadores", HEAD[0] + ", Ejercicio Fiscal 2018", *HEAD[1:]),
        ("Anexo 3. Matriz de indicadores", *HEAD, "Ejercicio fiscal: 2018"),
        ("Anexo 3. Matriz de indicadores del apoyo a la vivienda", "rural, 2018", *HEAD),
        ("Anexo 3. Matriz de indicadores", Gap(20), "La matriz para el ejercicio del año 2018 es:", *HEAD),
    ],
)
def test_the_year_of_an_evaluation_is_not_the_fiscal_year_that_it_looks_at(
    lines: Sequence[str | Gap],
) -> None:
    program = only_program(paged_document([*lines, ruled(MATRIX)]))
    assert values(program.program, program.year) == ["Apoyo a la Vivienda Rural", 2018]
    assert program.evaluation is not None
    assert values(program.evaluation.period) == ["2019"]


def test_a_matrix_has_levels_that_support_each_other_and_indicators_that_measure_them() -> None:
    program = only_program(paged_document(["Anexo 3 “Matriz de Indicadores” (MIR 2018)", ruled(MATRIX)]))
    assert values(program.year) == [2018]
    assert [(one.kind, one.key, one.above) for one in program.levels] == [
        ("fin", None, None),
        ("proposito", None, LevelRef("fin")),
        ("componente", "1", LevelRef("proposito")),
        ("actividad", "1.1", LevelRef("componente", "1")),
        ("actividad", "1.2", LevelRef("componente", "1")),
    ]
    assert values(program.levels[3].narrative) == ["Publicar la convocatoria"]
    assert [values(*one.assumptions) for one in program.levels] == [
        ["Hay recursos"], ["Hay interés"], [], ["Hay interés"], []
    ]  # fmt: skip
    assert [(*values(one.name, *one.means), one.level) for one in program.indicators][2] == (
        "Créditos", "Informes", LevelRef("componente", "1")
    )  # fmt: skip


def test_the_form_above_the_header_of_a_matrix_names_unit_and_head() -> None:
    rows = (
        ("Datos del Proyecto", None, None, None, None),
        ("Número de Proyecto", "Inversión:", None, "Unidad responsable", "Nombre del Titular"),
        (..., ..., ..., "Dirección de Vivienda", "Persona Prueba"),
        ("Finalidad", "2. Seguridad humana", None, "Subfunción", "2.8.1"),
        ("Nivel", "Objetivos", "Indicadores", "Medios de verificación", "Supuestos"),
        (..., ..., "Denominación - Meta", ..., ...),
        *MATRIX[1:4],
    )
    reading = read(paged_document(["Anexo 3 MIR 2018", ruled(rows)]))
    assert isinstance(reading.record, DividedDocument)
    (program,) = reading.record.parts[0].programs
    assert values(program.responsible_unit, *program.unit_heads) == [
        "Dirección de Vivienda",
        "Persona Prueba",
    ]
    assert [level.kind for level in program.levels] == ["fin", "proposito", "componente"]
    assert reading.account.unread == 0


def test_the_labels_of_an_indicator_part_its_cell() -> None:
    cell = (
        "NOMBRE: Porcentaje de obras METODO DE CÁLCULO: (A / B) * 100 TIPO: Gestión FRECUENCIA: Anual "
        "META ANUAL: 80"
    )
    rows = (MATRIX[0], ("Fin", "Contribuir al bienestar", cell, "Actas", "Hay recursos"))
    (indicator,) = only_program(paged_document(["Anexo 3 MIR 2018", ruled(rows)])).indicators
    assert values(indicator.name, indicator.method, indicator.type, indicator.frequency) == [
        "Porcentaje de obras", "(A / B) * 100", "Gestión", "Anual"
    ]  # fmt: skip
    (target,) = indicator.values
    assert values(target.year) == [2018]
    assert isinstance(target.measure, Fact)
    assert target.measure.value.value == Decimal(80)


def test_strengths_and_weaknesses_are_told_by_heading_or_letter() -> None:
    program = only_program(paged_document(["Tabla 6. Fortalezas y debilidades", ruled(SWOT)]))
    assert [(one.kind, *values(one.number, one.text, one.theme)) for one in program.statements] == [
        ("strength", 1, "El problema está definido.", "Diseño"),
        ("opportunity", 1, "Hay estudios de otros estados.", "Diseño"),
        ("recommendation", 1, "Aprovechar los estudios.", "Diseño"),
        ("strength-or-opportunity", None, "El padrón está al día.", "Diseño"),
        ("weakness-or-threat", None, "No hay manual.", "Operación"),
        ("weakness-or-threat", None, "Faltan formatos.", "Operación"),
        ("recommendation", None, "Elaborar el manual.", "Operación"),
    ]


UNRULED = (
    ("Apartado", "Fortaleza y oportunidad/\ndebilidad o amenaza", "Pregunta", "Recomendación"),
    ("Debilidad o Amenaza", None, None, None),
    (
        "Diseño",
        "• No se define el problema\nque se busca atender.\n• No hay una justificación\nque lo sustente.",
        "1 y 2\n\n3",
        "Definir el problema.\n\nJustificar la intervención\ncon estudios.",
    ),
    (
        "Operación",
        "Los formatos cambian\ncada año.\n\nEl padrón no se publica\nen ningún lugar.",
        "30\n\n\n31",
        "Publicar los formatos y el\npadrón en un solo lugar.",
    ),
)


def test_items_of_a_cell_have_the_references_on_their_level() -> None:
    program = only_program(paged_document([Ruled(UNRULED, (90, 160, 60, 190))]))
    assert [values(one.text, one.reference) for one in program.statements] == [
        ["No se define el problema que se busca atender.", "1 y 2"],
        ["Definir el problema.", "1 y 2"],
        ["No hay una justificación que lo sustente.", "3"],
        ["Justificar la intervención con estudios.", "3"],
        ["Los formatos cambian cada año.", "30"],
        ["El padrón no se publica en ningún lugar.", "31"],
        ["Publicar los formatos y el padrón en un solo lugar.", "30 31"],
    ]


def test_items_are_not_paired_with_references_that_stand_elsewhere() -> None:
    text = "Los formatos cambian.\n\nEl padrón no se publica\nen ningún lugar.\n\nFalta personal."
    rows = (*UNRULED[:2], ("Operación", text, "30\n\n31", "Publicar."))
    program = only_program(paged_document([Ruled(rows, (90, 160, 60, 190))]))
    assert [values(one.reference) for one in program.statements] == [["30 31"], ["30 31"]]


LISTED = [
    [["Fortalezas"], ["El padrón está al día."], ["Debilidades"], ["No hay manual."], ["Amenazas"], ["N/A"]],
    [["Fortalezas", "Debilidades"], ["El padrón está al día.", "No hay manual."], ["Amenazas", ""], ["", ""]],
    [["Fortalezas", "El padrón está al día."], ["Debilidades", "No hay manual."], ["Amenazas", "N/A"]],
]


@pytest.mark.parametrize("rows", LISTED)
def test_each_kind_may_head_a_list_of_its_own(rows: Sequence[Sequence[str]]) -> None:
    (part,) = parts_of(paged_document(["G. Análisis FODA del programa", ruled(rows)]))
    assert values(part.title) == ["G. Análisis FODA del programa"]
    (program,) = part.programs
    assert [(one.kind, *values(one.text)) for one in program.statements] == [
        ("strength", "El padrón está al día."), ("weakness", "No hay manual.")
    ]  # fmt: skip


def test_what_a_colon_introduces_belongs_to_the_statement() -> None:
    rows = (
        *UNRULED[:2],
        ("Operación", "No hay datos.", "30", "Publicar en la página: • La ley. • Los manuales."),
    )
    statements = only_program(paged_document([ruled(rows)])).statements
    assert [values(one.text) for one in statements] == [
        ["No hay datos."], ["Publicar en la página: • La ley. • Los manuales."]
    ]  # fmt: skip


def test_a_merged_recommendation_has_the_references_of_all_its_rows() -> None:
    rows = (
        *UNRULED[:2],
        ("Diseño", "No hay padrón.", "7", "Elaborar ambos documentos."),
        (..., "No hay diagnóstico.", "2", ...),
        (..., "No hay manual.", ..., "Escribirlo."),
    )
    statements = only_program(paged_document([ruled(rows)])).statements
    assert [values(one.text, one.reference) for one in statements] == [
        ["No hay padrón.", "7"],
        ["Elaborar ambos documentos.", "7 2"],
        ["No hay diagnóstico.", "2"],
        ["No hay manual.", "2"],
        ["Escribirlo.", "2"],
    ]


def test_a_statement_under_no_heading_and_without_a_letter_is_not_understood() -> None:
    rows = (SWOT[0], ("Diseño", "El padrón está al día y es público.", "9", "Seguir así cada año."))
    reading = read(paged_document([ruled(rows)]))
    assert reading.account.unread > 0
    (part,) = reading.record.parts  # type: ignore[attr-defined]  # a divided document, by the layout
    assert [one.kind for program in part.programs for one in program.statements] in ([], ["recommendation"])


def test_a_table_goes_on_over_pages_that_repeat_its_header() -> None:
    document = paged_document(["Tabla 6", ruled(SWOT[:4])], [ruled((SWOT[0], *SWOT[4:]))])
    (part,) = parts_of(document)
    assert (part.first_page, part.last_page) == (1, 2)
    assert len(part.programs[0].statements) == 7


def test_a_rating_without_a_level_states_nothing() -> None:
    program = only_program(paged_document(["Tabla 2. “Valoración Final del programa”", ruled(RATING)]))
    assert [(one.kind, *values(one.theme, one.text)) for one in program.statements] == [
        ("rating", "Diseño", "El diagnóstico no tiene plazos."),
        ("rating", "Operación", "Los procedimientos están documentados."),
    ]
    assert [one.rating.value.value for one in program.statements if one.rating] == [
        Decimal("2.6"), Decimal("3.83")
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["Nivel | Criterios", "Nombre | Objetivo | Tipo de apoyo"])
def test_other_tables_are_none_of_these(text: str) -> None:
    header = tuple(text.split(" | "))
    blocks = paged_document([ruled((header, tuple("x" for _ in header)))]).blocks
    assert not [*ResultsMatrix().find(blocks), *Swot().find(blocks)]


def test_the_annexes_of_a_published_report_are_read() -> None:
    path = open_data() / "documents/reports/ecyr-2018-zac-fomento-mujer.pdf"
    parts = {part.layout: part for part in parts_of(load(path))}  # type: ignore[arg-type]  # a PDF has pages
    (matrix,) = parts["results-matrix-annex"].programs
    assert [level.key for level in matrix.levels if level.kind == "actividad"] == [
        "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3"
    ]  # fmt: skip
    assert len(matrix.indicators) == 11
    (rating,) = parts["evaluation-final-rating"].programs
    assert values(rating.program) == ["Fondo para el fomento productivo de la Mujer"]
    assert len(rating.statements) >= 5


SHEET = (
    ("Fichas de Indicadores Seleccionados", None),
    ("Nivel", "Componente"),
    ("Resumen Narrativo", "0266 Servicio educativo de calidad"),
    ("Nombre del Indicador", "Tasa de crecimiento de la matrícula"),
    ("Fórmula", "(A / B) x 100"),
    ("Frecuencia de medición del indicador", "Anual"),
    ("Línea base del indicador", "1"),
    ("Meta programada del indicador 2020", "5"),
    ("Resultados 2020", "-11.81"),
    ("Gráfica", "Resultado -11.81% Meta 5%"),
    ("Justificación", "Hubo menos alumnos."),
    ("Recomendaciones", "Ninguna"),
)


def test_the_sheet_of_an_indicator_gives_its_figures_to_the_years_that_labels_print() -> None:
    program = only_program(paged_document([ruled(SHEET)], [ruled(SHEET[:9])]))
    assert [(one.kind, one.key, *values(one.narrative)) for one in program.levels] == [
        ("componente", "0266", "Servicio educativo de calidad")
    ]
    indicator = program.indicators[0]
    assert (values(indicator.name, indicator.method), indicator.level) == (
        ["Tasa de crecimiento de la matrícula", "(A / B) x 100"],
        LevelRef("componente", "0266"),
    )
    found = [
        (value.kind, *values(value.year), value.measure.value.value)
        for value in indicator.values
        if isinstance(value.measure, Fact)
    ]
    assert found == [("target", 2020, Decimal(5)), ("actual", 2020, Decimal("-11.81"))]
    assert [(one.kind, *values(one.text)) for one in program.statements] == [
        ("finding", "Hubo menos alumnos.")
    ]
    assert values(program.year) == [2020]


def test_a_matrix_may_call_its_levels_objectives() -> None:
    rows = (
        ("Objetivos", "Descripción Objetivo", "Indicadores", "Fórmula", "Meta"),
        ("Fin", "Contribuir al crecimiento", "Egresados que trabajan", "A / B", "78 %"),
        ("Componente", "C1064 Vinculación realizada", "Alumnos vinculados", "C / D", "100 %"),
    )
    program = only_program(paged_document(["Tabla 3. Metas de 2020", ruled(rows)]))
    assert [(one.kind, one.key) for one in program.levels] == [("fin", None), ("componente", "1064")]
    assert [values(one.method) for one in program.indicators] == [["A / B"], ["C / D"]]
