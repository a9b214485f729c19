"""The description of a thing, from which every format is made."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from asm_graph.engine.workers.output import readable
from asm_graph.rdf import document_iris, iris
from asm_graph.rdf.iri_parts import program_of
from asm_graph.rdf.vocabulary import ASM, PREFIXES, RDF, RDFS
from asm_graph.web.answers.page_queries import page_query
from asm_graph.web.entities.composed_names import composed_names
from asm_graph.web.http.negotiation import GRAPHS, HTML
from asm_graph.web.rendering.naming import EXTENSIONS, part_names
from asm_graph.web.services.kept_names import Naming

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import BlankNode

    from asm_graph.rdf.vocabulary import Base
    from asm_graph.results import Rows
    from asm_graph.web.answers.page_queries import ReleaseReader

    Value = NamedNode | Literal | BlankNode

RDF_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
DATA = tuple(offer for offer in GRAPHS if offer.name in EXTENSIONS)
OFFERS = (DATA[0], HTML, *DATA[1:])
"""Turtle for clients that ask for nothing; browsers ask for HTML."""

ALTERNATES = {offer.name: offer.media_type for offer in reversed((HTML, *DATA))}
"""The media type of each extension: the first of those that a name has."""


def write_triples(triples: Sequence[Triple], name: str, prefixes: dict[str, str] = PREFIXES) -> bytes:
    """Serialize triples in a format of `DATA`, as UTF-8."""
    body = serialize(triples, format=RDF_FORMATS[name], prefixes=prefixes) or b""
    if RDF_FORMATS[name] != RdfFormat.RDF_XML:
        return body
    return readable(body)


_TYPE, _LAYOUT, _LABEL, _PROGRAM = RDF("type"), ASM("layout"), RDFS("label"), ASM("Program")
_NAMELESS = Naming()


@dataclass(frozen=True, slots=True)
class SourcedFact:
    """One statement about a thing, and the named graphs that make it."""

    property: NamedNode
    value: Value
    graphs: tuple[NamedNode, ...]


@dataclass(frozen=True, slots=True)
class IncomingLinks:
    """The subjects that refer to a thing by one property: `total` of them, of which `sources` are known."""

    property: NamedNode
    total: int
    sources: tuple[NamedNode, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """The statements a release has about a thing."""

    thing: NamedNode
    facts: tuple[SourcedFact, ...]
    links: tuple[IncomingLinks, ...]
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


async def describe(reading: ReleaseReader, thing: NamedNode) -> Description | None:
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


def _facts(rows: Sequence[Sequence[object]]) -> tuple[SourcedFact, ...]:
    graphs: dict[tuple[NamedNode, Value], list[NamedNode]] = defaultdict(list)
    for prop, value, graph in rows:
        graphs[cast("NamedNode", prop), cast("Value", value)].append(cast("NamedNode", graph))
    return tuple(SourcedFact(prop, value, tuple(said)) for (prop, value), said in graphs.items())


async def _links(reading: ReleaseReader, thing: NamedNode) -> tuple[IncomingLinks, ...]:
    counts = await reading.rows(page_query("entities/link-counts", thing=thing))
    linking = {cast("NamedNode", prop): int(cast("Literal", count).value) for prop, count in counts.rows}
    properties = sorted(linking, key=str)
    queries = (page_query("entities/links", thing=thing, property=prop) for prop in properties)
    answers = await asyncio.gather(*map(reading.rows, queries))
    return tuple(
        IncomingLinks(prop, linking[prop], _sources(answer))
        for prop, answer in zip(properties, answers, strict=True)
    )


def _sources(answer: Rows) -> tuple[NamedNode, ...]:
    """Return the things in an answer of one column, each once, in order."""
    found = {source for (source,) in answer.rows if isinstance(source, NamedNode)}
    return tuple(sorted(found, key=lambda source: source.value))


def _named(thing: NamedNode, facts: Sequence[SourcedFact], links: Sequence[IncomingLinks]) -> list[NamedNode]:
    """Return the thing, its objects and its subjects, each once, in order."""
    values = (fact.value for fact in facts if isinstance(fact.value, NamedNode))
    return list(dict.fromkeys((thing, *values, *(source for each in links for source in each.sources))))


async def names_of(reading: ReleaseReader, things: Sequence[NamedNode]) -> dict[NamedNode, Naming]:
    """Return the names of those things that have any, those with more than a class first.

    Raises:
        QueryError: the engine does not answer.
    """
    if not things:
        return {}
    kept, release = reading.site.names, reading.release.name
    known = {thing: kept.get((release, thing)) for thing in things}
    asked = [thing for thing, naming in known.items() if naming is None]
    if asked:
        found = await _asked_names(reading, asked)
        known |= {thing: found.get(thing, _NAMELESS) for thing in asked}
        if reading.is_current:
            for thing in asked:
                kept.put((release, thing), found.get(thing, _NAMELESS))
    named = {thing: naming for thing, naming in known.items() if naming and naming is not _NAMELESS}
    return dict(sorted(named.items(), key=lambda item: not item[1].names))


async def _asked_names(reading: ReleaseReader, things: Sequence[NamedNode]) -> dict[NamedNode, Naming]:
    """Ask for names: of programs, of which some pages name hundreds, and of all else."""
    programs = {thing: None for thing in things if _is_program(thing, reading.base)}
    others = [thing for thing in things if thing not in programs]
    found = await _asked_names_of_programs(reading, tuple(programs)) if programs else {}
    return found | (await _asked_names_of_others(reading, others) if others else {})


def _is_program(thing: NamedNode, base: Base) -> bool:
    key = program_of(thing.value)
    return key is not None and thing == base.id(iris.program(key))


async def _asked_names_of_programs(
    reading: ReleaseReader, programs: Sequence[NamedNode]
) -> dict[NamedNode, Naming]:
    names: dict[NamedNode, list[tuple[NamedNode, Literal]]] = defaultdict(list)
    for program, name in (await reading.rows(page_query("entities/programs", thing=programs))).rows:
        called = names[cast("NamedNode", program)]
        if isinstance(name, Literal):
            called.append((_LABEL, name))
    return {program: Naming(tuple(several), (_PROGRAM,)) for program, several in names.items()}


async def _asked_names_of_others(
    reading: ReleaseReader, things: Sequence[NamedNode]
) -> dict[NamedNode, Naming]:
    names: dict[NamedNode, list[tuple[NamedNode, Literal]]] = defaultdict(list)
    composed: dict[NamedNode, list[Literal]] = defaultdict(list)
    classes: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    for row in (await reading.rows(page_query("entities/names", thing=things))).rows:
        thing, prop, name = cast("NamedNode", row[0]), cast("NamedNode", row[1]), row[2]
        if isinstance(name, Literal):
            if prop == _LAYOUT:
                composed[thing] += part_names(thing, name.value)
            else:
                names[thing].append((prop, name))
        elif isinstance(name, NamedNode) and prop == _TYPE:
            classes[thing].append(name)
    unnamed = {thing: classes[thing] for thing in things if thing in classes and thing not in names}
    composed |= await composed_names(reading, unnamed)
    return {
        thing: Naming(tuple(names[thing]), tuple(classes[thing]), tuple(composed[thing]))
        for thing in {**names, **classes, **composed}
    }


def documents_of(fact: SourcedFact, reading: ReleaseReader) -> tuple[NamedNode, ...]:
    """Return the source documents whose graphs make a statement."""
    prefix = reading.base.graph(document_iris.source_graph("")).value
    slugs = (graph.value.removeprefix(prefix) for graph in fact.graphs if graph.value.startswith(prefix))
    return tuple(reading.base.id(document_iris.document(slug)) for slug in slugs)
