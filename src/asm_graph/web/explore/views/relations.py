"""How the numbers of a column are spread, and how those of two columns lie to each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.web.explore.views.columns import ColumnTexts
from asm_graph.web.explore.views.numbers import NumbersRow, NumbersTable, figure_text
from asm_graph.web.explore.views.scales import number_text
from asm_graph.web.explore.views.scatter import MOST_POINTS, Pair, scatter_chart
from asm_graph.web.explore.views.spread import Spread, spread_chart, spread_of
from asm_graph.web.explore.views.subject import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.web.explore.views.scatter import ScatterChart
    from asm_graph.web.explore.views.subject import ViewSubject


def spread_view(subject: ViewSubject, of: str) -> View:
    """Draw the distribution of a column."""
    found = subject.explorer.values(subject.choice, of)
    numbers = [number for (number,) in found if isinstance(number, int | float)]
    column, unit = subject.column(of).of(subject.language), subject.unit(of)
    title = subject.said("view_spread_of", column=column)
    heads = (f"{column} ({unit})" if unit else column, subject.said("view_number_of"))
    if not numbers:
        return _nothing(subject, title, unit, heads)
    spread = spread_of(numbers)
    texts = ColumnTexts(subject.said("view_number_of"), heads[0])
    chart = spread_chart(spread, texts, subject.said("view_from", low="{low}", high="{high}"))
    notes = (
        subject.said("view_median_is", median=_shown(spread.median)),
        _outside(subject, spread),
        _without(subject, len(numbers)),
    )
    rows = [
        NumbersRow(subject.said("view_from", low=low, high=high), (f"{count:,}",))
        for (low, high), count in zip(spread.ranges, spread.counts, strict=True)
    ]
    if spread.shown.below:
        text = subject.said("view_below", low=_shown(spread.shown.low))
        rows.insert(0, NumbersRow(text, (f"{spread.shown.below:,}",)))
    if spread.shown.above:
        text = subject.said("view_above", high=_shown(spread.shown.high))
        rows.append(NumbersRow(text, (f"{spread.shown.above:,}",)))
    return View(
        subject.caption(title, unit, *notes), "view_columns.svg", chart, NumbersTable(heads, tuple(rows))
    )


def pair_view(subject: ViewSubject, across: str, up: str) -> View:
    """Draw two numbers of each row against each other."""
    pairs = _pairs(subject, across, up)
    heads = [subject.column(name).of(subject.language) for name in (across, up)]
    title = subject.said("view_pair_of", up=heads[1], across=subject.head(across))
    unit, columns = subject.unit(up), (subject.said("view_compared"), subject.said("view_number_of"))
    chart = scatter_chart(pairs, *heads)
    if chart is None:
        return _nothing(subject, title, unit, columns)
    below = len(pairs) - chart.above - chart.same
    notes = (
        subject.said("view_pair_note", above=chart.above, same=chart.same, below=below),
        subject.said("view_pair_squares") if chart.squares else "",
        subject.said("view_pair_outside", number=chart.outside) if chart.outside else "",
        _without(subject, len(pairs)),
    )
    return View(
        subject.caption(title, unit, *notes),
        "view_scatter.svg",
        chart,
        NumbersTable(columns, _compared(subject, chart, below)),
    )


def _compared(subject: ViewSubject, chart: ScatterChart, below: int) -> tuple[NumbersRow, ...]:
    said = {"view_pair_above": chart.above, "view_pair_same": chart.same, "view_pair_below": below}
    return tuple(NumbersRow(subject.said(key), (f"{number:,}",)) for key, number in said.items())


def _pairs(subject: ViewSubject, across: str, up: str) -> Sequence[Pair]:
    """Read the pairs; the things are named only where there are few enough to be drawn one by one."""
    found = list(subject.explorer.values(subject.choice, across, up))
    numbers = [
        Pair("", float(x), float(y))
        for x, y in found
        if isinstance(x, int | float) and isinstance(y, int | float)
    ]
    if len(numbers) > MOST_POINTS:
        return numbers
    rarer = min((across, up), key=lambda name: sum(pair[name == up] is not None for pair in found))
    named = []
    columns = (subject.table.choosable[0], across, up)
    in_order = replace(subject.choice, sort=rarer)  # rows without a figure come last and are not read
    for thing, first, second in subject.explorer.rows(in_order, columns, subject.language):
        if first and second:
            x, y = float(first[0].value), float(second[0].value)
            name = f"{thing[0].value}: {number_text(x)} · {number_text(y)}"
            named.append(Pair(name, x, y, subject.leads(thing[0].iri)))
        if len(named) == len(numbers):
            break
    return named


def _outside(subject: ViewSubject, spread: Spread) -> str:
    shown = spread.shown
    if not shown.below and not shown.above:
        return ""
    ends = {"low": shown.low, "high": shown.high, "least": spread.least, "most": spread.most}
    texts = {name: _shown(number) for name, number in ends.items()}
    return subject.said("view_outside_range", below=shown.below, above=shown.above, **texts)


def _shown(number: float) -> str:
    return figure_text(Decimal(str(number)))


def _without(subject: ViewSubject, stated: int) -> str:
    missing = subject.total - stated
    return subject.said("view_without_figure", number=missing) if missing else ""


def _nothing(subject: ViewSubject, title: str, unit: str, heads: tuple[str, ...]) -> View:
    caption = subject.caption(title, unit, subject.said("view_nothing_figures"))
    return View(caption, "", None, NumbersTable(heads, ()))
