"""The federal list of evaluations (Hacienda): one row for each, with its evaluator, cost and report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.readers.tables.column_aliases import layout_with_aliases
from asm_graph.readers.tables.columns import TableColumn
from asm_graph.readers.tables.federal_keys import BRANCH, BudgetProgramColumns
from asm_graph.readers.tables.follow_up_cells import institution, missing_in, names_program, stated, year_of
from asm_graph.readers.tables.layout_sheets import LayoutSheets
from asm_graph.readers.tables.shifted_rows import RowChecks, blank_or
from asm_graph.readers.tables.table_rows import number_of, year_in
from asm_graph.readers.tables.table_years import span_of
from asm_graph.records.evaluations import Evaluation, EvaluationList, ListedEvaluation
from asm_graph.records.source_identifiers import evaluation_identifier
from asm_graph.records.texts import Money
from asm_graph.spanish.forms import YEAR
from asm_graph.spanish.numbers import read_amount

if TYPE_CHECKING:
    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.table_rows import TableRow

LAYOUT = layout_with_aliases(
    "federal-evaluation-list",
    (
        TableColumn("ID_EVALUACION", "asm:sourceIdentifier", telling=True),
        TableColumn("CICLO_PAE", "asm:period"),
        TableColumn("INSTANCIA_COORDINADORA", "asm:coordinatingInstitution", optional=True),
        TableColumn("ID_RAMO", "asm:program/asm:branch/skos:notation"),
        TableColumn("DESC_RAMO", "asm:program/asm:branch/rdfs:label"),
        TableColumn("MODALIDAD_PP", "asm:program"),
        TableColumn("DESC_PP", "asm:program/rdfs:label"),
        TableColumn("TIPO_EVALUACION", "asm:evaluationType"),
        TableColumn("EVALUADOR", "asm:evaluator", optional=True),
        TableColumn("COSTOS", "asm:cost", optional=True),
        TableColumn("CICLO_CONCLUSION", "asm:conclusionYear", optional=True),
        TableColumn("LIGA", "asm:dissemination", optional=True),
    ),
)
_PROGRAM = BudgetProgramColumns("ID_RAMO", "DESC_RAMO", "MODALIDAD_PP", "DESC_PP")
_YEAR = re.compile(YEAR)
_ADDRESS = re.compile(r"(?:https?://|/|www\.).*", re.IGNORECASE)
_NOT_DETERMINED = "not-determined"
"""The type of an evaluation whose source gives none."""
_COST = "an amount of money in one currency"

_CHECKS = RowChecks(
    {
        "ID_EVALUACION": evaluation_identifier,
        "ID_RAMO": lambda cell: BRANCH.fullmatch(cell) or missing_in(cell) is not None,
        "MODALIDAD_PP": re.compile(r"[A-Za-z]?\W*\d{1,4}|\D{1,12}").fullmatch,
        "CICLO_CONCLUSION": lambda cell: missing_in(cell) is not None or year_in(cell),
        "LIGA": blank_or(lambda cell: missing_in(cell) is not None or _ADDRESS.fullmatch(cell)),
    },
    texts=("EVALUADOR", "DESC_PP", "COSTOS"),
)


def read(document: TableDocument) -> Reading:
    """Read the evaluations row by row; one whose cells do not stand under their headers is left out.

    So is a row about no program, or about several; all that are left out are reported.

    Raises:
        InputError: most rows do not fit their headers.
    """
    table = LayoutSheets(document, LAYOUT, checks=_CHECKS)
    found = []
    for row in table.rows():
        name = row.text("DESC_PP") or ""
        if missing_in(row.cell("ID_RAMO")) or missing_in(name) or not names_program(name):
            table.leave_out(row, "the key or the name of a program")
        else:
            found.append(_row(row))
    return table.reading(EvaluationList(tuple(found)), _title(found), len(found))


def _row(row: TableRow) -> ListedEvaluation:
    place, identifier = row.place(), row.required("ID_EVALUACION", "the key of an evaluation")
    parts, program_year = evaluation_identifier(identifier), _YEAR.search(row.cell("CICLO_PAE"))
    # What complements the annual program has its year in the key alone.
    year = int(program_year[0]) if program_year else parts.year if parts else None
    program = _PROGRAM.program(row, year, place)
    evaluator, address = stated(row, "EVALUADOR"), stated(row, "LIGA")
    evaluation = Evaluation(
        type=stated(row, "TIPO_EVALUACION") or _NOT_DETERMINED,
        period=str(year) if year else None,
        evaluators=(evaluator,) if evaluator else (),
        cost=_cost(row),
        dissemination=(address,) if address else (),
        place=place,
        source_identifier=identifier,
        coordinating_institution=institution(stated(row, "INSTANCIA_COORDINADORA")),
        conclusion_year=year_of(row, "CICLO_CONCLUSION"),
    )
    return ListedEvaluation(program, evaluation)


def _cost(row: TableRow) -> Money | None:
    """Read a cost, in a currency only where one is printed."""
    text = stated(row, "COSTOS")
    if text is None:
        return None
    if (number := number_of(text)) is not None and number >= 0:
        return Money(number, "MXN" if text.startswith("$") else None)
    amount = read_amount(text) if "+" not in text else None
    if amount is None or amount[0] < 0:
        row.note(row.header.columns["COSTOS"], _COST)
        return None
    return Money(*amount)


def _title(found: list[ListedEvaluation]) -> str:
    years = span_of(str(one.evaluation.period) for one in found if one.evaluation.period)
    return f"Evaluaciones de programas federales {years}".strip()
