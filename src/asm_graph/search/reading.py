"""The search of a release: what is typed to hits, a key to the thing it identifies."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.search.candidates import Candidates, Narrowing
from asm_graph.search.entries import ENGLISH, LABEL
from asm_graph.search.index import SEARCH, VERSION, normalized_key
from asm_graph.search.nearest import corrected_text, nearest_names
from asm_graph.search.query import corrected, read_query
from asm_graph.sqlite_files import open_index

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.search.query import Query
    from asm_graph.search.ranking import Fit

PAGE = 20
_SHORTEST_KEY = 4
"""Shorter ones, such as the number of an objective, are keys of many things and words of a search.

So are those without a digit, such as the names of codes.
"""
_PARTIAL = 0.7
"""How much the best hit counts that has only most of the words, beside one that has all."""
_OPEN, _CLOSE = "\x02", "\x03"
_OF_KEY = "SELECT iri FROM keys WHERE key = ? LIMIT 2"
_VALUES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Reason:
    """The name that a thing was found by, where it is not its title: its sort, and the years it had it."""

    name: str
    sort: str
    years: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found; `pieces` is its text, with the matching words at odd positions.

    `address` is where the site says something of what has no page of its own; `iri` is empty for what is
    no thing of the graph, such as a question.
    """

    iri: str
    kind: str
    title: str
    pieces: tuple[str, ...]
    reason: Reason | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits, best first; `kinds` counts all matches by class.

    `facets` has the most frequent values of each facet. `corrected` is what was looked for instead of what
    was typed, `is_partial` says that the hits have only most of the words, and `near` names what is nearest.
    """

    hits: tuple[Hit, ...]
    kinds: Mapping[str, int]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    corrected: str = ""
    is_partial: bool = False
    near: tuple[str, ...] = ()


def has_index(release: Path) -> bool:
    """Check that a release can be searched; those of earlier software cannot.

    Raises:
        sqlite3.DatabaseError: the index is damaged.
    """
    if not (release / SEARCH).is_file():
        return False
    with closing(open_index(release / SEARCH)) as index:
        return bool(index.execute("PRAGMA user_version").fetchone()[0] == VERSION)


def thing_of_key(release: Path, text: str) -> str | None:
    """Return the IRI of the one thing with this key; None where there is none or several."""
    key = normalized_key(text)
    if len(key) < _SHORTEST_KEY or not any(map(str.isdigit, key)):
        return None
    with closing(open_index(release / SEARCH)) as index:
        found = index.execute(_OF_KEY, (key,)).fetchall()
    return str(found[0][0]) if len(found) == 1 else None


def search(  # noqa: PLR0913  what an address asks for
    release: Path,
    text: str,
    narrowed: Mapping[str, str],
    page: int,
    language: Language,
    *,
    literal: bool = False,
) -> SearchPage:
    """Find things by what is typed, best first: accents, case and one or two wrong letters do not matter.

    Where nothing has all words in its names, what has them mistyped is found, or else what has most of them;
    `literal` looks for just what is typed. `narrowed` has values for `kind`, the IRI of a class, and for
    facets, as far as they are asked for.
    """
    with closing(open_index(release / SEARCH)) as index:
        query = read_query(index, text)
        if query is None:
            return SearchPage((), {}, 0)
        chosen, narrowing = _best(index, query, literal=literal), Narrowing.of(narrowed)
        found = chosen.found.narrowed(narrowing)
        kinds = found.kinds()
        is_corrected = chosen.found.query is not query and chosen.is_full
        return SearchPage(
            tuple(_hits(index, found, page, language)),
            kinds,
            kinds.get(narrowing.kind, 0) if narrowing.kind else sum(kinds.values()),
            found.facets(_VALUES_SHOWN),
            corrected_text(chosen.found.query, chosen.found.best_names()) if is_corrected else "",
            is_partial=chosen.is_partial,
            near=() if chosen.is_full else nearest_names(index, text),
        )


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A way to look and what it finds; it convinces where names of a program or the like have all words."""

    found: Candidates
    is_partial: bool = False

    @property
    def is_full(self) -> bool:
        return any(fit.is_full for _, fit in self.found.ranked[:PAGE])

    @property
    def is_convincing(self) -> bool:
        return any(fit.is_full and fit.is_main for _, fit in self.found.ranked[:PAGE])

    @property
    def score(self) -> float:
        best = self.found.ranked[0][1].score if self.found.ranked else 0.0
        return best * _PARTIAL if self.is_partial else best


def _best(index: sqlite3.Connection, query: Query, *, literal: bool) -> _Attempt:
    """Look for all words as typed, else for them mistyped too, else for most of them.

    What is typed may be the name of a part, such as an indicator, and the name of a program mistyped: the one
    that fits better counts.
    """
    typed = _Attempt(Candidates.find(index, query, query.pattern))
    if literal or typed.is_convincing:
        return typed
    attempts, mistyped = [typed], corrected(index, query) or query
    if mistyped is not query:
        attempts.append(_Attempt(Candidates.find(index, mistyped, mistyped.pattern)))
        if attempts[-1].is_convincing:
            return max(attempts, key=lambda attempt: attempt.score)
    if not typed.is_full and len(query.words) > 1:
        pattern = mistyped.pattern_of_most
        attempts.append(_Attempt(Candidates.find(index, mistyped, pattern), is_partial=True))
    return max(attempts, key=lambda attempt: (typed.is_full and attempt is typed, attempt.score))


def _hits(index: sqlite3.Connection, found: Candidates, page: int, language: Language) -> Iterator[Hit]:
    shown = found.page(page, PAGE)
    texts = found.snippets([number for number, _ in shown], _OPEN, _CLOSE)
    for number, fit in shown:
        iri, kind, title, english, address = index.execute(
            "SELECT iri, kind, title, english, address FROM entries WHERE id = ?", (number,)
        ).fetchone()
        name = (english if language == "en" and english else title) or iri
        pieces = tuple(re.split(f"[{_OPEN}{_CLOSE}]", texts.get(number, "")))
        yield Hit(iri, kind, name, pieces if len(pieces) > 1 else (name,), _reason(fit, title), address)


def _reason(fit: Fit | None, title: str) -> Reason | None:
    if fit is None or fit.name is None or fit.name.sort in {LABEL, ENGLISH} or fit.name.name == title:
        return None
    return Reason(fit.name.name, fit.name.sort, fit.name.years)
