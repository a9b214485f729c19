"""An index of program names: the programs that a printed name may mean, by form or by similarity."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from asm_graph.registers.legislative_extensions import is_extension_name
from asm_graph.registers.name_forms import core_form, core_words, program_forms, qualifier
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asm_graph.registers.program import NameContext, Program

SIMILAR = 90.0
"""Least similarity (rapidfuzz ratio of cores, 0 to 100) of a mistyped name."""
MARGIN = 4.0
"""Least lead over the most similar other program; below it nothing is guessed."""
CUT = 25
"""Fewest letters of a name that may stand for the whole of it."""
MISTYPED = ((3, 0), (7, 1))
"""How many letters of a word may be mistyped, up to a length in letters."""
MISTYPED_LONG = 2
"""How many letters of any longer word may be mistyped."""

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A program under one of its names, with the years in which it had that name."""

    program: Program
    name: str
    qualifier: str
    years: frozenset[int]


class NameIndex:
    """Finds programs by name: one where the name is clear, several where it is ambiguous."""

    def __init__(self, programs: Iterable[Program]) -> None:
        self._entries: defaultdict[str, list[_Entry]] = defaultdict(list)
        self._cores: dict[str, str] = {}
        for program in programs:
            self.add(program)

    def add(self, program: Program) -> None:
        """Add a program under each of its names."""
        for entry in _entries(program):
            forms = program_forms(entry.name)
            self._cores |= {form: form for form in forms[-1:]}
            for form in forms:
                self._entries[form].append(entry)

    def exact(self, name: str, context: NameContext) -> tuple[Program, ...]:
        """Find the programs that have a name of this form: of the whole name, or else of its core."""
        for form in program_forms(name):
            if fitting := self._fitting(name, form, context):
                return _programs(_in_year(_in_branch(fitting, context), context))
        return ()

    def similar(self, name: str, context: NameContext) -> tuple[Program, ...]:
        """Find the programs whose names this one may be, mistyped or cut, likeliest first."""
        form = core_form(name)
        scored = [*self._mistyped(name, form, context), *self._cut(name, form, context)]
        # A document may be wrong about its branch, so that the branch only decides where it can.
        scored = [one for one in scored if context.branch in (None, one[1].program.branch)] or scored
        best = max((score for score, _ in scored), default=0.0)
        if best < SIMILAR:
            return ()
        leading = _programs(_in_year([entry for score, entry in scored if score == best], context))
        rivals = _programs(entry for score, entry in scored if best - MARGIN < score < best)
        return (*leading, *(one for one in rivals if one not in leading))

    def _mistyped(self, name: str, core: str, context: NameContext) -> Iterator[tuple[float, _Entry]]:
        """Yield entries with the same numbers and the same words, some of them mistyped."""
        words = core_words(name)
        # A ratio alone would match `Programa 3 x 1` with `Programa 2 x 1`: numbers and words must agree too.
        for form, score, _ in process.extract(
            core, self._cores, scorer=fuzz.ratio, score_cutoff=SIMILAR - MARGIN, limit=None
        ):
            if _DIGITS.findall(form) == _DIGITS.findall(core):
                for entry in self._fitting(name, form, context):
                    if _same_words(words, core_words(entry.name)):
                        yield score, entry

    def _cut(self, name: str, core: str, context: NameContext) -> Iterator[tuple[float, _Entry]]:
        """Yield entries that the name is the beginning of; those with years only in the year asked for."""
        # Short beginnings fit many names (`Programa de Apoyo a`).
        if len(core) < CUT:
            return
        for form in self._entries:
            if form.startswith(core) and _DIGITS.findall(form) == _DIGITS.findall(core):
                for entry in self._fitting(name, form, context):
                    if not entry.years or context.year in (None, *entry.years):
                        yield 100.0, entry

    def _fitting(self, name: str, form: str, context: NameContext) -> list[_Entry]:
        """Return the entries of a form that the rest of the printed name does not contradict.

        A name with a parenthesis or year that tells it apart matches only names with the same or with none.
        """
        entries = [one for one in self._entries.get(form, ()) if _agree_on_extension(one, name, context)]
        # `Becas (Educación)` must not match `Becas (Salud)`, but may match `Becas`.
        told = qualifier(name)
        same = [one for one in entries if one.qualifier == told]
        return same or [one for one in entries if not (one.qualifier and told)]


def _entries(program: Program) -> Iterator[_Entry]:
    """Yield a program under each of its names."""
    years: defaultdict[str, set[int]] = defaultdict(set)
    for year, name in program.dated:
        years[compact(name)].add(year)
    names = {compact(name): name for name in (*program.all_names, *(name for _, name in program.dated))}
    for form, name in names.items():
        yield _Entry(program, name, qualifier(name), frozenset(years[form]))


def _agree_on_extension(entry: _Entry, name: str, context: NameContext) -> bool:
    """Tell whether entry and name agree on being a legislative extension.

    A name that does not say so may mean an extension whose program is unknown, in its own year.
    """
    extends = is_extension_name(entry.name)
    if is_extension_name(name) or not extends:
        return extends == is_extension_name(name)
    return not entry.program.extension_of and context.year in (None, *entry.years)


def _same_words(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Tell whether two names have the same words, equal or mistyped, in any order."""
    missing = [word for word in words if word not in others]
    left = [word for word in others if word not in words]
    if len(missing) != len(left):
        return False
    for word in missing:
        # Optimal string alignment counts two swapped letters as one mistake, as typists make it.
        nearest = min(left, key=lambda other: OSA.distance(word, other))
        if OSA.distance(word, nearest) > _letters(min(word, nearest, key=len)):
            return False
        left.remove(nearest)
    return True


def _letters(word: str) -> int:
    """Return how many letters of a word may be mistyped."""
    return next((letters for length, letters in MISTYPED if len(word) <= length), MISTYPED_LONG)


def _in_branch(entries: list[_Entry], context: NameContext) -> list[_Entry]:
    """Keep the entries of the branch; all where none is of it or no branch is known."""
    return [one for one in entries if context.branch in (None, one.program.branch)] or entries


def _in_year(entries: list[_Entry], context: NameContext) -> list[_Entry]:
    """Keep the entries that had the name in the year; all where none did or no year is known."""
    return [one for one in entries if context.year in one.years] or entries


def _programs(entries: Iterable[_Entry]) -> tuple[Program, ...]:
    return tuple({one.program.path: one.program for one in entries}.values())
