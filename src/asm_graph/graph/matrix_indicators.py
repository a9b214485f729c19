"""The indicators of a results matrix and their figures become quads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.printed_codes import state_code
from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, RDFS, SKOS

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.context import Context
    from asm_graph.records.matrices import IndicatorFigure, MatrixIndicator


def state_indicator(indicator: MatrixIndicator, path: str, context: Context) -> NamedNode:
    """State an indicator with its figures; its row proves both."""
    source = context.source
    node = source.entity(path, "Indicator")
    source.add(node, SKOS("notation"), terms.string(indicator.key))
    for predicate, text in (
        (RDFS("label"), indicator.name),
        (SKOS("definition"), indicator.definition),
        (ASM("calculationMethod"), indicator.method),
        (ASM("printedFrequency"), indicator.frequency),
        (ASM("unitOfMeasure"), indicator.unit_of_measure),
        *((ASM("variable"), variable) for variable in indicator.variables),
        *((ASM("meansOfVerification"), means) for means in indicator.means),
    ):
        if text:
            source.add(node, predicate, terms.text(text))
    state_code(context, node, "frequency", "frequency", indicator.frequency)
    state_code(context, node, "indicatorType", "indicator-type", indicator.kind)
    state_code(context, node, "dimension", "dimension", indicator.dimension)
    state_code(context, node, "direction", "direction", indicator.direction)
    for figure in indicator.figures:
        _figure(figure, node, path, context)
    source.record(node, indicator.place)
    return node


def _figure(figure: IndicatorFigure, indicator: NamedNode, path: str, context: Context) -> None:
    source = context.source
    node = source.entity(f"{path}/{figure.year}/{figure.kind}", "IndicatorValue")
    source.add(node, ASM("indicator"), indicator)
    source.add(node, ASM("year"), terms.year(figure.year))
    source.add(node, ASM("valueKind"), source.base.code("value-kind", figure.kind))
    source.add(node, ASM("value"), terms.decimal(figure.value))
    source.add(node, ASM("rawValue"), terms.string(figure.raw))
    if figure.numerator is not None:
        source.add(node, ASM("numerator"), terms.decimal(figure.numerator))
    if figure.denominator is not None:
        source.add(node, ASM("denominator"), terms.decimal(figure.denominator))
