"""Names of programs as an index: the programs that a printed name may mean, by its form or by similarity."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from asm_graph.registers.name_forms import core_words, program_forms, qualifier
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asm_graph.registers.program import Program, Where

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

_EXTENSION = ("ampliaciones", "camaradediputados")
"""What the name of a legislative extension says."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A program by one of its names, and the years in which it bore that name."""

    program: Program
    name: str
    qualifier: str
    years: frozenset[int]


class NameIndex:
    """Finds programs by name: one program where the name is clear, several where it is not."""

    def __init__(self, programs: Iterable[Program]) -> None:
        self._entries: defaultdict[str, list[_Entry]] = defaultdict(list)
        cores: dict[str, None] = {}
        for entry in (entry for program in programs for entry in _entries(program)):
            forms = program_forms(entry.name)
            cores |= dict.fromkeys(forms[-1:])
            for form in forms:
                self._entries[form].append(entry)
        self._cores = tuple(cores)

    def exact(self, name: str, where: Where) -> tuple[Program, ...]:
        """The programs that have a name of this form: of the whole name, or else of its core."""
        for form in program_forms(name):
            if fitting := self._fitting(name, form, where):
                return _programs(_in_year(_in_branch(fitting, where), where))
        return ()

    def similar(self, name: str, where: Where) -> tuple[Program, ...]:
        """The programs whose names differ from this one as a mistyped or cut name does, likeliest first."""
        form = next(reversed(program_forms(name)), "")
        scored = [*self._mistyped(name, form, where), *self._cut(name, form, where)]
        scored = [one for one in scored if where.branch in (None, one[1].program.branch)] or scored
        best = max((score for score, _ in scored), default=0.0)
        if best < SIMILAR:
            return ()
        leading = _programs(_in_year([entry for score, entry in scored if score == best], where))
        rivals = _programs(entry for score, entry in scored if best - MARGIN < score < best)
        return (*leading, *(one for one in rivals if one not in leading))

    def _mistyped(self, name: str, core: str, where: Where) -> Iterator[tuple[float, _Entry]]:
        """Entries with the same numbers whose words are those of the name but for letters."""
        words = core_words(name)
        for form, score, _ in process.extract(
            core, self._cores, scorer=fuzz.ratio, score_cutoff=SIMILAR - MARGIN, limit=None
        ):
            if _DIGITS.findall(form) == _DIGITS.findall(core):
                for entry in self._fitting(name, form, where):
                    if _same_words(words, core_words(entry.name)):
                        yield score, entry

    def _cut(self, name: str, core: str, where: Where) -> Iterator[tuple[float, _Entry]]:
        """Entries that the name is the beginning of; those with years only in the year that is asked for."""
        if len(core) < CUT:
            return
        for form in self._entries:
            if form.startswith(core) and _DIGITS.findall(form) == _DIGITS.findall(core):
                for entry in self._fitting(name, form, where):
                    if not entry.years or where.year in (None, *entry.years):
                        yield 100.0, entry

    def _fitting(self, name: str, form: str, where: Where) -> list[_Entry]:
        """The entries of a form that the rest of the printed name does not contradict.

        A name that is told apart from others of its core by a parenthesis or a year is meant only by one that
        has the same or none.
        """
        entries = [one for one in self._entries.get(form, ()) if _may_extend(one, name, where)]
        told = qualifier(name)
        same = [one for one in entries if one.qualifier == told]
        return same or [one for one in entries if not (one.qualifier and told)]


def _entries(program: Program) -> Iterator[_Entry]:
    """A program by each of its names."""
    years: defaultdict[str, set[int]] = defaultdict(set)
    for year, name in program.dated:
        years[compact(name)].add(year)
    names = {compact(name): name for name in (*program.all_names, *(name for _, name in program.dated))}
    for form, name in names.items():
        yield _Entry(program, name, qualifier(name), frozenset(years[form]))


def _may_extend(entry: _Entry, name: str, where: Where) -> bool:
    """Whether entry and name agree on being a legislative extension.

    A name that says nothing of it may mean an extension of no known program, in its own year.
    """
    extends = names_extension(entry.name)
    if names_extension(name) or not extends:
        return extends == names_extension(name)
    return not entry.program.extension_of and where.year in (None, *entry.years)


def _same_words(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two names have the same words, each of them equal or mistyped, in whatever order."""
    missing = [word for word in words if word not in others]
    left = [word for word in others if word not in words]
    if len(missing) != len(left):
        return False
    for word in missing:
        nearest = min(left, key=lambda other: OSA.distance(word, other))
        if OSA.distance(word, nearest) > _letters(min(word, nearest, key=len)):
            return False
        left.remove(nearest)
    return True


def _letters(word: str) -> int:
    """How many letters of a word may be mistyped."""
    return next((letters for length, letters in MISTYPED if len(word) <= length), MISTYPED_LONG)


def names_extension(name: str) -> bool:
    """Whether a name says that it is a legislative extension, be it cut or mistyped."""
    form = compact(name)
    return any(word in form for word in _EXTENSION)


def _in_branch(entries: list[_Entry], where: Where) -> list[_Entry]:
    """Those of the branch; all where none is of it or none is known."""
    return [one for one in entries if where.branch in (None, one.program.branch)] or entries


def _in_year(entries: list[_Entry], where: Where) -> list[_Entry]:
    """Those that bore the name in the year; all where none did or no year is known."""
    return [one for one in entries if where.year in one.years] or entries


def _programs(entries: Iterable[_Entry]) -> tuple[Program, ...]:
    return tuple({one.program.path: one.program for one in entries}.values())
