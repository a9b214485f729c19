"""A performance evaluation as quads: its contract, statements and figures, its matrix and its alignment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.graph.alignments import PlanReferences
from asm_graph.graph.evaluations import (
    EvidenceSources,
    state_evaluation,
    state_observation,
    state_statements,
)
from asm_graph.graph.indicators import state_indicator
from asm_graph.graph.mir import state_level, state_matrix
from asm_graph.graph.programs import federal_subject
from asm_graph.graph.units import printed_units
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import ASM
from asm_graph.records.evaluations import Evaluation
from asm_graph.records.matrices import Matrix
from asm_graph.records.texts import Fact, value_of
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import MappingContext, Subject
    from asm_graph.records.evaluations import PerformanceEvaluation
    from asm_graph.records.matrices import Indicator, Level

_TYPE = "eed"
_ABOVE = {"proposito": "fin", "componente": "proposito"}
"""The levels that have but one level above them, so that it needs no printing."""
_PRINTED_LEVEL = re.compile(r"(fin|proposito|componente|actividad)(?:es|s)?(\d*)")


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
    )
    node = state_evaluation(context, subject, evaluation)
    units(node, ASM("followUpUnit"), record.follow_up_unit, None)
    references = PlanReferences(context, subject, record.year.value)
    sources = EvidenceSources(quads, node, record.sources)
    state_statements(quads, node, record.statements, sources, references)
    for about, figures in (("population", record.populations), ("coverage", record.coverages)):
        for figure in figures:
            state_observation(quads, subject, node, about, figure)
    objectives = list(_objectives(record, context, subject, references))
    if record.levels or record.indicators:
        _Matrix(record, context, subject).state(objectives)
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


class _Matrix:
    """The matrix of the program; a text numbers what it prints, and what it does not number is counted."""

    def __init__(self, record: PerformanceEvaluation, context: MappingContext, subject: Subject) -> None:
        self._record = record
        self._context = context
        self._path = iris.mir(subject.path, record.year.value)
        self._node = state_matrix(context.quads, self._path, subject.node, Matrix(year=record.year))
        self._levels: dict[tuple[str, int], NamedNode] = {}

    def state(self, objectives: list[NamedNode]) -> None:
        """State levels and indicators; the Fin contributes to the objectives."""
        for level in self._record.levels:
            node = self._level(level)
            for objective in objectives if level.kind == "fin" else ():
                self._context.quads.add(node, ASM("contributesTo"), objective)
        for indicator in self._record.indicators:
            key = f"{indicator.scope}-{value_of(indicator.number or 0)}"
            state_indicator(self._context, self._node, key, indicator, self._measured(indicator))

    def _level(self, level: Level) -> NamedNode:
        quads = self._context.quads
        # A number that is missing or printed twice is counted on, so that no level is lost.
        taken = {number for kind, number in self._levels if kind == level.kind}
        printed = value_of(level.number) if level.number else None
        number = printed if printed and printed not in taken else max(taken, default=0) + 1
        key = number if level.kind in iris.NUMBERED_LEVELS else ""
        node = quads.base.id(iris.level(self._path, level.kind, key))
        self._levels[level.kind, number] = node
        # An activity may serve any component: the text does not say which.
        above = self._levels.get((_ABOVE.get(level.kind, ""), 1))
        state_level(quads, self._node, node, level, above)
        return node

    def _measured(self, indicator: Indicator) -> NamedNode | None:
        """Return the level that is printed for an indicator."""
        printed = indicator.level.value if isinstance(indicator.level, Fact) else ""
        match = _PRINTED_LEVEL.fullmatch(compact(printed))
        return self._levels.get((match[1], int(match[2] or 1))) if match else None
