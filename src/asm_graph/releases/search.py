"""The search of a release: words to hits, a key to the thing it identifies."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.documents.normalization import normalized
from asm_graph.releases.search_index import FACETS, SEARCH, normalized_key
from asm_graph.sqlite_files import open_index

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

    from asm_graph.rdf.vocabulary import Language

PAGE = 20
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 12
_SHORTEST_KEY = 4
"""Shorter ones, such as the number of an objective, are keys of many things and words of a search."""

_OPEN, _CLOSE = "\x02", "\x03"
_CHOSEN = "things MATCH :pattern"
_OF_KIND = " AND (:kind = '' OR kind = :kind)"
_BY_FACET = (
    " AND (:{facet} = '' OR things.rowid IN (SELECT thing FROM facets JOIN facet_values"
    " ON facets.value = id WHERE facet = '{facet}' AND facet_values.value = :{facet}))"
)
_NARROWED = "".join(_BY_FACET.format(facet=facet) for facet in FACETS)
_HITS = """
SELECT iri, kind, name, english, snippet(things, -1, :open, :close, '…', 24)
FROM things WHERE {chosen}
ORDER BY bm25(things, 10, 10, 6, 12, 1), iri LIMIT :limit OFFSET :offset
"""
_KINDS = "SELECT kind, count(*) FROM things WHERE {chosen} GROUP BY kind ORDER BY count(*) DESC, kind"
_FACETS = """
SELECT facet, facet_values.value, found FROM (
  SELECT facets.value AS number, count(*) AS found
  FROM things JOIN facets ON facets.thing = things.rowid WHERE {chosen} GROUP BY facets.value
) JOIN facet_values ON id = number ORDER BY facet, found DESC, facet_values.value
"""
_HAS_FACETS = "SELECT 1 FROM sqlite_master WHERE name = 'facet_values'"
_VALUES_SHOWN = 8
_OF_KEY = "SELECT iri FROM keys WHERE key = ? LIMIT 2"


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found; `pieces` is its text, with the matching words at odd positions."""

    iri: str
    kind: str
    title: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits, best first; `kinds` counts all matches by class.

    `facets` has the most frequent values of each facet; releases of earlier software have none.
    """

    hits: tuple[Hit, ...]
    kinds: Mapping[str, int]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def has_index(release: Path) -> bool:
    """Check that a release can be searched; those of earlier software cannot."""
    return (release / SEARCH).is_file()


def thing_of_key(release: Path, text: str) -> str | None:
    """Return the IRI of the one thing with this key; None where there is none or several."""
    key = normalized_key(text)
    if len(key) < _SHORTEST_KEY:
        return None
    with closing(open_index(release / SEARCH)) as index:
        found = index.execute(_OF_KEY, (key,)).fetchall()
    return str(found[0][0]) if len(found) == 1 else None


def search(
    release: Path, text: str, narrowed: Mapping[str, str], page: int, language: Language
) -> SearchPage:
    """Find the things that have every word of a text, or words beginning so, ignoring accents and case.

    `narrowed` has values for `kind`, the IRI of a class, and for facets, as far as they are asked for.
    """
    pattern = _pattern(text)
    if not pattern:
        return SearchPage((), {}, 0)
    terms = {"pattern": pattern, **{name: narrowed.get(name, "") for name in ("kind", *FACETS)}}
    shown = {"open": _OPEN, "close": _CLOSE, "limit": PAGE, "offset": PAGE * (page - 1)}
    with closing(open_index(release / SEARCH)) as index:
        has_facets = index.execute(_HAS_FACETS).fetchone() is not None
        chosen = _CHOSEN + (_NARROWED if has_facets else "")
        kinds = dict(index.execute(_KINDS.format(chosen=chosen), terms).fetchall())
        rows = index.execute(_HITS.format(chosen=chosen + _OF_KIND), {**terms, **shown}).fetchall()
        facets = _facets(index, chosen + _OF_KIND, terms) if has_facets else {}
    hits = tuple(
        Hit(iri, of, (english if language == "en" and english else name) or iri, _pieces(snippet))
        for iri, of, name, english, snippet in rows
    )
    total = kinds.get(terms["kind"], 0) if terms["kind"] else sum(kinds.values())
    return SearchPage(hits, kinds, total, facets)


def _facets(index: sqlite3.Connection, chosen: str, terms: Mapping[str, str]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for facet, value, count in index.execute(_FACETS.format(chosen=chosen), terms):
        if len(found[facet]) < _VALUES_SHOWN:
            found[facet][value] = count
    return found


def _pattern(text: str) -> str:
    """Quote the words for FTS5, so that none is an operator; one letter matches only itself."""
    words = _WORD.findall(normalized(text))[:_MOST_WORDS]
    return " ".join(f'"{word}"*' if len(word) > 1 else f'"{word}"' for word in words)


def _pieces(snippet: str) -> tuple[str, ...]:
    return tuple(re.split(f"[{_OPEN}{_CLOSE}]", snippet))
