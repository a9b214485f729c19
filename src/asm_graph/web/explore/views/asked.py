"""What an address asks a chart to show: what is counted or added up, and by which column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asm_graph.explorer.definition import Chart, ExplorerTable

SHOWN, BY = "show", "by"
"""The parameters of a chart: `show=count&by=branch`, `show=sum.amount&by=year`, `show=spread.progress`."""
COUNT, SUM, SPREAD, PAIR = "count", "sum", "spread", "pair"
_BY_COLUMN = frozenset({COUNT, SUM})


@dataclass(frozen=True, slots=True)
class Shown:
    """What a chart shows: a count of rows, or the sum, the spread or the pair of columns."""

    how: str
    columns: tuple[str, ...] = ()

    @property
    def parameter(self) -> str:
        """What an address calls it."""
        return ".".join((self.how, *self.columns))

    @property
    def has_by(self) -> bool:
        """Whether it is shown by a column."""
        return self.how in _BY_COLUMN


@dataclass(frozen=True, slots=True)
class ChartAsked:
    """A chart of a table; `by` is empty where it is not shown by a column."""

    shown: Shown
    by: str = ""

    @classmethod
    def of(cls, table: ExplorerTable, given: Mapping[str, str]) -> ChartAsked | None:
        """Read what an address asks for, or the first chart of the table where it asks for none it has."""
        if not table.chart:
            return None
        first = _asked(table.chart[0])
        known = {each.parameter: each for each in shown_of(table)}
        shown = known.get(given.get(SHOWN, ""), first.shown)
        columns = columns_of(table, shown)
        by = given.get(BY, "")
        if by not in columns:
            by = next((each.by for each in map(_asked, table.chart) if each.shown == shown), "") or columns[0]
        return cls(shown, by if shown.has_by else "")

    @property
    def parameters(self) -> dict[str, str]:
        """Return what an address says of it."""
        return {SHOWN: self.shown.parameter, **({BY: self.by} if self.by else {})}


def shown_of(table: ExplorerTable) -> Sequence[Shown]:
    """Return what charts of a table can show: the number of rows, and what its header finds sensible."""
    asked = [_asked(chart).shown for chart in table.chart]
    return list(dict.fromkeys([Shown(COUNT), *asked]))


def columns_of(table: ExplorerTable, shown: Shown) -> Sequence[str]:
    """Return the columns that rows are counted or added up by: the facets, those with a chart first.

    Nothing is added up by a column of several values, since it would be added up more than once, nor day by
    day.
    """
    columns = dict.fromkeys([*(chart.by for chart in table.chart if chart.by), *table.facets])
    if shown.how == COUNT:
        return list(columns)
    described = table.columns
    return [name for name in columns if not described[name].separator and described[name].kind != "date"]


def _asked(chart: Chart) -> ChartAsked:
    if chart.form == "distribution":
        return ChartAsked(Shown(SPREAD, (chart.of,)))
    if chart.form == "pair":
        return ChartAsked(Shown(PAIR, (chart.x, chart.y)))
    return ChartAsked(Shown(SUM, (chart.of,)) if chart.of else Shown(COUNT), chart.by)
