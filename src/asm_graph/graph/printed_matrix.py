"""A results matrix that a text prints, maybe without numbers, as quads: its levels and indicators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.graph.indicators import state_indicator
from asm_graph.graph.mir import state_level, state_matrix
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import ASM
from asm_graph.records.matrices import LevelRef, Matrix
from asm_graph.records.texts import Fact, value_of
from asm_graph.spanish.forms import compact, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyoxigraph import NamedNode

    from asm_graph.graph.document_quads import MappingContext, Subject
    from asm_graph.records.matrices import Indicator, Level
    from asm_graph.records.texts import Stated

_ABOVE = {"proposito": "fin", "componente": "proposito"}
"""The levels that have but one level above them, so that it needs no printing."""
_PRINTED_LEVEL = re.compile(r"(fin|proposito|componente|actividad)(?:es|s)?(\d*)")


class PrintedMatrix:
    """The matrix of a program in a year; what the text does not number is counted."""

    def __init__(self, context: MappingContext, subject: Subject, year: Stated[int]) -> None:
        self._context = context
        self._path = iris.mir(subject.path, value_of(year))
        self._node = state_matrix(context.quads, self._path, subject.node, Matrix(year=year))
        self._levels: dict[tuple[str, int], NamedNode] = {}
        self._keyed: dict[LevelRef, NamedNode] = {}
        self._indicators: set[str] = set()

    def state(
        self, levels: Iterable[Level], indicators: Iterable[Indicator], objectives: Sequence[NamedNode] = ()
    ) -> None:
        """State levels and indicators; the Fin contributes to the objectives."""
        for level in levels:
            node = self._level(level)
            for objective in objectives if level.kind == "fin" else ():
                self._context.quads.add(node, ASM("contributesTo"), objective)
        for indicator in indicators:
            state_indicator(
                self._context, self._node, self._key(indicator), indicator, self._measured(indicator)
            )

    def _level(self, level: Level) -> NamedNode:
        quads = self._context.quads
        # A number that is missing or printed twice is counted on, so that no level is lost.
        taken = {number for kind, number in self._levels if kind == level.kind}
        printed = value_of(level.number) if level.number else None
        number = printed if printed and printed not in taken else max(taken, default=0) + 1
        key: int | str = ""
        if level.kind in iris.NUMBERED_LEVELS:
            key = slug(level.key or "") or number
        elif taken:  # a second Fin or Propósito, which a matrix should not have
            key = number
        node = quads.base.id(iris.level(self._path, level.kind, key))
        self._levels[level.kind, number] = node
        self._keyed[level.ref] = node
        # An activity may serve any component, unless the text says which.
        above = self._keyed.get(level.above) if level.above else None
        above = above or self._levels.get((_ABOVE.get(level.kind, ""), 1))
        state_level(quads, self._node, node, level, above)
        return node

    def _key(self, indicator: Indicator) -> str:
        """Return what ends the path of an indicator: its number within its scope, counted if need be."""
        printed = value_of(indicator.number) if indicator.number else 0
        scope = f"{indicator.scope}-" if indicator.scope else ""
        while f"{scope}{printed}" in self._indicators or not printed:
            printed += 1
        self._indicators.add(f"{scope}{printed}")
        return f"{scope}{printed}"

    def _measured(self, indicator: Indicator) -> NamedNode | None:
        """Return the level that is printed for an indicator."""
        if isinstance(indicator.level, LevelRef):
            return self._keyed.get(indicator.level)
        printed = indicator.level.value if isinstance(indicator.level, Fact) else ""
        match = _PRINTED_LEVEL.fullmatch(compact(printed))
        return self._levels.get((match[1], int(match[2] or 1))) if match else None
