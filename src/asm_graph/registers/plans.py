"""Development plans, and the objective of the register that a printed text means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from asm_graph.rdf import iris
from asm_graph.registers.objective_texts import ObjectiveText, comparison_form
from asm_graph.spanish.forms import DASHES, form_hash

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from asm_graph.registers.instruments import InstrumentKind


PlanKind = Literal["national", "sectoral", "guidelines"]
ObjectiveKind = Literal["axis", "national-objective", "objective"]
OBJECTIVE_KINDS: dict[str, ObjectiveKind] = {one: one for one in ("axis", "national-objective", "objective")}
"""The kinds of objective, as the notations of tables name them."""

TERM = 6
FIRST_TERM = 2001
"""Federal administrations and their plans last six years: 2001-2006, 2007-2012, …"""


@dataclass(frozen=True, slots=True)
class Plan:
    """A development plan; `known` is false for one made because the register has none.

    `branch` is the budget branch of the ministry that a sectoral program belongs to.
    """

    slug: str
    kind: PlanKind
    label: str
    start: int
    end: int
    abbreviations: tuple[str, ...] = ()
    issued: dt.date | None = None
    derived_from: str | None = None
    branch: int | None = None
    known: bool = True

    @property
    def path(self) -> str:
        """The path of its IRI."""
        return iris.plan(self.slug)

    @property
    def name(self) -> str:
        """The label without its years."""
        return re.sub(rf"\s*\d{{4}}\s*[{DASHES}]\s*\d{{4}}$", "", self.label)

    def covers(self, year: int) -> bool:
        """Tell whether the plan is in force in a year."""
        return self.start <= year <= self.end


@dataclass(frozen=True, slots=True)
class Objective:
    """An axis or objective of a plan; `known` is false for one that the register lacks."""

    plan: Plan
    kind: ObjectiveKind
    notation: str
    label: str
    verified: bool = False
    known: bool = True
    broader: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The path of its IRI."""
        return iris.objective(self.plan.slug, self.kind, self.notation)


@dataclass(frozen=True, slots=True)
class Strategy:
    """A strategy of an objective; `number` is its number there, `known` is false for an unregistered one."""

    objective: Objective
    number: str
    label: str
    verified: bool = False
    known: bool = True

    @property
    def path(self) -> str:
        """The path of its IRI."""
        return iris.strategy(self.objective.path, self.number)

    @property
    def notation(self) -> str:
        """Its number in the plan, as plans print it: that of the objective, and its own (`4.10.1`)."""
        return f"{self.objective.notation}.{self.number}"


@dataclass(frozen=True)
class Plans:
    """The register of plans with their axes, objectives and strategies."""

    plans: tuple[Plan, ...]
    objectives: tuple[Objective, ...]
    instruments: tuple[InstrumentKind, ...] = ()
    strategies: tuple[Strategy, ...] = ()

    def __iter__(self) -> Iterator[Plan]:
        """Iterate over the plans, in the order of the register."""
        return iter(self.plans)

    def in_force(self, year: int, kind: PlanKind, branch: int | None = None) -> Plan | None:
        """Return the plan in force in a year: the national one, or the sectoral one of a branch."""
        owner = branch if kind == "sectoral" else None
        found = [
            plan for plan in self.plans if plan.kind == kind and plan.covers(year) and plan.branch == owner
        ]
        return found[0] if len(found) == 1 and (kind == "national" or branch is not None) else None

    def of_period(self, year: int, kind: PlanKind, branch: int | None = None) -> Plan:
        """Return the plan in force, or one made for the federal administration of that year."""
        found = self.in_force(year, kind, branch)
        if found:
            return found
        # The first year of the administration in office.
        start = year - (year - FIRST_TERM) % TERM
        end = start + TERM - 1
        if kind == "national":
            return Plan(
                f"national-{start}-{end}",
                kind,
                f"Plan nacional {start}-{end} (sin registro)",
                start,
                end,
                known=False,
            )
        owner, part = ("", "") if branch is None else (f" del ramo {branch}", f"-{branch}")
        label = f"Programa sectorial{owner} {start}-{end} (sin registro)"
        return Plan(f"sectoral{part}-{start}-{end}", kind, label, start, end, branch=branch, known=False)

    def match(self, text: str, kind: PlanKind, year: int, branch: int | None = None) -> Objective | None:
        """Find the objective that a text states, or make one from it; None if the text is blank.

        A number without a text means that objective of the plan in force.
        """
        stated = ObjectiveText.of(text)
        if stated.is_blank():
            return None
        label = " ".join(text.split())
        # `Objetivo 3` alone: the text is somewhere else in the document.
        if not stated.form and stated.number:
            plan = self.of_period(year, kind, branch)
            return self.by_number(plan, stated.number, label, is_axis=stated.is_axis)
        # Plans in force are preferred, but reports also quote the plan before.
        # Several plans may have an objective of one wording: that of the ministry's own is meant.
        own = self.in_force(year, kind, branch)
        if own and (same := self.worded(own, stated.form)):
            return same
        of_kind = [one for one in self.objectives if one.plan.kind == kind]
        in_force = [one for one in of_kind if one.plan.covers(year) and one.plan.branch in (None, branch)]
        found = stated.find(in_force, [one for one in of_kind if one not in in_force])
        return found or self._made(stated.form, self.of_period(year, kind, branch), label)

    def by_number(self, plan: Plan, notation: str, label: str, *, is_axis: bool) -> Objective:
        """Return the axis or objective of a plan with this number, or make one with this label."""
        kind: ObjectiveKind = "objective"
        if is_axis:
            kind = "axis"
        elif plan.kind == "national" and "." not in notation:
            kind = "national-objective"
        return self.objective(plan, kind, notation) or Objective(plan, kind, notation, label, known=False)

    def objective(self, plan: Plan, kind: str, notation: str) -> Objective | None:
        """Return the axis or objective of a plan with this number, if the register has it."""
        return self._by_path.get(iris.objective(plan.slug, kind, notation))

    def worded(self, plan: Plan, text: str) -> Objective | None:
        """Return the axis or objective of a plan that has this text, if the register has one."""
        form = comparison_form(text)
        same = [one for one in self.objectives if one.plan == plan and comparison_form(one.label) == form]
        return same[0] if len(same) == 1 else None

    def called(self, name: str, year: int) -> Plan | None:
        """Return the plan that has this name: with its years, or without them if it is in force then."""
        form = comparison_form(name)
        named = self._by_name.get(form, ())
        return next((one for one in named if comparison_form(one.label) == form or one.covers(year)), None)

    def strategy(self, objective: Objective, number: str, label: str) -> Strategy:
        """Return the strategy of an objective with this number, or make one with this label."""
        made = Strategy(objective, number, label, known=False)
        return self._strategies.get(made.path, made)

    def _made(self, form: str, plan: Plan, label: str) -> Objective:
        notation = f"u-{form_hash(form)}"
        kind: ObjectiveKind = "national-objective" if plan.kind == "national" else "objective"
        return Objective(plan, kind, notation, label, known=False)

    @cached_property
    def _by_name(self) -> dict[str, list[Plan]]:
        found: dict[str, list[Plan]] = {}
        for plan in self.plans:
            for form in dict.fromkeys(map(comparison_form, (plan.label, plan.name))):
                found.setdefault(form, []).append(plan)
        return found

    @cached_property
    def _by_path(self) -> dict[str, Objective]:
        return {objective.path: objective for objective in self.objectives}

    @cached_property
    def _strategies(self) -> dict[str, Strategy]:
        return {strategy.path: strategy for strategy in self.strategies}
