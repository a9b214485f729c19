"""Plans with their axes and objectives: those of the register, and those that only a document names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.graph.reference import objective_triples, plan_triples
from asm_graph.messages import Message
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.registers import Plan
from asm_graph.spanish.forms import compact, slug

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import MappingContext
    from asm_graph.records.plans import DerivedPlan, DerivedPlans, PlanObjective
    from asm_graph.registers import Objective


def axis_node(context: MappingContext, year: int, number: int | str, name: str | None = None) -> NamedNode:
    """Return the axis of the national plan in force in a year.

    One that the register lacks is described and reported; so is a name that differs from the register's.
    """
    plans, quads = context.registers.plans, context.quads
    plan = plans.of_period(year, "national")
    axis = plans.by_number(plan, str(number), name or f"Eje {number} (sin registro)", is_axis=True)
    if not axis.known:
        quads.add_all(objective_triples(axis, quads.base))
        quads.notice(Message("axis not in the register: {path} ({label})", path=axis.path, label=axis.label))
    elif name and compact(name) != compact(axis.label):
        quads.notice(
            Message(
                "axis {path} is called {label}; the table says {name}",
                path=axis.path,
                label=axis.label,
                name=name,
            )
        )
    return quads.base.id(axis.path)


def objective_node(context: MappingContext, objective: Objective) -> NamedNode:
    """Return an objective; one that the register lacks is described and reported."""
    quads = context.quads
    if not objective.known:
        quads.add_all(objective_triples(objective, quads.base))
        quads.notice(
            Message(
                "objective not in the register: {path} ({label})", path=objective.path, label=objective.label
            )
        )
    return quads.base.id(objective.path)


def derived_plan(name: str, period: tuple[int, int] | None, year: int, context: MappingContext) -> Plan:
    """Find the plan of the register with this name that is in force, or make one of what the table says.

    Where the name has no years, those of the national plan in force tell it from its namesakes.
    """
    plans = context.registers.plans
    if known := plans.called(name, year):
        return known
    national = plans.of_period(year, "national")
    # Plans derive from the national plan of their administration and end with it.
    start, end = period or (national.start, national.end)
    # Plans of several administrations have the same name without the years.
    own = slug(name) if period else slug(f"{name} {start}-{end}")
    return Plan(own, "sectoral", name, start, end, derived_from=national.slug, known=False)


def map_derived_plans(record: DerivedPlans, context: MappingContext) -> None:
    """State each plan that derives from a national one, its objectives, and the indicators of these."""
    quads = context.quads
    for derived in record.plans:
        plan = _plan(derived, context)
        node = quads.base.id(plan.path)
        if not plan.known:
            quads.add_all(plan_triples(plan, quads.base))
        quads.read(node, ASM("planType"), derived.kind or None, terms.text)
        quads.read(node, ASM("coordinatingBody"), derived.coordinator or None, terms.text)
        quads.record(node, derived.place)
        for objective in derived.objectives:
            _map_objective(objective, plan, derived.year, context)


def _plan(derived: DerivedPlan, context: MappingContext) -> Plan:
    plan = derived_plan(derived.name, derived.period, derived.year, context)
    if plan.known:
        return plan
    national = context.registers.plans.of_period(derived.year, "national")
    if not national.known:
        context.quads.add_all(plan_triples(national, context.base))
    if derived.period is None:
        context.quads.notice(
            Message(
                "{derived}: its name has no years; it has those of {label}, which it derives from",
                derived=derived.name,
                label=national.label,
            )
        )
    return plan


def _map_objective(stated: PlanObjective, plan: Plan, year: int, context: MappingContext) -> None:
    """State an objective; of one that the register has, only what the register does not say."""
    quads = context.quads
    objective = context.registers.plans.by_number(plan, stated.notation, stated.label, is_axis=False)
    node = quads.base.id(objective.path)
    if not objective.known:
        # Plans are described once, above; `known` keeps their triples from coming with every objective.
        described = replace(objective, verified=True, plan=replace(plan, known=True))
        quads.add_all(objective_triples(described, quads.base))
    for label in (stated.label, *stated.other_labels):
        if compact(label) != compact(objective.label):
            quads.add(node, SKOS("altLabel"), terms.text(label))
    for goal in stated.goals:
        quads.add(node, SKOS("broader"), axis_node(context, year, goal))
    for indicator in stated.indicators:
        quads.add(node, ASM("planIndicator"), terms.text(indicator))
    for place in stated.places:
        quads.record(node, place)
