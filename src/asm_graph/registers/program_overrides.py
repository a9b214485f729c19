"""Printed names whose program a person decided, whatever matching would say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.rdf import iris
from asm_graph.registers.csv_register import read_table
from asm_graph.registers.program import KEY
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.registers.csv_register import Problems, Row
    from asm_graph.registers.program import NameContext

NONE = "none"
"""The key that the table gives a name that means no federal program."""

_COLUMNS = ("name", "document", "year", "key", "note")


@dataclass(frozen=True, slots=True)
class Override:
    """The program that a printed name means, in one document or in all, in one year or in all.

    `form` is the comparison form of the name; `path` is None where it means no federal program.
    """

    form: str
    document: str | None
    year: int | None
    path: str | None

    def applies_to(self, context: NameContext) -> bool:
        """Tell whether the override applies to a name in this context."""
        return self.document in (None, context.document) and self.year in (None, context.year)


@dataclass(frozen=True, slots=True)
class Overrides:
    """All overrides; one for a document takes precedence over one for a year."""

    entries: tuple[Override, ...] = ()

    def find(self, name: str, context: NameContext) -> Override | None:
        """Find the most specific override of a printed name."""
        form = compact(name)
        # A few rows at most: no index is worth its lines.
        found = [one for one in self.entries if one.form == form and one.applies_to(context)]
        return max(found, key=lambda one: (one.document is not None, one.year is not None), default=None)


NO_OVERRIDES = Overrides()


def load_overrides(folder: Path, problems: Problems) -> Overrides:
    """Load the overrides of `identities.csv`; faults go to `problems`."""
    rows = problems.unique(read_table(folder / "identities.csv", _COLUMNS), "name", _scope)
    return Overrides(tuple(_override(row, problems) for row in rows.values()))


def _scope(row: Row) -> str:
    return " / ".join(filter(None, (compact(row["name"]), row["document"], row["year"])))


def _override(row: Row, problems: Problems) -> Override:
    key = KEY.fullmatch(row["key"])
    fault = Message("{key!r} is not a key", key=row["key"])
    problems.unless(
        key or row["key"] == NONE, row, "key", fault, Message("write it as 20S061, or {none}", none=NONE)
    )
    problems.unless(
        compact(row["name"]), row, "name", Message("the name has no letters"), Message("write it as printed")
    )
    year = next(iter(problems.years(row, "year")), None)
    path = iris.federal_program(int(key[1]), key[2], key[3]) if key else None
    return Override(compact(row["name"]), row["document"] or None, year, path)
