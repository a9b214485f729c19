"""What is typed, read: its words with all that they can mean, and the pattern that looks for them."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from asm_graph.search.writing import forms_of, heeded, words_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

_MOST_WORDS = 12
_LONGEST_PHRASE = 4
_SYNONYM, _SINGULAR = 0.9, 0.97
_TYPING_ERROR = {1: 0.85, 2: 0.7}
"""How well a word fits that is so many letters from what was typed."""
_SHORTEST_MISTYPED, _SHORTEST_TWICE_MISTYPED = 4, 6
_MOST_CORRECTIONS = 8
_SHORTEST_PLURAL = 5
_MOST_REQUIRED = 6
"""Words of a long search of which most have to be found; the others only rank."""
_HALF = 0.5
_COMMON = 2000
"""A word that so many things have weighs half of one that hardly any has."""
_SEARCHED = "{name english other short keys context text}"
_NEAR = "SELECT word FROM words WHERE length BETWEEN ? AND ?"
_BEGINNING = "SELECT sum(things) FROM words WHERE word >= ? AND word < ?"
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Term:
    """A way in which a word, or a phrase, can be written; `quality` from 0 to 1 is how well it fits."""

    text: str
    quality: float = 1.0
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase that was typed, with the terms that stand for it and how much it says."""

    typed: str
    terms: tuple[Term, ...]
    weight: float = 1.0
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, and the forms of the whole text."""

    words: tuple[Word, ...]
    forms: frozenset[str]

    @property
    def pattern(self) -> str:
        """The pattern of FTS5 for things that have all words, or a name that is the whole text."""
        return self._or_named(" AND ".join(_pattern(word) for word in self.words))

    @property
    def pattern_of_most(self) -> str:
        """The pattern for things that have at least half of the words that few things have."""
        known = [word for word in self.words if word.is_known] or list(self.words)
        rare = [word for word in known if word.weight > _HALF]
        telling = sorted(rare or known, key=lambda word: -word.weight)[:_MOST_REQUIRED]
        needed = max(1, (len(telling) + 1) // 2)
        together = (" AND ".join(map(_pattern, some)) for some in combinations(telling, needed))
        return self._or_named(" OR ".join(f"({each})" for each in together))

    def _or_named(self, pattern: str) -> str:
        forms = " OR ".join(f'"{form}"' for form in sorted(self.forms))
        return (
            f"({_SEARCHED} : ({pattern})) OR (forms : ({forms}))" if forms else f"{_SEARCHED} : ({pattern})"
        )


def read_query(index: sqlite3.Connection, text: str) -> Query | None:
    """Read what is typed; None where it has no word."""
    typed = words_of(text)
    if not typed:
        return None
    words = tuple(_weighed(index, word) for word in _phrases(heeded(typed)[:_MOST_WORDS]))
    return Query(words, forms_of(text))


def corrected(index: sqlite3.Connection, query: Query) -> Query | None:
    """Add the words of the index that are one or two letters from those that it does not have.

    Where it has all of them, each word may be mistyped. None where there is nothing to add.
    """
    unknown = [word for word in query.words if not word.is_known]
    words = tuple(
        _with_corrections(index, word) if word in unknown or not unknown else word for word in query.words
    )
    return replace(query, words=words) if words != query.words else None


def _phrases(said: Sequence[str]) -> list[Word]:
    """Make words of what is said, phrases that the table of synonyms knows as one."""
    found, place = [], 0
    while place < len(said):
        lengths = range(min(_LONGEST_PHRASE, len(said) - place), 0, -1)
        phrases = (" ".join(said[place : place + length]) for length in lengths)
        phrase = next((each for each in phrases if each in _synonyms()), said[place])
        found.append(Word(phrase, (*_own_terms(phrase), *_synonyms().get(phrase, ()))))
        place += len(phrase.split())
    return found


def _own_terms(phrase: str) -> tuple[Term, ...]:
    if not any(map(str.isalpha, phrase)) or "." in phrase:
        return (Term(phrase, is_whole=True),)
    terms = [Term(phrase, is_whole=len(phrase) == 1)]
    if len(phrase) >= _SHORTEST_PLURAL and phrase.endswith("s"):
        terms.append(Term(phrase[:-2] if phrase.endswith("es") else phrase[:-1], _SINGULAR))
    return tuple(terms)


def _weighed(index: sqlite3.Connection, word: Word) -> Word:
    """Weigh a word by how few things have it; one that no thing has, nor a longer one, is not known.

    The last word of a phrase stands for the phrase.
    """
    last = {term.text.split()[-1] for term in word.terms}
    counts = [index.execute(_BEGINNING, (each, each + _LAST)).fetchone()[0] or 0 for each in last]
    is_known = any(counts) or not word.typed.replace(" ", "").isalpha()
    return replace(word, weight=1 / (1 + sum(counts) / _COMMON), is_known=is_known)


def _with_corrections(index: sqlite3.Connection, word: Word) -> Word:
    length = len(word.typed)
    if length < _SHORTEST_MISTYPED or not word.typed.isalpha():
        return word
    most = 2 if length >= _SHORTEST_TWICE_MISTYPED else 1
    near = [row[0] for row in index.execute(_NEAR, (length - most, length + most))]
    found = process.extract(word.typed, near, scorer=OSA.distance, score_cutoff=most, limit=_MOST_CORRECTIONS)
    terms = tuple(
        Term(each, _TYPING_ERROR[int(distance)], is_whole=True) for each, distance, _ in found if distance
    )
    return replace(word, terms=(*word.terms, *terms), is_known=word.is_known or bool(terms))


def _pattern(word: Word) -> str:
    """Quote the terms for FTS5, so that none is an operator."""
    terms = (f'"{term.text}"' if term.is_whole else f'"{term.text}"*' for term in word.terms)
    return f"({' OR '.join(terms)})"


@cache
def _synonyms() -> Mapping[str, tuple[Term, ...]]:
    """Load what words and phrases mean in the language of the documents, or in that of the site."""
    with (Path(__file__).parent / "synonyms.csv").open(encoding="utf-8", newline="") as lines:
        return {
            " ".join(heeded(words_of(row["said"]))): tuple(
                Term(" ".join(words_of(each)), _SYNONYM) for each in row["means"].split(";")
            )
            for row in csv.DictReader(lines)
        }
