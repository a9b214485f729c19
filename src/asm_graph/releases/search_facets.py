"""The facets of a search: program, branch, plan, class of ASM and year of each thing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from asm_graph.rdf.vocabulary import ASM, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

FACETS = ("program", "branch", "plan", "class", "year")
"""The facets; the values of all are IRIs but those of `year`."""

_STATED = {
    "program": ASM("program"),
    "branch": ASM("branch"),
    "plan": SKOS("inScheme"),
    "class": ASM("classification"),
    "year": ASM("year"),
}
_WHOLE_TO_PART = (ASM("hasLevel"), ASM("hasIndicator"), ASM("hasAction"))
_PART_TO_WHOLE = (ASM("evaluation"),)

Values = dict[str, set[str]]


def facets_of(store: Store) -> dict[str, Values]:
    """Return the values of each facet by thing, stated of it or of the whole it belongs to."""
    facets: dict[str, Values] = defaultdict(lambda: defaultdict(set))
    plans = {plan for plan, _ in _links(store, RDF("type"), ASM("Plan"))}
    for facet, prop in _STATED.items():
        for thing, value in _values(store, prop):
            if facet != "plan" or value in plans:
                facets[thing][facet].add(value)
    for program, _ in _links(store, RDF("type"), ASM("Program")):
        facets[program]["program"].add(program)
    for part, whole in _parts(store):
        _inherit(facets, part, whole)
    for values in list(facets.values()):
        for program in sorted(values.get("program", ())):
            values["branch"] |= facets[program].get("branch", set()) if program in facets else set()
    return facets


def _inherit(facets: Mapping[str, Values], part: str, whole: str) -> None:
    for facet, values in facets[whole].items():
        facets[part][facet] |= values


def _parts(store: Store) -> Iterator[tuple[str, str]]:
    """Return parts and their wholes."""
    for prop in _WHOLE_TO_PART:
        for whole, part in _links(store, prop):
            yield part, whole
    for prop in _PART_TO_WHOLE:
        yield from _links(store, prop)


def _values(store: Store, prop: NamedNode) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, prop, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            yield quad.subject.value, quad.object.value


def _links(store: Store, prop: NamedNode, value: NamedNode | None = None) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, prop, value, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, quad.object.value
