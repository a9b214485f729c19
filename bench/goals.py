"""What is to be reached (`goals.toml`), and whether it was."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.pieces import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bench.pieces import Reached


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that a part of the bench is held to; one bound of the two is set.

    `missed` is what there is to say where it is missed: why, what was tried, what would reach it.
    """

    name: str
    part: str
    work: str
    unit: str
    at_least: float | None = None
    at_most: float | None = None
    missed: str = ""

    @property
    def bound(self) -> str:
        """The bound as it is printed."""
        sign, bound = ("≥", self.at_least) if self.at_least is not None else ("≤", self.at_most)
        return f"{sign} {bound:,g} {self.unit}"

    def holds(self, figure: float) -> bool:
        """Tell whether a figure reaches the goal."""
        if self.at_least is not None:
            return figure >= self.at_least
        return self.at_most is not None and figure <= self.at_most


@dataclass(frozen=True, slots=True)
class Verdict:
    """A goal with its figure as printed, and whether it was met: `met`, `missed` or `not measured`."""

    goal: Goal
    figure: str
    outcome: str
    note: str


def goals() -> tuple[Goal, ...]:
    """Read all goals, in their order."""
    path = Path(__file__).with_name("goals.toml")
    return tuple(Goal(**row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["goal"])


def verdicts(wanted: Iterable[Goal], reached: Mapping[str, Reached]) -> Iterator[Verdict]:
    """Hold each goal against the median of its runs."""
    for goal in wanted:
        found = reached.get(goal.name)
        if found is None or not found.runs:
            yield Verdict(goal, "–", "not measured", found.note if found else "")
            continue
        outcome = "met" if goal.holds(median(found.runs)) else "missed"
        yield Verdict(goal, f"{shown(found.runs)} {goal.unit}", outcome, found.note)
