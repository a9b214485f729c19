"""The indicator of a row of a results matrix: words, packed texts, and figures through the years."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.readers.tables.results_matrix_columns import (
    ACTUAL,
    COLUMNS,
    DENOMINATOR,
    NUMERATOR,
    OF_MATRIX,
)
from asm_graph.spanish.forms import compact
from asm_graph.table_records.matrices import IndicatorFigure, MatrixIndicator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.readers.tables.columns import Header
    from asm_graph.readers.tables.rows import TableRow
    from asm_graph.table_records.matrices import LevelRef

_ITEM = re.compile(r"(?:^|,) ?\d{5,7}: ?")
"""The key before each text of a packed cell: `196980: Personas,198730: Personas encuestadas`."""
_OTHER_UNIT = "otra"
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_LEVEL = re.compile(r"KA_(?!INDICADOR)|DESC_OBJETIVO_")
_QUOTED = tuple(
    column.header
    for column in COLUMNS
    if column.property and column.header not in OF_MATRIX and not _OF_LEVEL.match(column.header)
)


@dataclass(frozen=True, slots=True)
class IndicatorColumns:
    """Where the figures of each year stand in a sheet, and which cells prove an indicator."""

    years: tuple[tuple[int, int, int | None, int | None], ...]
    """Year, and the positions of its value, numerator and denominator."""
    quoted: tuple[int, ...]

    @classmethod
    def of(cls, header: Header) -> IndicatorColumns:
        """Find them below a header."""
        actual, numerator, denominator = (
            {int(year): place for year, place in reversed(header.matches[pattern])}
            for pattern in (ACTUAL, NUMERATOR, DENOMINATOR)
        )
        years = tuple(
            (year, place, numerator.get(year), denominator.get(year))
            for year, place in sorted(actual.items())
        )
        named = {header.columns[name] for name in _QUOTED if name in header.columns}
        figures = {place for one in (actual, numerator, denominator) for place in one.values()}
        return cls(years, tuple(sorted(named | figures)))


def read_indicator(row: TableRow, columns: IndicatorColumns, level: LevelRef, year: int) -> MatrixIndicator:
    """The indicator of a row, whose matrix is of `year`."""
    return MatrixIndicator(
        key=str(row.integer("KA_INDICADOR", "the key of an indicator")),
        name=row.required("NOMBRE_INDICADOR", "the name of an indicator"),
        level=level,
        definition=row.accepted("DEFINICION_INDICADOR", _says_something, "a definition"),
        method=row.accepted("METODO_CALCULO_INDICADOR", _says_something, "a method"),
        unit_of_measure=_unit_of_measure(row),
        frequency=row.text("FRECUENCIA_MEDICION"),
        kind=row.text("ACT_IND_DESC_TIPO_RESULT_IND"),
        dimension=row.text("ACT_IND_DESC_DIMENSION"),
        direction=row.text("DESC_SENTIDO"),
        variables=_unpacked(row, "VARIABLES", "texts of variables, each after its key"),
        means=_unpacked(row, "MEDIOS_VERIFICACION", "means of verification, each after its key"),
        figures=(*_target(row, year), *_baseline(row), *_actuals(row, columns)),
        place=row.place_of(columns.quoted),
    )


def _says_something(text: str) -> bool:
    """Whether a text is more than one sign, however often it is repeated."""
    return len(set(compact(text))) > 1


def _unit_of_measure(row: TableRow) -> str | None:
    unit, other = row.text("UNIDAD_MEDIDA"), row.text("OTRA_UNIDAD_MEDIDA")
    if other and unit and compact(unit) != _OTHER_UNIT:
        row.note(row.header.columns["OTRA_UNIDAD_MEDIDA"], "a unit only where UNIDAD_MEDIDA is “Otra”")
        return unit
    return other or unit


def _unpacked(row: TableRow, column: str, expected: str) -> tuple[str, ...]:
    """The texts of a packed cell without their keys; a sign in place of a text says nothing."""
    cell = row.accepted(column, _ITEM.match, expected)
    if cell is None:
        return ()
    texts = (part.strip() for part in _ITEM.split(cell))
    told = tuple(dict.fromkeys(text for text in texts if compact(text)))
    if not told:
        row.idle(row.header.columns[column], "sign in place of a text")
    return told


def _target(row: TableRow, year: int) -> Iterator[IndicatorFigure]:
    value = row.decimal("META_ANUAL_PROGRAMADA", "the target of a year")
    if value is not None:
        yield IndicatorFigure(
            "target",
            year,
            value,
            row.cell("META_ANUAL_PROGRAMADA"),
            row.decimal("META_ANUAL_PROGRAMADA_NUM", "a numerator"),
            row.decimal("META_ANUAL_PROGRAMADA_DEN", "a denominator"),
        )


def _baseline(row: TableRow) -> Iterator[IndicatorFigure]:
    """A baseline states nothing without its year, nor a year without a baseline."""
    expected = "a baseline with its year"
    value = row.decimal("LINEA_BASE", expected)
    year = row.accepted("CICLO_LINEA_BASE", _YEAR.fullmatch, "the year of a baseline")
    if value is not None and year is not None:
        yield IndicatorFigure("baseline", int(year), value, row.cell("LINEA_BASE"))
    elif value is not None:
        row.note(row.header.columns["LINEA_BASE"], expected)
    elif year is not None:
        row.idle(row.header.columns["CICLO_LINEA_BASE"], "year of a blank baseline")


def _actuals(row: TableRow, columns: IndicatorColumns) -> Iterator[IndicatorFigure]:
    """The values of the years; the system fills in a denominator of 1 before there is any value."""
    for year, place, *parts in columns.years:
        value = row.decimal_at(place, "a value of a year")
        if value is not None:
            terms = (None if part is None else row.decimal_at(part, "a term of a value") for part in parts)
            numerator, denominator = terms
            yield IndicatorFigure("actual", year, value, row.at(place), numerator, denominator)
            continue
        for part in parts:
            if part is not None:
                row.idle(part, "term of a blank value")
