"""The titles of annexes on ASM: which lines are one, and the class that they give their ASM."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from asm_graph.readers.asm_follow_up.columns import CLASSES
from asm_graph.spanish.forms import compact, fold
from asm_graph.spanish.word_lists import words_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents.paged_document import TextLine

_WORDS = words_beside(__file__)
_CLASS_OF_TITLE = {
    compact(title): None if notation == "any" else notation
    for notation, titles in _WORDS["titles"].items()
    for title in titles
}
_CLASS_OF_LETTER = {letter: notation for notation, letters in _WORDS["letters"].items() for letter in letters}
_OTHERS = tuple(map(compact, _WORDS["others"]["titles"]))

_MOST_LINES = 4
_SIMILAR = 91.0
"""A title with one letter wrong in twelve still scores this."""
_MOST_EXTRA_LETTERS = 3
_LEAST_LETTERS = 4
"""Letters of a line with which a title of several begins: fewer are what OCR made of a stroke."""
_LONGEST = max(map(len, _CLASS_OF_TITLE)) + 30

_LETTERED = re.compile(r"anexo([a-h])")
_NUMBERED = re.compile(r"(?:formatosde|formatode|formatodel)?anexo\d{1,2}")
_NUMBERING = re.compile(r"\W*(?:\d{1,2}(?:\.\d{1,2})*|[ivxl]{1,5}|[a-h])\s*[.)]-?\s*(?=[a-z])")
_LEADER = re.compile(r"\.{4,}|\.\s\.\s\.|\s\d{1,3}\s*$")


@dataclass(frozen=True, slots=True)
class Title:
    """The title of an annex, over so many lines; `classification` is a notation of the list `asm-class`."""

    lines: int
    classification: str | None
    form: str

    @property
    def is_subordinate(self) -> bool:
        """Whether it only names one of the two documents of an annex, or its letter."""
        return self.form in _CLASS_OF_TITLE and _CLASS_OF_TITLE[self.form] is not None


def title_at(lines: Sequence[TextLine]) -> Title | None:
    """Return the title that begins with the first of the lines; the longest one wins."""
    for count in range(min(_MOST_LINES, len(lines)), 0, -1):
        text = " ".join(line.text for line in lines[:count])
        if count > 1 and len(compact(lines[0].text)) < _LEAST_LETTERS:
            continue
        if len(text) <= _LONGEST and (title := _title(text, count)):
            return title
    return None


def names_another_annex(text: str) -> bool:
    """Return whether a line belongs to the title of an annex that holds no ASM, as Anexo F."""
    form = compact(text)
    letter = _LETTERED.match(form)
    behind = form[letter.end() :] if letter else form
    is_other = letter is not None and letter[1] not in _CLASS_OF_LETTER
    return behind in _OTHERS or (is_other and not behind)


def _title(text: str, count: int) -> Title | None:
    if _LEADER.search(text):
        return None
    form = compact(text)
    letter = _LETTERED.fullmatch(form)
    if letter:
        notation = _CLASS_OF_LETTER.get(letter[1])
        return Title(count, notation, form) if notation else None
    form = compact(text[numbering.end() :] if (numbering := _NUMBERING.match(fold(text))) else text)
    form = _LETTERED.sub("", _NUMBERED.sub("", form, count=1), count=1)
    match = process.extractOne(form, _CLASS_OF_TITLE.keys(), scorer=fuzz.ratio, score_cutoff=_SIMILAR)
    if match is None or len(form) - len(match[0]) > _MOST_EXTRA_LETTERS or form[:1] != match[0][:1]:
        return None
    return Title(count, _CLASS_OF_TITLE[match[0]] or _named_class(form), match[0])


def _named_class(form: str) -> str | None:
    return next((notation for beginning, notation in CLASSES.items() if beginning in form), None)
