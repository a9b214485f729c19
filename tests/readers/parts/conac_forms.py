"""CONAC's form as tests fill it in: its items line by line, as most forms have them, or in ruled cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.paged_documents import Ruled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ITEMS: Mapping[str, str] = {
    "1": "1. DESCRIPCIÓN DE LA EVALUACIÓN",
    "1.1": "1.1 Nombre de la evaluación:",
    "1.2": "1.2 Fecha de inicio de la evaluación (dd/mm/aaaa):",
    "1.3": "1.3 Fecha de término de la evaluación (dd/mm/aaaa):",
    "1.4": "1.4 Nombre de la persona responsable de darle seguimiento a la evaluación y nombre\n"
    "de la unidad administrativa a la que pertenece:",
    "1.5": "1.5 Objetivo general de la evaluación:",
    "1.6": "1.6 Objetivos específicos de la evaluación:",
    "1.7": "1.7 Metodología utilizada en la evaluación:",
    "1.7.1": "Instrumentos de recolección de información:",
    "1.7.2": "Descripción de las técnicas y modelos utilizados:",
    "2": "2. PRINCIPALES HALLAZGOS DE LA EVALUACIÓN",
    "2.1": "2.1 Describir los hallazgos más relevantes de la evaluación:",
    "2.2": "2.2 Señalar cuáles son las principales Fortalezas, Oportunidades, Debilidades y Amenazas\n"
    "(FODA), de acuerdo con los temas del programa, estrategia o instituciones.",
    "2.2.1": "2.2.1 Fortalezas:",
    "2.2.2": "2.2.2 Oportunidades:",
    "2.2.3": "2.2.3 Debilidades:",
    "2.2.4": "2.2.4 Amenazas:",
    "3": "3. CONCLUSIONES Y RECOMENDACIONES DE LA EVALUACIÓN",
    "3.1": "3.1 Describir brevemente las conclusiones de la evaluación:",
    "3.2": "3.2 Describir las recomendaciones de acuerdo a su relevancia:",
    "4": "4. DATOS DE LA INSTANCIA EVALUADORA",
    "4.1": "4.1 Nombre del coordinador de la evaluación:",
    "4.2": "4.2 Cargo:",
    "4.3": "4.3 Institución a la que pertenece:",
    "4.4": "4.4 Principales colaboradores:",
    "4.5": "4.5 Correo electrónico del coordinador de la evaluación:",
    "4.6": "4.6 Teléfono (con clave lada):",
    "5": "5. IDENTIFICACIÓN DEL (LOS) PROGRAMA(S)",
    "5.1": "5.1 Nombre del (los) programa(s) evaluado(s):",
    "5.2": "5.2 Siglas:",
    "5.3": "5.3 Ente público coordinador del (los) programa(s):",
    "5.4": "5.4 Poder público al que pertenece(n) el(los) programa(s):",
    "5.5": "5.5 Ámbito gubernamental al que pertenece(n) el(los) programa(s):",
    "5.6": "5.6 Nombre de la(s) unidad(es) administrativa(s) y de (los) titular(es) a cargo del\n"
    "(los) programa(s):",
    "5.6.1": "5.6.1 Nombre(s) de la(s) unidad(es) administrativa(s) a cargo de (los) programa(s):",
    "5.6.2": "5.6.2 Nombre(s) de (los) titular(es) de la(s) unidad(es) administrativa(s) a cargo de (los)\n"
    "programa(s) (nombre completo, correo electrónico y teléfono con clave lada):",
    "6": "6. DATOS DE CONTRATACIÓN DE LA EVALUACIÓN",
    "6.1": "6.1 Tipo de contratación:",
    "6.2": "6.2 Unidad administrativa responsable de contratar la evaluación:",
    "6.3": "6.3 Costo total de la evaluación:",
    "6.4": "6.4 Fuente de Financiamiento:",
    "7": "7. DIFUSIÓN DE LA EVALUACIÓN",
    "7.1": "7.1 Difusión en internet de la evaluación:",
    "7.2": "7.2 Difusión en internet del formato:",
}
TITLE = ("Anexo 1", "Formato para la Difusión de los Resultados de las Evaluaciones")

ANSWERS: Mapping[str, str] = {
    "1.1": " Evaluación de Diseño del Programa de Becas, ejercicio fiscal 2017",
    "1.2": " 06/08/2018",
    "1.3": " 19 de octubre de 2018",
    "1.4": "\nNombre: Persona Prueba Uno          Unidad administrativa: Dirección de Planeación",
    "1.5": "\nEvaluar el diseño del programa.",
    "1.6": "\n• Analizar la justificación del programa.\n• Identificar su población y sus mecanismos de\n"
    "  atención.",
    "1.7": " Análisis de gabinete.",
    "1.7.1": "\nCuestionarios__ Entrevistas_X_ Formatos__ Otros X Especifique: Taller con operadores",
    "1.7.2": "\nModelo de términos de referencia.",
    "2.1": "\nTema I. Diseño\n• No existe un diagnóstico.\nTema II. Operación\n• Las reglas son ambiguas.",
    "2.2.1": " El programa está alineado al plan.",
    "2.2.2": "\n- Hay recursos federales.",
    "2.2.3": "\n- No se define la población.\n- No hay matriz de indicadores.",
    "2.2.4": " No aplica",
    "3.1": "\nEl diseño es insuficiente.",
    "3.2": "\n1. Elaborar un diagnóstico.\n2. Definir la población objetivo y\nsus atributos.",
    "4.1": " Persona Prueba Dos",
    "4.2": " Coordinadora de la evaluación",
    "4.3": " Universidad Autónoma de Zacatecas",
    "4.4": " Persona Prueba Tres y Persona Prueba Cuatro",
    "4.5": " becas@uaz.edu.mx",
    "4.6": " (492) 925 6690",
    "5.1": " Programa de Becas",
    "5.2": " N/A",
    "5.3": " Secretaría de Educación",
    "5.4": "\nPoder Ejecutivo X Poder Legislativo___ Poder Judicial___ Ente Autónomo___",
    "5.5": "\nFederal___ Estatal__XX___ Local __",
    "5.6.1": "\nDirección de Becas",
    "5.6.2": "\nNombre: Persona Prueba Cinco        Unidad administrativa: Dirección de Becas\n"
    "Correo electrónico: titular@zacatecas.gob.mx     Teléfono: (492) 491 5000",
    "6.1": "\n6.1.1 Adjudicación Directa_XXX__ 6.1.2 Invitación a tres___ 6.1.3 Licitación\n"
    "Pública Nacional___ 6.1.4 Licitación Pública Internacional___ 6.1.5 Otro: (Señalar)___",
    "6.2": " Secretaría de la Función Pública",
    "6.3": " $ 208,800.00 con IVA",
    "6.4": " Recursos propios",
    "7.1": "\nhttps://www.zacatecas.gob.mx/evaluaciones",
    "7.2": " Sí",
}


def filled_in(**changes: str | None) -> dict[str, str]:
    """Return the text of each item with its answer.

    Changes are named by `i` and the number of the item (`i5_2`); None leaves it out.
    """
    answers: dict[str, str | None] = dict(ANSWERS)
    for key, change in changes.items():
        answers[key.removeprefix("i").replace("_", ".")] = change
    return {
        number: label + (answers.get(number) or "")
        for number, label in ITEMS.items()
        if number not in answers or answers[number] is not None
    }


def as_lines(items: Mapping[str, str]) -> list[str | Ruled]:
    """Return the form as lines outside of tables."""
    return [*TITLE, *(line for item in items.values() for line in item.split("\n"))]


def as_table(items: Mapping[str, str]) -> list[str | Ruled]:
    """Return the form as tables, one for each section, with a cell for each item."""
    sections: dict[str, list[Sequence[object]]] = {}
    for number, item in items.items():
        sections.setdefault(number[0], []).append([item])
    return [*TITLE, *map(Ruled, sections.values())]
