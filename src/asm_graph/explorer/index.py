"""The explorer's index of a release: one SQLite table for each query in `sparql/explore/`.

Values that rows are chosen by are numbered in `things`, so that counting them reads small numbers from one
covering index. What sorts as text has its place in Spanish order beside it. A cell of several values has a
row for each in a table of its own, and the first of them in the row itself.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.explorer.definition import read_explorer_tables
from asm_graph.explorer.things import NamedValues
from asm_graph.rdf.table_queries import select_columns
from asm_graph.rdf.vocabulary import LANGUAGES
from asm_graph.registers.csv_register import read_table
from asm_graph.spanish.forms import natural_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import BlankNode, Store, Triple

    from asm_graph.explorer.definition import ExplorerColumn, ExplorerTable
    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Language

    Term = NamedNode | BlankNode | Literal | Triple | None
    Numbers = tuple[int, ...]

EXPLORER = "explorer.sqlite"

Value = str | int | float | None
Row = dict[str, "Value | Numbers"]
"""The cells of a row by column: numbers of named values, else the value itself."""

_TABLES = """
CREATE TABLE tables(kind TEXT PRIMARY KEY, definition TEXT NOT NULL);
CREATE TABLE things(
  id INTEGER PRIMARY KEY, iri TEXT, key TEXT NOT NULL COLLATE NOCASE, es TEXT NOT NULL, en TEXT NOT NULL,
  es_rank INTEGER NOT NULL, en_rank INTEGER NOT NULL
);
CREATE INDEX things_by_key ON things(key);
"""
_TABLE = 'CREATE TABLE "{kind}"(row INTEGER PRIMARY KEY, {columns})'
_ROW = 'INSERT INTO "{kind}" VALUES (?, {marks})'
_FACETS = 'CREATE INDEX "{kind}_facets" ON "{kind}"({columns})'
_SEVERAL = 'CREATE TABLE "{kind}_{name}"(row INTEGER, thing INTEGER, PRIMARY KEY (row, thing)) WITHOUT ROWID'
_ONE_OF_SEVERAL = 'INSERT INTO "{kind}_{name}" VALUES (?, ?)'
_BY_THING = 'CREATE INDEX "{kind}_{name}_things" ON "{kind}_{name}"(thing, row)'
_WORDS = (
    "CREATE VIRTUAL TABLE \"{kind}_words\" USING fts5(words, content = '', detail = none, "
    "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
)
_WORDS_OF_ROW = 'INSERT INTO "{kind}_words"(rowid, words) VALUES (?, ?)'

_EXACT = 2**53
"""Up to here a float counts whole numbers one by one."""
_LEADING_YEAR = re.compile(r"-?\d{4}")
_JOINED_KEY = re.compile(r"\d+-\w+")


@dataclass(frozen=True, slots=True)
class _Content:
    """A table and its rows, not yet in order."""

    table: ExplorerTable
    rows: list[Row]


def write_explorer_index(store: Store, knowledge: Knowledge, path: Path) -> None:
    """Write the tables that `sparql/explore/` defines, from the default graph of a store.

    Raises:
        InputError: a query file or the register of states cannot be read.
        RegisterError: a query cannot be parsed or its header does not describe its columns.
    """
    folder = knowledge.sparql / "explore"
    register = read_table(knowledge.seeds / "registers" / "jurisdictions.csv", ("jurisdiction", "label"))
    values = NamedValues(store, {row["jurisdiction"]: row["label"] for row in register})
    contents = [_read(store, table, values, folder) for table in read_explorer_tables(folder)]
    ranks = {language: _ranks([getattr(one, language) for one in values.known]) for language in LANGUAGES}
    things = (
        (number, one.iri, one.key, one.es, one.en, *places)
        for number, (one, *places) in enumerate(zip(values.known, *ranks.values(), strict=True))
    )
    with closing(sqlite3.connect(path)) as index, index:
        index.executescript(_TABLES)
        index.executemany("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?)", things)
        for content in contents:
            _write(index, content, values, ranks)


def _read(store: Store, table: ExplorerTable, values: NamedValues, folder: Path) -> _Content:
    # The engine returns rows, and the values that it joins in a cell, in any order; the index has one order.
    answer = sorted(
        select_columns(store, table.query, table.columns, folder / f"{table.kind}.rq"),
        key=lambda terms: tuple(map(str, terms)),
    )
    rows = (dict(zip(table.columns, solution, strict=True)) for solution in answer)
    return _Content(table, [_row(table, terms, values) for terms in rows])


def _row(table: ExplorerTable, terms: Mapping[str, Term], values: NamedValues) -> Row:
    """Read the cells of a row; columns that are named by others come after them."""
    row: Row = {}
    for name in sorted(table.columns, key=lambda name: bool(table.columns[name].name)):
        column, term = table.columns[name], terms[name]
        if not column.is_named:
            row[name] = None if term is None else _value(column, term)
            continue
        said = () if term is None else _texts(column, term)
        composed = [number for part in column.name for number in _numbers(row[part], values)]
        row[name] = tuple(dict.fromkeys(_named(column, text, composed, values) for text in said))
    return row


def _texts(column: ExplorerColumn, term: Term) -> list[str]:
    text = getattr(term, "value", str(term))
    return sorted(filter(None, text.split(column.separator))) if column.separator else [text]


def _named(column: ExplorerColumn, text: str, composed: Sequence[int], values: NamedValues) -> int:
    if column.kind == "state":
        return values.state(text)
    if column.kind == "thing":
        return values.thing(NamedNode(text), composed, column.names)
    return values.text(text)


def _numbers(cell: Value | Numbers, values: NamedValues) -> Numbers:
    if isinstance(cell, tuple):
        return cell
    return () if cell is None else (values.text(str(cell)),)


def _value(column: ExplorerColumn, term: Term) -> Value:
    """Return what a cell holds; a number or year that is none is left out."""
    text = getattr(term, "value", str(term))
    if column.kind == "year":
        found = _LEADING_YEAR.match(text)
        return int(found[0]) if found else None
    if not column.is_number:
        return str(text)
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


def _ranks(texts: Sequence[str]) -> list[int]:
    """Return the place of each text in Spanish order; equal texts share one."""
    # Texts that compare as equal, such as those that differ far behind, keep one order in every build.
    ordered = sorted(sorted(set(texts)), key=natural_order)
    places = {text: place for place, text in enumerate(ordered)}
    return [places[text] for text in texts]


def _write(
    index: sqlite3.Connection, content: _Content, values: NamedValues, ranks: Mapping[Language, Sequence[int]]
) -> None:
    table, kind = content.table, content.table.kind
    rows = _in_order(content, ranks[LANGUAGES[0]])
    texts = [name for name, column in table.columns.items() if column.sorts_as_text]
    for name in texts:
        for row, rank in zip(rows, _ranks([str(row[name] or "") for row in rows]), strict=True):
            row[f"{name}_rank"] = rank
    columns = [*table.columns, *(f"{name}_rank" for name in texts)]
    index.execute(_TABLE.format(kind=kind, columns=_listed(columns)))
    index.executemany(
        _ROW.format(kind=kind, marks=", ".join("?" * len(columns))),
        ((number, *(_first(row[name]) for name in columns)) for number, row in enumerate(rows)),
    )
    index.execute(_FACETS.format(kind=kind, columns=_listed(table.facets)))
    for name in (name for name, column in table.columns.items() if column.separator):
        index.execute(_SEVERAL.format(kind=kind, name=name))
        index.executemany(
            _ONE_OF_SEVERAL.format(kind=kind, name=name),
            ((number, thing) for number, row in enumerate(rows) for thing in _several(row[name])),
        )
        index.execute(_BY_THING.format(kind=kind, name=name))
    index.execute(_WORDS.format(kind=kind))
    index.executemany(
        _WORDS_OF_ROW.format(kind=kind),
        ((number, " ".join(_words(row, values))) for number, row in enumerate(rows)),
    )
    index.execute("INSERT INTO tables VALUES (?, ?)", (kind, table.model_dump_json(exclude={"query"})))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _in_order(content: _Content, ranks: Sequence[int]) -> list[Row]:
    """Sort rows as their table asks, by the last column first; empty cells come last."""
    rows, table = content.rows, content.table
    for row in rows:
        for name, column in table.columns.items():
            if column.separator:
                row[name] = tuple(sorted(_several(row[name]), key=ranks.__getitem__))
    first = next(iter(table.columns))
    for asked in reversed((*table.order, first)):
        name = asked.removeprefix("-")
        filled = [row for row in rows if row[name] not in (None, ())]
        empty = [row for row in rows if row[name] in (None, ())]
        filled.sort(key=lambda row: _place(row[name], ranks), reverse=asked.startswith("-"))
        rows = filled + empty
    return rows


def _place(cell: Value | Numbers, ranks: Sequence[int]) -> tuple[float, tuple[str, str]]:
    if isinstance(cell, tuple):
        return ranks[cell[0]], ("", "")
    return (0, natural_order(cell)) if isinstance(cell, str) else (cell or 0, ("", ""))


def _several(cell: Value | Numbers) -> Numbers:
    return cell if isinstance(cell, tuple) else ()


def _first(cell: Value | Numbers) -> Value:
    return (cell[0] if cell else None) if isinstance(cell, tuple) else cell


def _words(row: Row, values: NamedValues) -> Iterator[str]:
    """Yield what a row is found by: its texts, and the names and keys of its values."""
    for name, cell in row.items():
        if isinstance(cell, tuple):
            for one in (values.known[number] for number in cell):
                yield from dict.fromkeys((one.es, one.en))
        elif isinstance(cell, str) and not cell.startswith("http"):
            yield cell
            if _JOINED_KEY.fullmatch(cell):
                yield cell.replace("-", "")
        elif cell is not None and not name.endswith("_rank"):
            yield str(cell)
