"""Triples looked up by subject or by object, whatever named graph they stand in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Term = NamedNode | BlankNode | Literal | Triple


class Index:
    """What a set of quads says about each node, in both directions; answers are sorted."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        forward: defaultdict[Term, defaultdict[NamedNode, set[Term]]] = defaultdict(lambda: defaultdict(set))
        backward: defaultdict[Term, defaultdict[NamedNode, set[Term]]] = defaultdict(lambda: defaultdict(set))
        for quad in quads:
            forward[quad.subject][quad.predicate].add(quad.object)
            if isinstance(quad.object, NamedNode):
                backward[quad.object][quad.predicate].add(quad.subject)
        self._forward = forward
        self._backward = backward

    def __contains__(self, node: object) -> bool:
        """Whether anything is said about the node."""
        return node in self._forward

    def objects(self, subject: Term, predicate: NamedNode) -> tuple[Term, ...]:
        """The objects of a property."""
        said = self._forward.get(subject)
        return tuple(sorted(said[predicate], key=str)) if said and predicate in said else ()

    def subjects(self, predicate: NamedNode, target: Term) -> tuple[Term, ...]:
        """The subjects of which the property has this object."""
        said = self._backward.get(target)
        return tuple(sorted(said[predicate], key=str)) if said and predicate in said else ()

    def said_of(self, subject: Term) -> Iterator[tuple[NamedNode, Term]]:
        """Each property of the node with each of its objects."""
        for predicate, terms in sorted(self._forward.get(subject, {}).items(), key=str):
            for term in sorted(terms, key=str):
                yield predicate, term

    def text(self, subject: Term, predicate: NamedNode, language: str) -> str | None:
        """One text of a property: in the language if there is one, else in Spanish, else in any."""
        literals = [term for term in self.objects(subject, predicate) if isinstance(term, Literal)]
        for wanted in (language, "es"):
            for literal in literals:
                if literal.language == wanted:
                    return literal.value
        return literals[0].value if literals else None
