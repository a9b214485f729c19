"""Sustainable Development Goals, and the notation of a target from its ordinal within the goal.

The 2030 Agenda numbers the targets of a goal and letters those about the means of implementation (1.1 to
1.5, 1.a, 1.b); tables whose columns hold numbers only go on counting (1.6 is 1.a).
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
    """A goal, with the counts of its numbered and of its lettered targets."""

    number: int
    numbered: int
    lettered: int

    def target(self, which: int | str) -> str | None:
        """Return the notation of a target by its ordinal or letter; None if the goal has fewer targets.

        >>> SdgGoal(1, numbered=5, lettered=2).target(6)
        '1.a'
        """
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
        """Return the notation of a target of a goal; None if there is no such goal or target."""
        found = self.goals.get(goal)
        return found.target(which) if found else None


def load_sdg_goals(folder: Path, problems: Problems) -> SdgGoals:
    """Load the goals of `sdg-goals.csv`; faults go to `problems`."""
    rows = problems.unique(read_table(folder / "sdg-goals.csv", ("goal", "numbered", "lettered")), "goal")
    counts = (
        [problems.number(row, column) or 0 for column in ("goal", "numbered", "lettered")]
        for row in rows.values()
    )
    return SdgGoals({goal: SdgGoal(goal, numbered, lettered) for goal, numbered, lettered in counts})
