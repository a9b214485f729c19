"""Numbers by the values of a column: bars, the largest first, or columns year by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.explorer.choice import NONE
from asm_graph.explorer.periods import without_gaps
from asm_graph.web.drawing.bar_chart import Bar, bar_chart
from asm_graph.web.drawing.caption import cut_note
from asm_graph.web.explore.views.columns import Column, ColumnTexts, column_chart
from asm_graph.web.explore.views.numbers import NumbersRow, NumbersTable, Tally, figure_text, rounded
from asm_graph.web.explore.views.subject import View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asm_graph.web.explore.views.subject import ViewSubject

_DRAWN = 25
"""So many bars are drawn; the table has all."""
_COLORS = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted or added up, and its unit; of sums, how the number of rows in each is called."""

    shown: str
    unit: str
    rows: str = ""


def bars_view(subject: ViewSubject, by: str, measure: Measure, tallies: Sequence[Tally], *notes: str) -> View:
    """Draw the first as bars; the table has all."""
    chart = bar_chart([Bar(each.name, rounded(each.number), each.address) for each in tallies[:_DRAWN]])
    said = list(notes)
    if len(tallies) > _DRAWN:
        said.append(subject.said("view_only_first", shown=_DRAWN, number=len(tallies)))
    title = subject.said("view_title_by", shown=measure.shown, column=subject.head(by))
    numbers = _numbers(subject, by, measure, [("", each) for each in tallies])
    return View(subject.caption(title, measure.unit, *said), "bar_chart.svg", chart, numbers)


def years_view(
    subject: ViewSubject, by: str, measure: Measure, kinds: Mapping[str, Mapping[str, Tally]], *notes: str
) -> View:
    """Draw columns year by year, what is of one year but does not add up side by side."""
    years = without_gaps(list({key for tallies in kinds.values() for key in tallies if key != NONE}))
    groups = [(year, _columns(year, kinds)) for year in years]
    legend = tuple(kinds) if len(kinds) > 1 else ()
    texts = ColumnTexts(measure.unit, subject.column(by).of(subject.language), legend)
    chart = column_chart(groups, texts) if groups else None
    said = [*notes, _uneven(subject, kinds) if measure.rows else ""]
    if chart:
        figures = [column.figure for column in chart.beyond]
        said.append(cut_note(figures, chart.axis.high, subject.language))
    title = subject.said("view_title_years", shown=measure.shown, column=subject.head(by))
    rows = [
        (name if legend else "", tallies[key])
        for key in (*years, NONE)
        for name, tallies in kinds.items()
        if key in tallies
    ]
    return View(
        subject.caption(title, measure.unit, *said),
        "view_columns.svg",
        chart,
        _numbers(subject, by, measure, rows),
    )


def _columns(year: str, kinds: Mapping[str, Mapping[str, Tally]]) -> list[Column]:
    return [
        Column(
            f"{name} {year}".strip(),
            tallies[year].number,
            figure_text(tallies[year].number),
            tallies[year].address,
            place % _COLORS,
        )
        for place, (name, tallies) in enumerate(kinds.items())
        if year in tallies
    ]


def _uneven(subject: ViewSubject, kinds: Mapping[str, Mapping[str, Tally]]) -> str:
    """Say where the sums are not of the same rows each year, and so do not show a rise or a fall."""
    rows = [tally.rows for tallies in kinds.values() for tally in tallies.values()]
    if not rows or min(rows) == max(rows):
        return ""
    return subject.said("view_uneven", least=min(rows), most=max(rows))


def _numbers(
    subject: ViewSubject, by: str, measure: Measure, tallies: Sequence[tuple[str, Tally]]
) -> NumbersTable:
    """Return all numbers; the first of a pair names what keeps sums of one value apart."""
    column = subject.column(by).of(subject.language)
    shown = f"{measure.shown} ({measure.unit})" if measure.rows and measure.unit else measure.shown
    heads = (column, measure.rows, shown) if measure.rows else (column, shown)
    rows = [
        NumbersRow(
            f"{tally.name} · {kind}" if kind else tally.name,
            (*((f"{tally.rows:,}",) if measure.rows else ()), figure_text(tally.number)),
            tally.address,
        )
        for kind, tally in tallies
    ]
    return NumbersTable(heads, tuple(rows))
