"""An institutional document (Anexo D), as it is typed into Excel and into Word."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import xlsxwriter
from docx import Document

if TYPE_CHECKING:
    from pathlib import Path

TITLES = (
    "Seguimiento a Aspectos Susceptibles de Mejora Clasificados como Institucionales",
    "Anexo D",
    "Documento Institucional",
)
LABELS = (
    ("Nombre de la Dependencia/Entidad:", "INSTITUTO TECNOLÓGICO DE DURANGO"),
    ("Nombre del programa:", "107 Educación Superior en el estado de Durango"),
    ("Año de la Evaluación:", "2022"),
)
HEADER = (
    "Núm. Consc.", "Aspecto Susceptible de Mejora", "Área Coordinadora", "Acciones a emprender",
    "Área Responsable", "Fecha de Término", "Resultados Esperados", "Productos y/o evidencias",
)  # fmt: skip
ROWS = (
    ("1", "Reforzar el programa con actividades adicionales.", "Subdirección de Planeación",
     "Implementar actividades con el sector empresarial.", "Departamento de Vinculación", "31/12/2022",
     "Fortalecer la vinculación.", "Firma de convenios."),
    ("2", "Actualizar el diagnóstico.", "Subdirección de Planeación", "Elaborar el diagnóstico.",
     "Departamento de Planeación", "30/06/2022", "Diagnóstico vigente.", "Diagnóstico."),
)  # fmt: skip


def typed_into_excel(path: Path) -> None:
    """Merged titles, labels with their values some columns away, a number and a day that are values."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Anexo D")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, title in enumerate(TITLES):
            sheet.merge_range(number, 0, number, 7, title)
        for number, (label, value) in enumerate(LABELS, start=3):
            sheet.write_row(number, 0, [label, "", value])
        sheet.write_row(7, 0, HEADER)
        for number, row in enumerate(ROWS, start=8):
            sheet.write_row(number, 0, [int(row[0]), *row[1:]])
            sheet.write_datetime(number, 5, dt.datetime.strptime(row[5], "%d/%m/%Y"), day)  # noqa: DTZ007


def typed_into_word(path: Path) -> None:
    """Lines and a table."""
    document = Document()
    for line in (*TITLES, *(f"{label} {value}" for label, value in LABELS)):
        document.add_paragraph(line)
    table = document.add_table(3, 8)
    for row, cells in zip(table.rows, (HEADER, *ROWS), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(path))
