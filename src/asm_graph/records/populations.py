"""What tables state of the populations of programs, and of the indices that rate their performance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from asm_graph.records.tables import Place, ProgramRef
    from asm_graph.records.texts import Measure, YearMonth


@dataclass(frozen=True, slots=True)
class PopulationFigure:
    """A population of a program in a year, in a unit of measure.

    `kind` is a notation of the code list `population-kind`, `group` one of `population-group` where the
    figure is of a part of it. `definition` and `type` say who belongs to it, as printed; `cut_off` is the
    month or the year up to which it was counted. `told_by` are the texts that tell it from other populations
    of the kind that the program has.
    """

    program: ProgramRef
    year: int
    kind: str
    measure: Measure
    unit_of_measure: str
    told_by: tuple[str, ...]
    place: Place = field(compare=False)
    group: str | None = None
    definition: str | None = None
    type: str | None = None
    source: str | None = None
    cut_off: YearMonth | int | None = None
    remarks: str | None = None


@dataclass(frozen=True, slots=True)
class Populations:
    """A table of populations; `programs` has the program of each row."""

    programs: tuple[ProgramRef, ...]
    figures: tuple[PopulationFigure, ...]


@dataclass(frozen=True, slots=True)
class PerformanceScore:
    """The value that an index gives a component of a program's performance.

    `component` is a notation of the code list `performance-component`, `period` the year or years that the
    index is of, `rating` a printed word, `maximum` what the component can be worth at most, `weighted` its
    value by its fixed weight.
    """

    program: ProgramRef
    period: str
    component: str
    measure: Measure
    place: Place = field(compare=False)
    rating: str | None = None
    maximum: Decimal | None = None
    weighted: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PerformanceScores:
    """A table of performance indices; `programs` has the program of each row."""

    programs: tuple[ProgramRef, ...]
    scores: tuple[PerformanceScore, ...]
