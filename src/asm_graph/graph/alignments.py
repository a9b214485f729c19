"""Alignments of programs to the axes and objectives of plans, whatever document states them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.graph.plans import axis_node, derived_plan, objective_node
from asm_graph.graph.reference import plan_triples
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM
from asm_graph.records.plans import Alignment
from asm_graph.records.texts import value_of
from asm_graph.registers import Objective
from asm_graph.spanish.cycles import period_in
from asm_graph.spanish.forms import form_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import DocumentQuads, MappingContext
    from asm_graph.records.matrices import PlanPart, ProgramMatrix
    from asm_graph.records.texts import Stated

_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?")


def state_alignment(
    quads: DocumentQuads,
    alignment: Alignment,
    target: Stated[NamedNode],
    stated_in: NamedNode | None = None,
) -> NamedNode:
    """State that a program serves an axis or objective; return the alignment.

    `stated_in` is an instrument that the document names as the source, such as operating rules. A table
    states one alignment for each year; a text states one, and its years beside it.
    """
    source, base, place = stated_in or quads.document, quads.base, alignment.place
    path = iris.alignment(alignment.program, base.local(source), base.local(value_of(target)))
    node = quads.entity(path if place is None else quads.numbered(path, alignment.year), "Alignment")
    program_node = base.id(iris.program(alignment.program))
    quads.add(node, ASM("program"), program_node)
    quads.read(node, ASM("alignedTo"), target, lambda objective: objective)
    quads.read(node, ASM("year"), alignment.year, terms.year)
    quads.add(node, ASM("statedIn"), source)
    quads.record(node, place)
    quads.read(program_node, ASM("contributesTo"), target, lambda objective: objective)
    return node


def align_matrix(matrix: ProgramMatrix, context: MappingContext) -> tuple[NamedNode, ...]:
    """State the alignments of a results matrix; return the axes and objectives that it is aligned to."""
    targets = [
        target for part in matrix.plan_parts for target in _targets(part, matrix.program.branch, context)
    ]
    alignment = Alignment(matrix.program.path, matrix.year, matrix.place)
    for target in targets:
        state_alignment(context.quads, alignment, target)
    return tuple(targets)


def _targets(part: PlanPart, branch: int, context: MappingContext) -> Iterator[NamedNode]:
    if part.axis:
        yield axis_node(context, part.year, part.axis.number, part.axis.name)
    for objective in (_national(part, context), _sectoral(part, branch, context)):
        if objective:
            if not objective.known:
                _describe_national_plan(objective, context)
            yield objective_node(context, objective)


def _national(part: PlanPart, context: MappingContext) -> Objective | None:
    """Find the objective of the national plan; since 2013 they are numbered within their axis."""
    plans = context.registers.plans
    if part.national is None:
        return None
    if not _NUMBER.fullmatch(part.national):
        return plans.match(part.national, "national", part.year)
    number = part.national
    if part.axis and "." not in number:
        number = f"{part.axis.number}.{number}"
    plan = plans.of_period(part.year, "national")
    return plans.by_number(plan, number, f"Objetivo {number} (sin registro)", is_axis=False)


def _sectoral(part: PlanPart, branch: int, context: MappingContext) -> Objective | None:
    """Find the objective of the derived plan: by its number there, else by its text."""
    plans = context.registers.plans
    if not (part.number or part.text):
        return None
    if part.program is None:
        return plans.match(part.text or part.number or "", "sectoral", part.year, branch)
    plan = derived_plan(part.program, period_in(part.program), part.year, context)
    if part.number and part.number.isdecimal():
        label = part.text or f"Objetivo {part.number} (sin registro)"
        return plans.by_number(plan, str(int(part.number)), label, is_axis=False)
    text = part.text or part.number or ""
    return Objective(plan, "objective", f"u-{form_hash(text)}", text, known=False)


def _describe_national_plan(objective: Objective, context: MappingContext) -> None:
    """Describe the national plan that an objective's plan derives from, where the register lacks that too."""
    national = context.registers.plans.of_period(objective.plan.start, "national")
    if objective.plan.derived_from == national.slug and not national.known:
        context.quads.add_all(plan_triples(national, context.base))
