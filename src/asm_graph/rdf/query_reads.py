"""What a SPARQL query can look at in the default graph: the properties and the classes that it names.

Triples of other properties cannot change its answer. That does not hold of a query that has a variable in
the place of a property, asks for what is not there by a negated property set, follows a path of any length,
or names a graph: such a query reads everything, evidence too.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode
from rdflib import RDF, URIRef
from rdflib.paths import AlternativePath, InvPath, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EVERYTHING = "*"
"""Stands for all quads, among what a query reads."""

_TYPE = f"<{RDF.type}>"
_GRAPHS = {"Graph", "GraphGraphPattern", "ServiceGraphPattern", "DatasetClause"}
"""What names a graph; within `EXISTS` as the parser has it, elsewhere as the algebra has it."""


def reads(query: str) -> frozenset[str]:
    """Return what a query reads: `<property>`, `<type> <class>` where it names the class, or `EVERYTHING`.

    A query that asks for any class reads `<type>`.
    """
    # The parser leaves its exceptions, with the frames of all callers and what these hold, to the garbage
    # collector. That may come in another thread, where an answer of the engine cannot be dropped; the callers
    # in a thread of its own hold none.
    with ThreadPoolExecutor(1) as apart:
        found = apart.submit(lambda: frozenset(_reads(translateQuery(parseQuery(query)).algebra))).result()
    return frozenset({EVERYTHING}) if EVERYTHING in found else found


def names_of(predicate: NamedNode, value: object) -> tuple[str, ...]:
    """Return by what names a query reads a triple, that it reads everything apart."""
    if str(predicate) != _TYPE or not isinstance(value, NamedNode):
        return (str(predicate),)
    return (_TYPE, f"{_TYPE} {value}")


def _reads(part: object) -> Iterator[str]:
    if isinstance(part, CompValue):
        if part.name in _GRAPHS:
            yield EVERYTHING
        for key, value in part.items():
            yield from _of_triples(value) if key == "triples" else _reads(value)
    elif isinstance(part, list | tuple | set):
        for one in part:
            yield from _reads(one)


def _of_triples(triples: Iterable[tuple[object, object, object]]) -> Iterator[str]:
    for _, predicate, value in triples:
        if predicate == RDF.type and isinstance(value, URIRef):
            yield f"{_TYPE} <{value}>"
        else:
            yield from _of_path(predicate)


def _of_path(path: object) -> Iterator[str]:
    match path:
        case URIRef():
            yield f"<{path}>"
        case InvPath():
            yield from _of_path(path.arg)
        case SequencePath() | AlternativePath():
            for one in path.args:
                yield from _of_path(one)
        case _:
            yield EVERYTHING
