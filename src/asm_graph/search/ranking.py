"""How well a thing fits what is looked for: by its best name, what else is known of it, its class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from asm_graph.search.entries import (
    CONTEXT,
    ENGLISH,
    FORMER,
    INITIALS,
    KEY,
    LABEL,
    MADE,
    OTHER,
    SHORT,
)
from asm_graph.search.writing import forms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.search.query import Query, Word

_SORTS = {
    LABEL: 1.0,
    ENGLISH: 1.0,
    SHORT: 0.97,
    KEY: 0.97,
    MADE: 0.95,
    OTHER: 0.92,
    FORMER: 0.85,
    INITIALS: 0.8,
    CONTEXT: 0.5,
}
_ELSEWHERE = 0.45
"""How well a word fits that another of its names, a key or its branch has; one of its text, less."""
_IN_TEXT = 0.15
_ANYHOW, _COVERED = 0.55, 0.45
"""The parts of the quality that do not depend, and that depend, on how much of the name was typed."""
_MAIN = 0.5
"""The least weight of what people look things up by."""
_LONGER = 0.6
"""How well a word fits at least that begins with what was typed."""


class NameRow(NamedTuple):
    """A name of the index: its words folded, and how many letters those have that say something."""

    name: str
    sort: str
    years: str
    words: str
    letters: int


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a thing fits: `score`, the name it was found by, whether its names have all that was typed.

    `is_main` tells a program, a branch or an agency from a part, such as an indicator.
    """

    score: float
    name: NameRow | None
    is_full: bool
    is_main: bool


def fit(query: Query, names: Sequence[NameRow], weight: float) -> Fit:
    """Say how well a thing with these names fits."""
    matched = [[_match(word, name.words) for word in query.words] for name in names]
    anywhere = [max(column, default=(0.0, 0))[0] for column in zip(*matched, strict=True)] or [0.0] * len(
        query.words
    )
    total = sum(word.weight for word in query.words)
    best, best_quality, exact = None, 0.0, 0.0
    for name, found in zip(names, matched, strict=True):
        quality = _quality(query, name, found, anywhere) / total
        is_whole = name.words.replace(" ", "").replace(".", "p") in query.forms
        if name.sort != CONTEXT and (is_whole * _SORTS[name.sort], quality) > (exact, best_quality):
            best, best_quality, exact = name, max(quality, best_quality), is_whole * _SORTS[name.sort]
    if best is None:
        there = (
            word.weight * max(_IN_TEXT, q * _ELSEWHERE) for word, q in zip(query.words, anywhere, strict=True)
        )
        best_quality = _ANYHOW * sum(there) / total
    elif not exact and forms_of(best.name) & query.forms:
        exact = _SORTS[best.sort]
    is_full = exact > 0 or (best is not None and all(anywhere))
    return Fit(weight * (best_quality + exact), best, is_full, weight >= _MAIN)


def _quality(
    query: Query, name: NameRow, found: Sequence[tuple[float, int]], anywhere: Sequence[float]
) -> float:
    """Return the quality of one name, times the weight of all words; 0 if it has none of them."""
    if not any(quality for quality, _ in found):
        return 0.0
    covered = min(1.0, sum(letters for _, letters in found) / max(1, name.letters))
    own = sum(word.weight * quality for word, (quality, _) in zip(query.words, found, strict=True))
    rest = sum(
        word.weight * (_ELSEWHERE * other if other else _IN_TEXT)
        for word, (quality, _), other in zip(query.words, found, anywhere, strict=True)
        if not quality
    )
    return (_SORTS[name.sort] * own + rest) * (_ANYHOW + _COVERED * covered)


def _match(word: Word, words: str) -> tuple[float, int]:
    """Return how well a name has a word, and how many letters of the name that is."""
    best = (0.0, 0)
    padded = f" {words} "
    for term in word.terms:
        start = padded.find(f" {term.text}{' ' if term.is_whole else ''}")
        if start < 0 or term.quality <= best[0]:
            continue
        end = padded.index(" ", start + 1 + len(term.text))
        longer = len(term.text) / (end - start - 1)
        quality = term.quality * (_LONGER + (1 - _LONGER) * longer)
        if quality > best[0]:
            best = (quality, end - start - 1)
    return best
