"""The facets of things: program, branch, plan, class and year, stated or of a whole they belong to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from asm_graph.graph.program_paths import ProgramPaths
from asm_graph.rdf.vocabulary import ASM, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator

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

Values = dict[str, set[str]]


def facets_of(store: Store) -> dict[str, Values]:
    """Return the values of each facet by thing, stated of it or of a whole it belongs to."""
    facets: dict[str, Values] = defaultdict(lambda: defaultdict(set))
    plans = {plan for plan, _ in links(store, RDF("type"), ASM("Plan"))}
    for facet, prop in _STATED.items():
        for thing, value in _facet_values(store, prop):
            if facet != "plan" or value in plans:
                facets[thing][facet].add(value)
    for program, _ in links(store, RDF("type"), ASM("Program")):
        facets[program]["program"].add(program)
    for part, wholes in _wholes(store).items():
        for whole in wholes & facets.keys():
            for facet, inherited in facets[whole].items():
                facets[part][facet] |= inherited
    for values in list(facets.values()):
        for program in sorted(values.get("program", ())):
            values["branch"] |= facets[program].get("branch", set()) if program in facets else set()
    return facets


def _wholes(store: Store) -> dict[str, set[str]]:
    """Map each part to all that it is part of, directly or by another whole."""
    annotated = store.quads_for_pattern(None, ASM("pathToProgram"), None, DefaultGraph())
    paths, wholes = ProgramPaths.of(annotated), defaultdict[str, set[str]](set)
    for prop in paths.forward:
        for part, whole in links(store, prop):
            wholes[part].add(whole)
    for prop in paths.backward:
        for whole, part in links(store, prop):
            wholes[part].add(whole)
    found: dict[str, set[str]] = {}
    for part in wholes:
        waiting, found[part] = [part], set()
        while waiting:
            new = wholes.get(waiting.pop(), set()) - found[part]
            found[part] |= new
            waiting += new
    return found


def _facet_values(store: Store, prop: NamedNode) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, prop, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            yield quad.subject.value, quad.object.value


def links(store: Store, prop: NamedNode, value: NamedNode | None = None) -> Iterator[tuple[str, str]]:
    """Yield the things that a property links in the merged graph, as pairs of IRIs."""
    for quad in store.quads_for_pattern(None, prop, value, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, quad.object.value
