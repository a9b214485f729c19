"""The labels of forms: where they stand among the lines of a part, and the lines that fill them in.

Labels are compared by their letters and digits, with so many errors as OCR makes; the number of an item
helps, but forms number them wrongly, so that its words decide. A label may be cut over several lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from asm_graph.spanish.forms import compact, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from asm_graph.documents import Passage
    from asm_graph.readers.parts.part_lines import PartLine

_NUMBERED_ERRORS, _ERRORS = 0.22, 0.12
"""Share of the letters of a label that may be wrong, with its own number before it and without."""
_BEGINNING, _BEGINNING_ERRORS = 8, 3
"""Letters at the beginning of a label of which so many may be wrong."""
_NUMBERED_RATIO = 78.0
"""Least similarity (rapidfuzz ratio) of all that stands between the number of an item and a colon."""
_SHORT = 12
"""Letters of a label that is too short to have errors, and needs its number or a colon."""
_FARTHEST = 240
"""Letters within which a label ends."""

_NUMBER = re.compile(r"(?<![\w.,])\d{1,2}(?:\s?[.,]\s?\d{1,2}){0,2}(?!\d)\s?[.)\-:]{0,2}\s*(?=[^\W\d_])")
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]")
_BEFORE = re.compile(r"\W*")
_AFTER = re.compile(r"\)?\s*+(?:\([^()]{0,120}+\)(?=\s*+:|\s*+\Z))?\s*+[:.]*+\s*+")
_COLON = re.compile(r"\)?\s*+(?:\([^()]{0,120}+\)\s*+)?:")


Inside = Literal["colon", "bare"]
"""How labels are known that do not stand at the beginning of a line."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its key, the number that a form gives it (`1.1`), and its wordings in compact form."""

    key: str
    wordings: tuple[str, ...]
    number: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place among lines: before the character `at` of the line `line`."""

    line: int
    at: int


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """A label where it stands: from its number, if it has one, or from its `words` to behind its colon."""

    label: Label
    start: Place
    words: Place
    end: Place
    number: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A label with the lines up to the next one; `key` is empty for those before the first."""

    key: str
    label: tuple[Passage, ...]
    lines: tuple[PartLine, ...]


def labels_of(table: Iterable[Mapping[str, Any]]) -> tuple[Label, ...]:
    """Return the labels of a table of TOML: `key`, `words` and perhaps `number` of each."""
    return tuple(Label(one["key"], tuple(map(compact, one["words"])), one.get("number")) for one in table)


def fields(
    lines: Sequence[PartLine], labels: Sequence[Label], inside: Inside | None = None
) -> tuple[Field, ...]:
    """Divide lines at their labels."""
    return divided(lines, find_labels(lines, labels, inside))


def divided(lines: Sequence[PartLine], found: Sequence[FoundLabel]) -> tuple[Field, ...]:
    """Divide lines at labels that were found; the first field has what stands before any."""
    starts = [one.start for one in found] + [Place(len(lines), 0)]
    fields = [Field("", (), lines_between(lines, Place(0, 0), starts[0]))]
    for one, following in zip(found, starts[1:], strict=True):
        label = tuple(line.passage.strip() for line in lines_between(lines, one.start, one.end))
        fields.append(Field(one.label.key, label, lines_between(lines, one.end, following)))
    return tuple(fields)


def find_labels(
    lines: Sequence[PartLine], labels: Sequence[Label], inside: Inside | None = None
) -> tuple[FoundLabel, ...]:
    """Find the labels that stand at the beginnings of lines or behind a number; they do not overlap.

    `inside` finds them at any word, too: with a `colon` behind it, or `bare`.
    """
    letters = _Letters(lines)
    found: list[FoundLabel] = []
    for start, begins, number in _candidates(lines, inside):
        if found and start < found[-1].end:
            continue
        needs_colon = inside == "colon" and start.at > 0 and not number
        match = letters.match(begins, number, labels, needs_colon=needs_colon, is_bare=inside == "bare")
        if match is not None:
            label, end = match
            found.append(FoundLabel(label, start, begins, letters.behind(end), number))
    return tuple(found)


def _candidates(lines: Sequence[PartLine], inside: Inside | None) -> Iterator[tuple[Place, Place, str]]:
    """Yield where a label may begin, where its words do, and its number."""
    for index, line in enumerate(lines):
        text = line.text
        starts: dict[int, tuple[int, str]] = {}
        if inside:
            starts.update({word.start(): (word.start(), "") for word in _WORD.finditer(text)})
        first = _BEFORE.match(text)
        begin = first.end() if first else 0
        # A bullet before a label is part of it, the mark before an option is not.
        starts[begin if inside == "bare" else 0] = (begin, "")
        for number in _NUMBER.finditer(text):
            at = 0 if number.start() == begin and inside != "bare" else number.start()
            starts[at] = (number.end(), ".".join(re.findall(r"\d+", number[0])))
        for start, (words, printed) in sorted(starts.items()):
            if words < len(text):
                yield Place(index, start), Place(index, words), printed


def lines_between(lines: Sequence[PartLine], start: Place, end: Place) -> tuple[PartLine, ...]:
    """Return the lines between two places that are not blank, the first and the last one cut."""
    found: list[PartLine] = []
    for index in range(start.line, min(end.line + 1, len(lines))):
        line = lines[index]
        last = end.at if index == end.line else len(line.text)
        first = start.at if index == start.line else 0
        if line.text[first:last].strip():
            found.append(line.cut(first, last))
    return tuple(found)


class _Letters:
    """The letters and digits of lines as one text, with the place of each."""

    def __init__(self, lines: Sequence[PartLine]) -> None:
        self._lines = lines
        pairs = [
            (letter, (index, at))
            for index, line in enumerate(lines)
            for at, sign in enumerate(line.text)
            for letter in letters(sign)
        ]
        self.text = "".join(letter for letter, _ in pairs)
        self._places = [place for _, place in pairs]

    def match(
        self, begins: Place, number: str, labels: Sequence[Label], *, needs_colon: bool, is_bare: bool
    ) -> tuple[Label, int] | None:
        """Return the label whose words begin at a place, and the index of its last letter; the likeliest one.

        Of two that fit, the one with more letters right is meant.
        """
        start = bisect_left(self._places, (begins.line, begins.at))
        ends = self._word_ends(start)
        found: list[tuple[int, Label, int]] = []
        for label in labels:
            is_numbered = bool(number) and number == label.number
            for wording in label.wordings:
                if is_bare and not self.text.startswith(wording[0], start):
                    continue  # the mark of the option before it
                fit = self._fit(start, ends, wording, is_numbered=is_numbered)
                if fit is None:
                    continue
                right, end = fit
                is_short = len(wording) < _SHORT and not is_numbered and not is_bare
                if not (needs_colon or is_short) or self._is_labeled(end):
                    found.append((right + is_numbered, label, end))
        best = max(found, key=lambda one: one[0], default=None)
        return (best[1], best[2]) if best else None

    def behind(self, end: int) -> Place:
        """Return the place behind a label whose last letter has this index: behind its colon."""
        line, at = self._places[end]
        after = _AFTER.match(self._lines[line].text, at + 1)
        return Place(line, after.end() if after else at + 1)

    def _fit(
        self, start: int, ends: Sequence[int], wording: str, *, is_numbered: bool
    ) -> tuple[int, int] | None:
        """Return how many letters of a wording are right, and where it ends, if it begins at `start`."""
        length = len(wording)
        compared = min(_BEGINNING, length)
        beginning = self.text[start : start + compared]
        if Levenshtein.distance(wording[:compared], beginning) > _BEGINNING_ERRORS:
            return None
        most = int(length * (_NUMBERED_ERRORS if is_numbered else _ERRORS)) if length >= _SHORT else 0
        best: tuple[int, int] | None = None
        for end in ends:
            if end - start + 1 > length + most:
                break
            if end - start + 1 < length - most:
                continue
            errors = Levenshtein.distance(wording, self.text[start : end + 1], score_cutoff=most)
            if errors <= most and (best is None or length - 2 * errors > best[0]):
                best = (length - 2 * errors, end)
        if best is None and is_numbered and length >= _SHORT:
            return self._fit_to_colon(start, ends, wording)
        return best

    def _fit_to_colon(self, start: int, ends: Sequence[int], wording: str) -> tuple[int, int] | None:
        """Return the same where all up to a colon is like the wording, such as where texts overlap."""
        for end in ends:
            if self._is_labeled(end):
                ratio = fuzz.ratio(wording, self.text[start : end + 1])
                return (0, end) if ratio >= _NUMBERED_RATIO else None
        return None

    def _is_labeled(self, end: int) -> bool:
        line, at = self._places[end]
        return _COLON.match(self._lines[line].text, at + 1) is not None

    def _word_ends(self, start: int) -> list[int]:
        """Return the indexes of the last letters of the words from `start` on, as far as any label goes.

        A mark may stand right behind a word (`FormatosX__`).
        """
        ends: set[int] = set()
        for index in range(start, min(len(self._places), start + _FARTHEST)):
            if index + 1 == len(self._places) or not self._is_next(index):
                end = index
                ends.add(end)
                while self.text[end] == "x" and end > start and self._is_next(end - 1):
                    end -= 1
                    ends.add(end)
        return sorted(ends)

    def _is_next(self, index: int) -> bool:
        """Tell whether a letter and the one behind it are of one word."""
        (line, at), (other, behind) = self._places[index], self._places[index + 1]
        return line == other and behind - at <= 1
