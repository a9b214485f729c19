"""A performance evaluation as quads: its contract, statements and figures, its matrix and its alignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.alignments import PlanReferences
from asm_graph.graph.evaluations import (
    EvidenceSources,
    StatementMapper,
    state_evaluation,
    state_observation,
)
from asm_graph.graph.printed_matrix import PrintedMatrix
from asm_graph.graph.programs import federal_subject
from asm_graph.graph.units import printed_units
from asm_graph.rdf.vocabulary import ASM
from asm_graph.records.evaluations import Evaluation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import MappingContext, Subject
    from asm_graph.records.evaluations import PerformanceEvaluation

_TYPE = "eed"


def map_performance_evaluation(record: PerformanceEvaluation, context: MappingContext) -> Subject:
    """State all that an evaluation says; return the program that it is about."""
    quads, subject = context.quads, federal_subject(context, record.program, year=record.year.value)
    units = printed_units(context, subject.owner)
    units(subject.node, ASM("responsibleUnit"), record.responsible_unit, None)
    evaluation = Evaluation(
        type=_TYPE,
        period=record.period,
        evaluators=record.evaluators,
        coordinator=record.coordinator,
        contracting_form=record.contracting_form,
        cost=record.cost,
        absent_sections=record.absent_sections,
        follow_up_unit=record.follow_up_unit,
    )
    node = state_evaluation(context, subject, evaluation)
    references = PlanReferences(context, subject, record.year.value)
    sources = EvidenceSources(quads, node, record.sources)
    StatementMapper(context, node, sources, references).state_all(record.statements)
    for about, figures in (("population", record.populations), ("coverage", record.coverages)):
        for figure in figures:
            state_observation(quads, subject, node, about, figure)
    objectives = list(_objectives(record, context, subject, references))
    if record.levels or record.indicators:
        PrintedMatrix(context, subject, record.year).state(record.levels, record.indicators, objectives)
    return subject


def _objectives(
    record: PerformanceEvaluation, context: MappingContext, subject: Subject, references: PlanReferences
) -> Iterator[NamedNode]:
    """State the objectives that the evaluation aligns its program to."""
    plans, branch = context.registers.plans, subject.program.branch if subject.program else None
    year = record.year.value
    stated = [(text, plans.match(text.value, "national", year)) for text in record.national_objectives]
    stated += [
        (text, plans.match(text.value, "sectoral", year, branch)) for text in record.sectoral_objectives
    ]
    for text, objective in stated:
        if objective:
            yield references.align(objective, text.passage, record.year)
