"""Results matrices: their levels, indicators and figures, and what they are aligned to.

One record for each, whatever layout states it: text layouts fill fields with facts, each proven by its own
passage; tables with plain values, proven by the `place` of the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from asm_graph.records.sources import BlankCell
    from asm_graph.records.tables import Place, ProgramRef
    from asm_graph.records.texts import Date, Measure, Stated


@dataclass(frozen=True, slots=True)
class LevelRef:
    """A level of one matrix: its kind and the key that the source gives it, empty where it gives none."""

    kind: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A level; `number` is printed in a text, `key` in a table; `above` is the level that it supports.

    `kind` is `fin`, `proposito`, `componente`, `actividad` or `fid`.
    """

    kind: str
    number: Stated[int] | None = None
    narrative: Stated[str] | None = None
    key: str | None = None
    above: LevelRef | None = None
    assumptions: tuple[Stated[str], ...] = ()
    place: Place | None = None

    @property
    def ref(self) -> LevelRef:
        """What other records of the same matrix call it by."""
        return LevelRef(self.kind, self.key or "")


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A value of an indicator; `kind` is a notation of the code list `value-kind`.

    `started_on` and `ended_on` bound the part of the year that it is about, where the source says one.
    """

    kind: str
    year: Stated[int]
    measure: Stated[Measure]
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    place: Place | None = None
    started_on: Date | None = None
    ended_on: Date | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator; words of code lists are as printed, or notations.

    A text gives it a `number` within a `scope` (`results` or `services-and-management`), and a number that is
    not printed is counted, with the name that was counted as its evidence. A table gives it a `key`. The
    level that it measures is as printed in a text, a reference in a table. `predecessor` is the key that it
    had in the matrix of the year before; the thresholds are those of a semaphore. `printed_baseline` is one
    without a year, `objective` that of the institution, `source` where its data come from.
    """

    scope: str | None = None
    number: Stated[int] | None = None
    name: Stated[str] | None = None
    level: Stated[str] | LevelRef | None = None
    unit_of_measure: Stated[str] | None = None
    frequency: Stated[str] | None = None
    values: tuple[IndicatorValue, ...] = ()
    key: str | None = None
    definition: Stated[str] | None = None
    method: Stated[str] | None = None
    printed_frequency: Stated[str] | None = None
    type: Stated[str] | None = None
    dimension: Stated[str] | None = None
    direction: Stated[str] | None = None
    variables: tuple[Stated[str], ...] = ()
    means: tuple[Stated[str], ...] = ()
    predecessor: str | None = None
    threshold_low: Decimal | None = None
    threshold_high: Decimal | None = None
    printed_baseline: str | None = None
    objective: str | None = None
    source: str | None = None
    remarks: tuple[str, ...] = ()
    place: Place | None = None
    blanks: tuple[BlankCell, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetUnit:
    """A responsible unit (`UR`) of the federal budget: its code within a branch, and its name if given."""

    branch: int
    code: str
    name: str | None


@dataclass(frozen=True, slots=True)
class PlanAxis:
    """An axis of the national development plan in force: its number, and its name if it is given."""

    number: int
    name: str | None


@dataclass(frozen=True, slots=True)
class PlanPart:
    """What a matrix is aligned to in the plans in force in `year`: an axis, and objectives if given.

    `national` is an objective of the national plan, as printed; a sectoral objective is of the derived
    `program` and has a number, a text, or both.
    """

    year: int
    axis: PlanAxis | None = None
    national: str | None = None
    program: str | None = None
    number: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A results matrix of a year; `key` is the publisher's."""

    year: Stated[int]
    key: str | None = None
    name: str | None = None
    strategic_objective: str | None = None
    functional_group: str | None = None
    place: Place | None = None
    blanks: tuple[BlankCell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramMatrix(Matrix):
    """The results matrix of a program, or of one of its units, with all that belongs to it."""

    key: str
    year: int
    program: ProgramRef
    unit: BudgetUnit
    plan_parts: tuple[PlanPart, ...]
    levels: tuple[Level, ...]
    indicators: tuple[Indicator, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ResultsMatrices:
    """All matrices of one document."""

    matrices: tuple[ProgramMatrix, ...]

    @property
    def programs(self) -> Iterator[ProgramRef]:
        """The program of each matrix."""
        return (matrix.program for matrix in self.matrices)
