"""What tables of the budget state: amounts, the programs of a year, and the axis that each serves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

    from asm_graph.records.tables import Place, ProgramRef

AmountKind = Literal["exercised", "proposed", "budget"]
"""Entries of the code list `spending-kind`."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money of a program in a year, in millions of pesos as printed."""

    program: ProgramRef
    year: int
    kind: AmountKind
    millions: Decimal
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Spending:
    """The Cuenta Pública: amounts that were spent, and each program with its name in the year of the row."""

    programs: tuple[ProgramRef, ...]
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class ProgramCatalog:
    """The programs of a year."""

    programs: tuple[ProgramRef, ...]


@dataclass(frozen=True, slots=True)
class AxisPlacement:
    """The number of the axis of the national plan under which a budget bill lists a program."""

    program: ProgramRef
    axis: int
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class PlanAxes:
    """The programs of a budget bill by axis; `year` is the budget year."""

    year: int
    placements: tuple[AxisPlacement, ...]
    amounts: tuple[Amount, ...]

    @property
    def programs(self) -> tuple[ProgramRef, ...]:
        """Each program with the name that it has in the bill."""
        return tuple(placement.program for placement in self.placements)
