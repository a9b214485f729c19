"""The search index of a release: what can be found, under its names, keys and texts (SQLite FTS5)."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from itertools import product
from typing import TYPE_CHECKING

from asm_graph.documents.normalization import normalized
from asm_graph.registers.csv_register import Problems
from asm_graph.registers.search_names import load_search_names
from asm_graph.search.entries import CONTEXT, ENGLISH, INITIALS, KEY, LABEL, SHORT, entries_of
from asm_graph.search.facets import facets_of
from asm_graph.search.site_pages import page_entries
from asm_graph.search.writing import forms_of, heeded, words_of
from asm_graph.spanish.forms import with_hyphens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Store

    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.search.entries import Entry
    from asm_graph.search.facets import Values


SEARCH = "search.sqlite"
VERSION = 2
"""The form of the index (`user_version`); releases of earlier software have another, or none."""

_TABLES = f"""
PRAGMA user_version = {VERSION};
CREATE TABLE entries(
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, english TEXT NOT NULL,
  address TEXT NOT NULL, weight REAL NOT NULL
);
CREATE TABLE names(
  entry INTEGER NOT NULL, name TEXT NOT NULL, sort TEXT NOT NULL, years TEXT NOT NULL, words TEXT NOT NULL,
  letters INTEGER NOT NULL
);
CREATE INDEX names_by_entry ON names(entry);
CREATE VIRTUAL TABLE things USING fts5(
  name, english, other, short, forms, keys, context, text,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(things, col);
CREATE TABLE words(word TEXT PRIMARY KEY, length INTEGER NOT NULL, things INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE keys(key TEXT NOT NULL, iri TEXT NOT NULL, PRIMARY KEY (key, iri)) WITHOUT ROWID;
CREATE TABLE facet_values(
  id INTEGER PRIMARY KEY, facet TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (facet, value)
);
CREATE TABLE facets(
  thing INTEGER NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (thing, value)
) WITHOUT ROWID;
CREATE INDEX facets_by_value ON facets(value, thing);
"""
_WORDS = """
INSERT INTO words SELECT term, length(term), max(doc) FROM vocabulary
WHERE col <> 'forms' AND NOT term GLOB '[0-9]*' GROUP BY term
"""
_ZERO = re.compile(r"0(?=\d[A-Z]\d)")
_COLUMN = {
    LABEL: "name",
    ENGLISH: "english",
    INITIALS: "short",
    SHORT: "short",
    KEY: "keys",
    CONTEXT: "context",
}
_COLUMNS = ("name", "english", "other", "short", "forms", "keys", "context")


def normalized_key(text: str) -> str:
    """Normalize a key for lookup.

    >>> normalized_key("20-s061"), normalized_key("08S292")
    ('20S061', '8S292')
    """
    return _ZERO.sub("", with_hyphens(normalized(text)).strip().replace("-", "").upper())


def write_search_index(store: Store, path: Path, knowledge: Knowledge, base: Base) -> None:
    """Index everything in the default graph that has a name, a key or a text, and the pages of the site.

    The registers of the knowledge give short names and states, its library the ready questions.
    """
    named = load_search_names(knowledge.seeds / "registers", Problems())
    short = {base.id(thing).value: names for thing, names in named.items()}
    found = [*entries_of(store, short), *page_entries(store, knowledge, base)]
    with closing(sqlite3.connect(path)) as index, index:
        index.executescript(_TABLES)
        for number, entry in enumerate(found, 1):
            _write_entry(index, number, entry)
        keys = {(normalized_key(key), each.iri) for each in found for key in each.keys}
        index.executemany("INSERT INTO keys VALUES (?, ?)", sorted(keys))
        _write_facets(index, facets_of(store), [entry.iri for entry in found])
        index.execute("INSERT INTO things(things) VALUES ('optimize')")
        index.execute(_WORDS)


def _write_entry(index: sqlite3.Connection, number: int, entry: Entry) -> None:
    described = (entry.iri, entry.kind, entry.title, entry.english, entry.address, entry.weight)
    index.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", (number, *described))
    columns: dict[str, dict[str, None]] = {column: {} for column in _COLUMNS}
    for name in dict.fromkeys(entry.names):
        columns[_COLUMN.get(name.sort, "other")][name.text] = None
        words = words_of(name.text)
        index.execute(
            "INSERT INTO names VALUES (?, ?, ?, ?, ?, ?)",
            (number, *name, " ".join(words), sum(map(len, heeded(words)))),
        )
        if name.sort != CONTEXT:
            columns["forms"] |= dict.fromkeys(sorted(forms_of(name.text)))
    texts = [" ".join(columns[column]) for column in _COLUMNS]
    index.execute(
        "INSERT INTO things(rowid, name, english, other, short, forms, keys, context, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, *texts, entry.text),
    )


def _write_facets(index: sqlite3.Connection, facets: Mapping[str, Values], things: Sequence[str]) -> None:
    """Write the facets of each thing by its position in the index, from 1; values are numbered."""
    known = {
        pair for of in facets.values() for facet, values in of.items() for pair in product((facet,), values)
    }
    numbers = {pair: number for number, pair in enumerate(sorted(known), 1)}
    index.executemany(
        "INSERT INTO facet_values VALUES (?, ?, ?)",
        ((number, facet, value) for (facet, value), number in numbers.items()),
    )
    rows = (
        (place, numbers[facet, value])
        for place, iri in enumerate(things, 1)
        for facet, values in facets.get(iri, {}).items()
        for value in values
    )
    index.executemany("INSERT INTO facets VALUES (?, ?)", sorted(rows))
