"""What a SPARQL query can look at in the default graph: descriptions of the subjects that it asks for.

Patterns that stand together are matched by subjects of which all of them hold, so that a triple of another
subject cannot change what they match, and the answer with it. That cannot be told of a query that has a
variable in the place of a property, asks for what is not there by a negated property set, follows a path of
any length alone, or names a graph: such a query reads everything, evidence too.
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode
from rdflib import URIRef
from rdflib.paths import AlternativePath, InvPath, MulPath, OneOrMore, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from asm_graph.garbage_collection import garbage_collection_off

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Names = frozenset[str]
"""Properties (`<property>`), and properties with an IRI that they have for an object (`<property> <IRI>`).

As a description: what is stated of a subject.
"""

EVERYTHING: Names = frozenset({"*"})
"""Stands for all quads, among what a query reads."""

_GRAPHS = {"Graph", "GraphGraphPattern", "ServiceGraphPattern", "DatasetClause", "DescribeQuery"}
"""What asks for all, or names a graph: in `EXISTS` as the parser has it, elsewhere as the algebra has it."""


@lru_cache(maxsize=1024)
def reads(query: str) -> frozenset[Names]:
    """Return descriptions of what a query reads, or `EVERYTHING` alone.

    It reads the triples that a description names, of subjects of which all that it names is stated.
    """
    # The parser leaves its exceptions, with the frames of all callers, in cycles until garbage is collected.
    # An answer of the engine may be freed only by the thread that asked for it. So a separate thread parses,
    # whose frames hold no answers; no garbage is collected there, since it might include another's answers.
    with garbage_collection_off(), ThreadPoolExecutor(1) as apart:
        found = apart.submit(lambda: frozenset(_reads(translateQuery(parseQuery(query)).algebra))).result()
    return frozenset({EVERYTHING}) if EVERYTHING in found else found


def names_of(predicate: NamedNode, value: object) -> tuple[str, ...]:
    """Return by what names a triple is read."""
    return (f"{predicate}", f"{predicate} {value}") if isinstance(value, NamedNode) else (f"{predicate}",)


def is_read(description: Names, changed: Names, known: Names) -> bool:
    """Tell whether a description reads what has `changed` of a subject, of which it is or was `known`."""
    return description == EVERYTHING or (description <= known and not description.isdisjoint(changed))


def _reads(part: object) -> Iterator[Names]:
    if isinstance(part, CompValue):
        if part.name in _GRAPHS:
            yield EVERYTHING
        for key, value in part.items():
            yield from _of_triples(value) if key == "triples" else _reads(value)
    elif isinstance(part, list | tuple | set):
        for one in part:
            yield from _reads(one)


def _of_triples(triples: Iterable[Sequence[object]]) -> Iterator[Names]:
    """Yield what some patterns read that stand together; within `EXISTS` several of them may be one list."""
    stated: defaultdict[object, set[str]] = defaultdict(set)
    each = (terms[at : at + 3] for terms in triples for at in range(0, len(terms), 3))
    for subject, predicate, value in each:
        if isinstance(predicate, URIRef):
            stated[subject].add(f"<{predicate}> <{value}>" if isinstance(value, URIRef) else f"<{predicate}>")
        else:
            yield from _of_path(predicate)
    yield from map(frozenset, stated.values())


def _of_path(path: object) -> Iterator[Names]:
    match path:
        case URIRef():
            yield frozenset({f"<{path}>"})
        case InvPath():
            yield from _of_path(path.arg)
        case MulPath() if not _may_be_empty(path):
            yield from _of_path(path.path)
        case SequencePath() if not all(map(_may_be_empty, path.args)):
            for one in path.args:
                yield from _of_path(one.path if isinstance(one, MulPath) else one)
        case AlternativePath():
            for one in path.args:
                yield from _of_path(one)
        case _:
            yield EVERYTHING


def _may_be_empty(path: object) -> bool:
    """Tell whether a path may lead from a node to itself, whatever is stated of it."""
    return not isinstance(path, URIRef | InvPath) and not (
        isinstance(path, MulPath) and path.mod == OneOrMore
    )
