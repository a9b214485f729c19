"""Findings as a spreadsheet: the summary with charts, a sheet about the workbook, and the findings."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from asm_graph.checks.report.csv_table import COLUMNS, row
from asm_graph.checks.report.denominators import COLUMNS as COLUMNS_OF_SCOPE
from asm_graph.checks.report.denominators import table_rows
from asm_graph.checks.report.edition import SEVERITIES, by_branch, by_rule, by_severity
from asm_graph.results.spreadsheets import fit_cell, plain_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import xlsxwriter

    from asm_graph.checks.findings import Finding
    from asm_graph.checks.report.edition import Edition

_WIDTHS = {"title_es": 32, "program_name": 40, "message_es": 80, "message_en": 80, "evidence": 60}
"""Columns that are read, in characters; the others are narrow."""
_MOST_BARS = 20
_CHART_ROWS = 22


def write_workbook(findings: Sequence[Finding], edition: Edition) -> bytes:
    """Write a workbook of four sheets in which no cell is a formula, a link, or a text turned number."""
    data = io.BytesIO()
    with plain_workbook(data, "Revisión automática") as book:
        bold = book.add_format({"bold": True})
        _summary(book, book.add_worksheet("Resumen"), findings, bold)
        _about(book.add_worksheet("Acerca de"), findings, edition, bold)
        _findings(book.add_worksheet("Hallazgos"), findings, edition, bold)
        _scope(book.add_worksheet("Alcance"), edition, bold)
    return data.getvalue()


def _summary(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    findings: Sequence[Finding],
    bold: xlsxwriter.format.Format,
) -> None:
    """Write three tables, one below the other, each with its chart on its right."""
    rules = {
        f"{SEVERITIES[count.severity][0]}: {count.title.get('es', count.rule)}": count.findings
        for count in by_rule(findings)
    }
    tables = (("Gravedad", by_severity(findings)), ("Regla", rules), ("Ramo", by_branch(findings)))
    sheet.set_column(0, 0, 60)
    _on_paper(sheet)
    top = 0
    for name, counts in tables:
        sheet.write_string(top, 0, name, bold)
        sheet.write_string(top, 1, "Hallazgos", bold)
        for line, (label, count) in enumerate(counts.items(), top + 1):
            sheet.write_string(line, 0, fit_cell(label))
            sheet.write_number(line, 1, count)
        if counts:
            sheet.insert_chart(top, 3, _chart(book, name, top + 1, counts))
        top += max(len(counts), _CHART_ROWS) + 3


def _on_paper(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    """Fit a sheet to one page in width, so that print cuts off neither charts nor rows."""
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _chart(
    book: xlsxwriter.Workbook, name: str, first: int, counts: Mapping[str, int]
) -> xlsxwriter.chart.Chart:
    last = first + min(len(counts), _MOST_BARS) - 1
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "Hallazgos",
            "categories": ["Resumen", first, 0, last, 0],
            "values": ["Resumen", first, 1, last, 1],
        }
    )
    chart.set_title({"name": f"Hallazgos por {name.lower()}"})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 760, "height": 20 * _CHART_ROWS})
    return chart


def _findings(
    sheet: xlsxwriter.worksheet.Worksheet,
    findings: Sequence[Finding],
    edition: Edition,
    bold: xlsxwriter.format.Format,
) -> None:
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(name, 16))
        sheet.write_string(0, column, name, bold)
    for number, finding in enumerate(findings, 1):
        for column, cell in enumerate(row(finding, edition)):
            sheet.write_string(number, column, fit_cell(cell))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _on_paper(sheet)
    sheet.autofilter(0, 0, len(findings), len(COLUMNS) - 1)


def _scope(sheet: xlsxwriter.worksheet.Worksheet, edition: Edition, bold: xlsxwriter.format.Format) -> None:
    """Write what the rules could judge, by document."""
    for column, name in enumerate(COLUMNS_OF_SCOPE):
        sheet.write_string(0, column, name, bold)
    for number, cells in enumerate(table_rows(edition.denominators), 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell)
            else:
                sheet.write_string(number, column, fit_cell(cell))
    sheet.set_column(0, 1, 40)
    sheet.set_column(len(COLUMNS_OF_SCOPE) - 1, len(COLUMNS_OF_SCOPE) - 1, 80)
    sheet.freeze_panes(1, 0)
    _on_paper(sheet)


def _about(
    sheet: xlsxwriter.worksheet.Worksheet,
    findings: Sequence[Finding],
    edition: Edition,
    bold: xlsxwriter.format.Format,
) -> None:
    facts = {
        "Versión de los datos · Release": edition.release,
        "Fecha · Date": edition.date,
        "Licencia · License": edition.license,
        "Hallazgos · Findings": str(len(findings)),
        "Filtros · Filters": edition.filters or "todos · all",
        **{name: " · ".join(meaning) for name, meaning in COLUMNS.items()},
    }
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 100)
    for line, (name, text) in enumerate(facts.items()):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, text)
