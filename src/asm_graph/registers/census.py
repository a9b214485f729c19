"""The federal programs that the documents of a build name by key, with their names by year."""

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
    """A name as printed last, with the years in which it was used and the documents that use it.

    A document without a year adds none; names that differ only in accents, case or spaces are one.
    """

    name: str
    years: tuple[int, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Census:
    """The programs that were named, each with the slug of the document that names it."""

    named: tuple[tuple[str, ProgramRef], ...]

    @classmethod
    def of(cls, named: Iterable[tuple[str, ProgramRef]]) -> Census:
        """Make a census, in an order that does not depend on that of the documents."""
        return cls(tuple(sorted({(slug, replace(ref, place=None)) for slug, ref in named}, key=repr)))

    def __bool__(self) -> bool:
        """Tell whether any program was named."""
        return bool(self.named)

    @property
    def fingerprint(self) -> str:
        """A hash of all that was named."""
        return hashlib.sha256(repr(self.named).encode()).hexdigest()

    @cached_property
    def divided(self) -> frozenset[Divided]:
        """The programs and years whose matrices belong to several units, in whichever documents."""
        return frozenset(key for key, uses in self._units.items() if len({unit for _, unit in uses}) > 1)

    def divided_elsewhere(self, slug: str) -> tuple[Divided, ...]:
        """Return those of which a document has one unit only, so that others must say there are more."""
        own = {
            key: {unit for document, unit in uses if document == slug} for key, uses in self._units.items()
        }
        return tuple(sorted(key for key in self.divided if len(own[key]) == 1))

    @cached_property
    def _units(self) -> Mapping[Divided, set[tuple[str, str]]]:
        """The documents and units of each program and year whose matrices are printed by unit."""
        found: defaultdict[Divided, set[tuple[str, str]]] = defaultdict(set)
        for slug, ref in self.named:
            if ref.unit is not None and ref.year is not None:
                found[ref.path, ref.year].add((slug, ref.unit))
        return found

    @cached_property
    def names(self) -> dict[str, tuple[NameUse, ...]]:
        """The names of each program by path, latest first; empty where only its key is printed."""
        uses: defaultdict[str, set[tuple[int, str, str]]] = defaultdict(set)
        for slug, ref in self.named:
            uses[ref.path] |= _use(ref.name, ref.year, slug)
        return {path: _names(found) for path, found in uses.items()}

    @cached_property
    def branch_names(self) -> dict[int, tuple[NameUse, ...]]:
        """The names of each branch by number, latest first."""
        uses: defaultdict[int, set[tuple[int, str, str]]] = defaultdict(set)
        for slug, ref in self.named:
            uses[ref.branch] |= _use(ref.branch_name, ref.year, slug)
        return {number: _names(found) for number, found in uses.items()}

    @cached_property
    def extensions(self) -> tuple[Extension, ...]:
        """The legislative extensions, each with the program that it adds money to where the names show it."""
        return find_extensions(ref for _, ref in self.named)

    @cached_property
    def programs(self) -> tuple[Program, ...]:
        """Every program, by branch, modality and number."""
        bases = {one.path: one.base for one in self.extensions if one.base}
        keys = {ref.path: ref for _, ref in self.named}
        documents = _documents((ref.path, slug) for slug, ref in self.named)
        # Not in the order of documents, which must not change what is built.
        ordered = sorted(keys.values(), key=lambda ref: (ref.branch, ref.modality, ref.number))
        return tuple(
            _program(ref, self.names[ref.path], bases.get(ref.path), documents[ref.path]) for ref in ordered
        )

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """Every branch, by number; one whose name no document prints is called by its number."""
        documents = _documents((str(ref.branch), slug) for slug, ref in self.named)
        return tuple(
            Branch(number, *_labels(uses, f"Ramo {number}"), documents[str(number)])
            for number, uses in sorted(self.branch_names.items())
        )


def merge_programs(programs: tuple[Program, ...], census: Census) -> tuple[Program, ...]:
    """Merge the programs of the register with those of a census; the latter's own come last."""
    counted = {program.path: program for program in census.programs}
    merged = [
        _merged(program, counted.pop(program.path, None), census.names.get(program.path, ()))
        for program in programs
    ]
    return (*merged, *counted.values())


def merge_branches(branches: Mapping[int, Branch], census: Census) -> dict[int, Branch]:
    """Merge the branches of the register with those of a census."""
    found = {branch.number: branch for branch in census.branches}
    for number, branch in branches.items():
        counted = found.get(number)
        if counted is None:
            found[number] = branch
            continue
        label = _latest(census.branch_names[number]) or branch.label
        names = _others(label, (branch.label, *branch.names, counted.label, *counted.names))
        found[number] = replace(branch, label=label, names=names, documents=counted.documents)
    return dict(sorted(found.items()))


def _merged(program: Program, counted: Program | None, uses: tuple[NameUse, ...]) -> Program:
    """Add what the census knows of a program of the register, which has the name of the latest year."""
    if counted is None:
        return program
    dated = tuple(dict.fromkeys((*program.dated, *counted.dated)))
    last = max((year for year, _ in program.dated), default=0)
    is_later = any(year > last for one in uses for year in one.years)
    label = (_latest(uses) if is_later else None) or program.label
    return replace(
        program,
        label=program.label if compact(label) == compact(program.label) else label,
        names=_others(label, (program.label, *program.names, counted.label, *counted.names)),
        dated=dated,
        documents=counted.documents,
        extension_of=program.extension_of or counted.extension_of,
    )


def _latest(uses: tuple[NameUse, ...]) -> str | None:
    """Return the name of the latest year, of those that have one."""
    return next((one.name for one in uses if one.years), None)


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
    """Combine uses into names, latest first; names of the same year are in alphabetical order."""
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
    """Return the latest name, and the others."""
    names = [one.name for one in uses] or [unnamed]
    return names[0], tuple(names[1:])


def _others(label: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return names that differ from the label and from each other by more than accents, case or spaces."""
    # The label comes first, so that names equal to it are dropped.
    forms = {compact(label): label}
    for name in names:
        forms.setdefault(compact(name), name)
    return tuple(forms.values())[1:]


def _documents(named: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path, slug in named:
        found[path].add(slug)
    return {path: tuple(sorted(slugs)) for path, slugs in found.items()}
