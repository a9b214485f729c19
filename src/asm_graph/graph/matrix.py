"""The levels and indicators of a results matrix become quads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, RDFS
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.document_graphs import Source
    from asm_graph.graph.identities import Identities, Subject
    from asm_graph.records.texts import Fact, Indicator, IndicatorValue, Level, Measure

_CLASSES = {"fin": "Fin", "proposito": "Proposito", "componente": "Componente", "actividad": "Actividad"}
_ABOVE = {"proposito": "fin", "componente": "proposito"}
_PRINTED_LEVEL = re.compile(r"(fin|proposito|componente|actividad)(?:es|s)?(\d*)")


class Matrix:
    """The matrix of one program and year, as one document states it."""

    def __init__(self, source: Source, identities: Identities, subject: Subject, year: Fact[int]) -> None:
        self._source = source
        self._identities = identities
        self._path = f"mir/{subject.path}/{year.value}"
        self.node = source.entity(self._path, "ResultsMatrix")
        self._levels: dict[tuple[str, int], NamedNode] = {}
        source.add(self.node, ASM("program"), subject.node)
        source.read(self.node, "year", year, terms.year)

    def level(self, level: Level) -> NamedNode:
        """State a level, and the one above it where the logical framework has but one."""
        taken = {number for kind, number in self._levels if kind == level.kind}
        printed = level.number.value if level.number else None
        number = printed if printed and printed not in taken else max(taken, default=0) + 1
        path = f"{self._path}/{level.kind}"
        path = path if level.kind in {"fin", "proposito"} else f"{path}/{number}"
        node = self._source.entity(path, "MirLevel", _CLASSES[level.kind])
        self._levels[level.kind, number] = node
        self._source.add(self.node, ASM("hasLevel"), node)
        self._source.read(node, "narrative", level.narrative, terms.text)
        self._source.read(node, "number", level.number, terms.integer)
        above = self._levels.get((_ABOVE.get(level.kind, ""), 1))
        if above:
            self._source.add(node, ASM("supports"), above)
        return node

    def indicator(self, indicator: Indicator) -> NamedNode:
        """State an indicator and its values; its level only where the document prints it."""
        source = self._source
        node = source.entity(
            f"{self._path}/indicator/{indicator.scope}-{indicator.number.value}", "Indicator"
        )
        source.add(self.node, ASM("hasIndicator"), node)
        source.add(node, ASM("indicatorScope"), source.base.code("indicator-scope", indicator.scope))
        source.state(node, RDFS("label"), terms.text(indicator.name.value), indicator.name.passage)
        source.read(node, "unitOfMeasure", indicator.unit_of_measure, terms.text)
        self._identities.code(node, "frequency", "frequency", indicator.frequency)
        measured = self._measured(indicator.level)
        if measured and indicator.level:
            source.state(node, ASM("measures"), measured, indicator.level.passage)
        for value in indicator.values:
            self._value(node, value)
        return node

    def _measured(self, printed: Fact[str] | None) -> NamedNode | None:
        match = _PRINTED_LEVEL.fullmatch(compact(printed.value)) if printed else None
        return self._levels.get((match[1], int(match[2] or 1))) if match else None

    def _value(self, indicator: NamedNode, value: IndicatorValue) -> None:
        source = self._source
        path = f"{source.base.local(indicator)}/{value.year.value}/{value.kind}"
        node = source.entity(source.numbered(path, value.measure.value), "IndicatorValue")
        source.add(node, ASM("indicator"), indicator)
        source.add(node, ASM("valueKind"), source.base.code("value-kind", value.kind))
        source.read(node, "year", value.year, terms.year)
        state_measure(source, node, value.measure)


def state_measure(source: Source, node: NamedNode, measure: Fact[Measure]) -> None:
    """State a figure: its value or what kind of missing it is, and always how it is printed."""
    printed = measure.value
    if printed.value is not None:
        source.state(node, ASM("value"), terms.decimal(printed.value), measure.passage)
    elif printed.missing is not None:
        source.state(node, ASM("missing"), source.base.code("missing", printed.missing), measure.passage)
    source.state(node, ASM("rawValue"), terms.string(printed.raw), measure.passage)
