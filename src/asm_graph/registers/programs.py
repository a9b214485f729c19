"""Programs, and the program that a printed name means.

Measured on the 3,170 names of 2,433 federal programs of 2008 to 2027 (`docs/identity.md` has the figures):
with year and branch no name is matched to another program, and 12,049 of 12,075 are found. If the program is
unknown, a mistyped name is matched only to a program of the same words under another key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.rdf import iris
from asm_graph.registers.census import merge_programs
from asm_graph.registers.csv_register import read_table
from asm_graph.registers.mentions import find_mentions
from asm_graph.registers.name_index import NameIndex
from asm_graph.registers.program import NO_CONTEXT, NameContext, Program, unknown_program
from asm_graph.registers.program_overrides import NO_OVERRIDES, Overrides, load_overrides
from asm_graph.spanish.forms import DASHES

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

    from asm_graph.registers.census import Census
    from asm_graph.registers.csv_register import Problems, Row
    from asm_graph.registers.mentions import Mention

_KEY = re.compile(r"(?<!\w)(?:(\d{1,2})[ -]?)?([A-Z])[ -]?(\d{3})(?!\w)")


@dataclass(frozen=True)
class Programs:
    """The register of programs; with a census, also every federal program that documents name by key.

    `registered` are those of the register alone, before a census was added.
    """

    entries: tuple[Program, ...]
    overrides: Overrides = NO_OVERRIDES
    registered: tuple[Program, ...] = ()

    def __iter__(self) -> Iterator[Program]:
        """Iterate over the programs: those of the register in its order, then those of the census."""
        return iter(self.entries)

    def with_census(self, census: Census) -> Programs:
        """Add what a census knows of these programs, and its other programs."""
        registered = self.registered or self.entries
        return replace(self, entries=merge_programs(self.entries, census), registered=registered)

    def get(self, path: str) -> Program | None:
        """Return the program with this path (`20-S061`)."""
        return self._paths.get(path)

    def branch_of(self, agency: str) -> int | None:
        """Return the branch of the programs of an agency, if they all have the same."""
        branches = {program.branch for program in self.entries if program.agency == agency}
        return branches.pop() if len(branches) == 1 else None

    def identify(self, name: str, context: NameContext = NO_CONTEXT) -> Program:
        """Find the program that a printed name means, or make an unknown one.

        An override decides first, then a key in the text, then the form of the name, then similarity. If
        several programs have the name, branch and year of the context decide; if they cannot, the result is
        an unknown program with the several as candidates.
        """
        if override := self.overrides.find(name, context):
            return self._overridden(name, override.path)
        key = _KEY.search(name)
        keyed = self._by_key(key, name, context) if key else ()
        if len(keyed) == 1:
            return replace(keyed[0], match="key")
        named = self._index.exact(name, context)
        if len(named) == 1:
            return replace(named[0], match="name")
        # A whole key that nobody knows still identifies a program better than its name would.
        if key and key[1]:
            return unknown_program(_without_key(name) or name, int(key[1]), key[2] + key[3])
        # Where the name is exact but ambiguous, a similar one would be a guess.
        similar = () if keyed or named else self._index.similar(name, context)
        if len(similar) == 1:
            return replace(similar[0], match="similar")
        candidates = tuple(one.path for one in keyed or named or similar)
        return replace(unknown_program(name), candidates=candidates)

    def _overridden(self, name: str, path: str | None) -> Program:
        found = self.get(path) if path else None
        if found is None:
            branch, _, key = (path or "").partition("-")
            found = unknown_program(name, int(branch) if branch else None, key)
        return replace(found, match="overruled")

    def _by_key(self, key: re.Match[str], name: str, context: NameContext) -> tuple[Program, ...]:
        """Return the programs with a key; if its branch is not printed, those that name or context fit."""
        branch, modality, number = key.groups()
        found = self._keys.get(modality + number, ())
        if branch:
            return tuple(one for one in found if one.branch == int(branch))
        named = self._index.exact(_without_key(name), context)
        found = tuple(one for one in found if one in named) or found
        return tuple(one for one in found if context.branch in (None, one.branch)) or found

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(self)

    @cached_property
    def _paths(self) -> dict[str, Program]:
        return {program.path: program for program in self}

    @cached_property
    def _keys(self) -> dict[str, tuple[Program, ...]]:
        keys: dict[str, tuple[Program, ...]] = {}
        for program in self:
            # Texts print `S061` without the branch.
            key = program.path.rpartition("-")[2]
            keys[key] = (*keys.get(key, ()), program)
        return keys

    def mentions(self, text: str, own: Program) -> tuple[Mention, ...]:
        """Find the other programs of the register that a text names, in reading order.

        Programs and names that only a census knows are not searched: see the publishers' guide.
        """
        # Thousands of names of the census are everyday phrases that would be found everywhere.
        return find_mentions(text, own, self.registered or self.entries)


def _without_key(name: str) -> str:
    return _KEY.sub("", name).strip(f" :.(){DASHES}")


def load_programs(
    folder: Path, problems: Problems, branches: Container[int], agencies: Container[str]
) -> Programs:
    """Load the programs of `programs.csv` and the names of `program-names.csv`; faults go to `problems`.

    Each belongs to one of the branches, by number, and to one of the agencies, by slug.
    """
    columns = ("branch", "modality", "number", "label", "agency", "extensionOf")
    rows = problems.unique(read_table(folder / "programs.csv", columns), "number", _key)
    named = _names(folder, rows, problems)
    for row in rows.values():
        branch, agency = problems.number(row, "branch"), row["agency"]
        problems.unless(
            branch in branches,
            row,
            "branch",
            Message("no branch {branch}", branch=branch),
            Message("add it to branches.csv"),
        )
        problems.unless(
            agency in agencies,
            row,
            "agency",
            Message("no agency {agency!r}", agency=agency),
            Message("add it to units.csv"),
        )
    entries = tuple(_program(key, row, rows, named, problems) for key, row in rows.items())
    return Programs(entries, load_overrides(folder, problems))


def _key(row: Row) -> str:
    return row["branch"] + row["modality"] + row["number"]


def _path(row: Row) -> str:
    return iris.federal_program(row["branch"], row["modality"], row["number"])


def _names(folder: Path, known: Mapping[str, Row], problems: Problems) -> dict[str, list[Row]]:
    named: dict[str, list[Row]] = {}
    for row in read_table(folder / "program-names.csv", ("key", "name", "kind", "years", "source")):
        problems.unless(
            row["key"] in known,
            row,
            "key",
            Message("no program {name!r}", name=row["key"]),
            Message("add it to programs.csv"),
        )
        problems.choice(row, "kind", ("official", "alias", "acronym"))
        problems.required(row, "name")
        named.setdefault(row["key"], []).append(row)
    return named


def _program(
    key: str, row: Row, rows: Mapping[str, Row], named: Mapping[str, list[Row]], problems: Problems
) -> Program:
    base = row["extensionOf"]
    problems.unless(
        not base or base in rows,
        row,
        "extensionOf",
        Message("no program {base!r}", base=base),
        Message("add its row"),
    )
    well_formed = re.fullmatch(r"[A-Z]", row["modality"]) and re.fullmatch(r"\d{3}", row["number"])
    problems.unless(
        well_formed,
        row,
        "number",
        Message("{key!r} is not a key", key=key),
        Message("write a letter and three digits"),
    )
    label = problems.required(row, "label")
    names = dict.fromkeys(one["name"] for one in named.get(key, ()) if one["kind"] != "acronym")
    names.pop(label, None)
    return Program(
        path=_path(row),
        key=key,
        label=label,
        names=tuple(names),
        branch=int(row["branch"]) if row["branch"].isdecimal() else None,
        agency=row["agency"] or None,
        extension_of=_path(rows[base]) if base in rows else None,
        acronyms=tuple(one["name"] for one in named.get(key, ()) if one["kind"] == "acronym"),
        dated=tuple(
            (year, one["name"]) for one in named.get(key, ()) for year in problems.years(one, "years")
        ),
    )
