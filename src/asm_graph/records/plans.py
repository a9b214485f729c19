"""What tables state of plans that derive from a national one, and of the Sustainable Development Goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asm_graph.records.tables import Place, ProgramRef
    from asm_graph.records.texts import Stated


@dataclass(frozen=True, slots=True)
class Alignment:
    """The statement of a source that a program (its part of a path) serves an axis or objective in a year."""

    program: str
    year: Stated[int] | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class PlanObjective:
    """An objective: its number, its text, and the axes of the national plan that it serves.

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
    """A derived plan; `period` are the years in its name, `year` is the one that the table describes."""

    name: str
    year: int
    period: tuple[int, int] | None
    kind: str | None
    coordinator: str | None
    objectives: tuple[PlanObjective, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class DerivedPlans:
    """All derived plans of a table."""

    plans: tuple[DerivedPlan, ...]

    @property
    def programs(self) -> tuple[ProgramRef, ...]:
        """Derived programs are plans; no budget program is named."""
        return ()


@dataclass(frozen=True, slots=True)
class SdgLink:
    """A contribution of a program; `target` is a letter or an ordinal within the goal, lettered ones last."""

    program: ProgramRef
    goal: int
    goal_label: str
    target: int | str
    target_label: str
    kind: str
    subtargets: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class SdgLinks:
    """All contributions of a table."""

    links: tuple[SdgLink, ...]

    @property
    def programs(self) -> tuple[ProgramRef, ...]:
        """The program of each row."""
        return tuple(link.program for link in self.links)
