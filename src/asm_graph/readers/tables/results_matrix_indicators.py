"""The indicator of a row of a results matrix: words, packed texts, and figures through the years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.readers.blank_cells import PLACEHOLDER
from asm_graph.readers.tables.results_matrix_columns import (
    ACTUAL,
    BASELINE,
    COLUMNS,
    DENOMINATOR,
    NUMERATOR,
    OF_MATRIX,
    TARGET,
    TARGET_DENOMINATOR,
    TARGET_NUMERATOR,
)
from asm_graph.readers.tables.table_rows import number_of
from asm_graph.records.matrices import Indicator, IndicatorValue
from asm_graph.records.texts import Measure
from asm_graph.spanish.forms import YEAR, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.readers.tables.columns import SheetHeader
    from asm_graph.readers.tables.table_rows import TableRow
    from asm_graph.records.matrices import LevelRef
    from asm_graph.records.sources import BlankCell

_ITEM = re.compile(r"(?:^|,) ?\d{5,7}: ?")
"""The key before each text of a packed cell: `196980: Personas,198730: Personas encuestadas`."""
_OTHER_UNIT = "otra"
_KEY = re.compile(r"\d{1,9}(?:\.0+)?", re.ASCII)
_YEAR = re.compile(YEAR)
_OF_LEVEL = re.compile(r"KA_(?!INDICADOR)|DESC_OBJETIVO_")
_QUOTED = tuple(
    column.header
    for column in COLUMNS
    if column.property and column.header not in OF_MATRIX and not _OF_LEVEL.match(column.header)
)


@dataclass(frozen=True, slots=True)
class YearColumns:
    """Where a figure of a year stands, with its terms; a header without a year leaves it open (0)."""

    year: int
    value: int
    numerator: int | None = None
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class IndicatorColumns:
    """Where the figures of each year stand in a sheet, and which cells prove an indicator."""

    actuals: tuple[YearColumns, ...]
    targets: tuple[YearColumns, ...]
    baselines: tuple[YearColumns, ...]
    quoted: tuple[int, ...]

    @classmethod
    def of(cls, header: SheetHeader) -> IndicatorColumns:
        """Find them below a header."""
        actuals = _year_columns(header, ACTUAL, NUMERATOR, DENOMINATOR)
        targets = _year_columns(header, TARGET, TARGET_NUMERATOR, TARGET_DENOMINATOR)
        baselines = _year_columns(header, BASELINE)
        named = {header.columns[name] for name in _QUOTED if name in header.columns}
        figures = {
            place
            for one in (*actuals, *targets, *baselines)
            for place in (one.value, one.numerator, one.denominator)
            if place is not None
        }
        return cls(actuals, targets, baselines, tuple(sorted(named | figures)))


def _year_columns(header: SheetHeader, *patterns: str) -> tuple[YearColumns, ...]:
    """Return the columns of each year, by the patterns of value and terms; the first of a doubled one."""
    values, *terms = (
        {int(year or 0): place for year, place in reversed(header.matches[pattern])} for pattern in patterns
    )
    return tuple(
        YearColumns(year, place, *(term.get(year) for term in terms))
        for year, place in sorted(values.items())
    )


def read_indicator(row: TableRow, columns: IndicatorColumns, level: LevelRef, year: int) -> Indicator:
    """Read the indicator of a row, whose matrix is of `year`."""
    return Indicator(
        key=str(row.integer("KA_INDICADOR", "the key of an indicator")),
        name=row.required("NOMBRE_INDICADOR", "the name of an indicator"),
        level=level,
        definition=row.accepted("DEFINICION_INDICADOR", _says_something, "a definition"),
        method=row.accepted("METODO_CALCULO_INDICADOR", _says_something, "a method"),
        unit_of_measure=_unit_of_measure(row),
        frequency=row.text("FRECUENCIA_MEDICION"),
        printed_frequency=row.text("FRECUENCIA_MEDICION"),
        type=row.text("ACT_IND_DESC_TIPO_RESULT_IND"),
        dimension=row.text("ACT_IND_DESC_DIMENSION"),
        direction=row.text("DESC_SENTIDO"),
        variables=_unpacked(row, "VARIABLES", "texts of variables, each after its key"),
        means=_unpacked(row, "MEDIOS_VERIFICACION", "means of verification, each after its key"),
        predecessor=_predecessor(row),
        threshold_low=row.decimal("UMBRAL_ROJO", "a threshold"),
        threshold_high=row.decimal("UMBRAL_VERDE", "a threshold"),
        values=(*_targets(row, columns, year), *_baselines(row, columns), *_actuals(row, columns)),
        place=row.place_of(columns.quoted),
        blanks=tuple(filter(None, _blanks(row, columns, year))),
    )


def _predecessor(row: TableRow) -> str | None:
    """Return the key that the indicator had in the matrix of the year before; `0` is none."""
    column = "ACT_IND_KA_INDICADOR_ANT"
    key = row.accepted(column, _KEY.fullmatch, "the key of an indicator")
    if key is None:
        return None
    whole = key.partition(".")[0]
    if not int(whole):
        row.idle(row.header.columns[column], "none")
        return None
    return whole


def _blanks(row: TableRow, columns: IndicatorColumns, year: int) -> Iterator[BlankCell | None]:
    """Yield the cells that rules of absence ask about and that state nothing, of a matrix of `year`."""
    for one in columns.targets:
        if (one.year or year) == year:
            yield row.blank_at(one.value, kind=PLACEHOLDER if _is_placeholder(row, one) else None)
    yield row.blank_at(*sorted(one.value for one in columns.baselines))
    yield row.blank_at(*sorted(one.value for one in columns.actuals))
    yield from row.blanks("CICLO_LINEA_BASE", "MEDIOS_VERIFICACION")


def _is_placeholder(row: TableRow, one: YearColumns) -> bool:
    """Return whether a figure is a zero over zero, which the system writes where nothing was entered."""
    cells = (one.value, one.denominator)
    return all(place is not None and number_of(row.at(place)) == 0 for place in cells)


def _says_something(text: str) -> bool:
    """Return whether a text is more than one sign, however often it is repeated."""
    return len(set(compact(text))) > 1


def _unit_of_measure(row: TableRow) -> str | None:
    unit, other = row.text("UNIDAD_MEDIDA"), row.text("OTRA_UNIDAD_MEDIDA")
    if other and unit and compact(unit) != _OTHER_UNIT:
        row.note(row.header.columns["OTRA_UNIDAD_MEDIDA"], "a unit only where UNIDAD_MEDIDA is “Otra”")
        return unit
    return other or unit


def _unpacked(row: TableRow, column: str, expected: str) -> tuple[str, ...]:
    """Return the texts of a packed cell without their keys; a sign in place of a text states nothing."""
    cell = row.accepted(column, _ITEM.match, expected)
    if cell is None:
        return ()
    texts = (part.strip() for part in _ITEM.split(cell))
    told = tuple(dict.fromkeys(text for text in texts if compact(text)))
    if not told:
        row.idle(row.header.columns[column], "sign in place of a text")
    return told


def _targets(row: TableRow, columns: IndicatorColumns, year: int) -> Iterator[IndicatorValue]:
    """Yield the targets: that of the matrix's year, and of any other year that a header names."""
    stated: set[int] = set()
    for one in columns.targets:
        value = row.decimal_at(one.value, "the target of a year")
        if value is None:
            continue
        if (one.year or year) in stated:
            row.note(one.value, "one target for a year")
            continue
        stated.add(one.year or year)
        numerator, denominator = (
            None if place is None else row.decimal_at(place, f"a {name}")
            for place, name in ((one.numerator, "numerator"), (one.denominator, "denominator"))
        )
        measure = Measure(row.at(one.value), value)
        yield IndicatorValue("target", one.year or year, measure, numerator, denominator)


def _baselines(row: TableRow, columns: IndicatorColumns) -> Iterator[IndicatorValue]:
    """Yield the baselines; one states nothing without its year, nor a year without a baseline."""
    expected = "a baseline with its year"
    column = "CICLO_LINEA_BASE"
    stated = row.accepted(column, _YEAR.fullmatch, "the year of a baseline")
    values = [(one, row.decimal_at(one.value, expected)) for one in columns.baselines]
    for one, value in values:
        year = one.year or int(stated or 0)
        if value is not None and year:
            yield IndicatorValue("baseline", year, Measure(row.at(one.value), value))
        elif value is not None:
            row.note(one.value, expected)
    if stated and not any(value is not None for _, value in values):
        row.idle(row.header.columns[column], "year of a blank baseline")


def _actuals(row: TableRow, columns: IndicatorColumns) -> Iterator[IndicatorValue]:
    """Yield the values of the years; the system fills in a denominator of 1 before there is any value."""
    for one in columns.actuals:
        value = row.decimal_at(one.value, "a value of a year")
        places = (one.numerator, one.denominator)
        if value is not None:
            numerator, denominator = (
                None if place is None else row.decimal_at(place, "a term of a value") for place in places
            )
            measure = Measure(row.at(one.value), value)
            yield IndicatorValue("actual", one.year, measure, numerator, denominator)
            continue
        for place in places:
            if place is not None:
                row.idle(place, "term of a blank value")
