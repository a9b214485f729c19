"""The search index of a release: names, keys, texts and facets of its things (SQLite FTS5)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from itertools import product
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from asm_graph.documents.normalization import normalized
from asm_graph.graph.program_paths import ProgramPaths
from asm_graph.rdf.iri_parts import last_step
from asm_graph.rdf.vocabulary import ASM, DCT, FOAF, RDF, RDFS, SKOS
from asm_graph.spanish.forms import with_hyphens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Store


FACETS = ("program", "branch", "plan", "class", "year")
"""The facets; the values of all are IRIs but those of `year`."""

_STATED = {
    "program": ASM("program"),
    "branch": ASM("branch"),
    "plan": SKOS("inScheme"),
    "class": ASM("classification"),
    "year": ASM("year"),
}

Values = dict[str, set[str]]


def facets_of(store: Store) -> dict[str, Values]:
    """Return the values of each facet by thing, stated of it or of a whole it belongs to."""
    facets: dict[str, Values] = defaultdict(lambda: defaultdict(set))
    plans = {plan for plan, _ in _links(store, RDF("type"), ASM("Plan"))}
    for facet, prop in _STATED.items():
        for thing, value in _facet_values(store, prop):
            if facet != "plan" or value in plans:
                facets[thing][facet].add(value)
    for program, _ in _links(store, RDF("type"), ASM("Program")):
        facets[program]["program"].add(program)
    for part, wholes in _wholes(store).items():
        for whole in wholes & facets.keys():
            for facet, inherited in facets[whole].items():
                facets[part][facet] |= inherited
    for values in list(facets.values()):
        for program in sorted(values.get("program", ())):
            values["branch"] |= facets[program].get("branch", set()) if program in facets else set()
    return facets


def _wholes(store: Store) -> dict[str, set[str]]:
    """Map each part to all that it is part of, directly or by another whole."""
    annotated = store.quads_for_pattern(None, ASM("pathToProgram"), None, DefaultGraph())
    paths, wholes = ProgramPaths.of(annotated), defaultdict[str, set[str]](set)
    for prop in paths.forward:
        for part, whole in _links(store, prop):
            wholes[part].add(whole)
    for prop in paths.backward:
        for whole, part in _links(store, prop):
            wholes[part].add(whole)
    found: dict[str, set[str]] = {}
    for part in wholes:
        waiting, found[part] = [part], set()
        while waiting:
            new = wholes.get(waiting.pop(), set()) - found[part]
            found[part] |= new
            waiting += new
    return found


def _facet_values(store: Store, prop: NamedNode) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, prop, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            yield quad.subject.value, quad.object.value


def _links(store: Store, prop: NamedNode, value: NamedNode | None = None) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, prop, value, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, quad.object.value


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


def normalized_key(text: str) -> str:
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
            " ".join([*_values(fields, "keys"), last_step(iri)]),
            "\n".join(texts),
            iri,
            kinds.get(iri, _NO_KIND),
        )


def _key_rows(things: dict[str, Fields]) -> Iterator[tuple[str, str]]:
    for iri, fields in things.items():
        for key in _values(fields, "keys"):
            yield normalized_key(key), iri


def _write_facets(index: sqlite3.Connection, facets: Mapping[str, Values], things: Iterable[str]) -> None:
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
