"""The three workbooks: ASM with their actions, results matrices, alignment to plans."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.templates.definition import PROGRAMS, CellKind, Field, Form, SheetReference, Template
from asm_graph.templates.dropdown_lists import LEVEL_KINDS, OBJECTIVE_KINDS, PLANS, STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "Apoyo a la Vivienda Rural"
_PROGRAM = Field("Programa", "program", CellKind.PROGRAM, required=True)
_TO_PROGRAM = SheetReference(("program",), PROGRAMS)

_PROGRAMS = Form(
    PROGRAMS,
    "Un renglón por programa. Un programa federal se identifica por su clave; uno estatal, por su entidad.",
    (
        Field("Nombre del programa", "program", CellKind.TEXT, required=True),
        Field("Clave federal", "key", CellKind.KEY, help="Déjela vacía si el programa no es federal."),
        Field(
            "Entidad federativa",
            "jurisdiction",
            CellKind.CODE,
            choices=STATES,
            help="Solo sin clave federal.",
        ),
        Field("Dependencia o entidad", "agency"),
    ),
    ("program",),
    {"program": _NAME, "jurisdiction": "Zacatecas", "agency": "Secretaría de Desarrollo Social"},
)

_ASM_KEY = ("program", "cycle", "classification", "number")
_CYCLE = Field("Ciclo", "cycle", CellKind.CYCLE, "asm:cycle", required=True, help="Año del mecanismo de ASM.")
_CLASS = Field(
    "Clasificación", "classification", CellKind.CODE, "asm:classification", required=True, choices="asm-class"
)
_ASM_EXAMPLE = {"program": _NAME, "cycle": "2023-2024", "classification": "Específico"}

_ASM = Form(
    "ASM",
    "Un renglón por aspecto susceptible de mejora.",
    (
        _PROGRAM,
        _CYCLE,
        _CLASS,
        Field("No.", "number", CellKind.INTEGER, "asm:number", required=True),
        Field("Tema", "theme", property="asm:theme"),
        Field("Aspecto susceptible de mejora", "text", property="asm:text", required=True),
        Field("Recomendación", "recommendation", property="asm:recommendation"),
        Field("Prioridad", "priority", CellKind.CODE, "asm:priority", choices="priority"),
        Field(
            "Tipo de la evaluación de la que deriva",
            "evaluation_type",
            CellKind.CODE,
            choices="evaluation-type",
        ),
        Field("Periodo de la evaluación", "period", CellKind.CYCLE, help="Obligatorio si se da el tipo."),
        Field("Observaciones", "remarks", property="asm:remarks"),
    ),
    _ASM_KEY,
    {
        **_ASM_EXAMPLE, "number": "1", "theme": "Cobertura y focalización",
        "text": "El programa no cuantifica su población objetivo.", "priority": "Alta",
        "recommendation": "Cuantificar la población objetivo con fuentes oficiales.",
        "evaluation_type": "Evaluación de consistencia y resultados", "period": "2023",
    },
    (_TO_PROGRAM,),
)  # fmt: skip

_ACTIONS = Form(
    "Actividades",
    "Un renglón por actividad comprometida; los cuatro primeros datos son los del ASM que atiende.",
    (
        _PROGRAM,
        replace(_CYCLE, property=""),
        replace(_CLASS, property=""),
        Field("No. de ASM", "number", CellKind.INTEGER, required=True),
        Field("No. de actividad", "action", CellKind.INTEGER, "asm:number", required=True),
        Field("Actividad", "text", property="asm:text", required=True),
        Field("Área responsable", "responsible_units", CellKind.UNITS, "asm:responsibleUnit"),
        Field("Área coordinadora", "coordinating_units", CellKind.UNITS, "asm:coordinatingUnit"),
        Field("Fecha de término", "due_date", CellKind.DATE, "asm:dueDate"),
        Field(
            "Condición de la fecha",
            "due_date_status",
            CellKind.CODE,
            "asm:dueDateStatus",
            choices="due-date-status",
        ),
        Field("Fecha de conclusión", "completion_date", CellKind.DATE, "asm:completionDate"),
        Field("Resultados esperados", "expected_results", CellKind.ITEMS, "asm:expectedResult"),
        Field("Resultado obtenido", "obtained_result", property="asm:obtainedResult"),
        Field("Productos y/o evidencias", "products", CellKind.ITEMS, "asm:product"),
        Field("Avance (%)", "progress", CellKind.PERCENT, "asm:progress"),
        Field("Justificación del avance", "progress_note", property="asm:progressNote"),
        Field("Replanteada", "rescheduled", CellKind.YES_NO, "asm:rescheduled"),
        Field("Observaciones", "remarks", property="asm:remarks"),
    ),
    (*_ASM_KEY, "action"),
    {
        **_ASM_EXAMPLE, "number": "1", "action": "1", "text": "Elaborar el diagnóstico con el censo.",
        "responsible_units": "Dirección de Vivienda", "due_date": "2024-06-30",
        "due_date_status": "Comprometida", "expected_results": "Población objetivo cuantificada",
        "products": "Diagnóstico publicado", "progress": "50", "rescheduled": "No",
    },
    (_TO_PROGRAM, SheetReference(_ASM_KEY, "ASM")),
)  # fmt: skip

_YEAR = Field("Año de la MIR", "year", CellKind.YEAR, required=True)
_MATRIX_EXAMPLE = {"program": _NAME, "year": "2024"}

_LEVELS = Form(
    "Niveles",
    "Un renglón por nivel de la MIR, con una clave que usted le da; “Contribuye a” es la del nivel superior.",
    (
        _PROGRAM,
        _YEAR,
        Field("Nivel", "kind", CellKind.CODE, required=True, choices=LEVEL_KINDS),
        Field(
            "Clave del nivel", "level", CellKind.IDENTIFIER, "skos:notation", required=True, help="C1, A1.1",
        ),
        Field("Resumen narrativo", "narrative", property="asm:narrative", required=True),
        Field("Contribuye a", "supports", CellKind.IDENTIFIER),
        Field("Supuestos", "assumptions", CellKind.ITEMS, "asm:assumption"),
    ),
    ("program", "year", "level"),
    {
        **_MATRIX_EXAMPLE, "kind": "Componente", "level": "C1", "supports": "P",
        "narrative": "Viviendas rurales mejoradas.", "assumptions": "Las familias aportan su mano de obra.",
    },
    (_TO_PROGRAM, SheetReference(("program", "year", "supports"), "Niveles")),
)  # fmt: skip

_INDICATORS = Form(
    "Indicadores",
    "Un renglón por indicador; “Nivel que mide” es la clave de la hoja Niveles.",
    (
        _PROGRAM,
        _YEAR,
        Field("Clave del indicador", "indicator", CellKind.IDENTIFIER, "skos:notation", required=True),
        Field("Nombre del indicador", "name", property="rdfs:label", required=True),
        Field("Nivel que mide", "level", CellKind.IDENTIFIER),
        Field("Definición", "definition", property="skos:definition"),
        Field("Método de cálculo", "method", property="asm:calculationMethod"),
        Field("Unidad de medida", "unit_of_measure", property="asm:unitOfMeasure"),
        Field("Frecuencia de medición", "frequency", CellKind.CODE, "asm:frequency", choices="frequency"),
        Field("Dimensión", "dimension", CellKind.CODE, "asm:dimension", choices="dimension"),
        Field("Tipo de indicador", "type", CellKind.CODE, "asm:indicatorType", choices="indicator-type"),
        Field("Sentido", "direction", CellKind.CODE, "asm:direction", choices="direction"),
        Field("Medios de verificación", "means", CellKind.ITEMS, "asm:meansOfVerification"),
    ),
    ("program", "year", "indicator"),
    {
        **_MATRIX_EXAMPLE, "indicator": "I1", "name": "Porcentaje de viviendas mejoradas", "level": "C1",
        "method": "(Viviendas mejoradas / viviendas programadas) × 100", "unit_of_measure": "Vivienda",
        "frequency": "Trimestral", "dimension": "Eficacia", "type": "Gestión", "direction": "Ascendente",
        "means": "Padrón de viviendas",
    },
    (_TO_PROGRAM, SheetReference(("program", "year", "level"), "Niveles")),
)  # fmt: skip

_VALUES = Form(
    "Valores",
    "Un renglón por valor de un indicador: línea base, meta o valor alcanzado de un año.",
    (
        _PROGRAM,
        _YEAR,
        Field("Clave del indicador", "indicator", CellKind.IDENTIFIER, required=True),
        Field("Año del valor", "value_year", CellKind.YEAR, "asm:year", required=True),
        Field("Clase de valor", "kind", CellKind.CODE, "asm:valueKind", required=True, choices="value-kind"),
        Field("Valor", "value", CellKind.FIGURE, "asm:value", required=True),
    ),
    ("program", "year", "indicator", "value_year", "kind"),
    {**_MATRIX_EXAMPLE, "indicator": "I1", "value_year": "2024", "kind": "Meta", "value": "85.5"},
    (_TO_PROGRAM, SheetReference(("program", "year", "indicator"), "Indicadores")),
)

_ALIGNMENT = Form(
    "Alineación",
    "Un renglón por objetivo al que un programa contribuye en un año.",
    (
        _PROGRAM,
        Field("Año", "year", CellKind.YEAR, "asm:year", required=True),
        Field("Plan", "plan", CellKind.CODE, required=True, choices=PLANS),
        Field("Clase de objetivo", "kind", CellKind.CODE, required=True, choices=OBJECTIVE_KINDS),
        Field(
            "Número del objetivo", "number", CellKind.IDENTIFIER, required=True, help="Como en el plan: 2.1",
        ),
        Field("Texto del objetivo", "label", help="Solo se usa si el registro no tiene el objetivo."),
    ),
    ("program", "year", "plan", "kind", "number"),
    {
        "program": _NAME, "year": "2020", "plan": "Plan Nacional de Desarrollo 2019-2024", "kind": "Eje",
        "number": "2", "label": "Política Social",
    },
    (_TO_PROGRAM,),
)  # fmt: skip

_ASM_LAYOUTS = {
    "asm-annex", "evaluation-asm-annex", "federal-asm-inventory", "sedesol-asm-follow-up", "state-asm-table",
}  # fmt: skip
_MATRIX_LAYOUTS = {"indicator-sheets", "results-matrices", "results-matrix-annex", "transparency-indicators"}
_ALIGNMENT_LAYOUTS = {
    "alignment-axes", "alignment-goals", "alignment-guidelines", "derived-plans", "plan-axes",
}  # fmt: skip

TEMPLATES: Mapping[str, Template] = {
    template.name: template
    for template in (
        Template(
            "asm",
            "Aspectos susceptibles de mejora y sus actividades",
            (_PROGRAMS, _ASM, _ACTIONS),
            frozenset(_ASM_LAYOUTS),
        ),
        Template(
            "mir",
            "Matriz de indicadores para resultados",
            (_PROGRAMS, _LEVELS, _INDICATORS, _VALUES),
            frozenset(_MATRIX_LAYOUTS),
        ),
        Template(
            "alignment",
            "Alineación de programas a la planeación",
            (_PROGRAMS, _ALIGNMENT),
            frozenset(_ALIGNMENT_LAYOUTS),
        ),
    )
}
"""The workbooks by their name on the command line."""
