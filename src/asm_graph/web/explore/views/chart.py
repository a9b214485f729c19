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
from asm_graph.web.explore.views.subject import YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.web.explore.views.asked import ChartAsked
    from asm_graph.web.explore.views.subject import View, ViewSubject

_EXACT = 6
"""Decimals of a sum: more are made by adding floats."""


def chart_view(subject: ViewSubject, asked: ChartAsked) -> View:
    """Draw what an address asks for.

    Raises:
        sqlite3.DatabaseError: the index of the release is damaged.
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
    if subject.column(by).kind in {"year", "date"}:
        return years_view(subject, by, measure, {"": tallies})
    note = subject.said("view_several_each") if subject.column(by).separator else ""
    return bars_view(subject, by, measure, list(tallies.values()), note)


def _sum_view(subject: ViewSubject, of: str, by: str) -> View:
    """Add up a column by another; amounts that do not add up, such as approved and spent, stay apart."""
    apart = next((chart.apart for chart in subject.table.chart if chart.of == of and chart.apart), "")
    sums = _sums(subject, of, by, apart)
    measure = Measure(
        subject.said("view_sum_of", column=subject.column(of).of(subject.language)),
        subject.unit(of),
        subject.said("view_rows_in_sum"),
    )
    note = subject.said("view_without_figure", number=sums.without) if sums.without else ""
    if subject.column(by).kind == "year":
        return years_view(subject, by, measure, sums.kinds, note)
    kind = max(sums.kinds, key=lambda each: sum(one.rows for one in sums.kinds[each].values()), default="")
    tallies = sorted(sums.kinds.get(kind, {}).values(), key=lambda each: (-each.number, each.name))
    only = ""
    if len(sums.kinds) > 1:
        only = subject.said("view_only_one", value=kind, number=sum(each.rows for each in tallies))
        subject = subject.narrowed(apart, sums.keys[kind])
    is_nominal = subject.column(of).kind == "amount" and _spans_years(subject)
    nominal = subject.said("view_sum_of_years") if is_nominal else ""
    return bars_view(subject, by, measure, tallies, note, only, nominal)


def _spans_years(subject: ViewSubject) -> bool:
    return YEAR in subject.table.columns and len(subject.counts(YEAR)) > 1


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums by the name of what keeps them apart and by key; `without` counts rows without a figure.

    `keys` are those of the names.
    """

    kinds: Mapping[str, Mapping[str, Tally]]
    keys: Mapping[str, str]
    without: int


def _sums(subject: ViewSubject, of: str, by: str, apart: str) -> _Sums:
    labels = {count.value: count.label for count in subject.counts(by)}
    names = {count.value: count.label for count in subject.counts(apart)} if apart else {}
    kinds: dict[str, dict[str, Tally]] = defaultdict(dict)
    without = 0
    for one in subject.explorer.sums(subject.choice, of, (by, apart) if apart else (by,)):
        key, kind = _key(one.keys[0]), _key(one.keys[1]) if apart else ""
        without += one.without
        if one.rows:
            total = Decimal(str(round(one.total, _EXACT)))
            leads = subject.address(instead={by: (key,), **({apart: (kind,)} if apart else {})})
            kinds[names.get(kind, kind)][key] = Tally(labels.get(key, key), total, one.rows, leads)
    keys = {name: key for key, name in names.items()}
    return _Sums(kinds, keys, without)


def _key(value: object) -> str:
    return NONE if value is None else str(value)
