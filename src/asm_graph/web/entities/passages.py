"""A document's text in pages, and its characters in pieces proven by the same excerpts."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")

PAGE = 10_000
"""Characters of a page, and on to the end of the line."""


@dataclass(frozen=True, slots=True)
class CoveredRange(Generic[T]):
    """Something that covers characters of a text, `end` exclusive."""

    start: int
    end: int
    what: T


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A run of characters covered by the same things, the innermost first."""

    start: int
    text: str
    covered_by: tuple[CoveredRange[T], ...]


def page_starts(text: str) -> list[int]:
    """Where the pages of a text begin; each ends with a line."""
    starts = [0]
    while (end := text.find("\n", starts[-1] + PAGE)) >= 0 and end + 1 < len(text):
        starts.append(end + 1)
    return starts


def page_of(text: str, place: int) -> int:
    """Return the number, from 1, of the page that contains a character."""
    return bisect_right(page_starts(text), place)


def pieces(text: str, first: int, last: int, covering: Sequence[CoveredRange[T]]) -> Iterator[Piece[T]]:
    """Split the characters from `first` up to `last` into pieces."""
    edges = {first, last}
    for each in covering:
        edges.update(place for place in (each.start, each.end) if first < place < last)
    marks = sorted(edges)
    by_length = sorted(covering, key=lambda each: (each.end - each.start, each.start))
    for start, end in pairwise(marks):
        over = tuple(each for each in by_length if each.start <= start and end <= each.end)
        yield Piece(start, text[start:end], over)
