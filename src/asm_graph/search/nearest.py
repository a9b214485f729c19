"""What is near to a search that finds nothing: the names most like it, and what was meant by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from asm_graph.search.entries import ENGLISH, LABEL, OTHER, SHORT
from asm_graph.search.writing import words_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from asm_graph.search.query import Query

_SHOWN = 5
_LEAST_LIKE = 65
_LEAST_WEIGHT = 0.5
_LONGEST = 200
_NAMES = """
SELECT words, max(name) FROM names JOIN entries ON entry = id
WHERE sort IN (?, ?, ?, ?) AND weight >= ? AND length(words) < ?
  AND name NOT LIKE '%|%' GROUP BY words
"""


def nearest_names(index: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """Return the names of programs, branches and other wholes that are most like a text, nearest first."""
    chosen = (LABEL, ENGLISH, OTHER, SHORT, _LEAST_WEIGHT, _LONGEST)
    names = dict(index.execute(_NAMES, chosen).fetchall())
    asked = " ".join(words_of(text))
    found = process.extract(asked, list(names), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKE, limit=_SHOWN)
    return tuple(names[words] for words, _, _ in found)


def corrected_text(query: Query, names: Sequence[str]) -> str:
    """Return what was typed with the words that the best names have instead; empty where none is other."""
    padded = "".join(f" {words} " for words in names)
    said = []
    for word in query.words:
        fitting = (term.text for term in word.terms if f" {term.text}" in padded)
        said.append(word.typed if f" {word.typed}" in padded else next(fitting, word.typed))
    return " ".join(said) if said != [word.typed for word in query.words] else ""
