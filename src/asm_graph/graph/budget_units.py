"""Responsible units of the federal budget, which tables name by a code within a branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.rdf import terms
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SKOS
from asm_graph.spanish.forms import slug

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

    from asm_graph.graph.document_graphs import Source
    from asm_graph.records import Place
    from asm_graph.records.matrices import BudgetUnit


class BudgetUnits:
    """The units of one document; a unit with several names has the first as its label.

    A unit that the document never names is labelled with its code.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._codes: dict[NamedNode, str] = {}
        self._named: set[NamedNode] = set()

    def state(self, unit: BudgetUnit, place: Place) -> NamedNode:
        """Describe a unit that stands in a row."""
        source = self._source
        node = source.base.id(f"unit/ramo-{unit.branch}/{slug(unit.code)}")
        if node not in self._codes:
            self._codes[node] = unit.code
            source.add(node, RDF("type"), ASM("Unit"))
            source.add(node, SKOS("notation"), terms.string(unit.code))
            source.add(node, ASM("branch"), source.base.id(f"branch/{unit.branch}"))
            source.record(node, place)
        if unit.name is not None:
            self._named.add(node)
            if source.label(node, unit.name):
                source.record(node, place)
        return node

    def label_the_unnamed(self) -> None:
        """Label what no row names, when all rows are stated."""
        for node, code in self._codes.items():
            if node not in self._named:
                self._source.add(node, RDFS("label"), terms.string(code))
