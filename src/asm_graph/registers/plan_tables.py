"""The tables that plans are kept in: `plans.csv`, `objectives.csv` and `strategies.csv`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.messages import Message
from asm_graph.rdf import iris
from asm_graph.registers.csv_register import read_table
from asm_graph.registers.instruments import load_instruments
from asm_graph.registers.plans import OBJECTIVE_KINDS, Objective, Plan, PlanKind, Plans, Strategy

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

    from asm_graph.registers.csv_register import Problems, Row

_PLAN_KINDS: dict[str, PlanKind] = {one: one for one in ("national", "sectoral", "guidelines")}
_PLAN_COLUMNS = (
    "plan", "kind", "label", "abbreviations", "startYear", "endYear", "issued", "derivedFrom", "branch",
)  # fmt: skip
_STRATEGY_COLUMNS = ("plan", "objective", "number", "label", "verification")
_OBJECTIVE_COLUMNS = ("plan", "kind", "notation", "label", "broader", "verification")


def load_plans(folder: Path, problems: Problems, branches: Container[int]) -> Plans:
    """Load `plans.csv` with the parts in `objectives.csv` and `strategies.csv`; faults go to `problems`.

    The ministry of a sectoral program is one of the branches, by number.
    """
    rows = problems.unique(read_table(folder / "plans.csv", _PLAN_COLUMNS), "plan")
    plans = {slug: _plan(row, rows, branches, problems) for slug, row in rows.items()}
    parts = problems.unique(read_table(folder / "objectives.csv", _OBJECTIVE_COLUMNS), "notation", _part)
    objectives = tuple(
        _objective(row, plans, parts, problems) for row in parts.values() if _has_plan(row, plans, problems)
    )
    strategies = tuple(_strategies(folder, {one.path: one for one in objectives}, problems))
    return Plans(tuple(plans.values()), objectives, load_instruments(folder, problems), strategies)


def _strategies(folder: Path, objectives: Mapping[str, Objective], problems: Problems) -> Iterator[Strategy]:
    rows = read_table(folder / "strategies.csv", _STRATEGY_COLUMNS)
    for row in problems.unique(rows, "number", _strategy_key).values():
        objective = objectives.get(iris.objective(row["plan"], "objective", row["objective"]))
        if objective:
            number, label = problems.required(row, "number"), problems.required(row, "label")
            yield Strategy(objective, number, label, _is_verified(row, problems))
        else:
            fault = Message(
                "{plan} has no objective {objective!r}", plan=row["plan"], objective=row["objective"]
            )
            problems.add(row, "objective", fault, Message("add it to objectives.csv"))


def _strategy_key(row: Row) -> str:
    return " ".join((row["plan"], row["objective"], row["number"]))


def _part(row: Row) -> str:
    return f"{row['plan']}/{row['kind']}/{row['notation']}"


def _has_plan(row: Row, plans: Mapping[str, Plan], problems: Problems) -> bool:
    if row["plan"] in plans:
        return True
    problems.add(row, "plan", Message("no plan {name!r}", name=row["plan"]), Message("add it to plans.csv"))
    return False


def _plan(row: Row, rows: Container[str], branches: Container[int], problems: Problems) -> Plan:
    base = row["derivedFrom"]
    problems.unless(
        not base or base in rows,
        row,
        "derivedFrom",
        Message("no plan {base!r}", base=base),
        Message("add its row"),
    )
    branch = problems.number(row, "branch")
    known = branch is None or branch in branches
    problems.unless(
        known, row, "branch", Message("no branch {branch}", branch=branch), Message("add it to branches.csv")
    )
    start, end = problems.number(row, "startYear") or 0, problems.number(row, "endYear") or 0
    problems.unless(
        0 < start <= end,
        row,
        "endYear",
        Message("the years are out of order"),
        Message("write start and end year"),
    )
    return Plan(
        slug=problems.required(row, "plan"),
        kind=_PLAN_KINDS.get(problems.choice(row, "kind", tuple(_PLAN_KINDS)), "national"),
        label=problems.required(row, "label"),
        start=start,
        end=end,
        abbreviations=row.items("abbreviations"),
        issued=problems.date(row, "issued"),
        derived_from=base or None,
        branch=branch,
    )


def _objective(row: Row, plans: Mapping[str, Plan], parts: Container[str], problems: Problems) -> Objective:
    plan = plans[row["plan"]]
    for broader in row.items("broader"):
        if f"{plan.slug}/{broader}" not in parts:
            fault = Message("{plan} has no {broader!r}", plan=plan.slug, broader=broader)
            problems.add(row, "broader", fault, Message("add its row"))
    return Objective(
        plan=plan,
        kind=OBJECTIVE_KINDS.get(problems.choice(row, "kind", tuple(OBJECTIVE_KINDS)), "objective"),
        notation=problems.required(row, "notation"),
        label=problems.required(row, "label"),
        verified=_is_verified(row, problems),
        broader=tuple(f"{plan.path}/{broader}" for broader in row.items("broader")),
    )


def _is_verified(row: Row, problems: Problems) -> bool:
    return problems.choice(row, "verification", ("verified", "unverified")) == "verified"
