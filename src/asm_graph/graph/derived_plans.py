"""Programs that derive from a national plan → plans with their objectives, below the goals of that plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.graph.axes import axis_node
from asm_graph.graph.derived_programs import derived_program
from asm_graph.graph.reference import objective_triples, plan_triples
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from asm_graph.graph.context import Context
    from asm_graph.records.plans import DerivedPlan, DerivedPlans, PlanObjective
    from asm_graph.registers import Plan


def map_derived_plans(record: DerivedPlans, context: Context) -> None:
    """State each derived program with its objectives, and the indicators that measure these."""
    for derived in record.plans:
        plan = _plan(derived, context)
        source = context.source
        node = source.base.id(plan.path)
        if not plan.known:
            source.add_all(plan_triples(plan, source.base))
        if derived.kind:
            source.add(node, ASM("planType"), terms.text(derived.kind))
        if derived.coordinator:
            source.add(node, ASM("coordinatingBody"), terms.text(derived.coordinator))
        source.record(node, derived.place)
        for objective in derived.objectives:
            _map_objective(objective, plan, derived.year, context)


def _plan(derived: DerivedPlan, context: Context) -> Plan:
    """The plan of the register with this name, or one made of what the table says."""
    plan = derived_program(derived.name, derived.period, derived.year, context)
    if plan.known:
        return plan
    national = context.registers.plans.of_period(derived.year, "national")
    if not national.known:
        context.source.add_all(plan_triples(national, context.source.base))
    if derived.period is None:
        context.source.notices.append(
            f"{derived.name}: its name has no years; it has those of {national.label}, which it derives from"
        )
    return plan


def _map_objective(stated: PlanObjective, plan: Plan, year: int, context: Context) -> None:
    """State an objective; of one that the register holds, only what the register does not say."""
    source = context.source
    objective = context.registers.plans.by_number(plan, stated.notation, stated.label, is_axis=False)
    node = source.base.id(objective.path)
    if not objective.known:
        # Plans are described once, above; `known` keeps their triples from coming with every objective.
        described = replace(objective, verified=True, plan=replace(plan, known=True))
        source.add_all(objective_triples(described, source.base))
    for label in (stated.label, *stated.other_labels):
        if compact(label) != compact(objective.label):
            source.add(node, SKOS("altLabel"), terms.text(label))
    for goal in stated.goals:
        source.add(node, SKOS("broader"), axis_node(context, year, goal))
    for indicator in stated.indicators:
        source.add(node, ASM("planIndicator"), terms.text(indicator))
    for place in stated.places:
        source.record(node, place)
