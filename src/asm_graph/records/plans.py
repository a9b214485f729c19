"""What a table states of the programs that derive from a National Development Plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asm_graph.records.tables import Place, ProgramRef


@dataclass(frozen=True, slots=True)
class PlanObjective:
    """An objective: its number, its text without it, and the goals of the national plan that it serves.

    `other_labels` are the texts of rows that differ from the first one; `places` are all of its rows.
    """

    notation: str
    label: str
    other_labels: tuple[str, ...]
    goals: tuple[int, ...]
    indicators: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class DerivedPlan:
    """A derived program; `period` are the years in its name, `year` the one that the table describes."""

    name: str
    year: int
    period: tuple[int, int] | None
    kind: str | None
    coordinator: str | None
    objectives: tuple[PlanObjective, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class DerivedPlans:
    """All derived programs of a table."""

    plans: tuple[DerivedPlan, ...]

    @property
    def programs(self) -> tuple[ProgramRef, ...]:
        """Derived programs are plans; no budget program is named."""
        return ()
