"""A template as an XLSX workbook: instructions, one sheet per form, hidden lists and a hidden marker."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from asm_graph.messages import as_message
from asm_graph.results.spreadsheets import plain_workbook
from asm_graph.templates.definition import (
    EXAMPLE,
    EXAMPLE_HEADER,
    HELP_SHEET,
    LISTS_SHEET,
    MARKER,
    MARKER_SHEET,
    PROGRAMS,
    CellKind,
)
from asm_graph.templates.dropdown_lists import YES_NO

if TYPE_CHECKING:
    import xlsxwriter

    from asm_graph.templates.definition import Field, Form, Template
    from asm_graph.templates.dropdown_lists import Choices

ROWS = 2_000
"""So many rows of a form have drop-down lists."""
_LONGEST_HINT = 255
_WIDE = {CellKind.TEXT: 36, CellKind.ITEMS: 36, CellKind.UNITS: 30, CellKind.PROGRAM: 30}
_NARROW = 16

_STEPS = (
    "Escriba primero los programas en la hoja Programas; las demás hojas los toman de ahí.",
    f"Llene un renglón por dato debajo del renglón de ejemplo, que dice {EXAMPLE} y nunca se lee.",
    "No cambie los encabezados ni los nombres de las hojas. Las columnas con * son obligatorias.",
    "Donde hay lista, elija un valor de ella. Escriba valores y no fórmulas.",
    "No escriba correos electrónicos, teléfonos, RFC ni CURP.",
    "Guarde el libro como .xlsx y revíselo con: asm-graph read ARCHIVO.xlsx",
    "Los errores se muestran todos juntos, con su hoja y su celda. Corríjalos y revise de nuevo.",
    "Publíquelo con: asm-graph build ARCHIVO.xlsx",
)


def write_template(template: Template, choices: Choices) -> bytes:
    """Write the workbook, the same bytes every time."""
    page = io.BytesIO()
    with plain_workbook(page, template.title) as book:
        styles = _Styles.of(book)
        _write_help(book.add_worksheet(HELP_SHEET), template, choices, styles)
        sheets = [(form, book.add_worksheet(form.sheet)) for form in template.forms]
        lists = _write_lists(book.add_worksheet(LISTS_SHEET), template, choices)
        for form, sheet in sheets:
            _write_form(sheet, form, lists, styles)
        marker = book.add_worksheet(MARKER_SHEET)
        marker.write_string(0, 0, f"{MARKER} {template.name}")
        marker.very_hidden()
    return page.getvalue()


@dataclass(frozen=True, slots=True)
class _Styles:
    title: xlsxwriter.format.Format
    header: xlsxwriter.format.Format
    example: xlsxwriter.format.Format
    cell: xlsxwriter.format.Format

    @classmethod
    def of(cls, book: xlsxwriter.Workbook) -> _Styles:
        # Cells are text, so that no spreadsheet makes a date of 2007-08 nor a 1 of 100%.
        wrapped = {"text_wrap": True, "valign": "top", "num_format": "@"}
        return cls(
            book.add_format({"bold": True, "font_size": 14}),
            book.add_format({**wrapped, "bold": True, "bg_color": "#1F4E5F", "font_color": "#FFFFFF"}),
            book.add_format({**wrapped, "italic": True, "font_color": "#5A5A5A", "bg_color": "#EEEEEE"}),
            book.add_format(wrapped),
        )


def _write_form(
    sheet: xlsxwriter.worksheet.Worksheet, form: Form, lists: dict[str, str], styles: _Styles
) -> None:
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 0, 10, styles.cell)
    sheet.write_string(0, 0, EXAMPLE_HEADER, styles.header)
    sheet.write_string(1, 0, EXAMPLE, styles.example)
    for column, field in enumerate(form.fields, start=1):
        sheet.set_column(column, column, _WIDE.get(field.kind, _NARROW), styles.cell)
        sheet.write_string(0, column, _header(field), styles.header)
        sheet.write_string(1, column, form.example.get(field.name, ""), styles.example)
        sheet.data_validation(1, column, ROWS, column, _validation(field, lists))


def _header(field: Field) -> str:
    return f"{field.header} *" if field.required else field.header


def _validation(field: Field, lists: dict[str, str]) -> dict[str, object]:
    """Return a hint for the column, with a drop-down list that admits no other value if it has one."""
    hint = f"{as_message(field.kind.value).spanish.capitalize()}. {field.help}".strip()
    shown = {"input_title": field.header[:32], "input_message": hint[:_LONGEST_HINT]}
    source = lists.get(_list_of(field))
    if source is None:
        return {"validate": "any", **shown}
    return {"validate": "list", "source": f"={source}", "error_title": "Fuera de la lista", **shown}


def _list_of(field: Field) -> str:
    if field.kind is CellKind.PROGRAM:
        return PROGRAMS
    return YES_NO if field.kind is CellKind.YES_NO else field.choices


def _write_lists(
    sheet: xlsxwriter.worksheet.Worksheet, template: Template, choices: Choices
) -> dict[str, str]:
    """Write each list as a column of the hidden sheet; return the range of every list by name."""
    names = dict.fromkeys(_list_of(field) for form in template.forms for field in form.fields)
    ranges = {PROGRAMS: f"'{PROGRAMS}'!$B$3:$B${ROWS}"}
    for column, name in enumerate(name for name in names if name in choices.labels):
        sheet.write_string(0, column, name)
        labels = tuple(choices.labels[name].values())
        for row, label in enumerate(labels, start=1):
            sheet.write_string(row, column, label)
        ranges[name] = f"'{LISTS_SHEET}'!{xl_range_abs(1, column, len(labels), column)}"
    sheet.hide()
    return ranges


def _write_help(
    sheet: xlsxwriter.worksheet.Worksheet, template: Template, choices: Choices, styles: _Styles
) -> None:
    for column, width in enumerate((16, 34, 12, 44, 70)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, template.title, styles.title)
    row = 2
    for number, step in enumerate(_STEPS, start=1):
        sheet.write_string(row, 0, f"{number}. {step}")
        row += 1
    for form in template.forms:
        row += 1
        sheet.write_string(row, 0, f"Hoja {form.sheet}. {form.about}", styles.title)
        for column, head in enumerate(("Columna", "Encabezado", "Obligatorio", "Qué se escribe", "Valores")):
            sheet.write_string(row + 1, column, head, styles.header)
        row += 2
        for position, field in enumerate(form.fields, start=1):
            values = "; ".join(choices.labels.get(_list_of(field), {}).values())
            what = f"{as_message(field.kind.value).spanish.capitalize()}. {field.help}".strip()
            cells = (xl_col_to_name(position), field.header, "Sí" if field.required else "No", what, values)
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, styles.cell)
            row += 1
