"""The results matrices of a table: their levels, indicators and figures, each with the place of its row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from asm_graph.records.tables import Place, ProgramRef

LevelKind = Literal["fin", "proposito", "componente", "actividad", "fid"]


@dataclass(frozen=True, slots=True)
class LevelRef:
    """A level of one matrix: its kind and the publisher's key (empty for a FID, which has none)."""

    kind: LevelKind
    key: str = ""


@dataclass(frozen=True, slots=True)
class MatrixLevel:
    """A level; `above` is the one that it supports."""

    ref: LevelRef
    narrative: str | None
    above: LevelRef | None
    place: Place


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """A value of an indicator; `kind` is a notation of the list `value-kind`, `raw` the cell as it is."""

    kind: Literal["target", "actual", "baseline"]
    year: int
    value: Decimal
    raw: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MatrixIndicator:
    """An indicator and the level that it measures; words of code lists are as printed."""

    key: str
    name: str
    level: LevelRef
    definition: str | None
    method: str | None
    unit_of_measure: str | None
    frequency: str | None
    kind: str | None
    dimension: str | None
    direction: str | None
    variables: tuple[str, ...]
    means: tuple[str, ...]
    figures: tuple[IndicatorFigure, ...]
    place: Place


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


@dataclass(frozen=True, slots=True)
class ProgramMatrix:
    """The results matrix of a program, or of one of its units, in a year; `key` is the publisher's."""

    key: str
    year: int
    program: ProgramRef
    unit: BudgetUnit
    name: str | None
    strategic_objective: str | None
    plan_parts: tuple[PlanPart, ...]
    levels: tuple[MatrixLevel, ...]
    indicators: tuple[MatrixIndicator, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ResultsMatrices:
    """All matrices of one document."""

    matrices: tuple[ProgramMatrix, ...]

    @property
    def programs(self) -> Iterator[ProgramRef]:
        """The program of each matrix."""
        return (matrix.program for matrix in self.matrices)
