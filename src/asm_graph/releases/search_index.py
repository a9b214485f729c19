"""The search index of a release: names, keys and texts in a full-text table (SQLite FTS5)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from itertools import product
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from asm_graph.documents.normalization import normalized
from asm_graph.rdf.vocabulary import ASM, DCT, FOAF, RDF, RDFS, SKOS
from asm_graph.releases.search_facets import facets_of
from asm_graph.spanish.forms import with_hyphens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Store

    from asm_graph.releases.search_facets import Values as Facets

SEARCH = "search.sqlite"

_NAMES = (SKOS("prefLabel"), RDFS("label"), DCT("title"), FOAF("name"))
_OTHER_NAMES = (SKOS("altLabel"),)
_KEYS = (ASM("programKey"), SKOS("notation"))
_TEXTS = (ASM("text"), ASM("narrative"), ASM("recommendation"), SKOS("definition"))
_FIELDS = {
    prop: field
    for field, props in (("name", _NAMES), ("other", _OTHER_NAMES), ("keys", _KEYS), ("text", _TEXTS))
    for prop in props
}
_TABLES = """
CREATE VIRTUAL TABLE things USING fts5(
  name, english, other, keys, text, iri UNINDEXED, kind UNINDEXED,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE TABLE keys(key TEXT NOT NULL, iri TEXT NOT NULL, PRIMARY KEY (key, iri)) WITHOUT ROWID;
CREATE TABLE facet_values(
  id INTEGER PRIMARY KEY, facet TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (facet, value)
);
CREATE TABLE facets(
  thing INTEGER NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (thing, value)
) WITHOUT ROWID;
CREATE INDEX facets_by_value ON facets(value, thing);
"""

_TITLE_LENGTH = 300
_NO_KIND = RDFS("Resource").value

Fields = dict[str, list[Literal]]


def normalised_key(text: str) -> str:
    """Normalize a key for lookup: `20-s061` → `20S061`."""
    return with_hyphens(normalized(text)).strip().replace("-", "").upper()


def write_search_index(store: Store, path: Path) -> None:
    """Index everything in the default graph that has a name, a key or a text."""
    things = _things(store)
    kinds = _kinds(store, things)
    with closing(sqlite3.connect(path)) as index, index:
        index.executescript(_TABLES)
        index.executemany("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?)", _rows(things, kinds))
        index.executemany("INSERT OR IGNORE INTO keys VALUES (?, ?)", _key_rows(things))
        _write_facets(index, facets_of(store), things)
        index.execute("INSERT INTO things(things) VALUES ('optimize')")


def _things(store: Store) -> dict[str, Fields]:
    """Yield the literals of each thing by field, sorted by IRI."""
    things: dict[str, Fields] = defaultdict(lambda: defaultdict(list))
    for prop, field in _FIELDS.items():
        for quad in store.quads_for_pattern(None, prop, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                things[quad.subject.value][field].append(quad.object)
    return dict(sorted(things.items()))


def _kinds(store: Store, things: dict[str, Fields]) -> dict[str, str]:
    """Return the class of each thing: the most specific of ours."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, RDF("type"), None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and quad.subject.value in things:
            kinds[quad.subject.value].append(str(getattr(quad.object, "value", "")))
    superclasses = {
        str(getattr(quad.object, "value", ""))
        for quad in store.quads_for_pattern(None, RDFS("subClassOf"), None, DefaultGraph())
    }
    return {
        iri: min(of, key=lambda kind: (kind in superclasses, not kind.startswith(ASM.iri), kind))
        for iri, of in kinds.items()
    }


def _rows(things: dict[str, Fields], kinds: dict[str, str]) -> Iterator[tuple[str, ...]]:
    for iri, fields in things.items():
        names = sorted(fields.get("name", ()), key=lambda name: (name.language != "es", name.value))
        english = [name.value for name in names if name.language == "en"]
        own = [name.value for name in names if name.language != "en"] or english
        texts = _values(fields, "text")
        yield (
            own[0] if own else " ".join(texts[:1])[:_TITLE_LENGTH],
            " ".join(english),
            " ".join([*own[1:], *_values(fields, "other")]),
            " ".join([*_values(fields, "keys"), iri.rpartition("/")[2]]),
            "\n".join(texts),
            iri,
            kinds.get(iri, _NO_KIND),
        )


def _key_rows(things: dict[str, Fields]) -> Iterator[tuple[str, str]]:
    for iri, fields in things.items():
        for key in _values(fields, "keys"):
            yield normalised_key(key), iri


def _write_facets(index: sqlite3.Connection, facets: Mapping[str, Facets], things: Iterable[str]) -> None:
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


def _values(fields: Fields, name: str) -> list[str]:
    return sorted({literal.value for literal in fields.get(name, ())})
