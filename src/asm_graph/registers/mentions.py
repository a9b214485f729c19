"""Mentions of other programs in prose, by whole name or by acronym."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.registers.name_forms import ComparisonForm, program_forms
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asm_graph.registers.program import Program

_FEWEST_WORDS = 2
"""A name of one word (`Oportunidades`) is not a mention, since it is also a common word."""
_PROGRAM = re.compile(r"programas?\b", re.IGNORECASE)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Mention:
    """Another program named in a text, with offsets into it."""

    start: int
    end: int
    printed: str
    program: Program


def find_mentions(text: str, own: Program, programs: Iterable[Program]) -> tuple[Mention, ...]:
    """Find the programs that a text names besides its own, its extension and its base, in reading order.

    A longer name wins over a shorter one inside it, so the own name hides what it contains.
    """
    comparable = ComparisonForm.of(text)
    taken: list[Mention] = []
    for form, acronym, program in _search_terms(own, programs):
        for start, end in _acronyms(text, acronym) if acronym else _phrases(comparable, form):
            if all(end <= other.start or other.end <= start for other in taken):
                taken.append(Mention(start, end, text[start:end], program))
    others = (one for one in taken if not _is_same(one.program, own))
    return tuple(sorted(others, key=lambda one: one.start))


def _is_same(program: Program, own: Program) -> bool:
    return program.path in (own.path, own.extension_of) or program.extension_of == own.path


def _search_terms(own: Program, programs: Iterable[Program]) -> list[tuple[str, str, Program]]:
    """List what to look for, longest first: the form of a name or, with it, an acronym as printed.

    Of two programs with the same form (a base and its extension) the first represents both.
    """
    found: dict[tuple[str, str], Program] = {}
    for program in (own, *programs):
        for name in (program.label, *program.names):
            for form in _prose_forms(name):
                # The own program comes first, so that an equal name of its extension is its own.
                found.setdefault((form, ""), program)
        for acronym in program.acronyms:
            found.setdefault((compact(acronym), acronym), program)
    return sorted(((*sought, program) for sought, program in found.items()), key=lambda one: -len(one[0]))


def _prose_forms(name: str) -> tuple[str, ...]:
    """Return the forms of a name that name a program in prose; its core alone is an everyday phrase."""
    forms = program_forms(name)
    if len(name.split()) < _FEWEST_WORDS:
        return ()
    return forms[:-1] if _PROGRAM.match(name) else forms


def _phrases(comparable: ComparisonForm, form: str) -> Iterator[tuple[int, int]]:
    at = comparable.form.find(form)
    while at >= 0:
        start, end = comparable.span(at, len(form))
        if comparable.is_bounded(at, len(form)) and _is_name(comparable.text[start:end]):
            yield start, end + _closing_parenthesis(comparable.text, start, end)
        at = comparable.form.find(form, at + 1)


def _closing_parenthesis(text: str, start: int, end: int) -> int:
    """Return 1 where a parenthesis that the name opens is closed right after it."""
    opened = text[start:end].count("(") > text[start:end].count(")")
    return int(opened and text[end : end + 1] == ")")


def _is_name(printed: str) -> bool:
    """Tell whether words are written as a name: they begin with `Programa`, or all are capitalized."""
    return bool(_PROGRAM.match(printed)) or all(word[0].isupper() for word in _LONG_WORD.findall(printed))


def _acronyms(text: str, acronym: str) -> Iterator[tuple[int, int]]:
    # In a text all in capitals (`PROGRAMA 3x1`) every short word would be an acronym.
    if any(letter.islower() for letter in text if letter != "x"):
        for found in re.finditer(rf"(?<!\w){re.escape(acronym)}(?!\w)", text):
            yield found.span()
