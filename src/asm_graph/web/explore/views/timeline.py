"""The timeline of a result: its rows by the year or the quarter that dates them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from asm_graph.explorer.periods import parts_of, period_of, short_name, without_gaps
from asm_graph.web.drawing.caption import cut_note
from asm_graph.web.explore.views.columns import Column, ColumnTexts, column_chart
from asm_graph.web.explore.views.numbers import NumbersRow, NumbersTable
from asm_graph.web.explore.views.subject import View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asm_graph.web.explore.views.subject import ViewSubject

_NAMED, _SHOWN = 300, 4
"""Of so many dated things at most, so many of each period are named; more would not tell anything."""
_PROGRAM = "program"
_QUARTERED = 4
"""Dates within so many years are shown by quarter."""


@dataclass(frozen=True, slots=True)
class DatedThing:
    """A thing of a period, its page, and the program it is of, since many are called the same."""

    name: str
    address: str | None
    program: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a quarter: how many things are of it, some of them, and where all are."""

    key: str
    name: str
    number: int
    things: tuple[DatedThing, ...]
    address: str

    @property
    def more(self) -> int:
        """How many things of it are not named."""
        return self.number - len(self.things)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The periods in order, and the drawing of all."""

    view: View
    periods: tuple[Period, ...]


def timeline_view(subject: ViewSubject, column: str) -> Timeline:
    """Lay out what is dated by a column, of years or of dates.

    Raises:
        sqlite3.DatabaseError: the index of the release is damaged.
    """
    found = subject.explorer.values(subject.choice, column)
    dates = sorted(str(date) for (date,) in found if date is not None)
    by_quarter = bool(dates) and "-" in dates[0] and int(dates[-1][:4]) - int(dates[0][:4]) < _QUARTERED
    numbers = Counter(period_of(date, by_quarter=by_quarter) for date in dates)
    things = _things(subject, column, by_quarter=by_quarter) if len(dates) <= _NAMED else {}
    periods = tuple(
        _named(subject, column, key, numbers[key], things.get(key, ())) for key in sorted(numbers)
    )
    return Timeline(_view(subject, column, periods), periods)


def _things(subject: ViewSubject, column: str, *, by_quarter: bool) -> Mapping[str, Sequence[DatedThing]]:
    """Name what is dated, by period, in the order of the dates; what is not comes last and is not read."""
    in_order = replace(subject.choice, sort=column, descending=False)
    found: dict[str, list[DatedThing]] = defaultdict(list)
    first = subject.table.choosable[0]
    of = (_PROGRAM,) if _PROGRAM in subject.table.columns and first != _PROGRAM else ()
    for thing, date, *program in subject.explorer.rows(in_order, (first, column, *of), subject.language):
        if not date:
            break
        names = [str(value.value) for cell in (thing, *program) for value in cell]
        dated = DatedThing(names[0], subject.leads(thing[0].iri), " · ".join(names[1:]))
        found[period_of(str(date[0].value), by_quarter=by_quarter)].append(dated)
    return found


def _named(
    subject: ViewSubject, column: str, period: str, number: int, things: Sequence[DatedThing]
) -> Period:
    year, quarter = parts_of(period) or (period, 0)
    name = subject.said("view_quarter", number=quarter, year=year) if quarter else year
    shown = things[:_SHOWN] if len(things) > _SHOWN + 1 else things
    return Period(period, name, number, tuple(shown), subject.address(instead={column: (period,)}))


def _view(subject: ViewSubject, column: str, periods: Sequence[Period]) -> View:
    shown = subject.said("view_number_of")
    drawn = {
        each.key: Column(each.name, Decimal(each.number), f"{each.number:,}", each.address)
        for each in periods
    }
    groups = [
        (short_name(key, subject.language), [drawn[key]] if key in drawn else [])
        for key in without_gaps(list(drawn))
    ]
    head = subject.column(column).of(subject.language)
    chart = column_chart(groups, ColumnTexts(shown, head)) if groups else None
    undated = subject.total - sum(each.number for each in periods)
    notes = [subject.said("view_undated", number=undated) if undated else ""]
    if chart:
        notes.append(cut_note([column.figure for column in chart.beyond], chart.axis.high, subject.language))
    title = subject.said("view_title_timeline", column=subject.head(column))
    rows = tuple(NumbersRow(each.name, (f"{each.number:,}",), each.address) for each in periods)
    table = NumbersTable((subject.said("view_period"), shown), rows)
    return View(subject.caption(title, subject.things, *notes), "view_columns.svg", chart, table)
