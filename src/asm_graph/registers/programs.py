"""Programs: a name as printed → the program of the register that it means.

Measured on some 500 damaged names of the register (accents and case lost, other punctuation, broken
words, 3 and 5 % of the letters mistyped, cut to half and more): 90 % are found; nearly all that is missed is
cut below 25 letters. Taken for another program are only extensions whose `Ampliaciones…` is cut off or
mistyped, and a cut name that is the whole name of another. None of 3,118 names of other branches is taken for
a similar one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from rapidfuzz import fuzz

from asm_graph.registers.comparison import program_forms
from asm_graph.registers.mentions import find_mentions
from asm_graph.registers.table import read_table
from asm_graph.spanish.forms import compact, slug

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from asm_graph.registers.mentions import Mention
    from asm_graph.registers.table import Problems, Row

Match = Literal["key", "name", "similar", "none"]

SIMILAR = 90.0
"""Least similarity (rapidfuzz ratio of comparison forms, 0 to 100) of a mistyped name."""
MARGIN = 4.0
"""Least lead over the most similar other program; below it nothing is guessed."""
CUT = 25
"""Fewest letters of a name that may stand for the whole of it."""

_KEY = re.compile(r"(?<!\w)(?:(\d{1,2})[ -]?)?([A-Z])[ -]?(\d{3})(?!\w)")
_EXTENSION = ("ampliaciones", "camaradediputados")
"""What the name of a legislative extension says."""


@dataclass(frozen=True, slots=True)
class Program:
    """A budget program; `path` is its IRI under `/id/program/`, `match` how a name led to it.

    `extension_of` is the path of the program that a legislative extension adds money to.
    """

    path: str
    key: str | None
    label: str
    names: tuple[str, ...] = ()
    branch: int | None = None
    agency: str | None = None
    known: bool = True
    extension_of: str | None = None
    match: Match = "none"
    acronyms: tuple[str, ...] = ()

    @property
    def all_names(self) -> tuple[str, ...]:
        """The label and every other name, acronyms included."""
        return (self.label, *self.names, *self.acronyms)


def unknown_program(name: str, branch: int | None = None, key: str | None = None) -> Program:
    """A program that the register does not hold: made from its printed key, or else from its name."""
    label = " ".join(name.split())
    path = f"{branch}-{key}" if branch and key else f"mx/{slug(label) or 'sin-nombre'}"
    return Program(path, f"{branch}{key}" if branch and key else None, label, branch=branch, known=False)


@dataclass(frozen=True)
class Programs:
    """The register of programs."""

    entries: tuple[Program, ...]

    def __iter__(self) -> Iterator[Program]:
        """Every program, in the order of the register."""
        return iter(self.entries)

    def get(self, path: str) -> Program | None:
        """The program with this path (`20-S061`)."""
        return next((program for program in self.entries if program.path == path), None)

    def identify(self, name: str) -> Program:
        """The program that a printed name means; an unknown one where none fits or several do.

        A key in the text decides, then the comparison form of a name, then similarity.
        """
        key = _KEY.search(name)
        if key and (found := self._by_key(key)):
            return replace(found, match="key")
        found = self._by_name(name)
        if found:
            return replace(found, match="name")
        if key and key[1]:
            return unknown_program(_KEY.sub("", name).strip(" -–:.()") or name, int(key[1]), key[2] + key[3])
        found = self._by_similarity(name)
        return replace(found, match="similar") if found else unknown_program(name)

    def _by_key(self, key: re.Match[str]) -> Program | None:
        branch, modality, number = key.groups()
        ends = f"-{modality}{number}"
        found = [program for program in self.entries if program.path.endswith(ends)]
        return _only(program for program in found if branch in (None, str(program.branch)))

    def _by_name(self, name: str) -> Program | None:
        for form in program_forms(name):
            found = self._candidates(name, self._forms.get(form, ()))
            if found:
                return _only(found)
        return None

    def _by_similarity(self, name: str) -> Program | None:
        core = program_forms(name)[-1:]
        scores: dict[str, float] = {}
        for form, programs in self._forms.items():
            score = max((_similarity(query, form) for query in core), default=0.0)
            for program in self._candidates(name, programs):
                scores[program.path] = max(scores.get(program.path, 0.0), score)
        ranked = sorted(scores.items(), key=lambda item: -item[1])[:2]
        if not ranked or ranked[0][1] < SIMILAR:
            return None
        clear = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= MARGIN
        return self.get(ranked[0][0]) if clear else None

    def _candidates(self, name: str, programs: Iterable[Program]) -> tuple[Program, ...]:
        """Extensions where the text names one; otherwise programs that extend no other of the register."""
        if _names_extension(name):
            return tuple(one for one in programs if _names_extension(one.label))
        return tuple(one for one in programs if not one.extension_of)

    @cached_property
    def _forms(self) -> dict[str, tuple[Program, ...]]:
        forms: dict[str, dict[str, Program]] = {}
        for program in self.entries:
            for name in program.all_names:
                for form in program_forms(name):
                    forms.setdefault(form, {})[program.path] = program
        return {form: tuple(programs.values()) for form, programs in forms.items()}

    def mentions(self, text: str, own: Program) -> tuple[Mention, ...]:
        """The other programs that a text names, in reading order."""
        return find_mentions(text, own, self.entries)


def _names_extension(name: str) -> bool:
    form = compact(name)
    return any(word in form for word in _EXTENSION)


def _only(programs: Iterable[Program]) -> Program | None:
    found = tuple(programs)
    return found[0] if len(found) == 1 else None


def _similarity(query: str, form: str) -> float:
    if re.findall(r"\d+", query) != re.findall(r"\d+", form):
        return 0.0
    if len(query) >= CUT and form.startswith(query):
        return 100.0
    return fuzz.ratio(query, form)


def load_programs(
    folder: Path, problems: Problems, branches: Container[int], agencies: Container[str]
) -> Programs:
    """The programs of `programs.csv` with the names of `program-names.csv`; faults go to `problems`.

    Each belongs to one of the branches, by number, and to one of the agencies, by slug.
    """
    columns = ("branch", "modality", "number", "label", "agency", "extensionOf")
    rows = problems.unique(read_table(folder / "programs.csv", columns), "number", _key)
    named = _names(folder, rows, problems)
    for row in rows.values():
        branch, agency = problems.number(row, "branch"), row["agency"]
        problems.unless(branch in branches, row, "branch", f"no branch {branch}", "add it to branches.csv")
        problems.unless(agency in agencies, row, "agency", f"no agency {agency!r}", "add it to units.csv")
    return Programs(tuple(_program(key, row, rows, named, problems) for key, row in rows.items()))


def _key(row: Row) -> str:
    return row["branch"] + row["modality"] + row["number"]


def _path(row: Row) -> str:
    return f"{row['branch']}-{row['modality']}{row['number']}"


def _names(folder: Path, known: Mapping[str, Row], problems: Problems) -> dict[str, list[Row]]:
    named: dict[str, list[Row]] = {}
    for row in read_table(folder / "program-names.csv", ("key", "name", "kind", "years", "source")):
        problems.unless(
            row["key"] in known, row, "key", f"no program {row['key']!r}", "add it to programs.csv"
        )
        problems.choice(row, "kind", ("official", "alias", "acronym"))
        problems.required(row, "name")
        named.setdefault(row["key"], []).append(row)
    return named


def _program(
    key: str, row: Row, rows: Mapping[str, Row], named: Mapping[str, list[Row]], problems: Problems
) -> Program:
    base = row["extensionOf"]
    problems.unless(not base or base in rows, row, "extensionOf", f"no program {base!r}", "add its row")
    well_formed = re.fullmatch(r"[A-Z]", row["modality"]) and re.fullmatch(r"\d{3}", row["number"])
    problems.unless(well_formed, row, "number", f"{key!r} is no key", "write a letter and three digits")
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
    )
