"""How far the shapes look from a focus node, and the facts that they can see from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import SH
from asm_graph.rdf.written_terms import is_node, read_triples, written
from asm_graph.shacl.core.constraint_parameters import members
from asm_graph.shacl.core.targets import targeted
from asm_graph.shacl.streaming.graph_lines import SUBCLASS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from asm_graph.rdf.index import Term
    from asm_graph.shacl.streaming.graph_lines import Fact, GraphLines

_NESTED = tuple(map(SH, ("property", "node", "not", "qualifiedValueShape")))
_LISTED = tuple(map(SH, ("and", "or", "xone")))


@dataclass(slots=True)
class Reach:
    """The predicates that shapes follow from a focus node, from the nodes beyond, and backwards."""

    first: set[bytes]
    beyond: set[bytes]
    backward: set[bytes]

    @classmethod
    def of(cls, shapes: Index) -> Reach:
        """Read the paths of all shapes that have targets, and of the shapes in them."""
        backward = {term for terms in shapes.forward(SH("targetObjectsOf")).values() for term in terms}
        reach = cls(set(), set(), set(map(written, backward)))
        waiting = [(shape, False) for shape in targeted(shapes)]
        seen: set[tuple[Term, bool]] = set()
        while waiting:
            shape, is_beyond = waiting.pop()
            if (shape, is_beyond) not in seen:
                seen.add((shape, is_beyond))
                paths = shapes.objects(shape, SH("path"))
                for path in paths:
                    reach.add(path, shapes, is_beyond=is_beyond)
                waiting += [(term, is_beyond or bool(paths)) for term in _nested(shape, shapes)]
        return reach

    def add(self, path: Term, shapes: Index, *, is_beyond: bool) -> None:
        """Add the predicates of a path; what is no single predicate may lead anywhere."""
        if isinstance(path, NamedNode):
            (self.beyond if is_beyond else self.first).add(written(path))
            return
        waiting: list[tuple[Term, bool]] = [(path, False)]
        seen: set[tuple[Term, bool]] = set()
        while waiting:
            if (place := waiting.pop()) in seen:
                continue
            seen.add(place)
            node, is_inverse = place
            if isinstance(node, NamedNode):
                (self.backward if is_inverse else self.beyond).add(written(node))
                continue
            waiting += [
                (term, is_inverse or step == SH("inversePath")) for step, term in shapes.said_of(node)
            ]


def _nested(shape: Term, shapes: Index) -> Iterator[Term]:
    """Yield the shapes that a shape refers to."""
    for parameter in _NESTED:
        yield from shapes.objects(shape, parameter)
    for parameter in _LISTED:
        for list_ in shapes.objects(shape, parameter):
            yield from members(list_, shapes)


def neighborhood(nodes: Collection[bytes], data: GraphLines, reach: Reach) -> Index:
    """Return everything that shapes can see from some nodes that the graph describes."""
    facts: dict[bytes, set[Fact]] = {}
    inverse: set[tuple[bytes, bytes, bytes]] = set()
    waiting, sure = set(nodes), set[bytes]()
    while waiting:
        found = _facts_of(waiting, sure, data)
        followed = reach.beyond if facts else reach.first | reach.beyond
        facts |= found
        ahead: set[bytes] = set()
        for node, stated in found.items():
            ahead.update(term for predicate, term in stated if predicate in followed)
            sure.update(term for _, term in data.said(node))
        for term in {*ahead, *waiting} if reach.backward else ():
            back = [(subject, predicate, term) for predicate, subject in data.backward(term)]
            inverse.update(back)
            ahead.update(subject for subject, _, _ in back)
        waiting = {term for term in ahead if is_node(term)} - facts.keys()
    triples = {(node, *fact) for node, stated in facts.items() for fact in stated} | inverse
    triples |= {(below, SUBCLASS, above) for below, above in data.files.subclasses}
    return Index(read_triples(map(b" ".join, sorted(triples))))


def _facts_of(nodes: Collection[bytes], sure: Collection[bytes], data: GraphLines) -> dict[bytes, set[Fact]]:
    """Return all facts of nodes; who a node is by other graphs holds if this one mentions it."""
    found = {node: data.described(node) for node in nodes}
    foreign = {node: data.standing(node).facts - found[node] for node in nodes}
    unsure = {node for node in nodes if foreign[node] and node not in sure}
    mentioned = data.mentions(unsure) if unsure else set()
    return {
        node: found[node] | foreign[node] if node not in unsure or node in mentioned else found[node]
        for node in nodes
    }
