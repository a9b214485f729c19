"""Programs without a federal key, which belong to a state, a municipality or an institute of one."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from asm_graph.rdf import iris
from asm_graph.registers.name_forms import core_form, core_words
from asm_graph.registers.name_index import NameIndex
from asm_graph.registers.program import NO_CONTEXT, Program
from asm_graph.spanish.forms import DASHES, FUNCTION_WORD, YEAR, compact, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = re.compile(
    rf"\W*(?:programa(?: presupuestari[oa])?\W+)?(?:(?:n[úu]m(?:ero)?|no|clave)\b\W*)?"
    rf"(?P<number>\d{{1,4}})(?P<sign>\s*[{DASHES}.:)]+)?\s*(?=[“\"«‘']?(?P<word>[^\W\d_]+))",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:[,;(]\s*+|(?<!\s)\s++)(?:(?:del?|en el|para el)\s++)?"
    rf"(?:ejercicio|a[ñn]o)(?:\s++fiscal)?\s++{YEAR}\W*+\Z",
    re.IGNORECASE,
)
_QUOTES = "“”\"«»‘’'"
_SUBTITLE = re.compile(rf"(?:(?<!\s)\s++)?[,:;(].*|(?<!\s)\s++[{DASHES}]\s.*", re.DOTALL)
_KEYED_WORD = 3
"""Fewest letters of the word behind a key that no sign parts from the name."""
_TITLE_WORDS = 2
"""Fewest words that carry meaning in a title that may stand for a name with a subtitle."""


@dataclass(frozen=True, slots=True)
class OwnName:
    """The name of a program without the number that its state gives it (empty if none is printed)."""

    name: str
    number: str = ""


def own_name(printed: str) -> OwnName:
    """Take the number of a state's own key, quotation marks and the fiscal year off a printed name.

    >>> own_name("Programa 107 “Educación Superior Tecnológica”, ejercicio fiscal 2021")
    OwnName(name='Educación Superior Tecnológica', number='107')
    >>> own_name("70 y Más")
    OwnName(name='70 y Más', number='')
    """
    text = " ".join(printed.split())
    match = _NUMBER.match(text)
    number = match["number"] if match and _is_key(match) else ""
    rest = text[match.end() :] if match and number else text
    rest = _YEAR.sub("", rest)
    return OwnName(rest.strip(_QUOTES + " ,;") or text, number)


def _is_key(match: re.Match[str]) -> bool:
    """Tell a key from a number that the name begins with: `107 Educación`, but `70 y Más`, `3 x 1`."""
    word = match["word"]
    if match["sign"]:
        return True
    return len(word) >= _KEYED_WORD and word[0].isupper() and not re.fullmatch(FUNCTION_WORD, fold(word))


@dataclass(frozen=True, slots=True)
class StateProgram:
    """A program without a federal key; `path` is its part of a path.

    `known` is false for one that was made from its name.
    """

    jurisdiction: str
    slug: str
    label: str
    names: tuple[str, ...] = ()
    known: bool = True

    @property
    def path(self) -> str:
        """Its part of a path: `mx-zac/fondo-plata`."""
        return iris.state_program(self.jurisdiction, self.slug)


class StateProgramIndex:
    """Finds programs of states by name: by its form, mistyped or cut, or without its subtitle."""

    def __init__(self, programs: Iterable[StateProgram] = ()) -> None:
        self._programs: dict[str, StateProgram] = {}
        self._by_form: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._by_title: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._indexes: defaultdict[str, NameIndex] = defaultdict(partial(NameIndex, ()))
        for program in programs:
            self.add(program)

    def add(self, program: StateProgram) -> None:
        """Add a program with all its names."""
        self._programs[program.path] = program
        for name in (program.label, *program.names):
            self._by_form[compact(name)][program.path] = None
            title = _SUBTITLE.sub("", name)
            if title != name and len(core_words(title)) >= _TITLE_WORDS:
                self._by_title[program.jurisdiction, core_form(title)][program.path] = None
        entry = Program(program.path, None, program.label, program.names)
        self._indexes[program.jurisdiction].add(entry)

    def find(self, name: str, jurisdiction: str) -> StateProgram | None:
        """Find the only program that a name means in a state; where no state is known, in all of them.

        A name without its state must be that of the program to the letter.
        """
        paths = [
            path
            for path in self._by_form.get(compact(name), ())
            if jurisdiction in (self._programs[path].jurisdiction, iris.NATION)
        ]
        index = self._indexes.get(jurisdiction)
        if not paths and index and jurisdiction != iris.NATION:
            matched = index.exact(name, NO_CONTEXT) or index.similar(name, NO_CONTEXT)
            titled = self._by_title.get((jurisdiction, core_form(name)), ())
            paths = [one.path for one in matched] or list(titled)
        return self._programs[paths[0]] if len(paths) == 1 else None
