"""The evidence for statements about a thing: the excerpts that prove them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pyoxigraph import NamedNode

from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import ASM, PROV
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.excerpts import excerpts_about, in_context

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from asm_graph.web.answers.page_queries import ReleaseReader
    from asm_graph.web.entities.description import Description, SourcedFact
    from asm_graph.web.entities.excerpts import QuotedExcerpt

_ROW = PROV("wasDerivedFrom")
_MOST = 5
"""Excerpts shown beside one statement; the data have all of them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The excerpts about one thing; each of `rows` proves everything its document states about it.

    `computed` maps each derived property to those it is computed from; empty where nothing is derived.
    """

    excerpts: tuple[QuotedExcerpt, ...]
    rows: tuple[QuotedExcerpt, ...]
    computed: Mapping[NamedNode, AbstractSet[NamedNode]]

    def of(self, fact: SourcedFact) -> tuple[QuotedExcerpt, ...]:
        """Return the excerpts that prove a statement; those without a value prove any of their property.

        A derived statement is proven by the values it is computed from.
        """
        if sources := self.computed.get(fact.property):
            exact = [each for each in self.excerpts if each.property in sources]
        else:
            proofs = [each for each in self.excerpts if each.property == fact.property]
            exact = [each for each in proofs if each.value is None or each.value == fact.value]
        return tuple(exact[:_MOST])

    @property
    def documents(self) -> list[NamedNode]:
        """The documents quoted, each once."""
        return list(dict.fromkeys(each.document for each in (*self.excerpts, *self.rows)))


async def evidence_of(reading: ReleaseReader, description: Description) -> Evidence:
    """Read the excerpts about a thing; a figure shares the row of its indicator.

    Raises:
        QueryError: the engine does not answer.
    """
    indicators = [
        fact.value
        for fact in description.facts
        if fact.property == ASM("indicator") and isinstance(fact.value, NamedNode)
    ]
    own = await excerpts_about(reading, [description.thing])
    of_indicators = await excerpts_about(reading, indicators) if indicators else []
    rows = [each for each in (*own, *of_indicators) if each.property == _ROW]
    exact = await in_context([each for each in own if each.property != _ROW], reading)
    return Evidence(tuple(exact), tuple(rows[:_MOST]), await _computed_from(reading, description))


async def _computed_from(
    reading: ReleaseReader, description: Description
) -> Mapping[NamedNode, AbstractSet[NamedNode]]:
    """Map each derived property to those that it is computed from; nothing where nothing is derived."""
    derived = reading.base.graph(iris.DERIVED)
    if not any(derived in fact.graphs for fact in description.facts):
        return {}
    sources: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for computed, prop in (await reading.shared_rows(page_query("entities/computed-from"))).rows:
        sources[cast("NamedNode", computed)].add(cast("NamedNode", prop))
    return sources
