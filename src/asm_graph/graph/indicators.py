"""An indicator of a results matrix and its values as quads, whatever layout states them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.graph.blanks import state_blanks
from asm_graph.graph.code_words import state_code
from asm_graph.rdf import iris, terms
from asm_graph.rdf.vocabulary import ASM, RDFS, SKOS
from asm_graph.records.texts import value_of

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import DocumentQuads, MappingContext
    from asm_graph.records.matrices import Indicator, IndicatorValue
    from asm_graph.records.texts import Measure, Stated


def state_indicator(
    context: MappingContext,
    matrix: NamedNode,
    key: str,
    indicator: Indicator,
    measured: NamedNode | None,
) -> NamedNode:
    """State an indicator of a matrix, the level that it measures, and its values; `key` ends its path."""
    quads = context.quads
    node = quads.entity(iris.indicator(quads.base.local(matrix), key), "Indicator")
    quads.add(matrix, ASM("hasIndicator"), node)
    if indicator.scope:
        quads.add(node, ASM("indicatorScope"), quads.base.code("indicator-scope", indicator.scope))
    if measured:
        quads.read(node, ASM("measures"), indicator.level, lambda _: measured)
    describe_indicator(context, node, indicator)
    return node


def describe_indicator(context: MappingContext, node: NamedNode, indicator: Indicator) -> None:
    """State what an indicator measures and how, and its values, whether a matrix has it or not."""
    quads = context.quads
    quads.read(node, SKOS("notation"), indicator.key, terms.string)
    for predicate, text in (
        (RDFS("label"), indicator.name),
        (SKOS("definition"), indicator.definition),
        (ASM("calculationMethod"), indicator.method),
        (ASM("unitOfMeasure"), indicator.unit_of_measure),
        # The code says less than some printed words, which are kept beside it.
        (ASM("printedFrequency"), indicator.printed_frequency),
        (ASM("printedBaseline"), indicator.printed_baseline),
        (ASM("institutionalObjective"), indicator.objective),
        (ASM("informationSource"), indicator.source),
        *((ASM("remarks"), remark) for remark in indicator.remarks),
        *((ASM("variable"), variable) for variable in indicator.variables),
        *((ASM("meansOfVerification"), means) for means in indicator.means),
    ):
        quads.read(node, predicate, text or None, terms.text)
    quads.read(node, ASM("predecessorIndicator"), indicator.predecessor, terms.string)
    quads.read(node, ASM("thresholdLow"), indicator.threshold_low, terms.decimal)
    quads.read(node, ASM("thresholdHigh"), indicator.threshold_high, terms.decimal)
    state_code(context, node, ASM("frequency"), "frequency", indicator.frequency)
    state_code(context, node, ASM("indicatorType"), "indicator-type", indicator.type)
    state_code(context, node, ASM("dimension"), "dimension", indicator.dimension)
    state_code(context, node, ASM("direction"), "direction", indicator.direction)
    for value in indicator.values:
        state_value(quads, node, value)
    quads.record(node, indicator.place)
    state_blanks(quads, node, indicator.blanks)


def state_value(quads: DocumentQuads, indicator: NamedNode, value: IndicatorValue) -> None:
    """State a value of an indicator; one of a period within its year has the end of that in its path."""
    kind = value.kind if value.ended_on is None else f"{value.kind}-{terms.date(value.ended_on).value}"
    path = iris.indicator_value(quads.base.local(indicator), value_of(value.year), kind)
    # Two targets of one year contradict each other and both stay, for the audit to find.
    node = quads.entity(quads.numbered(path, value_of(value.measure)), "IndicatorValue")
    quads.add(node, ASM("indicator"), indicator)
    quads.add(node, ASM("valueKind"), quads.base.code("value-kind", value.kind))
    quads.read(node, ASM("year"), value.year, terms.year)
    for predicate, date in ((ASM("periodStart"), value.started_on), (ASM("periodEnd"), value.ended_on)):
        if date is not None:
            quads.add(node, predicate, terms.date(date))
    state_measure(quads, node, value.measure)
    quads.read(node, ASM("numerator"), value.numerator, terms.decimal)
    quads.read(node, ASM("denominator"), value.denominator, terms.decimal)
    quads.record(node, value.place)


def state_measure(quads: DocumentQuads, node: NamedNode, measure: Stated[Measure]) -> None:
    """State a figure: its value or what kind of missing it is, and always how it is printed."""
    value, missing = value_of(measure).value, value_of(measure).missing
    if value is not None:
        number = terms.decimal(value)
        quads.read(node, ASM("value"), measure, lambda _: number)
    elif missing is not None:
        code = quads.base.code("missing", missing)
        quads.read(node, ASM("missing"), measure, lambda _: code)
    quads.read(node, ASM("rawValue"), measure, lambda printed: terms.string(printed.raw))
