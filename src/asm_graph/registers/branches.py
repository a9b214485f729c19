"""Branches of the federal budget (Ramos), by number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.rdf import iris
from asm_graph.registers.csv_register import read_table

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.registers.csv_register import Problems


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of the federal budget; `documents` are the slugs of those that name its programs."""

    number: int
    label: str
    names: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The path of its IRI."""
        return iris.branch(self.number)


def load_branches(folder: Path, problems: Problems) -> dict[int, Branch]:
    """Load the branches of `branches.csv` by number; faults go to `problems`."""
    rows = problems.unique(read_table(folder / "branches.csv", ("branch", "label")), "branch")
    found = (
        Branch(number, problems.required(row, "label"))
        for row in rows.values()
        if (number := problems.number(row, "branch")) is not None
    )
    return {branch.number: branch for branch in found}
