"""Comparison forms of names, which do not depend on accents, case, spaces or punctuation."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from asm_graph.spanish.forms import FUNCTION_WORD, compact, fold, letters

_LEAD = re.compile(r"^\W*programas? (?:(?:de|del|para|a|al) )?(?:(?:el|la|los|las) )?", re.IGNORECASE)
_YEAR = r",? (?:ejercicio fiscal )?20\d\d"
_COMPANY = r",? (?:a )?cargo de .*|,? S\.? ?A\.? de C\.? ?V\.?"
_TAIL = re.compile(rf" ?(?:(?P<qualifier>\([^()]*\)|{_YEAR})|{_COMPANY})\W*$", re.IGNORECASE)
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?![^\W_])")
_ACRONYM = re.compile(r"\W*[^\W\d_]*[A-ZÁÉÍÓÚÑ]{2}[^\W\d_]*\W*")


@dataclass(frozen=True, slots=True)
class ComparisonForm:
    """The comparison form of a text, with the character of the text that each letter came from."""

    text: str
    form: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> ComparisonForm:
        """Make the comparison form of a text, with offsets into it.

        >>> ComparisonForm.of("3 × 1").form
        '3x1'
        """
        kept = [letters(character) for character in text]
        offsets = [index for index, form in enumerate(kept) for _ in form]
        return cls(text, "".join(kept), tuple(offsets))

    def span(self, start: int, length: int) -> tuple[int, int]:
        """Return the characters of the text that `length` letters from `start` of the form came from."""
        return self.offsets[start], self.offsets[start + length - 1] + 1

    def is_bounded(self, start: int, length: int) -> bool:
        """Tell whether these letters of the form begin and end where words of the text do."""
        first, end = self.span(start, length)
        before = self.text[first - 1] if first else " "
        after = self.text[end] if end < len(self.text) else " "
        return not (before.isalnum() or after.isalnum())

    def letters_before(self, offset: int) -> int:
        """Count the letters of the form that come before a character of the text."""
        return bisect_left(self.offsets, offset)


def without_connectives(text: str) -> str:
    """Return the words of a text without the prepositions and articles at its end.

    >>> without_connectives("Evaluación y Monitoreo de los")
    'Evaluación y Monitoreo'
    """
    words = text.split()
    while words and re.fullmatch(FUNCTION_WORD, fold(words[-1])):
        words.pop()
    return " ".join(words)


def program_forms(name: str) -> tuple[str, ...]:
    """Return the comparison forms of a name, from the whole name to its core.

    The core has no leading `Programa de`, no parenthesis, no company and no legal form.

    >>> program_forms("Programa de Empleo Temporal (PET)")
    ('programadeempleotemporalpet', 'programadeempleotemporal', 'empleotemporal')
    """
    forms = dict.fromkeys(map(compact, _shortened(name)))
    return tuple(form for form in forms if form)


def core_form(name: str) -> str:
    """Return the comparison form of the core of a name; empty if it has no letters."""
    return next(reversed(program_forms(name)), "")


def core_words(name: str) -> tuple[str, ...]:
    """Return the words of the core of a name that carry meaning: no prepositions, articles or numbers.

    >>> core_words("Programa 3 x 1 para Migrantes, 2009")
    ('migrantes',)
    """
    words = _WORD.findall(fold(_shortened(name)[-1]))
    return tuple(word for word in words if not re.fullmatch(FUNCTION_WORD, word) and word != "x")


def _shortened(name: str) -> list[str]:
    """Return the name, the name without each part that its end adds, and its core."""
    texts = [" ".join(name.split())]
    while (shorter := _TAIL.sub("", texts[-1])) not in (texts[-1], ""):
        texts.append(shorter)
    return [*texts, _LEAD.sub("", texts[-1])]


def without_acronym(name: str) -> str:
    """Return the name of an organization without its acronym, in parentheses at the end.

    >>> without_acronym("Universidad Autónoma de Zacatecas (UAZ)."), without_acronym("Becas (Zacatecas)")
    ('Universidad Autónoma de Zacatecas', 'Becas (Zacatecas)')
    """
    tail = _TAIL.search(name)
    has_acronym = tail and tail.start() and tail["qualifier"] and _ACRONYM.fullmatch(tail["qualifier"])
    return name[: tail.start()] if tail and has_acronym else name


def qualifier(name: str) -> str:
    """Return what tells programs of the same core apart at the end of a name: a parenthesis, a year.

    An acronym in parentheses tells nothing apart.

    >>> qualifier("Previsiones salariales (R12)"), qualifier("Programa de Empleo Temporal (PET)")
    ('r12', '')
    """
    text, parts = " ".join(name.split()), []
    while (tail := _TAIL.search(text)) and tail.start():
        if tail["qualifier"] and not _ACRONYM.fullmatch(tail["qualifier"]):
            parts.append(compact(tail["qualifier"]).removeprefix("ejerciciofiscal"))
        text = text[: tail.start()]
    return " ".join(parts)
