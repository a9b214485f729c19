"""What an address of the explorer asks for, and the conditions that this makes in SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asm_graph.documents.normalization import normalized
from asm_graph.explorer.periods import condition_of_periods

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from asm_graph.explorer.definition import ExplorerTable

NONE = "none"
"""The value of a facet for the rows that have none."""

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 12
_OF_KEYS = "SELECT id FROM things WHERE key IN ({marks})"
_ROW_OF_WORDS = 'row IN (SELECT rowid FROM "{kind}_words" WHERE "{kind}_words" MATCH ?)'
_IN = '"{name}" IN ({values})'
_AMONG_SEVERAL = 'row IN (SELECT row FROM "{kind}_{name}" WHERE thing IN ({values}))'
_EMPTY = '"{name}" IS NULL'


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows of a table are asked for, in which order, and which columns of them.

    `facets` are the chosen values by column: a row has one of the values in each of the columns. `sort` is a
    column, or empty for the order of the table; `columns` are empty for those that are shown at first.
    """

    kind: str
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    sort: str = ""
    descending: bool = False
    columns: tuple[str, ...] = ()

    def without(self, facet: str, value: str | None = None) -> Choice:
        """Return the choice without a facet, or without one of its values."""
        left = tuple(one for one in self.facets.get(facet, ()) if value is not None and one != value)
        facets = {name: left if name == facet else values for name, values in self.facets.items()}
        return replace(self, facets={name: values for name, values in facets.items() if values})


@dataclass(frozen=True, slots=True)
class Condition:
    """An expression of SQL, and the values of its parameters."""

    sql: str
    values: tuple[str, ...] = ()


def condition_of(choice: Choice, table: ExplorerTable, index: sqlite3.Connection) -> Condition:
    """Return the condition that rows meet by a choice; keys that no value has meet none."""
    parts = [_facet(table, name, values, index) for name, values in choice.facets.items()]
    words = _WORD.findall(normalized(choice.text))[:_MOST_WORDS]
    if words:
        parts.append(_ROW_OF_WORDS.format(kind=choice.kind))
    pattern = (" ".join(f'"{word}"*' for word in words),) if words else ()
    return Condition(" AND ".join(parts) or "1", pattern)


def _facet(table: ExplorerTable, name: str, values: tuple[str, ...], index: sqlite3.Connection) -> str:
    """Return the condition that a cell has one of some values: numbers of things, years, periods of dates."""
    column = table.columns[name]
    keys = [value for value in values if value != NONE]
    if column.kind == "date":
        conditions = [condition_of_periods(name, keys)]
    else:
        conditions = [_equality(table, name, keys, index)]
    if NONE in values:
        conditions.append(_EMPTY.format(name=name))
    return f"({' OR '.join(conditions)})"


def _equality(table: ExplorerTable, name: str, keys: list[str], index: sqlite3.Connection) -> str:
    column = table.columns[name]
    if column.is_named:
        found = index.execute(_OF_KEYS.format(marks=", ".join("?" * len(keys))), keys).fetchall()
        numbers = [number for (number,) in found]
    else:
        numbers = [int(key) for key in keys if key.isascii() and key.isdecimal()]
    place = _AMONG_SEVERAL if column.separator else _IN
    return place.format(kind=table.kind, name=name, values=", ".join(map(str, numbers)))
