"""What is known of a document: frozen, typed, every value with the characters that it came from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from asm_graph.documents.passage import Passage, Span

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value and the passage of the document that states it."""

    value: T
    passage: Passage

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the document states it: several spans where it was joined from pieces."""
        return self.passage.quotes()

    def map(self, function: Callable[[T], U]) -> Fact[U]:
        """The same evidence for a value made from this one."""
        return Fact(function(self.value), self.passage)


def fact(passage: Passage) -> Fact[str]:
    """The text of a passage, stripped; offsets in the value are offsets in its passage."""
    stripped = passage.strip()
    return Fact(stripped.text, stripped)


def fact_of(value: T, passage: Passage) -> Fact[T]:
    """A value understood from a passage."""
    return Fact(value, passage)


@dataclass(frozen=True, slots=True)
class YearMonth:
    """A month without a day (`Diciembre 2009`)."""

    year: int
    month: int


Date = dt.date | YearMonth


@dataclass(frozen=True, slots=True)
class Measure:
    """A printed figure: exactly one of `value` or `missing` (a notation of the code list `missing`)."""

    raw: str
    value: Decimal | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217)."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Details:
    """The cells of a row besides its activity; unit cells are as printed and may name several units."""

    responsible_units: Fact[str] | None = None
    coordinating_units: Fact[str] | None = None
    due_date: Fact[Date] | None = None
    due_date_status: Fact[str] | None = None
    completion_date: Fact[Date] | None = None
    expected_results: tuple[Fact[str], ...] = ()
    obtained_result: Fact[str] | None = None
    products: tuple[Fact[str], ...] = ()
    progress: Fact[Decimal] | None = None
    progress_note: Fact[str] | None = None
    rescheduled: Fact[bool] | None = None
    remarks: Fact[str] | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One activity of an ASM; rows of the same item share their details.

    A number that is not printed is counted, and its evidence is the text that was counted.
    """

    number: Fact[int]
    text: Fact[str]
    details: Details


@dataclass(frozen=True, slots=True)
class Asm:
    """An *Aspecto Susceptible de Mejora*; `details` holds its row's cells where it has no action."""

    number: Fact[int]
    classification: Fact[str]
    text: Fact[str]
    theme: Fact[str] | None
    priority: Fact[str] | None
    actions: tuple[Action, ...]
    details: Details | None


@dataclass(frozen=True, slots=True)
class AsmFollowUp:
    """The follow-up of a program's ASM in one cycle (`"2007-2008"`)."""

    program: Fact[str]
    cycle: Fact[str]
    agency: Fact[str] | None
    asms: tuple[Asm, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of an evaluation; `kind` is a notation of the code list `statement-kind`."""

    kind: str
    number: Fact[int] | None
    text: Fact[str]
    cites: tuple[Fact[str], ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure about a population (`kind` of `population-kind`) or a territory (`territory-kind`)."""

    kind: str
    year: Fact[int]
    measure: Fact[Measure]
    unit_of_measure: Fact[str] | None
    change: Fact[Decimal] | None


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A value of an indicator; `kind` is a notation of the code list `value-kind`."""

    kind: str
    year: Fact[int]
    measure: Fact[Measure]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator; `scope` is `results` or `services-and-management`, `level` only where it is printed.

    A number that is not printed is counted, and its evidence is the name that was counted.
    """

    scope: str
    number: Fact[int]
    name: Fact[str]
    level: Fact[str] | None
    unit_of_measure: Fact[str] | None
    frequency: Fact[str] | None
    values: tuple[IndicatorValue, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a results matrix: `fin`, `proposito`, `componente` or `actividad`."""

    kind: str
    number: Fact[int] | None
    narrative: Fact[str]


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


@dataclass(frozen=True, slots=True)
class ProposedAsm:
    """An ASM that an evaluation proposes, and its recommendation of the same number."""

    number: Fact[int]
    text: Fact[str]
    theme: Fact[str] | None
    recommendation: Fact[str] | None


@dataclass(frozen=True, slots=True)
class AsmForms:
    """The annexes of an evaluation on ASM: mostly forms that hold none, with the `reasons` that they give."""

    titles: tuple[Fact[str], ...]
    program: Fact[str] | None = None
    agency: Fact[str] | None = None
    responsible_unit: Fact[str] | None = None
    evaluation_type: Fact[str] | None = None
    year: Fact[int] | None = None
    reasons: tuple[Fact[str], ...] = ()
    asms: tuple[ProposedAsm, ...] = ()


Record = AsmFollowUp | PerformanceEvaluation | AsmForms


@dataclass(frozen=True, slots=True)
class Furniture:
    """Characters that state nothing by themselves, and what they are (`heading`, `separator`, …)."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a document."""

    layout: str
    record: Record
    furniture: tuple[Furniture, ...]
    notices: tuple[str, ...] = field(default=())
