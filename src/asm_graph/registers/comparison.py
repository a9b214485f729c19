"""The comparison form of a text: what stays the same however it was accented, spaced or punctuated."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from asm_graph.spanish.forms import FUNCTION_WORD, compact, fold, letters

_LEAD = re.compile(r"^\W*programas? (?:(?:de|del|para|a|al) )?(?:(?:el|la|los|las) )?", re.IGNORECASE)
_YEAR = r",? (?:ejercicio fiscal )?20\d\d"
_COMPANY = r",? (?:a )?cargo de .*|,? S\.? ?A\.? de C\.? ?V\.?"
_TAIL = re.compile(rf" ?(?:\([^()]*\)|{_YEAR}|{_COMPANY})\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comparable:
    """The comparison form of a text that knows which character of the text each letter came from."""

    text: str
    form: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Comparable:
        """The comparison form of `text`, with offsets into it."""
        kept = [letters(character) for character in text]
        offsets = [index for index, form in enumerate(kept) for _ in form]
        return cls(text, "".join(kept), tuple(offsets))

    def span(self, start: int, length: int) -> tuple[int, int]:
        """The characters of the text that `length` letters from `start` of the form came from."""
        return self.offsets[start], self.offsets[start + length - 1] + 1

    def is_bounded(self, start: int, length: int) -> bool:
        """Whether these letters of the form begin and end where words of the text do."""
        first, end = self.span(start, length)
        before = self.text[first - 1] if first else " "
        after = self.text[end] if end < len(self.text) else " "
        return not (before.isalnum() or after.isalnum())

    def letters_before(self, offset: int) -> int:
        """How many letters of the form stand before a character of the text."""
        return bisect_left(self.offsets, offset)


def without_connectives(text: str) -> str:
    """The words of a text without the prepositions and articles at its end.

    >>> without_connectives("Evaluación y Monitoreo de los")
    'Evaluación y Monitoreo'
    """
    words = text.split()
    while words and re.fullmatch(FUNCTION_WORD, fold(words[-1])):
        words.pop()
    return " ".join(words)


def program_forms(name: str) -> tuple[str, ...]:
    """The comparison forms of a name, from the whole name to its core.

    The core has no leading `Programa de`, no parenthesis, no company and no legal form.

    >>> program_forms("Programa de Empleo Temporal (PET)")
    ('programadeempleotemporalpet', 'programadeempleotemporal', 'empleotemporal')
    """
    texts = [" ".join(name.split())]
    while (shorter := _TAIL.sub("", texts[-1])) not in (texts[-1], ""):
        texts.append(shorter)
    texts.append(_LEAD.sub("", texts[-1]))
    forms = dict.fromkeys(map(compact, texts))
    return tuple(form for form in forms if form)
