"""States and their own programs, and the state that the texts of a document name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.rdf import iris
from asm_graph.registers.csv_register import read_table
from asm_graph.registers.state_programs import StateProgram, StateProgramIndex, own_name
from asm_graph.spanish.forms import fold, name_slug, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from asm_graph.registers.csv_register import Problems, Row

PREVAILING = 0.75
"""Least share of one state among all places of a text that name a state."""

_CODE = re.compile(r"mx-[a-z]{3}")


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A state by its ISO 3166-2 code in lower case (`mx-zac`), and the abbreviations of its agencies."""

    code: str
    label: str
    names: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Jurisdictions:
    """The registers of states and of their programs; `named` are programs that only documents name."""

    states: tuple[Jurisdiction, ...] = ()
    programs: tuple[StateProgram, ...] = ()
    named: tuple[StateProgram, ...] = ()

    def __iter__(self) -> Iterator[Jurisdiction]:
        """Iterate over the states, in the order of the register."""
        return iter(self.states)

    def named_in(self, texts: Iterable[str]) -> frozenset[str]:
        """Return the codes of all states that the texts name, by name or by an agency that only they have."""
        pattern, codes = self._pattern
        found = (match for text in texts for match in pattern.finditer(fold(text)))
        return frozenset(codes[" ".join(match.group().split())] for match in found)

    def of(self, *groups: Iterable[str]) -> str:
        """Return the state that a document is from: the only one that a group of texts names.

        The first group that names any state decides; where it names several, or no text any, it is `NATION`.
        """
        named = next(filter(None, map(self.named_in, groups)), frozenset())
        return next(iter(named)) if len(named) == 1 else iris.NATION

    def prevailing_in(self, text: str) -> str:
        """Return the state that by far most of the places in a text name, else `NATION`.

        A report compares its state with others here and there.
        """
        pattern, codes = self._pattern
        named = Counter(codes[" ".join(match.group().split())] for match in pattern.finditer(fold(text)))
        for code, times in named.most_common(1):
            if times >= PREVAILING * named.total():
                return code
        return iris.NATION

    def identify(self, name: str, jurisdiction: str) -> StateProgram:
        """Find the program with this name in the register, or make one of the jurisdiction from the name.

        Programs that other documents of the build name count too. Where no state is known, the name decides
        if only one program has it.
        """
        own = own_name(name).name
        found = self._index.find(name, jurisdiction) or self._index.find(own, jurisdiction)
        return found or StateProgram(jurisdiction, name_slug(own), own, known=False)

    def with_named(self, named: Iterable[StateProgram]) -> Jurisdictions:
        """Add programs that documents name and the register lacks, nearly equal names of a state as one.

        The name that most documents have stands for the others, whatever the order of the documents. A name
        of which no document says the state comes last.
        """
        counts = Counter(named)
        if not counts:
            return self
        index, kept = StateProgramIndex((*self.programs, *self.named)), list(self.named)
        for program in sorted(counts, key=lambda one: (*_rank(one, counts[one]), one.label)):
            if index.find(program.label, program.jurisdiction) is None:
                index.add(program)
                kept.append(program)
        return replace(self, named=tuple(kept))

    def renamed(self, programs: Iterable[StateProgram]) -> tuple[tuple[str, str], ...]:
        """Return each program that another name stands for: its path, and that of the other."""
        found = ((one, self.identify(one.label, one.jurisdiction)) for one in programs)
        return tuple(
            (one.path, other.path)
            for one, other in found
            if (one.path, one.label) != (other.path, other.label)
        )

    @cached_property
    def _pattern(self) -> tuple[re.Pattern[str], dict[str, str]]:
        codes = {
            fold(name): state.code
            for state in self.states
            for name in (state.label, *state.names, *state.agencies)
        }
        # `Baja California Sur` before `Baja California`; `Estado de México` before `México`.
        longest_first = sorted(codes, key=len, reverse=True)
        words = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else r"(?!)"), codes

    @cached_property
    def _index(self) -> StateProgramIndex:
        return StateProgramIndex((*self.programs, *self.named))


def _rank(program: StateProgram, documents: int) -> tuple[bool, int, bool, int, int]:
    """Order programs that documents name by how well their names stand for nearly equal ones."""
    label, is_placeless = program.label, program.jurisdiction == iris.NATION
    # Of two writings, the one in small letters and with its accents was written with more care.
    accents = sum(not letter.isascii() for letter in label)
    return is_placeless, -documents, label.isupper(), -accents, len(label)


def load_jurisdictions(folder: Path, problems: Problems) -> Jurisdictions:
    """Load `jurisdictions.csv` and `state-programs.csv`; faults go to `problems`."""
    columns = ("jurisdiction", "label", "names", "agencies", "source")
    states = problems.unique(read_table(folder / "jurisdictions.csv", columns), "jurisdiction")
    for code, row in states.items():
        well_formed = _CODE.fullmatch(code)
        problems.unless(
            well_formed,
            row,
            "jurisdiction",
            Message("{code!r} is not a code", code=code),
            Message("write it as mx-zac"),
        )
    columns = ("jurisdiction", "slug", "label", "names", "source")
    rows = problems.unique(read_table(folder / "state-programs.csv", columns), "slug", _key)
    for row in rows.values():
        code = row["jurisdiction"]
        problems.unless(
            code in states,
            row,
            "jurisdiction",
            Message("no state {code!r}", code=code),
            Message("add its row"),
        )
        problems.unless(
            slug(row["slug"]) == row["slug"] != "",
            row,
            "slug",
            Message("not a slug"),
            Message("write a-z, 0-9 and hyphens"),
        )
    return Jurisdictions(
        tuple(_state(row, problems) for row in states.values()),
        tuple(_program(row, problems) for row in rows.values()),
    )


def _key(row: Row) -> str:
    return f"{row['jurisdiction']}/{row['slug']}"


def _state(row: Row, problems: Problems) -> Jurisdiction:
    label = problems.required(row, "label")
    return Jurisdiction(row["jurisdiction"], label, row.items("names"), row.items("agencies"))


def _program(row: Row, problems: Problems) -> StateProgram:
    return StateProgram(row["jurisdiction"], row["slug"], problems.required(row, "label"), row.items("names"))
