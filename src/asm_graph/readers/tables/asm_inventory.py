"""The federal inventory of ASM (Hacienda): one row for each report of an ASM, mostly its last one."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from asm_graph.readers.tables.column_aliases import layout_with_aliases
from asm_graph.readers.tables.columns import TableColumn
from asm_graph.readers.tables.date_cells import date_in
from asm_graph.readers.tables.federal_keys import BRANCH, BudgetProgramColumns
from asm_graph.readers.tables.follow_up_cells import (
    SHIFTED,
    institution,
    missing_in,
    names_program,
    stated,
    year_of,
    yes_or_no,
)
from asm_graph.readers.tables.layout_sheets import LayoutSheets
from asm_graph.readers.tables.shifted_rows import RowChecks, blank_or
from asm_graph.readers.tables.table_rows import number_of
from asm_graph.readers.tables.table_years import span_of
from asm_graph.records.asm import Asm, AsmInventory, Details, InventoryAsm, ProgressReport
from asm_graph.records.source_identifiers import asm_identifier
from asm_graph.spanish.dates import cycle_of, cycles
from asm_graph.spanish.forms import YEAR, slug

if TYPE_CHECKING:
    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.table_rows import TableRow
    from asm_graph.records import Place

LAYOUT = layout_with_aliases(
    "federal-asm-inventory",
    (
        TableColumn("CICLO", "asm:cycle"),
        TableColumn("TRIMESTRE", "asm:reportedProgress/asm:quarter"),
        TableColumn("ID_RAMO", "asm:program/asm:branch/skos:notation"),
        TableColumn("DESC_RAMO", "asm:program/asm:branch/rdfs:label"),
        TableColumn("ACRON_DEP_ENT", "asm:agency/skos:altLabel", optional=True),
        TableColumn("DESC_DEP_ENT", "asm:agency", optional=True),
        TableColumn("MODALIDAD_PP", "asm:program"),
        TableColumn("DESC_PP", "asm:program/rdfs:label"),
        TableColumn("INST_COORD", "asm:coordinatingInstitution", optional=True),
        TableColumn("ANIO_RECOMENDACION", "asm:recommendationYear", optional=True),
        TableColumn("ORIGEN_RECOMENDACION", "asm:recommendationOrigin", optional=True),
        TableColumn("ID_ASM", "asm:sourceIdentifier", telling=True),
        TableColumn("DESC_ASM", "asm:text", unnamed_after="ID_ASM"),
        TableColumn("GASTO_FEDERALIZADO", "asm:federalizedSpending", optional=True),
        TableColumn("TIPO_ASM", "asm:classification"),
        TableColumn("TEMA_ASM", "asm:theme", optional=True, keeps_blanks=True),
        TableColumn("TIPO_MEJORA", "asm:improvementType", optional=True, keeps_blanks=True),
        TableColumn("PRIORIDAD", "asm:priority", optional=True, keeps_blanks=True),
        TableColumn("AVANCE_ASM", "asm:reportedProgress/asm:value"),
        TableColumn("FECHA_REPORTE", "asm:reportedProgress/asm:reportedOn", optional=True),
        TableColumn("EVIDENCIA", "asm:evidenceLocation", optional=True, keeps_blanks=True),
    ),
)
_PROGRAM = BudgetProgramColumns("ID_RAMO", "DESC_RAMO", "MODALIDAD_PP", "DESC_PP")
_QUARTER = re.compile(rf"0?([1-4])\s*T\s*({YEAR})", re.IGNORECASE)
_KEY = re.compile(r"\d\d[A-Za-z\d]{3}.*\d")
_LIKE_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
_LAST_NUMBER = re.compile(r"\d{1,3}$")
_WHOLE = 100
_LONGEST_THEMES, _LONGEST_TYPE = 160, 60
"""Characters of the longest cells that are themes or types of improvement; longer ones are other texts."""
_NO_ANSWER = ("blank", "no-data", "not-available")
_REPORT = ("TRIMESTRE", "ACRON_DEP_ENT", "DESC_DEP_ENT", "ID_ASM", "AVANCE_ASM", "FECHA_REPORTE")


def _may_be_date(cell: str) -> bool:
    return missing_in(cell) is not None or date_in(cell) is not None or _LIKE_DATE.fullmatch(cell) is not None


_CHECKS = RowChecks(
    {
        "CICLO": cycle_of,
        "TRIMESTRE": blank_or(_QUARTER.fullmatch),
        "ID_RAMO": BRANCH.fullmatch,
        "ID_ASM": _KEY.fullmatch,
        "DESC_ASM": bool,
        "GASTO_FEDERALIZADO": lambda cell: yes_or_no(cell) is not None or missing_in(cell) in _NO_ANSWER,
        "TIPO_ASM": lambda cell: cell not in SHIFTED["class"],
        "PRIORIDAD": lambda cell: cell not in SHIFTED["priority"],
        "AVANCE_ASM": lambda cell: cell not in SHIFTED["progress"] and not _LIKE_DATE.fullmatch(cell),
        "FECHA_REPORTE": _may_be_date,
    },
    texts=("DESC_ASM", "DESC_PP"),
)


def read(document: TableDocument) -> Reading:
    """Read the reports row by row; one whose cells do not stand under their headers is reported and left out.

    Raises:
        InputError: most rows do not fit their headers.
    """
    table = LayoutSheets(document, LAYOUT, checks=_CHECKS)
    rows = []
    for row in table.rows():
        if lacking := _lacking(row):
            table.leave_out(row, lacking)
        else:
            rows.append(_row(row))
    record = AsmInventory(tuple(rows))
    return table.reading(record, _title(rows), len(rows))


def _lacking(row: TableRow) -> str:
    """Return what a row lacks without which it states no ASM; nothing for most rows."""
    name = row.text("DESC_PP") or ""
    if missing_in(name) or not names_program(name):
        return "the name of a program"
    if row.text("DESC_ASM") is None:
        return "the text of an ASM"
    if not cycles(row.cell("CICLO")):
        return "a cycle such as 2015-2016"
    return "" if _number(row.cell("ID_ASM")) else "the key of an ASM, which ends with its number"


def _number(identifier: str) -> int | None:
    """Return the number with which a key ends."""
    parts, last = asm_identifier(identifier), _LAST_NUMBER.search(identifier)
    return parts.number if parts else int(last[0]) if last else None


def _row(row: TableRow) -> InventoryAsm:
    place = row.place()
    report = _report(row)
    program = _PROGRAM.program(row, report.year, place)
    return InventoryAsm(program, _asm(row, report, place), place)


def _asm(row: TableRow, report: ProgressReport, place: Place) -> Asm:
    identifier = row.required("ID_ASM", "the key of an ASM")
    evidence = stated(row, "EVIDENCIA")
    return Asm(
        number=_number(identifier),
        classification=stated(row, "TIPO_ASM"),
        text=row.required("DESC_ASM"),
        theme=_short(row, "TEMA_ASM", _LONGEST_THEMES, "themes"),
        priority=stated(row, "PRIORIDAD"),
        cycle=cycles(row.cell("CICLO"))[0],
        improvement_type=_short(row, "TIPO_MEJORA", _LONGEST_TYPE, "a type of improvement"),
        details=Details(evidence_locations=(evidence,)) if evidence else None,
        place=place,
        source_identifier=identifier,
        coordinating_institution=institution(stated(row, "INST_COORD")),
        origin=stated(row, "ORIGEN_RECOMENDACION"),
        recommendation_year=year_of(row, "ANIO_RECOMENDACION"),
        federalized_spending=yes_or_no(row.cell("GASTO_FEDERALIZADO")),
        reports=(report,),
        blanks=row.blanks("TEMA_ASM", "TIPO_MEJORA", "PRIORIDAD", "EVIDENCIA"),
    )


def _report(row: TableRow) -> ProgressReport:
    """Read a report; a word in the place of the figure is a status."""
    cell, quarter = row.text("AVANCE_ASM") or "", _QUARTER.fullmatch(row.cell("TRIMESTRE"))
    number, missing = number_of(cell), missing_in(cell)
    # A bare fraction may be 45 % that lost its format.
    if number is not None and (not 0 <= number <= _WHOLE or (0 < number < 1 and not cell.endswith("%"))):
        row.note(row.header.columns["AVANCE_ASM"], "a percentage from 0 to 100, or a status")
        number, cell = None, ""
    printed = row.cell("FECHA_REPORTE")
    day = date_in(printed, row.sheet.day_0)
    if day is None and missing_in(printed) is None:
        row.note(row.header.columns["FECHA_REPORTE"], "a day of the calendar")
    return ProgressReport(
        place=row.place(*_REPORT),
        progress=number,
        state=cell if number is None and missing is None and slug(cell) else None,
        missing=missing,
        reported_on=day if isinstance(day, dt.date) else None,
        quarter=f"{quarter[1]:0>2}T{quarter[2]}" if quarter else None,
        agency=stated(row, "DESC_DEP_ENT"),
        agency_acronym=stated(row, "ACRON_DEP_ENT"),
    )


def _short(row: TableRow, column: str, longest: int, expected: str) -> str | None:
    accepted = row.accepted(column, lambda text: len(text) <= longest, expected)
    return None if accepted is None else stated(row, column)


def _title(rows: list[InventoryAsm]) -> str:
    years = span_of(year for row in rows for year in str(row.asm.cycle or "").split("-") if year)
    return f"Inventario de aspectos susceptibles de mejora {years}".strip()
