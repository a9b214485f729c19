"""Evaluations: their contract, their statements, and the figures about populations that they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from asm_graph.records.matrices import Indicator, Level
    from asm_graph.records.tables import BudgetProgram, Place, ProgramRef
    from asm_graph.records.texts import Date, Fact, Measure, Money, Stated


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluation of a program; `type` is as printed, or a notation of the code list `evaluation-type`.

    `period` is the year of the annual evaluation program (PAE) that it belongs to, or the years that it
    covers (`"2009-2010"`); `year` is the fiscal year that it looks at: of `PAE 2022, ejercicio fiscal 2021`
    the period is `"2022"` and the year 2021. A part of a document may leave out type and period, which other
    parts of it then say. `purpose` is its general objective; the specific ones and its methods are
    statements. `scheduled_end` is a date that a program of evaluations sets. `dissemination` is where its
    report and the form on it (`form_dissemination`) are published, as printed. `source_identifier` is a key
    by which the source knows it everywhere, which then stands in its path.
    """

    type: Stated[str] | None = None
    period: Stated[str] | None = None
    evaluators: tuple[Stated[str], ...] = ()
    coordinator: Stated[str] | None = None
    contracting_form: Stated[str] | None = None
    cost: Stated[Money] | None = None
    absent_sections: tuple[Stated[str], ...] = ()
    place: Place | None = None
    name: Stated[str] | None = None
    year: Stated[int] | None = None
    started_on: Stated[Date] | None = None
    ended_on: Stated[Date] | None = None
    scheduled_end: Stated[Date] | None = None
    purpose: Stated[str] | None = None
    instruments: tuple[Stated[str], ...] = ()
    coordinator_position: Stated[str] | None = None
    collaborators: tuple[Stated[str], ...] = ()
    follow_up_person: Stated[str] | None = None
    follow_up_unit: Stated[str] | None = None
    other_follow_up_persons: tuple[Stated[str], ...] = ()
    other_follow_up_units: tuple[Stated[str], ...] = ()
    contracting_unit: Stated[str] | None = None
    financing: Stated[str] | None = None
    dissemination: tuple[Stated[str], ...] = ()
    form_dissemination: tuple[Stated[str], ...] = ()
    source_identifier: Stated[str] | None = None
    coordinating_institution: Stated[str] | None = None
    conclusion_year: Stated[int] | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of an evaluation; `kind` is a notation of the code list `statement-kind`.

    A form that lists strengths and opportunities together does not say which is which: these are of the kinds
    `strength-or-opportunity` and `weakness-or-threat`.
    `theme` is the section of the evaluation that it belongs to (`Diseño`), `reference` the question or pages
    that the source refers to, `rating` the level that a statement of the kind `rating` gives its theme.
    """

    kind: str
    number: Fact[int] | None
    text: Fact[str]
    cites: tuple[Fact[str], ...] = ()
    theme: Fact[str] | None = None
    reference: Fact[str] | None = None
    rating: Fact[Measure] | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure about a population (`kind` of `population-kind`) or a territory (`territory-kind`)."""

    kind: str
    year: Fact[int]
    measure: Fact[Measure]
    unit_of_measure: Fact[str] | None
    change: Fact[Decimal] | None


@dataclass(frozen=True, slots=True)
class EvidenceSource:
    """A source that the evaluation lists, with its code (`EEMOP09`) where it has one."""

    label: Fact[str]
    code: Fact[str] | None


@dataclass(frozen=True, slots=True)
class PerformanceEvaluation:
    """CONEVAL's *Evaluación Específica de Desempeño* of one program; `year` is the year evaluated."""

    program: Fact[str]
    responsible_unit: Fact[str] | None
    period: Fact[str]
    year: Fact[int]
    statements: tuple[Statement, ...] = ()
    populations: tuple[Observation, ...] = ()
    coverages: tuple[Observation, ...] = ()
    national_objectives: tuple[Fact[str], ...] = ()
    sectoral_objectives: tuple[Fact[str], ...] = ()
    levels: tuple[Level, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    sources: tuple[EvidenceSource, ...] = ()
    evaluators: tuple[Fact[str], ...] = ()
    coordinator: Fact[str] | None = None
    contracting_form: Fact[str] | None = None
    cost: Fact[Money] | None = None
    follow_up_unit: Fact[str] | None = None
    absent_sections: tuple[Fact[str], ...] = ()

    @property
    def title(self) -> str:
        """What the document is called."""
        return f"Evaluación Específica de Desempeño {self.period.value}: {self.program.value}"

    @property
    def programs(self) -> Iterable[ProgramRef]:
        """None: its program is named without a key."""
        return ()


@dataclass(frozen=True, slots=True)
class ListedEvaluation:
    """A row of the federal list of evaluations: an evaluation and the program that it is of."""

    program: BudgetProgram
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class EvaluationList:
    """The federal list of evaluations, row by row."""

    evaluations: tuple[ListedEvaluation, ...]

    @property
    def programs(self) -> Iterable[ProgramRef]:
        """The program of each row that gives its key."""
        return (row.program.ref for row in self.evaluations if row.program.ref)
