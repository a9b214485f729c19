"""Workbooks of `asm-graph template` as people fill them in: rows written into the sheets of the file."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from asm_graph.documents.table import address
from asm_graph.templates import TEMPLATES, Choices
from asm_graph.templates.writing import write_template

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from asm_graph.templates import Form

FIRST = 3
"""The first row below the example."""
Rows = "Mapping[str, Sequence[Mapping[str, str]]]"

PROGRAM = {"program": "Huertos de Traspatio", "jurisdiction": "Durango", "agency": "Secretaría del Campo"}
FEDERAL = {"program": "Programa 3x1", "key": "20-S061"}
ASM = {
    "program": "Huertos de Traspatio", "cycle": "2021-22", "classification": "Institucional", "number": "2",
    "theme": "Diseño", "text": "No hay diagnóstico.", "recommendation": "Elaborarlo.", "priority": "Media",
    "evaluation_type": "Diseño", "period": "2021", "remarks": "Acordado con el evaluador.",
}  # fmt: skip
ACTION = {
    "program": "huertos de traspatio", "cycle": "2021-2022", "classification": "institucional", "number": "2",
    "action": "1", "text": "Contratar el estudio.",
    "responsible_units": "Dirección de Huertos\nÁrea Jurídica", "coordinating_units": "Secretaría Técnica",
    "due_date": "2022-06-30", "due_date_status": "Preliminar", "completion_date": "diciembre 2022",
    "expected_results": "Estudio contratado\nEstudio entregado", "obtained_result": "Estudio en curso",
    "products": "Contrato", "progress": "45.5", "progress_note": "Falta la entrega.", "rescheduled": "Sí",
    "remarks": "Con recursos propios.",
}  # fmt: skip


def template(folder: Path, name: str) -> Path:
    """An empty workbook, as the command writes it."""
    path = folder / f"{name}.xlsx"
    path.write_bytes(write_template(TEMPLATES[name], Choices.default()))
    return path


def filled(
    folder: Path, name: str, rows: Mapping[str, Sequence[Mapping[str, str]]], first: int = FIRST
) -> Path:
    """A workbook with rows in its sheets, each cell by the name of its column."""
    path = template(folder, name)
    sheets = {
        f"xl/worksheets/sheet{number}.xml": rows.get(form.sheet, ())
        for number, form in enumerate(TEMPLATES[name].forms, start=2)
    }
    forms = {f"xl/worksheets/sheet{n}.xml": form for n, form in enumerate(TEMPLATES[name].forms, start=2)}
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    for part, added in sheets.items():
        xml = "".join(_row(forms[part], first + index, cells) for index, cells in enumerate(added))
        text = parts[part].decode()
        if first < FIRST:
            text = re.sub(rf'<row r="{first}".*?</row>', "", text)
        parts[part] = text.replace("</sheetData>", f"{xml}</sheetData>").encode()
    return write(path, parts)


def write(path: Path, parts: Mapping[str, bytes]) -> Path:
    """Write the parts of a workbook."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


def _row(form: Form, number: int, cells: Mapping[str, str]) -> str:
    columns = {field.name: column for column, field in enumerate(form.fields, start=1)} | {"mark": 0}
    xml = "".join(
        _cell(address(number, columns[name]), cells[name])
        for name in sorted(cells, key=lambda name: columns[name])
    )
    return f'<row r="{number}">{xml}</row>'


def _cell(place: str, text: str) -> str:
    if text.startswith("="):
        return f'<c r="{place}" t="str"><f>{escape(text[1:])}</f><v>1</v></c>'
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return f'<c r="{place}"><v>{text}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
