"""Sustainable Development Goals: the ordinal of a target among those of its goal → the UN's name of it.

The 2030 Agenda numbers the targets of a goal and then letters those about the means of implementation (1.1 to
1.5, 1.a, 1.b); tables whose column holds numbers only count on (1.6 is 1.a).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.registers.csv_register import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from asm_graph.registers.csv_register import Problems


@dataclass(frozen=True, slots=True)
class SdgGoal:
    """A goal, with how many numbered and how many lettered targets it has."""

    number: int
    numbered: int
    lettered: int

    def target(self, which: int | str) -> str | None:
        """The notation of a target (`1.4`, `1.a`) by its ordinal or letter; None where the goal has fewer."""
        ordinal = which if isinstance(which, int) else self.numbered + ord(which) - ord("a") + 1
        if 0 < ordinal <= self.numbered:
            return f"{self.number}.{ordinal}"
        letter = ordinal - self.numbered
        return f"{self.number}.{chr(ord('a') + letter - 1)}" if 0 < letter <= self.lettered else None


@dataclass(frozen=True, slots=True)
class SdgGoals:
    """The goals by number."""

    goals: Mapping[int, SdgGoal]

    def target(self, goal: int, which: int | str) -> str | None:
        """The notation of a target of a goal; None where there is no such goal or target."""
        found = self.goals.get(goal)
        return found.target(which) if found else None


def load_sdg_goals(folder: Path, problems: Problems) -> SdgGoals:
    """The goals of `sdg-goals.csv`; faults go to `problems`."""
    rows = problems.unique(read_table(folder / "sdg-goals.csv", ("goal", "numbered", "lettered")), "goal")
    counts = (
        [problems.number(row, column) or 0 for column in ("goal", "numbered", "lettered")]
        for row in rows.values()
    )
    return SdgGoals({goal: SdgGoal(goal, numbered, lettered) for goal, numbered, lettered in counts})
