"""The national transparency formats (SIPOT) of article 70: indicators (section VI), evaluations (section XL).

A title block, the words `Tabla Campos`, and the header in row 7; a row is what one quarter reports. Rows of a
quarter without information have only their dates and a note. Hidden sheets hold the words of drop-down lists.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.readers.tables.column_aliases import layout_with_aliases
from asm_graph.readers.tables.columns import TableColumn
from asm_graph.readers.tables.date_cells import date_in
from asm_graph.readers.tables.figure_cells import measure_in
from asm_graph.readers.tables.layout_sheets import LayoutSheets
from asm_graph.readers.tables.table_rows import number_of
from asm_graph.readers.tables.table_years import span_of
from asm_graph.records.evaluations import Evaluation
from asm_graph.records.matrices import Indicator, IndicatorValue
from asm_graph.records.texts import Measure
from asm_graph.records.transparency import (
    EvaluationReport,
    IndicatorReport,
    ReportedEvaluation,
    ReportedIndicator,
)
from asm_graph.spanish.dates import find_dates
from asm_graph.spanish.forms import YEAR, compact
from asm_graph.spanish.numbers import is_missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents import TableDocument
    from asm_graph.readers.reading import Reading
    from asm_graph.readers.tables.columns import TableLayout
    from asm_graph.readers.tables.table_rows import TableRow
    from asm_graph.records.texts import Date

_START = "Fecha de inicio del periodo que se informa"
_END = "Fecha de término del periodo que se informa"
_AREA = "Área(s) responsable(s) que genera(n), posee(n), publica(n) y actualizan la información"
_ROW_DAY = "the day on which the row was updated, not what it is about"
_NO_AREA = "who publishes the row, of which it says nothing else"

_PERIOD = (
    TableColumn("Ejercicio", "asm:year"),
    TableColumn(_START, "asm:periodStart"),
    TableColumn(_END, "asm:periodEnd"),
)
_UPDATES = (
    TableColumn(_AREA, reason=_NO_AREA),
    TableColumn("Fecha de validación", reason=_ROW_DAY),
    TableColumn("Fecha de actualización", reason=_ROW_DAY),
    TableColumn("Nota", "asm:remarks", optional=True),
)
_PROGRAM = "Nombre del programa o concepto al que corresponde el indicador"
_NAME = "Nombre(s) del(os) indicador(es)"
_METHOD = "Método de cálculo con variables de la fórmula"
_ADJUSTED = "Metas ajustadas que existan, en su caso"

INDICATORS = layout_with_aliases(
    "transparency-indicators",
    (
        *_PERIOD,
        TableColumn(_PROGRAM, "asm:program"),
        TableColumn("Objetivo institucional", "asm:institutionalObjective"),
        TableColumn(_NAME, "rdfs:label"),
        TableColumn("Dimensión(es) a medir", "asm:dimension"),
        TableColumn("Definición del indicador", "skos:definition"),
        TableColumn(_METHOD, "asm:calculationMethod"),
        TableColumn("Unidad de medida", "asm:unitOfMeasure"),
        TableColumn("Frecuencia de medición", "asm:frequency, asm:printedFrequency"),
        TableColumn("Línea base", "asm:value, asm:rawValue (baseline)"),
        TableColumn("Metas programadas", "asm:value, asm:rawValue (target)"),
        TableColumn(_ADJUSTED, "asm:value, asm:rawValue (adjusted target)", optional=True),
        TableColumn("Avance de metas", "asm:value, asm:rawValue (progress)"),
        TableColumn("Sentido del indicador (catálogo)", "asm:direction", optional=True),
        TableColumn("Fuente de información", "asm:informationSource", optional=True),
        *_UPDATES,
    ),
)
_EVALUATED = "Denominación del programa evaluado"
_EVALUATION = "Denominación de la evaluación y/o encuesta"
_BOTH_DATES = "Fecha de inicio y de término de la evaluación"
_FIRST_DAY, _LAST_DAY = "Fecha de inicio de la evaluación", "Fecha de término de la evaluación"

EVALUATIONS = layout_with_aliases(
    "transparency-evaluations",
    (
        *_PERIOD,
        TableColumn(_EVALUATED, "asm:program"),
        TableColumn(_EVALUATION, "rdfs:label, asm:evaluationType"),
        TableColumn("Objetivo general", "asm:purpose"),
        TableColumn(_BOTH_DATES, "asm:startedOn, asm:endedOn", optional=True),
        TableColumn(_FIRST_DAY, "asm:startedOn", optional=True),
        TableColumn(_LAST_DAY, "asm:endedOn", optional=True),
        TableColumn("Hipervínculo a los resultados", "asm:dissemination"),
        *_UPDATES,
    ),
)
_LIST_SHEET = re.compile(r"hidden[ _]?\d*", re.IGNORECASE)
_EMPTY_WORDS = frozenset(
    map(compact, tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["empty"])
)
_DATED_BASELINE = re.compile(
    rf"(?P<figure>[\d.,]++ ?%?)[\s(,;:–-]++(?:(?:a[ñn]o|en|del?|al)\s*+)?(?P<year>{YEAR})\)?",
    re.IGNORECASE,
)


def read_indicators(document: TableDocument) -> Reading:
    """Read what each quarter reports of each indicator.

    Raises:
        InputError: a row says no year, or no row says anything.
    """
    table = _table(document, INDICATORS)
    found = [
        ReportedIndicator(row.required(_PROGRAM), row.year("Ejercicio"), _indicator(row), row.place())
        for row in _informed(table, _PROGRAM, _NAME)
    ]
    record = IndicatorReport(_about(table), tuple(found))
    return _reading(table, record, "Indicadores de resultados", [one.year for one in found])


def read_evaluations(document: TableDocument) -> Reading:
    """Read what each quarter reports of each evaluation or survey.

    Raises:
        InputError: a row says no year, or no row says anything.
    """
    table = _table(document, EVALUATIONS)
    found = [
        ReportedEvaluation(
            row.required(_EVALUATED),
            row.year("Ejercicio"),
            row.required(_EVALUATION),
            _evaluation(row),
            row.place(),
        )
        for row in _informed(table, _EVALUATED, _EVALUATION)
    ]
    record = EvaluationReport(_about(table), tuple(found))
    return _reading(table, record, "Evaluaciones y encuestas a programas", [one.year for one in found])


def _table(document: TableDocument, layout: TableLayout) -> LayoutSheets:
    table = LayoutSheets(document, layout)
    for sheet in document.sheets:
        if sheet.name not in table.headers and _LIST_SHEET.fullmatch(sheet.name):
            table.odd.known_sheets[sheet.name] = "words of a drop-down list"
    return table


def _reading(
    table: LayoutSheets, record: IndicatorReport | EvaluationReport, what: str, years: Sequence[int]
) -> Reading:
    # Names of programs are matched by what other documents say of them.
    return replace(table.reading(record, f"{what} {span_of(years)}".strip(), len(years)), keyed=False)


def _informed(table: LayoutSheets, program: str, name: str) -> Iterator[TableRow]:
    """Yield the rows that name a program and what is reported of it; those of quarters without are known."""
    for row in table.rows():
        blank = [_is_empty(row.cell(column)) for column in (program, name)]
        if all(blank):
            table.skip(row, "period without information")
        elif any(blank):
            table.leave_out(row, f"{program}, and {name}")
        else:
            yield row


def _is_empty(cell: str) -> bool:
    return is_missing(cell) is not None or compact(cell) in _EMPTY_WORDS


def _about(table: LayoutSheets) -> tuple[str, ...]:
    """Return what stands above the headers, and who answers for the rows, to tell whose table it is."""
    areas = (row.text(_AREA) for row in table.rows())
    return tuple(dict.fromkeys((*table.titles(), *filter(None, areas))))


def _indicator(row: TableRow) -> Indicator:
    remark = row.text("Nota")
    return Indicator(
        name=row.text(_NAME),
        objective=row.text("Objetivo institucional"),
        definition=row.text("Definición del indicador"),
        method=row.text(_METHOD),
        unit_of_measure=row.text("Unidad de medida"),
        frequency=row.text("Frecuencia de medición"),
        printed_frequency=row.text("Frecuencia de medición"),
        dimension=row.text("Dimensión(es) a medir"),
        direction=row.text("Sentido del indicador (catálogo)"),
        source=row.text("Fuente de información"),
        printed_baseline=None if _baseline(row) else row.text("Línea base"),
        remarks=(remark,) if remark else (),
        values=tuple(_values(row)),
    )


def _values(row: TableRow) -> Iterator[IndicatorValue]:
    """Yield the figures of a row: its targets are of the year, its progress is of the period."""
    year, place = row.year("Ejercicio"), row.place()
    if baseline := _baseline(row):
        yield replace(baseline, place=place)
    if (target := measure_in(row, "Metas programadas", "a target")) is not None:
        yield IndicatorValue("target", year, target, place=place)
    adjusted = measure_in(row, _ADJUSTED, "an adjusted target")
    # The column is for targets that were adjusted, if any were.
    if adjusted is not None and adjusted.value is not None:
        yield IndicatorValue("adjusted-target", year, adjusted, place=place)
    if (progress := measure_in(row, "Avance de metas", "progress")) is not None:
        start, end = _date(row, _START), _date(row, _END)
        yield IndicatorValue("progress", year, progress, place=place, started_on=start, ended_on=end)


def _baseline(row: TableRow) -> IndicatorValue | None:
    """Return a baseline that is printed with its year."""
    text = row.text("Línea base") or ""
    match = _DATED_BASELINE.fullmatch(text)
    value = number_of(match["figure"]) if match else None
    if match is None or value is None:
        return None
    return IndicatorValue("baseline", int(match["year"]), Measure(text, value))


def _date(row: TableRow, column: str) -> Date | None:
    text = row.accepted(column, lambda cell: date_in(cell, row.sheet.day_0), "a date")
    return date_in(text, row.sheet.day_0) if text else None


def _evaluation(row: TableRow) -> Evaluation:
    """Read an evaluation; the year that reports it is its period."""
    start, end = _dates(row)
    address = row.text("Hipervínculo a los resultados")
    return Evaluation(
        period=str(row.year("Ejercicio")),
        name=row.text(_EVALUATION),
        purpose=row.text("Objetivo general"),
        started_on=start or _date(row, _FIRST_DAY),
        ended_on=end or _date(row, _LAST_DAY),
        dissemination=(address,) if address and not _is_empty(address) else (),
        place=row.place(),
    )


def _dates(row: TableRow) -> tuple[Date, Date] | tuple[None, None]:
    """Return the first and the last day from the column that has both."""
    text = row.accepted(_BOTH_DATES, _both_dates, "a first and a last date")
    return (_both_dates(text) if text else None) or (None, None)


def _both_dates(text: str) -> tuple[Date, Date] | None:
    match find_dates(Passage.of(text, 0, len(text))):
        case [first, last]:
            return first.date, last.date
    return None
