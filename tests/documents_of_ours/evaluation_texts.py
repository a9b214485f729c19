"""What sections of our evaluations print: headings, texts, figures, and the closing block."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.documents_of_ours.follow_ups import Line

PROGRAM = "Programa de Opciones Productivas"
UNIT = "Dirección General de Opciones Productivas"
YEAR = 2009

STATEMENTS = {
    "¿Qué busca?": "seeks",
    "¿Qué resultados quiere lograr?": "results-sought",
    "Resultados": "impact-evaluation",
    "Hallazgos Relevantes": "finding",
    "Avances Indicadores": "indicator-progress",
    "Avances 2010": "current-progress",
    "Avances en Aspectos de Mejora 2008": "asm-progress",
    "Aspectos que el Programa ha decidido realizar": "decided-aspect",
    "Conclusiones del Evaluador Externo": "conclusion",
    "Fortalezas": "strength",
    "Retos y Recomendaciones": "recommendation",
    "Observaciones CONEVAL": "coneval-remark",
    "Definición de Población Objetivo": "target-population-definition",
    "Análisis de la Cobertura": "coverage-analysis",
}
CHARTS = ("Presupuesto 2009 (Millones de Pesos)", "Evolución de la Cobertura", "Evolución del Presupuesto")
TEXTS: Mapping[str, tuple[str, ...]] = {
    "Los apoyos llegaron a los grupos que viven en localidades de alta marginación.": (),
    "Según la encuesta de seguimiento, el 85.5% de los grupos conserva su proyecto (EIR08).": ("EIR08",),
    "La matriz fue revisada con la participación de las delegaciones; véase el diagnóstico (DIN10).": (
        "DIN10",
    ),
    "Se recomienda definir metas anuales, ya que en 2008 y 2009 no fueron publicadas.": (),
    "Entre los avances destacan: a) el padrón depurado; b) los 1,250 proyectos supervisados.": (),
    "El programa atendió 412 municipios con un presupuesto de 1,020.5 millones de pesos.": (),
}
NARRATIVES = (
    "Contribuir a la generación de ingresos de la población en condiciones de pobreza.",
    "Los grupos cuentan con proyectos productivos sostenibles",
    "Proyectos apoyados con asistencia técnica",
    "Capacitación otorgada a los integrantes de los grupos",
)
INDICATORS = (
    "Porcentaje de proyectos que permanecen en operación",
    "Número de grupos capacitados en el año",
    "Costo promedio de los proyectos apoyados",
)
UNITS_OF_MEASURE = ("Porcentaje", "Pesos", "Proyecto", "Otra")
FREQUENCIES = ("Anual", "Trimestral", "Bienal")
FIGURES: Mapping[str, dict[str, str]] = {
    "1,500": {"raw": "1,500", "value": "1500"},
    "98.76%": {"raw": "98.76%", "value": "98.76"},
    "0": {"raw": "0", "value": "0"},
    "-3.2": {"raw": "-3.2", "value": "-3.2"},
    "ND": {"raw": "ND", "missing": "not-available"},
    "SD": {"raw": "SD", "missing": "no-data"},
    "NA": {"raw": "NA", "missing": "not-applicable"},
    "-": {"raw": "-", "missing": "dash"},
    "": {"raw": "", "missing": "blank"},
}
SOURCES = {
    "Matriz de Indicadores de Resultados 2009": "MIR09",
    "Encuesta de Impacto y Resultados 2008": "EIR08",
    "Documento Institucional 2010": "DIN10",
}
LEGEND = "ND: No Disponible SD: Sin Dato"

SOURCE_SECTION: list[Line] = [", ".join(f"{label} ({code})" for label, code in SOURCES.items())]
INFORMATION: list[Line] = [
    "Datos generales del evaluador:",
    "1. Institución Evaluadora: Universidad Autónoma Metropolitana",
    "2. Coordinador de la Evaluación: María López Pérez",
    "3. Correo Electrónico: mlopez@correo.uam.mx",
    "4. Teléfono: 55 5483 4000",
    "Forma de contratación del evaluador externo:",
    "- Adjudicación directa",
    "- Costo de la evaluación y fuente de financiamiento:",
    "-$350,000.00",
    "Unidad administrativa responsable de dar seguimiento a la evaluación",
    "-Unidad Administrativa Responsable:",
    UNIT,
    "-Datos del Titular:",
    "Nombre: Ing. Persona Prueba Uno",
    "Correo electrónico: juan.ruiz@sedesol.gob.mx",
    "Datos de Contacto:",
    "- Ana Gómez Díaz agomez@coneval.gob.mx (55) 5481 7200 ext. 70045",
]
