"""Tables of alignment as quads: what each program is aligned with in a year, and by which strategies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.graph.alignments import state_alignment
from asm_graph.graph.blanks import state_blanks
from asm_graph.graph.plans import axis_node, derived_plan
from asm_graph.graph.programs import map_modalities
from asm_graph.graph.reference import objective_triples, plan_triples, strategy_triples
from asm_graph.messages import Message
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM, SKOS
from asm_graph.records.plans import Alignment
from asm_graph.registers.plans import Objective, Plan
from asm_graph.spanish.dates import period_in
from asm_graph.spanish.forms import compact, form_hash

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import MappingContext
    from asm_graph.records import Place
    from asm_graph.records.plans import (
        DerivedName,
        NumberedText,
        PlanTarget,
        ProgramAlignment,
        ProgramAlignments,
    )

_CROSS_CUTTING = "t"
"""The register numbers the cross-cutting axes of a plan by themselves: `t1`."""


def map_program_alignments(record: ProgramAlignments, context: MappingContext) -> None:
    """State one alignment of each program to each part of a plan that its rows name."""
    for alignment in record.alignments:
        _map_alignment(alignment, context)
    for unaligned in record.unaligned:
        node = context.base.id(iris.program(unaligned.program.path))
        state_blanks(context.quads, node, unaligned.blanks)
    map_modalities(record.programs, context)


def _map_alignment(stated: ProgramAlignment, context: MappingContext) -> None:
    quads, year = context.quads, stated.program.year
    if year is None:
        return
    alignment = Alignment(stated.program.path, year, stated.place)
    objective = _objective(stated.target, year, context)
    if objective is None:
        target = _axis(stated.target, year, context)
    else:
        target = _described(objective, stated.target.named, stated.place, context)
    node = state_alignment(quads, alignment, target)
    quads.add(node, ASM("rowCount"), terms.integer(stated.rows))
    if stated.units:
        quads.add(node, ASM("unitCount"), terms.integer(stated.units))
    for plan in stated.plans:
        quads.add(node, ASM("throughPlan"), quads.base.id(_plan(plan.named, year, context).path))
        quads.record(node, plan.place)
    if objective is None:
        return
    for strategy in stated.strategies:
        quads.add(node, ASM("strategy"), _strategy(objective, strategy.named, strategy.place, context))
        quads.record(node, strategy.place)


def _axis(target: PlanTarget, year: int, context: MappingContext) -> NamedNode:
    """Return an axis of the national plan; one without a number is told by its text."""
    plan = context.registers.plans.of_period(year, "national")
    notation = _notation(target.named, plan, context)
    if target.level == "cross-cutting" and target.named.number is not None:
        notation = f"{_CROSS_CUTTING}{notation}"
    return axis_node(context, year, notation, target.named.text)


def _objective(target: PlanTarget, year: int, context: MappingContext) -> Objective | None:
    """Find what a row names in the register, or make it; None for an axis of the national plan."""
    plans = context.registers.plans
    match target.level:
        case "guideline":
            plan = _guidelines(year, context)
        case "national":
            plan = plans.of_period(year, "national")
        case "derived" if target.plan:
            plan = _plan(target.plan, year, context)
        case _:
            return None
    notation = _notation(target.named, plan, context)
    if target.level == "national" and target.named.number is not None:
        notation = f"{target.axis}.{notation}"
    label = target.named.text or f"Objetivo {notation} (sin registro)"
    return plans.by_number(plan, notation, label, is_axis=target.level == "guideline")


def _guidelines(year: int, context: MappingContext) -> Plan:
    """Return the guidelines of a year, or ones made for it."""
    made = Plan(
        f"directrices-{year}", "guidelines", f"Directrices de {year} (sin registro)", year, year, known=False
    )
    return context.registers.plans.in_force(year, "guidelines") or made


def _plan(named: DerivedName, year: int, context: MappingContext) -> Plan:
    """Find a derived plan, or describe one that the register lacks; state the type that the row gives it."""
    quads = context.quads
    plan = derived_plan(named.name, period_in(named.name), year, context)
    if not plan.known:
        quads.add_all(plan_triples(plan, quads.base))
        quads.notice(Message("plan not in the register: {path} ({label})", path=plan.path, label=plan.label))
    quads.read(quads.base.id(plan.path), ASM("planType"), named.type, terms.text)
    return plan


def _described(objective: Objective, named: NumberedText, place: Place, context: MappingContext) -> NamedNode:
    """Return an objective; one that the register lacks is described by the table, which prints its text."""
    quads = context.quads
    if not objective.known:
        stated = replace(objective, verified=named.text is not None)
        quads.add_all(objective_triples(stated, quads.base))
        quads.notice(
            Message(
                "objective not in the register: {path} ({label})", path=objective.path, label=objective.label
            )
        )
        quads.record_first(quads.base.id(objective.path), place)
    node = quads.base.id(objective.path)
    _keep_texts(node, objective.label, named, place, context)
    return node


def _strategy(objective: Objective, named: NumberedText, place: Place, context: MappingContext) -> NamedNode:
    """Return a strategy of an objective, described like the objective."""
    quads = context.quads
    number = _hashed(named.text or "") if named.number is None else str(named.number)
    label = named.text or f"Estrategia {number} (sin registro)"
    strategy = context.registers.plans.strategy(objective, number, label)
    node = quads.base.id(strategy.path)
    if not strategy.known:
        quads.add_all(strategy_triples(replace(strategy, verified=named.text is not None), quads.base))
        quads.notice(
            Message(
                "strategy not in the register: {path} ({label})", path=strategy.path, label=strategy.label
            )
        )
        quads.record_first(node, place)
    _keep_texts(node, strategy.label, named, place, context)
    return node


def _keep_texts(
    node: NamedNode, label: str, named: NumberedText, place: Place, context: MappingContext
) -> None:
    """Keep every text that differs from the label beside it, with a row that prints it, and report it."""
    for text in filter(None, (named.text, *named.other_texts)):
        if compact(text) != compact(label):
            context.quads.add(node, SKOS("altLabel"), terms.text(text))
            context.quads.record_first(node, place)
            context.quads.notice(
                Message(
                    "{node} is called {label}; the table says {text}",
                    node=node.value,
                    label=label,
                    text=text,
                )
            )


def _notation(named: NumberedText, plan: Plan, context: MappingContext) -> str:
    """Return the number of a part of a plan; where the table has a text alone, that of the registered one."""
    if named.number is not None:
        return str(named.number)
    text = named.text or ""
    known = context.registers.plans.worded(plan, text)
    return known.notation if known else _hashed(text)


def _hashed(text: str) -> str:
    """Return what stands for the number of a part of a plan that has none."""
    return f"u-{form_hash(text)}"
