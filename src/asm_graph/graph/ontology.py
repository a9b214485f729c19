"""The ontology and its code lists as quads: terms in graph `ontology`, code lists in graph `reference`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import NamedNode, Quad

from asm_graph.errors import InputError
from asm_graph.messages import Message
from asm_graph.rdf import iris
from asm_graph.rdf.turtle import read_turtle
from asm_graph.rdf.vocabulary import Base

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


Term = TypeVar("Term")

_ENTITIES = Base().id("").value


def ontology_quads(folder: Path, base: Base) -> Iterator[Quad]:
    """Yield what the Turtle files of a folder say, with entities moved from the default base to `base`.

    The subject decides the graph: terms are the ontology's own, entries of code lists are entities.

    Raises:
        InputError: the folder has no Turtle file, or one that cannot be parsed.
    """
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise InputError(
            Message("{folder}: no Turtle file here; give the folder that holds asm-graph.ttl.", folder=folder)
        )
    ontology, reference = base.graph(iris.ONTOLOGY), base.graph(iris.REFERENCE)
    for file in files:
        for triple in read_turtle(file):
            subject = _rebased(triple.subject, base)
            graph = reference if _is_entity(triple.subject) else ontology
            yield Quad(subject, triple.predicate, _rebased(triple.object, base), graph)


def _is_entity(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(_ENTITIES)


def _rebased(term: Term, base: Base) -> Term | NamedNode:
    if isinstance(term, NamedNode) and _is_entity(term):
        return base.id(term.value.removeprefix(_ENTITIES))
    return term
