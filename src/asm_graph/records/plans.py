"""What tables state of plans that derive from a national one, and of the Sustainable Development Goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from asm_graph.records.sources import BlankCell
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


@dataclass(frozen=True, slots=True)
class NumberedText:
    """A part of a plan as rows name it: its number or its text, or both.

    `other_texts` are what further rows of the table print beside the same number.
    """

    number: int | None
    text: str | None
    other_texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DerivedName:
    """A plan that derives from the national one, as a row names it, with the type that it gives it."""

    name: str
    type: str | None = None


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """What a row aligns a program to; `level` says what `named` is, and of which plan.

    It is an `axis` of the national plan, one that is `cross-cutting`, a `guideline` that stands for a plan to
    come, a `national` objective (of `axis`), or an objective of the `plan` that is `derived` from it.
    """

    level: Literal["axis", "cross-cutting", "guideline", "national", "derived"]
    named: NumberedText
    axis: int | None = None
    plan: DerivedName | None = None


@dataclass(frozen=True, slots=True)
class StatedStrategy:
    """A strategy of an objective that a program follows, and the first row that says so."""

    named: NumberedText
    place: Place


@dataclass(frozen=True, slots=True)
class StatedPlan:
    """A derived plan that a program's rows name beside an axis, and the first row that does."""

    named: DerivedName
    place: Place


@dataclass(frozen=True, slots=True)
class ProgramAlignment:
    """One program and one target in one year, that of the program's name, with the first row that says so.

    So many `rows`, of so many `units`, do. `strategies` are those of an objective that they name, `plans`
    the derived plans that they name beside an axis.
    """

    program: ProgramRef
    target: PlanTarget
    place: Place
    rows: int
    units: int
    strategies: tuple[StatedStrategy, ...] = ()
    plans: tuple[StatedPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class UnalignedProgram:
    """A program all of whose rows leave the alignment blank, and the blank cells of the first of them."""

    program: ProgramRef
    blanks: tuple[BlankCell, ...]


@dataclass(frozen=True, slots=True)
class ProgramAlignments:
    """All alignments of a table, and the programs that it has none of."""

    programs: tuple[ProgramRef, ...]
    alignments: tuple[ProgramAlignment, ...]
    unaligned: tuple[UnalignedProgram, ...]
