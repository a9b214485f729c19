"""How many rows have each value of a column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.explorer.cells import names_of
from asm_graph.explorer.choice import NONE
from asm_graph.explorer.periods import counted_by_period, short_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from asm_graph.explorer.choice import Condition
    from asm_graph.explorer.definition import ExplorerTable
    from asm_graph.rdf.vocabulary import Language

_COUNTS = 'SELECT "{name}", count(*) FROM "{kind}" WHERE {chosen} GROUP BY "{name}"'
_COUNTS_OF_SEVERAL = (
    'SELECT thing, count(*) FROM "{kind}_{name}" WHERE row IN (SELECT row FROM "{kind}" WHERE {chosen})'
    ' GROUP BY thing UNION ALL SELECT NULL, count(*) FROM "{kind}" WHERE "{name}" IS NULL AND {chosen}'
)
_OF_KEYS = "SELECT id, key FROM things WHERE key IN ({marks}) AND id IN (SELECT {place})"
_IN_COLUMN = '"{name}" FROM "{kind}"'
_AMONG_SEVERAL = 'thing FROM "{kind}_{name}"'
_YEAR = re.compile(r"\d{4}(?!\d)")
"""What years and periods begin with (`2018-2019`)."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows have a value; `value` is its key in an address, `none` for those that have none.

    The label of `none` is what the column calls it, if it does.
    """

    value: str
    label: str
    number: int
    chosen: bool = False


def label_of(value: str, counts: Iterable[Count]) -> str:
    """Return what a value is called among some counts, the value itself where none of them is of it."""
    return next((each.label for each in counts if each.value.casefold() == value.casefold()), value)


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The counts of the values of a facet, the most frequent of them; `total` counts the values."""

    counts: list[Count]
    total: int


@dataclass(frozen=True, slots=True)
class ValueCounter:
    """Counts the values of a column in a language; `asked` are the keys that are chosen.

    `most` limits the values that are named to the most frequent and those that are chosen. `others` are more
    tables with the column: a value that is chosen in one of them keeps its name in this one.
    """

    index: sqlite3.Connection
    table: ExplorerTable
    name: str
    language: Language
    asked: tuple[str, ...] = ()
    most: int | None = None
    others: Sequence[ExplorerTable] = ()

    def counts(self, chosen: Condition) -> FacetCounts:
        """Count the values among the rows that meet a condition.

        The most frequent come first, years and periods from the latest on; rows without a value come last. A
        chosen value that no row has is counted as zero.
        """
        column = self.table.columns[self.name]
        several = column.separator is not None
        statement = (_COUNTS_OF_SEVERAL if several else _COUNTS).format(
            kind=self.table.kind, name=self.name, chosen=chosen.sql
        )
        found = self.index.execute(statement, chosen.values * (2 if several else 1)).fetchall()
        without = sum(number for value, number in found if value is None)
        values = {value: number for value, number in found if number and value is not None}
        if column.is_named:
            counts = self._named(values)
        else:
            counts = self._dated(values) if column.kind == "date" else self._plain(values)
        total = max(len(counts), len(values))
        if without or NONE in self.asked:
            label = column.absent.of(self.language) if column.absent else ""
            counts.append(Count(NONE, label, without, NONE in self.asked))
        return FacetCounts(counts, total)

    def _named(self, numbers: dict[int, int]) -> list[Count]:
        frequent = sorted(numbers, key=lambda number: -numbers[number])[: self.most]
        names = names_of(self.index, {*frequent, *self._numbers_asked()})
        keys = {value.casefold() for value in self.asked}
        counts = [
            Count(one.key, one.of(self.language), numbers.get(number, 0), one.key.casefold() in keys)
            for number, one in names.items()
        ]
        if all(_YEAR.match(count.value) for count in counts):
            return sorted(counts, key=lambda count: count.value, reverse=True)
        return sorted(counts, key=lambda count: (-count.number, count.label))

    def _plain(self, numbers: dict[int, int]) -> list[Count]:
        asked = {int(value): 0 for value in self.asked if value.isascii() and value.isdecimal()}
        return [
            Count(str(value), str(value), number, str(value) in self.asked)
            for value, number in sorted({**asked, **numbers}.items(), reverse=True)
        ]

    def _dated(self, days: dict[str, int]) -> list[Count]:
        periods = counted_by_period(days, self.asked)
        return [
            Count(period, short_name(period, self.language), number, period in self.asked)
            for period, number in periods.items()
        ]

    def _numbers_asked(self) -> list[int]:
        """Return the numbers of the values that are chosen, whether or not rows are left for them."""
        left = {value.casefold(): value for value in self.asked if value != NONE}
        numbers = []
        for table in (self.table, *self.others):
            if left:
                place = _AMONG_SEVERAL if table.columns[self.name].separator else _IN_COLUMN
                statement = _OF_KEYS.format(
                    marks=", ".join("?" * len(left)), place=place.format(name=self.name, kind=table.kind)
                )
                for number, key in self.index.execute(statement, tuple(left.values())).fetchall():
                    numbers.append(number)
                    left.pop(key.casefold(), None)
        return numbers
