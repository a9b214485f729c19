"""Branches and units that rows of many programs mention: the first row that does describes each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.records.tables import row_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.records import Place
    from asm_graph.records.matrices import BudgetUnit


@dataclass(frozen=True, slots=True)
class Mentions:
    """The branches of the budget, each with the row that mentions it first, and the units, row by row."""

    branches: dict[int, Place] = field(default_factory=dict)
    units: list[tuple[BudgetUnit, Place]] = field(default_factory=list)

    def branch(self, number: int, place: Place | None) -> None:
        """Mention a branch in a row."""
        if place:
            self.branches.setdefault(number, place)

    def unit(self, unit: BudgetUnit, place: Place) -> None:
        """Mention a unit in a row."""
        self.units.append((unit, place))


def joined(shares: Iterable[Mentions]) -> Mentions:
    """Return what shares of a table mention, in the order of its rows."""
    whole = Mentions()
    several = tuple(shares)
    branches = (one for share in several for one in share.branches.items())
    for number, place in sorted(branches, key=lambda one: row_number(one[1])):
        whole.branch(number, place)
    units = (one for share in several for one in share.units)
    whole.units.extend(sorted(units, key=lambda one: row_number(one[1])))
    return whole
