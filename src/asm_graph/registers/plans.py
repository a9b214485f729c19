"""Development plans: the text of an objective → the objective of the register that it means."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from rapidfuzz import fuzz

from asm_graph.registers.comparison import comparison_form
from asm_graph.registers.instruments import InstrumentKind, load_instruments
from asm_graph.registers.table import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from asm_graph.registers.table import Problems, Row

PlanKind = Literal["national", "sectoral"]
ObjectiveKind = Literal["axis", "national-objective", "objective"]

SIMILAR = 86.0
"""Least similarity (rapidfuzz ratio of comparison forms, 0 to 100) of a mistyped text."""
MARGIN = 8.0
"""Least lead over the most similar other objective; below it nothing is guessed."""
CUT = 25
"""Fewest letters of a text that may stand for the whole of it."""
NUMBERED_CUT = 10
"""Fewest letters that may where the number printed with them agrees."""
TERM = 6
FIRST_TERM = 2001
"""Federal administrations, and their plans, last six years: 2001-2006, 2007-2012, …"""

_NUMBERED = re.compile(
    r"\W*(?:(?:eje|objetivo|meta)(?:\s+(?:rector|nacional|sectorial|estrat[eé]gico))?\s*(?:n[uú]m(?:ero|\.)?|no\.?)?"
    r"\s*(\d{1,2}(?:\.\d{1,2})?)(?!\d)|(\d{1,2}(?:\.\d{1,2})?)(?=\s*[.):–-]|\s))[\s.:;,)–-]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A development plan; `known` is false for one made because the register has none for its years.

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
        """Its IRI under `/id/`."""
        return f"plan/{self.slug}"

    @property
    def name(self) -> str:
        """The label without its years."""
        return re.sub(r"\s*\d{4}\s*[-–]\s*\d{4}$", "", self.label)

    def covers(self, year: int) -> bool:
        """Whether the plan is in force in a year."""
        return self.start <= year <= self.end


@dataclass(frozen=True, slots=True)
class Objective:
    """An axis or objective of a plan; `known` is false for one that the register does not have."""

    plan: Plan
    kind: ObjectiveKind
    notation: str
    label: str
    verified: bool = False
    known: bool = True
    broader: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Its IRI under `/id/`."""
        return f"{self.plan.path}/{self.kind}/{self.notation}"


@dataclass(frozen=True)
class Plans:
    """The register of plans with their axes and objectives."""

    plans: tuple[Plan, ...]
    objectives: tuple[Objective, ...]
    instruments: tuple[InstrumentKind, ...] = ()

    def __iter__(self) -> Iterator[Plan]:
        """Every plan, in the order of the register."""
        return iter(self.plans)

    def in_force(self, year: int, kind: PlanKind, branch: int | None = None) -> Plan | None:
        """The plan in force in a year: the national one, or the sectoral one of a branch.

        Without a branch the sectoral plan is known only where one single branch has one.
        """
        found = [plan for plan in self.plans if plan.kind == kind and plan.covers(year)]
        if kind == "sectoral":
            found = [plan for plan in found if plan.branch is not None and branch in (None, plan.branch)]
        return found[0] if len(found) == 1 else None

    def of_period(self, year: int, kind: PlanKind, branch: int | None = None) -> Plan:
        """The plan in force, or one made for the federal administration of that year."""
        found = self.in_force(year, kind, branch)
        if found:
            return found
        start = year - (year - FIRST_TERM) % TERM
        part = "" if branch is None or kind == "national" else f"-{branch}"
        owner = f" del ramo {branch}" if part else ""
        what = "Plan nacional" if kind == "national" else "Programa sectorial"
        label = f"{what}{owner} {start}-{start + TERM - 1} (sin registro)"
        slug = f"{kind}{part}-{start}-{start + TERM - 1}"
        return Plan(slug, kind, label, start, start + TERM - 1, branch=branch if part else None, known=False)

    def numbered(self, plan: Plan, kind: ObjectiveKind, notation: str) -> Objective | None:
        """The axis or objective of a plan with this number."""
        return self._by_path.get(f"{plan.path}/{kind}/{notation}")

    def match(self, text: str, kind: PlanKind, year: int, branch: int | None = None) -> Objective | None:
        """The objective that a text states; one made from the text where none fits, None where it says nothing.

        The comparison form decides, then a cut text, then similarity; plans in force in `year` come first.
        """
        lead = _NUMBERED.match(text)
        number = (lead[1] or lead[2]) if lead else None
        body = text[lead.end() :] if lead else text
        form = comparison_form(body)
        if not form:
            return self._by_number(number, kind, year, branch) if number else None
        if form in _NOTHING:
            return None
        found = self._by_text(form, number, kind, year, branch)
        return found or self._made(text, kind, year, branch)

    def _by_number(self, number: str, kind: PlanKind, year: int, branch: int | None) -> Objective | None:
        plan = self.in_force(year, kind, branch)
        kinds: tuple[ObjectiveKind, ...] = ("national-objective", "objective")
        found = [self.numbered(plan, one, number) for one in kinds] if plan else []
        return next((one for one in found if one), None)

    def _by_text(
        self, form: str, number: str | None, kind: PlanKind, year: int, branch: int | None
    ) -> Objective | None:
        of_kind = [one for one in self.objectives if one.plan.kind == kind]
        in_force = [one for one in of_kind if one.plan.covers(year) and one.plan.branch in (None, branch)]
        others = [one for one in of_kind if one not in in_force]
        for group, rule in (
            (in_force, _equal), (others, _equal),
            (in_force, _cut), (in_force, _similar), (others, _cut), (others, _similar),
        ):  # fmt: skip
            found = rule(form, [(comparison_form(one.label), one) for one in group], number)
            same_number = [one for one in found if one.notation == number]
            if len(same_number or found) == 1:
                return (same_number or found)[0]
        return None

    def _made(self, text: str, kind: PlanKind, year: int, branch: int | None) -> Objective:
        label = " ".join(text.split())
        notation = "u-" + hashlib.sha256(comparison_form(text).encode()).hexdigest()[:10]
        made: ObjectiveKind = "national-objective" if kind == "national" else "objective"
        return Objective(self.of_period(year, kind, branch), made, notation, label, known=False)

    @cached_property
    def _by_path(self) -> dict[str, Objective]:
        return {objective.path: objective for objective in self.objectives}


_NOTHING = frozenset(("nd", "na", "sd", "nodisponible", "noaplica", "sindato", "ninguno", "ninguna"))
_Forms = list[tuple[str, Objective]]


def _equal(form: str, objectives: _Forms, number: str | None) -> list[Objective]:  # noqa: ARG001 - one of three rules
    return [objective for other, objective in objectives if other == form]


def _cut(form: str, objectives: _Forms, number: str | None) -> list[Objective]:
    """Texts that begin alike; fewer letters do where the printed number agrees."""

    def is_cut(other: str, notation: str) -> bool:
        shorter, longer = sorted((form, other), key=len)
        return len(shorter) >= (NUMBERED_CUT if notation == number else CUT) and longer.startswith(shorter)

    return [objective for other, objective in objectives if is_cut(other, objective.notation)]


def _similar(form: str, objectives: _Forms, number: str | None) -> list[Objective]:  # noqa: ARG001 - one of three rules
    scores = [_similarity(form, other) for other, _ in objectives]
    best, second, *_ = *sorted(scores, reverse=True), 0.0, 0.0
    return [objectives[scores.index(best)][1]] if best >= SIMILAR and best - second >= MARGIN else []


def _similarity(form: str, other: str) -> float:
    """Of the whole texts, or of the parts that both have where one is cut."""
    shared = min(len(form), len(other))
    whole = fuzz.ratio(form, other)
    return max(whole, fuzz.ratio(form[:shared], other[:shared])) if shared >= CUT else whole


def load_plans(folder: Path, problems: Problems) -> Plans:
    """The plans of `plans.csv` with the axes and objectives of `objectives.csv`; faults go to `problems`."""
    columns = ("plan", "kind", "label", "abbreviations", "startYear", "endYear", "issued", "derivedFrom", "branch")
    rows = problems.unique(read_table(folder / "plans.csv", columns), "plan")
    plans = {slug: _plan(row, rows, problems) for slug, row in rows.items()}
    columns = ("plan", "kind", "notation", "label", "broader", "verification")
    parts = problems.unique(read_table(folder / "objectives.csv", columns), "notation", _part)
    return Plans(
        tuple(plans.values()),
        tuple(_objective(row, plans, parts, problems) for row in parts.values() if _stands(row, plans, problems)),
        load_instruments(folder, problems),
    )


def _part(row: Row) -> str:
    return f"{row['plan']}/{row['kind']}/{row['notation']}"


def _stands(row: Row, plans: Mapping[str, Plan], problems: Problems) -> bool:
    problems.unless(row["plan"] in plans, row, "plan", f"no plan {row['plan']!r}", "add it to plans.csv")
    return row["plan"] in plans


def _plan(row: Row, rows: Iterable[str], problems: Problems) -> Plan:
    base = row["derivedFrom"]
    problems.unless(not base or base in rows, row, "derivedFrom", f"no plan {base!r}", "add its row")
    start, end = problems.number(row, "startYear") or 0, problems.number(row, "endYear") or 0
    problems.unless(0 < start <= end, row, "endYear", "the years are out of order", "write start and end year")
    return Plan(
        slug=problems.required(row, "plan"),
        kind="sectoral" if problems.choice(row, "kind", ("national", "sectoral")) == "sectoral" else "national",
        label=problems.required(row, "label"),
        start=start,
        end=end,
        abbreviations=row.items("abbreviations"),
        issued=problems.date(row, "issued"),
        derived_from=base or None,
        branch=problems.number(row, "branch"),
    )


def _objective(row: Row, plans: Mapping[str, Plan], parts: Iterable[str], problems: Problems) -> Objective:
    plan = plans[row["plan"]]
    for broader in row.items("broader"):
        stands = f"{plan.slug}/{broader}" in parts
        problems.unless(stands, row, "broader", f"{plan.slug} has no {broader!r}", "add its row")
    kinds: dict[str, ObjectiveKind] = {one: one for one in ("axis", "national-objective", "objective")}
    return Objective(
        plan=plan,
        kind=kinds.get(problems.choice(row, "kind", tuple(kinds)), "objective"),
        notation=problems.required(row, "notation"),
        label=problems.required(row, "label"),
        verified=problems.choice(row, "verification", ("verified", "unverified")) == "verified",
        broader=tuple(f"{plan.path}/{broader}" for broader in row.items("broader")),
    )
