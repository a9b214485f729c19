"""Branches of the federal budget (Ramos), by number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.rdf import iris
from asm_graph.registers.csv_register import read_table

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.registers.csv_register import Problems, Row


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of the federal budget; `documents` are the slugs of those that name its programs.

    `aligns` tells whether its programs have to be aligned with the national plan, None where that is not
    known: powers and autonomous bodies need not be, nor what is no spending on programs.
    """

    number: int
    label: str
    names: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    aligns: bool | None = None

    @property
    def path(self) -> str:
        """The path of its IRI."""
        return iris.branch(self.number)


_COLUMNS = ("branch", "label", "alignment_duty")
_YES, _NO = "yes", "no"


def load_branches(folder: Path, problems: Problems) -> dict[int, Branch]:
    """Load the branches of `branches.csv` by number; faults go to `problems`."""
    rows = problems.unique(read_table(folder / "branches.csv", _COLUMNS), "branch")
    found = (
        Branch(number, problems.required(row, "label"), aligns=_aligns(row, problems))
        for row in rows.values()
        if (number := problems.number(row, "branch")) is not None
    )
    return {branch.number: branch for branch in found}


def _aligns(row: Row, problems: Problems) -> bool | None:
    """Return what the row says of the duty to align; None where the cell is blank."""
    if not row["alignment_duty"]:
        return None
    return problems.choice(row, "alignment_duty", (_YES, _NO)) == _YES
