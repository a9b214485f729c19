"""Asking the search index of a release: words become hits, a key the thing that it is the key of."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from asm_graph.releases.search_index import SEARCH, normalised_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from asm_graph.web.language import Language

PAGE = 20
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 12
_SHORTEST_KEY = 4
"""Shorter ones, such as the number of an objective, are keys of many things and words of a search."""

_OPEN, _CLOSE = "\x02", "\x03"
_HITS = """
SELECT iri, kind, name, english, snippet(things, -1, ?, ?, '…', 24)
FROM things WHERE things MATCH ? AND (? = '' OR kind = ?)
ORDER BY bm25(things, 10, 10, 6, 12, 1), iri LIMIT ? OFFSET ?
"""
_KINDS = "SELECT kind, count(*) FROM things WHERE things MATCH ? GROUP BY kind ORDER BY count(*) DESC, kind"
_OF_KEY = "SELECT iri FROM keys WHERE key = ? LIMIT 2"


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found; `pieces` is its matching text, the words that match at odd places."""

    iri: str
    kind: str
    title: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, the best first; `kinds` counts all that match by their class."""

    hits: tuple[Hit, ...]
    kinds: Mapping[str, int]
    total: int


def has_index(release: Path) -> bool:
    """Whether a release can be searched: those written by earlier software cannot."""
    return (release / SEARCH).is_file()


def thing_of_key(release: Path, text: str) -> str | None:
    """The IRI of the one thing that a text is the key of; None where there is none or several."""
    key = normalised_key(text)
    if len(key) < _SHORTEST_KEY:
        return None
    with closing(open_index(release)) as index:
        found = index.execute(_OF_KEY, (key,)).fetchall()
    return str(found[0][0]) if len(found) == 1 else None


def search(release: Path, text: str, kind: str, page: int, language: Language) -> Found:
    """The things that have every word of a text, or words that begin so, whatever their accents and case."""
    pattern = _pattern(text)
    if not pattern:
        return Found((), {}, 0)
    with closing(open_index(release)) as index:
        kinds = dict(index.execute(_KINDS, (pattern,)).fetchall())
        terms = (_OPEN, _CLOSE, pattern, kind, kind, PAGE, PAGE * (page - 1))
        rows = index.execute(_HITS, terms).fetchall()
    hits = tuple(
        Hit(iri, of, (english if language == "en" and english else name) or iri, _pieces(snippet))
        for iri, of, name, english, snippet in rows
    )
    return Found(hits, kinds, kinds.get(kind, 0) if kind else sum(kinds.values()))


def open_index(release: Path) -> sqlite3.Connection:
    """The index, which nobody ever changes; opening it takes a tenth of a millisecond."""
    return sqlite3.connect(f"file:{quote(str(release / SEARCH))}?mode=ro&immutable=1", uri=True)


def _pattern(text: str) -> str:
    """The words as FTS5 takes them: quoted, so that none is an operator; one letter matches only itself."""
    words = _WORD.findall(text)[:_MOST_WORDS]
    return " ".join(f'"{word}"*' if len(word) > 1 else f'"{word}"' for word in words)


def _pieces(snippet: str) -> tuple[str, ...]:
    return tuple(re.split(f"[{_OPEN}{_CLOSE}]", snippet))
