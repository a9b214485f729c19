"""The chart of an answer: its first numeric column over a label column, as bars or a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.web.rendering.naming import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.web.answers.answer_preview import PreviewCell, ShownTable

_WIDTH, _LINE_HEIGHT = 720, 240
_LABELS, _ROW, _FIGURES = 280, 26, 80
"""Of a drawing of bars: the room for names, the height of a bar and the room for figures."""
_MARGIN = 40
_MOST_BARS, _LEAST = 30, 2
_LABEL_CHARACTERS = 40
_YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True, slots=True)
class ChartMark:
    """One row in the chart: a bar or point at (x, y); `full` is its label, `label` its shortened form."""

    x: float
    y: float
    length: float
    label: str
    full: str
    figure: str


@dataclass(frozen=True, slots=True)
class AnswerChart:
    """A chart of two columns in units of its own; `is_line` where the rows are years."""

    names: str
    numbers: str
    width: int
    height: int
    marks: tuple[ChartMark, ...]
    is_line: bool
    is_cut: bool

    @property
    def path(self) -> str:
        """The points as SVG writes them."""
        return " ".join(f"{mark.x:g},{mark.y:g}" for mark in self.marks)


def chart_of(table: ShownTable, names: str | None = None, numbers: str | None = None) -> AnswerChart | None:
    """Make a chart of two columns, chosen unless named; None where none fits."""
    chosen = _columns(table, names, numbers)
    if chosen is None:
        return None
    named, numbered = chosen
    rows = [
        (row[named], row[numbered], number)
        for row in table.rows
        if (number := row[numbered].number) is not None and row[named].text
    ]
    if len(rows) < _LEAST or (
        not (names and numbers) and len({name.text for name, _, _ in rows}) < len(rows)
    ):
        return None  # bars of one name would be taken for one thing, unless somebody asks for them
    by_year = all(_YEAR.fullmatch(name.text) for name, _, _ in rows)
    is_line = by_year and len({name.text for name, _, _ in rows}) == len(rows)
    if is_line:
        rows.sort(key=lambda row: row[0].text)
    if not is_line and min(number for _, _, number in rows) < 0:
        return None
    marks = _points(rows) if is_line else _bars(rows[:_MOST_BARS])
    height = _LINE_HEIGHT if is_line else _ROW * len(marks)
    is_cut = table.is_cut or len(marks) < len(rows)
    return AnswerChart(
        table.columns[named], table.columns[numbered], _WIDTH, height, tuple(marks), is_line, is_cut
    )


def numeric_columns(table: ShownTable) -> tuple[str, ...]:
    """Return the columns that hold only numbers; years count as labels."""
    return tuple(name for place, name in enumerate(table.columns) if _is_numeric(table, place))


def _columns(table: ShownTable, names: str | None, numbers: str | None) -> tuple[int, int] | None:
    """Return the positions of both columns; a column named as a label goes first."""
    numeric = numeric_columns(table)
    if numbers not in table.columns:
        numbers = next(iter(numeric), None)
    named = [name for name in table.columns if name not in numeric and name != numbers]
    if names not in table.columns:
        labels = [name for name in named if name.endswith("Label")]
        names = next(iter([*labels, *named]), None)
    if numbers is None or names is None or names == numbers:
        return None
    return table.columns.index(names), table.columns.index(numbers)


def _is_numeric(table: ShownTable, place: int) -> bool:
    cells = [row[place] for row in table.rows if row[place].text]
    years = all(_YEAR.fullmatch(cell.text) for cell in cells)
    return bool(cells) and not years and all(cell.number is not None for cell in cells)


def _bars(rows: Sequence[tuple[PreviewCell, PreviewCell, Decimal]]) -> list[ChartMark]:
    largest = max(number for _, _, number in rows) or Decimal(1)
    room = _WIDTH - _LABELS - _FIGURES
    return [
        ChartMark(
            _LABELS,
            _ROW * place,
            round(float(number / largest) * room, 1),
            cut(name.text, _LABEL_CHARACTERS),
            name.text,
            figure.text,
        )
        for place, (name, figure, number) in enumerate(rows)
    ]


def _points(rows: Sequence[tuple[PreviewCell, PreviewCell, Decimal]]) -> list[ChartMark]:
    """Points from left to right, from zero or the least figure below it up to the largest."""
    numbers = [number for _, _, number in rows]
    least, largest = min(Decimal(0), *numbers), max(Decimal(0), *numbers)
    step = (_WIDTH - 2 * _MARGIN) / (len(rows) - 1)
    room = _LINE_HEIGHT - 2 * _MARGIN
    return [
        ChartMark(
            round(_MARGIN + step * place, 1),
            round(_LINE_HEIGHT - _MARGIN - room * float((number - least) / ((largest - least) or 1)), 1),
            0,
            name.text,
            name.text,
            figure.text,
        )
        for place, (name, figure, number) in enumerate(rows)
    ]
