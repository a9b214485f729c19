"""The explorer of a release: pages of rows, counts of facets, and the whole of a result."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from asm_graph.explorer.cells import CellReader
from asm_graph.explorer.choice import condition_of
from asm_graph.explorer.counting import ValueCounter
from asm_graph.explorer.definition import ExplorerTable
from asm_graph.explorer.index import EXPLORER
from asm_graph.sqlite_files import open_index

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from asm_graph.explorer.cells import Cell
    from asm_graph.explorer.choice import Choice
    from asm_graph.explorer.counting import Count, FacetCounts
    from asm_graph.rdf.vocabulary import Language

PAGE = 50
_BATCH = 500
"""Rows that are read and named at once."""

_TABLES = "SELECT definition FROM tables"
_TOTAL = 'SELECT count(*) FROM "{kind}" WHERE {chosen}'
_FILLED = 'SELECT count(*), {counts} FROM "{kind}" WHERE {chosen}'
_ROWS = 'SELECT row, {columns} FROM "{kind}" WHERE {chosen} ORDER BY {order} LIMIT ? OFFSET ?'
_SORTED = "{place} IS NULL, {place} {direction}, row"
_BY_NAME = '(SELECT {language}_rank FROM things WHERE id = "{name}")'
_BY_TEXT = 'iif("{name}" IS NULL, NULL, "{name}_rank")'
_VALUES = 'SELECT {columns} FROM "{kind}" WHERE {chosen} ORDER BY row'
_SUMS = 'SELECT sum("{of}"), count("{of}"), count(*), {keys} FROM "{kind}" WHERE {chosen} GROUP BY {columns}'
_KEY = '(SELECT key FROM things WHERE id = "{name}")'


@dataclass(frozen=True, slots=True)
class ExplorerPage:
    """One page of rows; `filled` counts the rows of the whole result that have a value, of every column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    number: int
    pages: int
    filled: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """What a column adds up to for some values of others; `rows` state a number, `without` state none."""

    keys: tuple[str | int | float | None, ...]
    total: float
    rows: int
    without: int


class Explorer:
    """The tables of a release, read from its index."""

    def __init__(self, path: Path, tables: Mapping[str, ExplorerTable]) -> None:
        self._path = path
        self.tables = tables

    def total(self, choice: Choice) -> int:
        """Count the chosen rows."""
        with closing(open_index(self._path)) as index:
            chosen = condition_of(choice, self.tables[choice.kind], index)
            found = index.execute(_TOTAL.format(kind=choice.kind, chosen=chosen.sql), chosen.values)
            return int(found.fetchone()[0])

    def page(self, choice: Choice, number: int, language: Language) -> ExplorerPage:
        """Return a page of the chosen rows, the last where there are not so many."""
        table, columns = self.tables[choice.kind], self.columns(choice)
        with closing(open_index(self._path)) as index:
            chosen = condition_of(choice, table, index)
            counts = ", ".join(f'count("{name}")' for name in table.choosable)
            total, *filled = index.execute(
                _FILLED.format(kind=choice.kind, counts=counts, chosen=chosen.sql), chosen.values
            ).fetchone()
            pages = max(1, -(-total // PAGE))
            number = min(number, pages)
            reader = CellReader(index, table, columns, language)
            found = _select(reader, choice, (PAGE, PAGE * (number - 1)))
            rows = tuple(reader.read(found.fetchall()))
        return ExplorerPage(
            columns, rows, total, number, pages, dict(zip(table.choosable, filled, strict=True))
        )

    def facets(self, choice: Choice, language: Language, most: int | None = None) -> dict[str, FacetCounts]:
        """Count the values of each facet among the rows that the other facets and the text choose.

        The order is that of `ValueCounter.counts`; `most` limits the values to the most frequent.
        """
        table = self.tables[choice.kind]
        with closing(open_index(self._path)) as index:
            return {
                name: self._counter(index, choice, name, language, most).counts(
                    condition_of(choice.without(name), table, index)
                )
                for name in table.facets
            }

    def counts(self, choice: Choice, by: str, language: Language) -> list[Count]:
        """Count the values of a column among all chosen rows, as facets do, chosen ones even if zero."""
        with closing(open_index(self._path)) as index:
            chosen = condition_of(choice, self.tables[choice.kind], index)
            return self._counter(index, choice, by, language).counts(chosen).counts

    def _counter(
        self,
        index: sqlite3.Connection,
        choice: Choice,
        by: str,
        language: Language,
        most: int | None = None,
    ) -> ValueCounter:
        table = self.tables[choice.kind]
        others = [
            each
            for each in self.tables.values()
            if each is not table and by in each.facets and each.columns[by].is_named
        ]
        return ValueCounter(index, table, by, language, choice.facets.get(by, ()), most, others)

    def rows(self, choice: Choice, columns: Sequence[str], language: Language) -> Iterator[tuple[Cell, ...]]:
        """Yield these columns of all chosen rows, in order."""
        with closing(open_index(self._path)) as index:
            reader = CellReader(index, self.tables[choice.kind], columns, language)
            found = _select(reader, choice, (-1, 0))
            while part := found.fetchmany(_BATCH):
                yield from reader.read(part)

    def values(self, choice: Choice, *columns: str) -> Iterator[tuple[str | int | float | None, ...]]:
        """Yield the plain values of columns of all chosen rows; of what has a key, the key.

        Of several values in a cell, the first.
        """
        table = self.tables[choice.kind]
        expressions = _plain(table, columns)
        with closing(open_index(self._path)) as index:
            chosen = condition_of(choice, table, index)
            statement = _VALUES.format(kind=choice.kind, columns=expressions, chosen=chosen.sql)
            yield from index.execute(statement, chosen.values)

    def sums(self, choice: Choice, of: str, by: Sequence[str]) -> list[Sum]:
        """Add up a column of the chosen rows for each of the values that other columns have together."""
        table = self.tables[choice.kind]
        quoted = ", ".join(f'"{name}"' for name in by)
        with closing(open_index(self._path)) as index:
            chosen = condition_of(choice, table, index)
            statement = _SUMS.format(
                kind=choice.kind, of=of, keys=_plain(table, by), columns=quoted, chosen=chosen.sql
            )
            found = index.execute(statement, chosen.values)
            return [
                Sum(tuple(keys), total or 0, stated, rows - stated) for total, stated, rows, *keys in found
            ]

    def columns(self, choice: Choice) -> tuple[str, ...]:
        """Return the columns that a choice shows; the first of the table, which names the row, always."""
        table = self.tables[choice.kind]
        first = table.choosable[0]
        asked = choice.columns or table.shown
        return (first, *(name for name in table.choosable if name in asked and name != first))


def _plain(table: ExplorerTable, columns: Sequence[str]) -> str:
    """Return the expressions of SQL for the plain values of columns, keys for those that have them."""
    return ", ".join(
        (_KEY if table.columns[name].is_named else '"{name}"').format(name=name) for name in columns
    )


def _select(reader: CellReader, choice: Choice, part: tuple[int, int]) -> sqlite3.Cursor:
    """Select rows: at most so many, after so many; a limit of -1 is none."""
    chosen, order = condition_of(choice, reader.table, reader.index), "row"
    if choice.sort:
        column = reader.table.columns[choice.sort]
        form = _BY_NAME if column.is_named else _BY_TEXT if column.sorts_as_text else '"{name}"'
        place = form.format(language=reader.language, name=choice.sort)
        order = _SORTED.format(place=place, direction="DESC" if choice.descending else "ASC")
    statement = _ROWS.format(
        kind=choice.kind,
        columns=", ".join(f'"{name}"' for name in reader.selected),
        chosen=chosen.sql,
        order=order,
    )
    return reader.index.execute(statement, (*chosen.values, *part))


@lru_cache(maxsize=4)
def explorer_of(folder: Path) -> Explorer | None:
    """Return the explorer of a release folder; None where earlier software wrote it without an index."""
    path = folder / EXPLORER
    if not path.is_file():
        return None
    with closing(open_index(path)) as index:
        read = [ExplorerTable.model_validate_json(definition) for (definition,) in index.execute(_TABLES)]
    return Explorer(path, {table.kind: table for table in read})
