"""A result as an XLSX workbook, with a second sheet about the query."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from typing import IO, TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.errors import UsageError
from asm_graph.rdf.vocabulary import XSD
from asm_graph.results.rows import number_of, open_results
from asm_graph.results.spreadsheets import fit_cell, plain_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable

    import xlsxwriter

    from asm_graph.results.formats import About
    from asm_graph.results.rows import Rows, Term

SHEET_ROWS = 1_048_575
"""The rows of a sheet, without the one of its headings."""
_EXACT_DIGITS = 15
"""A spreadsheet keeps this many digits of a number."""
_FIRST_YEAR = 1900
"""A spreadsheet knows no earlier date."""


def workbook(results: Rows, about: About) -> bytes:
    """Write rows as a workbook.

    Raises:
        UsageError: the answer has more rows than a sheet.
    """
    page = io.BytesIO()
    _write(results.columns, results.rows, about, page)
    return page.getvalue()


def write_workbook(answer: IO[bytes], about: About, file: IO[bytes]) -> None:
    """Write a workbook of an answer as JSON from a file to another, a row in memory at a time.

    Raises:
        UsageError: the answer has more rows than a sheet.
        EngineFailure: it is cut or is something else.
    """
    columns, rows = open_results(answer)
    _write(columns, rows, about, file)


def _write(columns: Iterable[str], rows: Iterable[Iterable[Term]], about: About, file: IO[bytes]) -> None:
    with plain_workbook(file, about.title, in_rows=True) as book:
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Resultados")
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(columns):
            sheet.write_string(0, column, name, bold)
        for number, row in enumerate(rows, 1):
            if number > SHEET_ROWS:
                message = f"A sheet holds {SHEET_ROWS:,} rows, the answer has more; ask for csv."
                raise UsageError(message, "sheet-rows", {"rows": f"{SHEET_ROWS:,}"})
            for column, term in enumerate(row):
                _write_cell(sheet, number, column, term, day)
        write_about(book.add_worksheet("Acerca de"), about, bold)


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, term: Term, day: xlsxwriter.format.Format
) -> None:
    """Write a term by its type: texts never become formulas or links."""
    match _cell(term):
        case bool(truth):
            sheet.write_boolean(row, column, truth)
        case Decimal() as number:
            sheet.write_number(row, column, number)
        case dt.date() as date:
            sheet.write_datetime(row, column, date, day)
        case str(text) if text:
            sheet.write_string(row, column, text)


def _cell(term: Term) -> bool | Decimal | dt.date | str:
    if not isinstance(term, Literal):
        return "" if term is None else term.value if isinstance(term, NamedNode) else str(term)
    if term.datatype == XSD("boolean"):
        return term.value in ("true", "1")
    if (number := number_of(term)) is not None and _fits(number):
        return number
    if term.datatype == XSD("date") and (date := _date(term.value)):
        return date
    return fit_cell(term.value)


def _fits(number: Decimal) -> bool:
    """Check that a cell can hold a number: a long fraction loses nothing that matters, a long key would."""
    return number != number.to_integral_value() or len(number.as_tuple().digits) <= _EXACT_DIGITS


def _date(text: str) -> dt.date | None:
    try:
        date = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return date if date.year >= _FIRST_YEAR else None


def write_about(sheet: xlsxwriter.worksheet.Worksheet, about: About, bold: xlsxwriter.format.Format) -> None:
    """Write what a file says about itself, a line for each fact."""
    facts = {
        "Título · Title": about.title,
        "Versión de los datos · Release": about.release,
        "Fecha de la versión · Date of the release": about.date,
        "Licencia · License": about.license,
        "Consulta · Query": fit_cell(about.query),
        **about.columns,
    }
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 100)
    for row, (name, text) in enumerate(facts.items()):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text)
