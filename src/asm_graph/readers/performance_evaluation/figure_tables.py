"""The report's small tables: populations, coverage, and one for each indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.readers.cell_alignment import align
from asm_graph.records.evaluations import Observation
from asm_graph.records.matrices import IndicatorValue
from asm_graph.records.sources import main_property
from asm_graph.records.texts import Fact, Measure, fact, fact_of
from asm_graph.spanish.forms import YEAR, compact
from asm_graph.spanish.numbers import is_missing, read_figure, read_measure
from asm_graph.spanish.word_lists import words_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents import Passage

UNIT, FREQUENCY, LEVEL, CHANGE, LABEL = "unit", "frequency", "level", "change", "label"
_WORDS = words_beside(__file__)
_HEADERS = (
    *((re.compile(pattern), kind) for kind, pattern in _WORDS["columns"].items()),
    *(
        (re.compile(rf"(?:{pattern})(?:de|del|en)?(?P<year>{YEAR})?"), kind)
        for kind, pattern in _WORDS["values"].items()
    ),
)
_FREQUENCY = re.compile(r"(?:anual|mensual|mestral|enal|semanal|diari[oa]|quincenal|eventual|irregular)$")
CARRIED = {kind: main_property(stated) for kind, stated in _WORDS["carried"].items()}
"""The property that the cells of a column of indicators state, by the kind of the column."""
TERRITORIES = {word: kind for kind, words in _WORDS["territories"].items() for word in words}
"""What a row of coverage counts (compact form), and its notation in the code list `territory-kind`."""

_SERVED = re.compile(r"(?P<territory>[a-z]+?)atendid[oa]s")
_LOST = 1.5


@dataclass(frozen=True, slots=True)
class Header:
    """A header cell: what its column holds, and the year that it names."""

    kind: str
    year: Fact[int] | None
    cell: Passage


def headers(cells: Sequence[Passage]) -> tuple[Header, ...] | None:
    """Return the columns that a row names, or `None` where the row is no header."""
    found = tuple(_header(cell) for cell in cells)
    named = [header for header in found if header.kind != LABEL]
    return found if len(named) > 1 and len(named) >= sum(map(bool, cells)) - 1 else None


def _header(cell: Passage) -> Header:
    form = compact(cell.text)
    for pattern, kind in _HEADERS:
        match = pattern.fullmatch(form)
        if match:
            year = match.groupdict().get("year")
            return Header(kind, fact_of(int(year), cell) if year else None, cell)
    return Header(LABEL, None, cell)


def place(cells: Sequence[Passage], columns: Sequence[Header]) -> tuple[Passage | None, ...]:
    """Put a cell under each header: by position in a whole row, by what the cells hold in a short one."""
    if len(cells) == len(columns):
        return tuple(cells)
    placement = align(
        len(cells),
        len(columns),
        score=lambda cell, column: _fit(columns[column].kind, cells[cell]),
        skip_cell=lambda cell: 2 * _LOST if cells[cell] else _LOST,
        skip_column=lambda _: _LOST,
    )
    by_column = {column: cell for cell, column in zip(cells, placement, strict=True) if column is not None}
    return tuple(by_column.get(column) for column in range(len(columns)))


def _fit(kind: str, cell: Passage) -> float:
    if not cell:
        return 0.0
    is_figure = read_figure(cell.text) is not None
    is_value = is_figure or is_missing(cell.text) is not None
    is_frequency = _FREQUENCY.search(compact(cell.text)) is not None
    match kind:
        case "unit" | "label" | "level":
            return -4.0 if is_figure or is_frequency else 2.0 if not is_value else 0.0
        case "frequency":
            return 4.0 if is_frequency else -4.0
        case "change":
            return 3.0 if cell.text.rstrip().endswith("%") else 0.5 if is_value else -4.0
        case _:
            return 2.0 if is_value else -4.0


def measure(cell: Passage | None, header: Header) -> Fact[Measure] | None:
    """Read the figure of a cell; a blank one is proved by its header, an unreadable one is `None`."""
    if cell is None or not cell:
        return fact_of(Measure("", missing="blank"), header.cell)
    value = read_measure(cell.text)
    return fact_of(value, cell) if value else None


def values(
    cells: Sequence[Passage | None], columns: Sequence[Header], year: Fact[int]
) -> Iterator[IndicatorValue]:
    """Read the values in a row of an indicator's table, by the years of the header (or that evaluated)."""
    for cell, header in zip(cells, columns, strict=True):
        figure = measure(cell, header) if header.kind in _WORDS["values"] else None
        if figure:
            yield IndicatorValue(header.kind, header.year or year, figure)


def coverage(cells: Sequence[Passage], year: Fact[int]) -> Observation | None:
    """Read the figure in a row such as `Municipios atendidos, 574`; `None` where it is of something else."""
    served = _SERVED.fullmatch(compact(cells[0].text))
    kind = TERRITORIES.get(served["territory"]) if served else None
    if kind is None:
        return None
    cell = cells[1] if len(cells) > 1 else None
    figure = measure(cell, Header("actual", None, cells[0]))
    territory = cells[0].slice(0, cells[0].text.find(" ")) if " " in cells[0].text else cells[0]
    return Observation(kind, year, figure, fact(territory), None) if figure else None
