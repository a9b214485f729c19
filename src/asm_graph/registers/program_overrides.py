"""Overrules: printed names whose program a person decided, against whatever matching would say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.rdf import iris
from asm_graph.registers.csv_register import read_table
from asm_graph.registers.program import KEY
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.registers.csv_register import Problems, Row
    from asm_graph.registers.program import Where

NONE = "none"
"""What the table says of a name that means no federal program."""

_COLUMNS = ("name", "document", "year", "key", "note")


@dataclass(frozen=True, slots=True)
class Overrule:
    """What a printed name means, in one document or in all, in one year or in every one.

    `form` is the comparison form of the name, `path` that of its program, None where it means none.
    """

    form: str
    document: str | None
    year: int | None
    path: str | None

    def holds(self, where: Where) -> bool:
        """Whether it speaks of this place."""
        return self.document in (None, where.document) and self.year in (None, where.year)


@dataclass(frozen=True, slots=True)
class Overrules:
    """All overrules; of several that hold, one for a document goes before one for a year."""

    entries: tuple[Overrule, ...] = ()

    def find(self, name: str, where: Where) -> Overrule | None:
        """The narrowest overrule of a printed name at a place."""
        form = compact(name)
        found = [one for one in self.entries if one.form == form and one.holds(where)]
        return max(found, key=lambda one: (one.document is not None, one.year is not None), default=None)


NO_OVERRULES = Overrules()


def load_overrules(folder: Path, problems: Problems) -> Overrules:
    """The overrules of `identities.csv`; faults go to `problems`."""
    rows = problems.unique(read_table(folder / "identities.csv", _COLUMNS), "name", _place)
    return Overrules(tuple(_overrule(row, problems) for row in rows.values()))


def _place(row: Row) -> str:
    return " / ".join(filter(None, (compact(row["name"]), row["document"], row["year"])))


def _overrule(row: Row, problems: Problems) -> Overrule:
    key = KEY.fullmatch(row["key"])
    fault = f"{row['key']!r} is no key"
    problems.unless(key or row["key"] == NONE, row, "key", fault, f"write it as 20S061, or {NONE}")
    problems.unless(compact(row["name"]), row, "name", "the name has no letters", "write it as printed")
    year = next(iter(problems.years(row, "year")), None)
    path = iris.federal_program(int(key[1]), key[2], key[3]) if key else None
    return Overrule(compact(row["name"]), row["document"] or None, year, path)
