"""The chart of an answer: its first numeric column over a label column, as bars or a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.results.spoken import number_shown
from asm_graph.web.drawing.axis import apart, axis_of, spaced, text_width
from asm_graph.web.drawing.caption import cut_note, span_of
from asm_graph.web.rendering.naming import cut
from asm_graph.web.rendering.pages import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.answers.answer_preview import PreviewCell, ShownTable

    _Row = tuple[PreviewCell, PreviewCell, Decimal]

_WIDTH, _LINE_HEIGHT = 720, 280
_LABELS, _ROW, _FIGURES = 280, 26, 80
"""Of a drawing of bars: the room for names, the height of a bar and the room for figures."""
_TOP, _BOTTOM, _RIGHT = 30, 48, 30
"""Of a drawing of a line: the room above it, that for years and their title below, and that after it."""
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
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class AnswerChart:
    """A chart of two columns in units of its own; `is_line` where the rows are years.

    `is_cut` where it does not show all rows, `left` is where a line begins, `levels` are its round figures.
    """

    names: str
    numbers: str
    width: int
    height: int
    marks: tuple[ChartMark, ...]
    end: Decimal
    is_cut: bool
    is_line: bool = False
    left: float = 0
    levels: tuple[tuple[float, str], ...] = ()

    @property
    def path(self) -> str:
        """The points as SVG writes them."""
        return " ".join(f"{mark.x:g},{mark.y:g}" for mark in self.marks)

    @property
    def beyond(self) -> tuple[str, ...]:
        """The figures that are larger than the axis has room for, with what they are of."""
        return tuple(f"{mark.full}: {mark.figure}" for mark in self.marks if mark.is_cut)

    @property
    def span(self) -> str:
        """The years of a line."""
        return span_of(mark.full for mark in self.marks) if self.is_line else ""

    @property
    def written(self) -> frozenset[int]:
        """Which points have their figure written: those beyond the axis, the ends, others with room."""
        cut_ones = [place for place, mark in enumerate(self.marks) if mark.is_cut]
        return spaced([(mark.x, mark.figure) for mark in self.marks], [*cut_ones, 0, len(self.marks) - 1])

    @property
    def years(self) -> tuple[tuple[float, str], ...]:
        """The years of a line that have room below it."""
        return apart([(mark.x, mark.label) for mark in self.marks])


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
    columns = table.columns[named], table.columns[numbered]
    return _line(*columns, rows, table) if is_line else _bars(*columns, rows, table)


def notes_of(chart: AnswerChart, language: Language, remark: str = "") -> str:
    """Say what a chart leaves out, after a remark: figures beyond its axis, and rows."""
    said = f"{remark[:1].upper()}{remark[1:]}." if remark else ""
    rows = words_in(language)["chart_is_cut"].capitalize() + "." if chart.is_cut else ""
    return " ".join(filter(None, (said, cut_note(chart.beyond, chart.end, language), rows)))


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


def _bars(names: str, numbers: str, rows: Sequence[_Row], table: ShownTable) -> AnswerChart:
    """Draw a bar for each of the first rows."""
    shown = rows[:_MOST_BARS]
    axis = axis_of(number for _, _, number in shown)
    largest = min(max(number for _, _, number in shown), axis.high) or Decimal(1)
    room = _WIDTH - _LABELS - _FIGURES
    marks = tuple(
        ChartMark(
            _LABELS,
            _ROW * place,
            round(min(1.0, float(number / largest)) * room, 1),
            cut(name.text, _LABEL_CHARACTERS),
            name.text,
            figure.text,
            axis.is_beyond(number),
        )
        for place, (name, figure, number) in enumerate(shown)
    )
    is_cut = table.is_cut or len(shown) < len(rows)
    return AnswerChart(names, numbers, _WIDTH, _ROW * len(marks), marks, axis.high, is_cut)


def _line(names: str, numbers: str, rows: Sequence[_Row], table: ShownTable) -> AnswerChart:
    """Draw points from left to right by year, on an axis of round figures."""
    axis = axis_of(number for _, _, number in rows)
    left = max(text_width(number_shown(tick)) for tick in axis.ticks) + 12
    first, last = int(rows[0][0].text), int(rows[-1][0].text)
    room = _LINE_HEIGHT - _TOP - _BOTTOM

    def up(number: Decimal) -> float:
        return round(_TOP + room * (1 - axis.share(number)), 1)

    def across(year: str) -> float:
        return round(left + 20 + (_WIDTH - left - 20 - _RIGHT) * (int(year) - first) / (last - first), 1)

    marks = tuple(
        ChartMark(across(name.text), up(number), 0, name.text, name.text, figure.text, axis.is_beyond(number))
        for name, figure, number in rows
    )
    levels = tuple((up(tick), number_shown(tick)) for tick in axis.ticks)
    return AnswerChart(
        names,
        numbers,
        _WIDTH,
        _LINE_HEIGHT,
        marks,
        axis.high,
        table.is_cut,
        is_line=True,
        left=left,
        levels=levels,
    )
