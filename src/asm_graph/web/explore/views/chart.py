"""The chart of a result: a count or a sum by a column, how numbers are spread, or pairs of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.explorer.choice import NONE
from asm_graph.web.explore.views.asked import COUNT, PAIR, SPREAD
from asm_graph.web.explore.views.by_column import Measure, bars_view, years_view
from asm_graph.web.explore.views.numbers import Tally
from asm_graph.web.explore.views.relations import pair_view, spread_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.web.explore.views.asked import ChartAsked
    from asm_graph.web.explore.views.subject import View, ViewSubject

_EXACT = 6
"""Decimals of a sum: more are made by adding floats."""


def chart_view(subject: ViewSubject, asked: ChartAsked) -> View:
    """Draw what an address asks for.

    Raises:
        InputError: the index of the release cannot be read.
    """
    if asked.shown.how == SPREAD:
        return spread_view(subject, *asked.shown.columns)
    if asked.shown.how == PAIR:
        return pair_view(subject, *asked.shown.columns)
    if asked.shown.how == COUNT:
        return _count_view(subject, asked.by)
    return _sum_view(subject, asked.shown.columns[0], asked.by)


def _count_view(subject: ViewSubject, by: str) -> View:
    tallies = {
        count.value: Tally(
            count.label, Decimal(count.number), count.number, subject.address(instead={by: (count.value,)})
        )
        for count in subject.counts(by)
    }
    measure = Measure(subject.said("view_number_of"), subject.things)
    if subject.column(by).kind == "year":
        return years_view(subject, by, measure, {"": tallies})
    note = subject.said("view_several_each") if subject.column(by).separator else ""
    return bars_view(subject, by, measure, list(tallies.values()), note)


def _sum_view(subject: ViewSubject, of: str, by: str) -> View:
    """Add up a column by another; amounts that do not add up, such as approved and spent, stay apart."""
    apart = next((chart.apart for chart in subject.table.chart if chart.of == of and chart.apart), "")
    sums = _sums(subject, of, by, apart)
    measure = Measure(
        subject.said("view_sum_of", column=subject.head(of)),
        subject.unit(of),
        subject.said("view_rows_in_sum"),
    )
    note = subject.said("view_without_figure", number=sums.without) if sums.without else ""
    if subject.column(by).kind == "year":
        return years_view(subject, by, measure, sums.kinds, note)
    kind = max(sums.kinds, key=lambda each: sum(one.rows for one in sums.kinds[each].values()), default="")
    tallies = sorted(sums.kinds.get(kind, {}).values(), key=lambda each: (-each.number, each.name))
    rows = sum(each.rows for each in tallies)
    only = subject.said("view_only_one", value=kind, number=rows) if len(sums.kinds) > 1 else ""
    return bars_view(subject, by, measure, tallies, note, only)


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums by the name of what keeps them apart and by key; `without` counts rows without a figure."""

    kinds: Mapping[str, Mapping[str, Tally]]
    without: int


def _sums(subject: ViewSubject, of: str, by: str, apart: str) -> _Sums:
    labels = {count.value: count.label for count in subject.counts(by)}
    names = {count.value: count.label for count in subject.counts(apart)} if apart else {}
    added: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    without = 0
    for key, number, kind in subject.explorer.values(subject.choice, by, of, apart or by):
        if isinstance(number, int | float):
            added[_key(kind) if apart else ""][_key(key)].append(number)
        else:
            without += 1

    def tally(kind: str, key: str) -> Tally:
        numbers = added[kind][key]
        leads = subject.address(instead={by: (key,), **({apart: (kind,)} if apart else {})})
        return Tally(labels.get(key, key), Decimal(str(round(sum(numbers), _EXACT))), len(numbers), leads)

    kinds = {
        names.get(kind, kind): {key: tally(kind, key) for key in by_key} for kind, by_key in added.items()
    }
    return _Sums(kinds, without)


def _key(value: object) -> str:
    return NONE if value is None else str(value)
