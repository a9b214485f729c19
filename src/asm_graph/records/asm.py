"""*Aspectos Susceptibles de Mejora* and their actions: one record for each, whatever layout states it.

Text layouts fill fields with facts, each proven by its own passage; tables with plain values, proven by the
`place` of the row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from asm_graph.records.sources import BlankCell
    from asm_graph.records.tables import BudgetProgram, Place, ProgramRef
    from asm_graph.records.texts import Date, Fact, Stated


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of an action besides its text; an ASM without actions may have it too.

    A cell of units is as printed and may name several; a workbook has one name for each. `evidence_documents`
    are the *documentos probatorios*, `evidence_locations` where these are kept or published.
    """

    responsible_units: Stated[str] | tuple[str, ...] | None = None
    coordinating_units: Stated[str] | tuple[str, ...] | None = None
    due_date: Stated[Date] | None = None
    due_date_status: Stated[str] | None = None
    completion_date: Stated[Date] | None = None
    expected_results: tuple[Stated[str], ...] = ()
    obtained_result: Stated[str] | None = None
    products: tuple[Stated[str], ...] = ()
    progress: Stated[Decimal] | None = None
    progress_note: Stated[str] | None = None
    rescheduled: Stated[bool] | None = None
    remarks: Stated[str] | None = None
    evidence_documents: tuple[Stated[str], ...] = ()
    evidence_locations: tuple[Stated[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """An activity that an ASM commits to; rows of the same item share their details.

    A number that is not printed is counted, and its evidence is the text that was counted.
    """

    number: Stated[int]
    text: Stated[str]
    details: Details
    place: Place | None = None
    blanks: tuple[BlankCell, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgressReport:
    """What a source reports of an ASM at one time; `quarter` is as printed (`01T2016`).

    It gives a figure in percent, a `state` as printed, or the way in which both are missing, a notation of
    the code list `missing`; and who was in charge then, with the short name beside the name.
    """

    place: Place = field(compare=False)
    progress: Decimal | None = None
    state: str | None = None
    missing: str | None = None
    reported_on: dt.date | None = None
    quarter: str | None = None
    agency: str | None = None
    agency_acronym: str | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether what it gives was not understood."""
        return self.progress is None and self.state is None and self.missing is None

    @property
    def year(self) -> int | None:
        """The year that it is about."""
        if self.quarter:
            return int(self.quarter[-4:])
        return self.reported_on.year if self.reported_on else None

    @property
    def moment(self) -> tuple[str, str]:
        """What orders the reports of an ASM: the year and quarter, then the day."""
        quarter = f"{self.quarter[-4:]}{self.quarter[:2]}" if self.quarter else ""
        day = self.reported_on.isoformat() if self.reported_on else ""
        return quarter or day, day


@dataclass(frozen=True, slots=True)
class Asm:
    """An ASM; `classification` and `priority` are as printed, or notations of their code lists.

    `notation` is the source's own key, `themes` the parts of `theme` that the code list of themes has, as
    `improvement_types` are of `improvement_type`. `details` holds its row's cells where it has no action.
    `source_identifier` is a key by which the source knows it everywhere, which then stands in its path, with
    what else such a source says: who coordinates the evaluation, from what and in which year the
    recommendation comes, whether it concerns money that states and municipalities spend, and what was
    reported at several times.
    """

    number: Stated[int] | None = None
    classification: Stated[str] | None = None
    text: Stated[str] | None = None
    theme: Stated[str] | None = None
    priority: Stated[str] | None = None
    actions: tuple[Action, ...] = ()
    details: Details | None = None
    cycle: Stated[str] | None = None
    notation: str | None = None
    recommendation: Stated[str] | None = None
    improvement_type: Stated[str] | None = None
    remarks: Stated[str] | None = None
    themes: tuple[Stated[str], ...] = ()
    place: Place | None = None
    improvement_types: tuple[Stated[str], ...] = ()
    source_identifier: Stated[str] | None = None
    coordinating_institution: Stated[str] | None = None
    origin: Stated[str] | None = None
    recommendation_year: Stated[int] | None = None
    federalized_spending: Stated[bool] | None = None
    reports: tuple[ProgressReport, ...] = ()
    blanks: tuple[BlankCell, ...] = ()


@dataclass(frozen=True, slots=True)
class AsmFollowUp:
    """The follow-up of a program's ASM in one cycle (`"2007-2008"`)."""

    program: Fact[str]
    cycle: Fact[str]
    agency: Fact[str] | None
    asms: tuple[Asm, ...]

    @property
    def title(self) -> str:
        """What the document is called."""
        return f"Seguimiento a Aspectos Susceptibles de Mejora {self.cycle.value}: {self.program.value}"

    @property
    def programs(self) -> Iterable[ProgramRef]:
        """None: its program is named without a key."""
        return ()


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
    asms: tuple[Asm, ...] = ()

    @property
    def title(self) -> str:
        """What the document is called."""
        return ": ".join(one.value for one in (self.titles[0], self.program) if one)

    @property
    def programs(self) -> Iterable[ProgramRef]:
        """None: its program is named without a key."""
        return ()


@dataclass(frozen=True, slots=True)
class StateAsm:
    """A row of a state's table: an ASM and what it belongs to; `program` is without its number in the list.

    A row has a finding (the text of the ASM) or a recommendation, mostly both.
    """

    program: str
    asm: Asm
    place: Place
    agency: str | None = None
    evaluator: str | None = None
    evaluation_type: str | None = None


@dataclass(frozen=True, slots=True)
class StateAsms:
    """The table of one cycle (`"2018"`); `title` is what stands above its header, empty for a CSV file."""

    cycle: str
    title: str
    asms: tuple[StateAsm, ...]

    @property
    def programs(self) -> Iterable[ProgramRef]:
        """None: programs of states have no federal key."""
        return ()


@dataclass(frozen=True, slots=True)
class InventoryAsm:
    """A row of the federal inventory of ASM: an ASM with one report, and the program that it is of."""

    program: BudgetProgram
    asm: Asm
    place: Place

    @property
    def report(self) -> ProgressReport:
        """What the row reports."""
        return self.asm.reports[0]


@dataclass(frozen=True, slots=True)
class AsmInventory:
    """The federal inventory of ASM, row by row; one ASM may stand in several of them."""

    asms: tuple[InventoryAsm, ...]

    @property
    def programs(self) -> Iterable[ProgramRef]:
        """The program of each row that gives its key."""
        return (row.program.ref for row in self.asms if row.program.ref)
