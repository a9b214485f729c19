"""Populations and performance indices of programs, as tables state them, as quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.graph.code_words import state_code
from asm_graph.graph.indicators import state_measure
from asm_graph.graph.programs import map_modalities
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM
from asm_graph.records.tables import row_number
from asm_graph.spanish.forms import form_hash

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from asm_graph.graph.document_quads import DocumentQuads, MappingContext
    from asm_graph.records.populations import (
        PerformanceScore,
        PerformanceScores,
        PopulationFigure,
        Populations,
    )
    from asm_graph.records.texts import YearMonth


def map_populations(record: Populations, context: MappingContext) -> None:
    """State the populations; one that several rows repeat is stated once, with the first of them."""
    quads, remarked = context.quads, set[NamedNode]()
    for figure in record.figures:
        node = _population(figure, quads)
        # The remarks are on the row: those of the first one stand for all that repeat the figure.
        if node not in remarked:
            remarked.add(node)
            quads.read(node, ASM("remarks"), figure.remarks, terms.text)
    map_modalities(record.programs, context)


def _population(figure: PopulationFigure, quads: DocumentQuads) -> NamedNode:
    told = form_hash(*figure.told_by, figure.unit_of_measure, figure.group or "")
    path = iris.population(figure.program.path, figure.year, figure.kind, told)
    # Two values of one population, or counts at two times, stay both.
    told_again = (figure.measure, figure.cut_off)
    node = quads.entity(quads.numbered(path, told_again), "PopulationValue")
    quads.add(node, ASM("program"), quads.base.id(iris.program(figure.program.path)))
    quads.add(node, ASM("year"), terms.year(figure.year))
    quads.add(node, ASM("populationKind"), quads.base.code("population-kind", figure.kind))
    if figure.group:
        quads.add(node, ASM("populationGroup"), quads.base.code("population-group", figure.group))
    for predicate, text in (
        (ASM("unitOfMeasure"), figure.unit_of_measure),
        (ASM("populationDefinition"), figure.definition),
        (ASM("populationType"), figure.type),
        (ASM("informationSource"), figure.source),
    ):
        quads.read(node, predicate, text, terms.text)
    if figure.cut_off is not None:
        quads.add(node, ASM("cutOff"), _month_or_year(figure.cut_off))
    state_measure(quads, node, figure.measure)
    quads.record_first(node, figure.place)
    return node


def _month_or_year(cut_off: YearMonth | int) -> Literal:
    return terms.year(cut_off) if isinstance(cut_off, int) else terms.date(cut_off)


def map_performance(record: PerformanceScores, context: MappingContext) -> None:
    """State the values and ratings that an index gives each program."""
    for score in record.scores:
        context.quads.row = row_number(score.place)
        _score(score, context)
    map_modalities(record.programs, context)


def _score(score: PerformanceScore, context: MappingContext) -> NamedNode:
    quads = context.quads
    path = iris.performance_index(score.program.path, score.period, score.component)
    told = (score.measure, score.rating, score.maximum, score.weighted)
    node = quads.entity(quads.numbered(path, told), "PerformanceIndex")
    quads.add(node, ASM("program"), quads.base.id(iris.program(score.program.path)))
    quads.add(node, ASM("year"), terms.year(int(score.period[-4:])))
    quads.add(node, ASM("period"), terms.string(score.period))
    quads.add(node, ASM("component"), quads.base.code("performance-component", score.component))
    state_measure(quads, node, score.measure)
    quads.read(node, ASM("maximumValue"), score.maximum, terms.decimal)
    quads.read(node, ASM("weightedValue"), score.weighted, terms.decimal)
    state_code(context, node, ASM("rating"), "performance-rating", score.rating)
    quads.record(node, score.place)
    return node
