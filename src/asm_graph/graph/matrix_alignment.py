"""What a results matrix is aligned to in the plans becomes alignments of its program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.graph.axes import align, axis_node
from asm_graph.graph.derived_programs import derived_program
from asm_graph.graph.reference import objective_triples, plan_triples
from asm_graph.registers import Objective
from asm_graph.spanish.dates import period_in
from asm_graph.spanish.forms import form_hash
from asm_graph.spanish.numbers import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from asm_graph.graph.context import Context
    from asm_graph.records.matrices import PlanPart, ProgramMatrix

_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?")


def align_matrix(matrix: ProgramMatrix, context: Context) -> tuple[NamedNode, ...]:
    """State the alignments of a matrix; the axes and objectives that it is aligned to."""
    aligned = [node for part in matrix.plan_parts for node in _nodes(part, matrix.program.branch, context)]
    for node in aligned:
        align(matrix.program.path, node, matrix.year, matrix.place, context)
    return tuple(aligned)


def _nodes(part: PlanPart, branch: int, context: Context) -> Iterator[NamedNode]:
    if part.axis:
        yield axis_node(context, part.year, part.axis.number, part.axis.name)
    for objective in (_national(part, context), _sectoral(part, branch, context)):
        if objective:
            yield _described(objective, context)


def _national(part: PlanPart, context: Context) -> Objective | None:
    """The objective of the national plan; since 2013 they are numbered within their axis."""
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


def _sectoral(part: PlanPart, branch: int, context: Context) -> Objective | None:
    """The objective of the derived program: by its number there, else by its text."""
    plans = context.registers.plans
    if not (part.number or part.text):
        return None
    if part.program is None:
        return plans.match(part.text or part.number or "", "sectoral", part.year, branch)
    plan = derived_program(part.program, period_in(part.program), part.year, context)
    if part.number and (number := whole_number(part.number)) is not None:
        label = part.text or f"Objetivo {part.number} (sin registro)"
        return plans.by_number(plan, str(number), label, is_axis=False)
    text = part.text or part.number or ""
    return Objective(plan, "objective", f"u-{form_hash(text)}", text, known=False)


def _described(objective: Objective, context: Context) -> NamedNode:
    """The node of an objective; one that the register lacks is described and reported, with its plan."""
    source = context.source
    if not objective.known:
        source.add_all(objective_triples(objective, source.base))
        national = context.registers.plans.of_period(objective.plan.start, "national")
        if objective.plan.derived_from == national.slug and not national.known:
            source.add_all(plan_triples(national, source.base))
        notice = f"objective not in the register: {objective.path} ({objective.label})"
        if notice not in source.notices:
            source.notices.append(notice)
    return source.base.id(objective.path)
