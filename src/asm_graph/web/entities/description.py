"""The description of a thing, from which every format is made.

It holds the triples whose subject is the thing (at most 3,000 statements), those whose object it is (at most
100 for each property), and the names of what these name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode, Triple

from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import RDF
from asm_graph.web.answers.page_queries import page_query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import BlankNode

    from asm_graph.web.answers.page_queries import Reading

    Value = NamedNode | Literal | BlankNode

_TYPE = RDF("type")


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a thing, and the named graphs that make it."""

    property: NamedNode
    value: Value
    graphs: tuple[NamedNode, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """The subjects that refer to a thing by one property: `total` of them, of which `sources` are known."""

    property: NamedNode
    total: int
    sources: tuple[NamedNode, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of a thing by property, and its classes.

    `composed` are names put together from what is said of a thing that has none: they are no statements.
    """

    names: tuple[tuple[NamedNode, Literal], ...] = ()
    classes: tuple[NamedNode, ...] = ()
    composed: tuple[Literal, ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """The statements a release has about a thing."""

    thing: NamedNode
    facts: tuple[Fact, ...]
    links: tuple[Links, ...]
    naming: Mapping[NamedNode, Naming]

    @property
    def triples(self) -> list[Triple]:
        """The description as triples, each once."""
        said = [Triple(self.thing, fact.property, fact.value) for fact in self.facts]
        linked = [Triple(source, each.property, self.thing) for each in self.links for source in each.sources]
        named = [
            Triple(thing, prop, name) for thing, naming in self.naming.items() for prop, name in naming.names
        ]
        return list(dict.fromkeys([*said, *linked, *named]))

    @property
    def classes(self) -> tuple[NamedNode, ...]:
        """What kind of thing it is."""
        return tuple(cast("NamedNode", fact.value) for fact in self.facts if fact.property == _TYPE)


async def describe(reading: Reading, thing: NamedNode) -> Description | None:
    """Describe a thing from the release; None where it has no statements.

    Raises:
        QueryError: the engine does not answer.
    """
    facts = _facts((await reading.rows(page_query("entities/facts", thing=thing))).rows)
    links = await _links(reading, thing)
    if not facts and not links:
        return None
    naming = await names_of(reading, _named(thing, facts, links))
    return Description(thing, facts, links, naming)


def _facts(rows: Sequence[Sequence[object]]) -> tuple[Fact, ...]:
    graphs: dict[tuple[NamedNode, Value], list[NamedNode]] = defaultdict(list)
    for prop, value, graph in rows:
        graphs[cast("NamedNode", prop), cast("Value", value)].append(cast("NamedNode", graph))
    return tuple(Fact(prop, value, tuple(said)) for (prop, value), said in graphs.items())


async def _links(reading: Reading, thing: NamedNode) -> tuple[Links, ...]:
    counts = await reading.rows(page_query("entities/link-counts", thing=thing))
    found = []
    for prop, count in sorted(counts.rows, key=lambda row: str(row[0])):
        linking = cast("NamedNode", prop)
        rows = (await reading.rows(page_query("entities/links", thing=thing, property=linking))).rows
        sources = {source for (source,) in rows if isinstance(source, NamedNode)}
        in_order = tuple(sorted(sources, key=lambda source: source.value))
        found.append(Links(linking, int(cast("Literal", count).value), in_order))
    return tuple(found)


def _named(thing: NamedNode, facts: Sequence[Fact], links: Sequence[Links]) -> list[NamedNode]:
    """Return the thing, its objects and its subjects, each once, in order."""
    values = (fact.value for fact in facts if isinstance(fact.value, NamedNode))
    return list(dict.fromkeys((thing, *values, *(source for each in links for source in each.sources))))


async def names_of(reading: Reading, things: Sequence[NamedNode]) -> dict[NamedNode, Naming]:
    """Return the names of those things that have any.

    Raises:
        QueryError: the engine does not answer.
    """
    if not things:
        return {}
    names: dict[NamedNode, list[tuple[NamedNode, Literal]]] = defaultdict(list)
    composed: dict[NamedNode, list[Literal]] = defaultdict(list)
    classes: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for row in (await reading.rows(page_query("entities/names", thing=things))).rows:
        thing, prop, name = cast("NamedNode", row[0]), cast("NamedNode | None", row[1]), row[2]
        if isinstance(name, Literal):
            if prop is None:
                composed[thing].append(name)
            else:
                names[thing].append((prop, name))
        elif isinstance(name, NamedNode) and prop == _TYPE:
            classes[thing].append(name)
    return {
        thing: Naming(tuple(names[thing]), tuple(classes[thing]), tuple(composed[thing]))
        for thing in {**names, **classes, **composed}
    }


def documents_of(fact: Fact, reading: Reading) -> tuple[NamedNode, ...]:
    """Return the source documents whose graphs make a statement."""
    prefix = reading.base.graph(iris.source_graph("")).value
    slugs = (graph.value.removeprefix(prefix) for graph in fact.graphs if graph.value.startswith(prefix))
    return tuple(reading.base.id(iris.document(slug)) for slug in slugs)
