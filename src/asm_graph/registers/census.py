"""The federal programs that the documents of a build name by their keys, with their names by year."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from asm_graph.registers.branches import Branch
from asm_graph.registers.legislative_extensions import Extension, find_extensions
from asm_graph.registers.program import Program
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from asm_graph.records import ProgramRef

    Divided = tuple[str, int]
    Uses = Mapping[str, set[tuple[int, str, str]]]


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name as it is printed last, with the years in which it stands and the documents that have it.

    A document that names no year leaves none; names that differ in accents, case or spaces are one.
    """

    name: str
    years: tuple[int, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Census:
    """What was named, as pairs of a document's slug and a program."""

    named: tuple[tuple[str, ProgramRef], ...]

    @classmethod
    def of(cls, named: Iterable[tuple[str, ProgramRef]]) -> Census:
        """A census, in an order that does not depend on that of the documents."""
        return cls(tuple(sorted({(slug, replace(ref, place=None)) for slug, ref in named}, key=repr)))

    def __bool__(self) -> bool:
        """Whether any program was named."""
        return bool(self.named)

    @property
    def fingerprint(self) -> str:
        """A hash of all that was named."""
        return hashlib.sha256(repr(self.named).encode()).hexdigest()

    @cached_property
    def divided(self) -> frozenset[Divided]:
        """The programs and years whose matrices are of several units, in whatever documents these stand."""
        return frozenset(key for key, uses in self._units.items() if len({unit for _, unit in uses}) > 1)

    def divided_elsewhere(self, slug: str) -> tuple[Divided, ...]:
        """Those of which one document has one unit alone, so that others tell that there are several."""
        own = {
            key: {unit for document, unit in uses if document == slug} for key, uses in self._units.items()
        }
        return tuple(sorted(key for key in self.divided if len(own[key]) == 1))

    @cached_property
    def _units(self) -> Mapping[Divided, set[tuple[str, str]]]:
        """The documents and units of each program and year that is printed by units."""
        found: defaultdict[Divided, set[tuple[str, str]]] = defaultdict(set)
        for slug, ref in self.named:
            if ref.unit is not None and ref.year is not None:
                found[ref.path, ref.year].add((slug, ref.unit))
        return found

    @cached_property
    def names(self) -> dict[str, tuple[NameUse, ...]]:
        """The names of each program by its path, the latest first; empty where only its key is printed."""
        uses: defaultdict[str, set[tuple[int, str, str]]] = defaultdict(set)
        for slug, ref in self.named:
            uses[ref.path] |= _use(ref.name, ref.year, slug)
        return {path: _names(found) for path, found in uses.items()}

    @cached_property
    def branch_names(self) -> dict[int, tuple[NameUse, ...]]:
        """The names of each branch by its number, the latest first."""
        uses: defaultdict[int, set[tuple[int, str, str]]] = defaultdict(set)
        for slug, ref in self.named:
            uses[ref.branch] |= _use(ref.branch_name, ref.year, slug)
        return {number: _names(found) for number, found in uses.items()}

    @cached_property
    def extensions(self) -> tuple[Extension, ...]:
        """The legislative extensions, with the program that each adds money to where the names show it."""
        return find_extensions(ref for _, ref in self.named)

    @cached_property
    def programs(self) -> tuple[Program, ...]:
        """Every program, by branch, modality and number."""
        bases = {one.path: one.base for one in self.extensions if one.base}
        keys = {ref.path: ref for _, ref in self.named}
        documents = _documents((ref.path, slug) for slug, ref in self.named)
        ordered = sorted(keys.values(), key=lambda ref: (ref.branch, ref.modality, ref.number))
        return tuple(
            _program(ref, self.names[ref.path], bases.get(ref.path), documents[ref.path]) for ref in ordered
        )

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """Every branch, by number; one whose name is printed nowhere is called by its number."""
        documents = _documents((str(ref.branch), slug) for slug, ref in self.named)
        return tuple(
            Branch(number, *_labels(uses, f"Ramo {number}"), documents[str(number)])
            for number, uses in sorted(self.branch_names.items())
        )


def extended(programs: tuple[Program, ...], census: Census) -> tuple[Program, ...]:
    """The programs with what a census adds to them, then the other programs of the census."""
    counted = {program.path: program for program in census.programs}
    merged = [_merged(program, counted.pop(program.path, None)) for program in programs]
    return (*merged, *counted.values())


def extended_branches(branches: Mapping[int, Branch], census: Census) -> dict[int, Branch]:
    """The branches with the other names that a census has for them, and the other branches of the census."""
    found = {branch.number: branch for branch in census.branches}
    for number, branch in branches.items():
        counted = found.get(number)
        names = _others(branch.label, (counted.label, *counted.names)) if counted else ()
        found[number] = replace(branch, names=names, documents=counted.documents if counted else ())
    return dict(sorted(found.items()))


def _merged(program: Program, counted: Program | None) -> Program:
    """A program of the register, whose label stays, with what the census has of it."""
    if counted is None:
        return program
    return replace(
        program,
        names=_others(program.label, (*program.names, counted.label, *counted.names)),
        dated=tuple(dict.fromkeys((*program.dated, *counted.dated))),
        documents=counted.documents,
        extension_of=program.extension_of or counted.extension_of,
    )


def _program(
    ref: ProgramRef, uses: tuple[NameUse, ...], base: str | None, documents: tuple[str, ...]
) -> Program:
    label, names = _labels(uses, ref.key)
    dated = tuple(sorted((year, one.name) for one in uses for year in one.years))
    return Program(
        ref.path, ref.key, label, names, ref.branch, extension_of=base, dated=dated, documents=documents
    )


def _use(name: str | None, year: int | None, slug: str) -> set[tuple[int, str, str]]:
    printed = " ".join((name or "").split())
    return {(year or 0, printed, slug)} if compact(printed) else set()


def _names(uses: Iterable[tuple[int, str, str]]) -> tuple[NameUse, ...]:
    """The names that the uses come to, the latest first; of one year, in the order of their letters."""
    by_form: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for use in sorted(uses):
        by_form[compact(use[1])].append(use)
    latest_first = sorted(by_form.values(), key=lambda found: found[-1][:2], reverse=True)
    return tuple(
        NameUse(
            found[-1][1],
            tuple(dict.fromkeys(year for year, _, _ in found if year)),
            tuple(sorted({slug for _, _, slug in found})),
        )
        for found in latest_first
    )


def _labels(uses: tuple[NameUse, ...], unnamed: str) -> tuple[str, tuple[str, ...]]:
    """The latest name, and the others."""
    names = [one.name for one in uses] or [unnamed]
    return names[0], tuple(names[1:])


def _others(label: str, names: Iterable[str]) -> tuple[str, ...]:
    """Names that differ from the label and from each other by more than accents, case or spaces."""
    forms = {compact(label): label}
    for name in names:
        forms.setdefault(compact(name), name)
    return tuple(forms.values())[1:]


def _documents(named: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path, slug in named:
        found[path].add(slug)
    return {path: tuple(sorted(slugs)) for path, slugs in found.items()}
