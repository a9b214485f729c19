"""*Aspectos Susceptibles de Mejora* and their actions: one record for each, whatever layout states it.

Text layouts fill fields with facts, each proven by its own passage; tables with plain values, proven by the
`place` of the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from asm_graph.records.sources import BlankCell
    from asm_graph.records.tables import Place, ProgramRef
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
class Asm:
    """An ASM; `classification` and `priority` are as printed, or notations of their code lists.

    `notation` is the source's own key, `themes` the parts of `theme` that the code list of themes has.
    `details` holds its row's cells where it has no action.
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
