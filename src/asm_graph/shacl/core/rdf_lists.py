"""RDF lists of a shapes graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.errors import InputError
from asm_graph.rdf.vocabulary import RDF

if TYPE_CHECKING:
    from asm_graph.rdf.index import Index, Term


def members(node: Term, shapes: Index) -> tuple[Term, ...]:
    """The members of a list, in order.

    Raises:
        InputError: the node is no list, or the list does not end.
    """
    found: list[Term] = []
    seen: set[Term] = set()
    while node != RDF("nil"):
        first, rest = shapes.objects(node, RDF("first")), shapes.objects(node, RDF("rest"))
        if len(first) != 1 or len(rest) != 1 or node in seen:
            raise InputError(f"{node}: is no list that begins and ends; correct the shape.")
        seen.add(node)
        found += first
        node = rest[0]
    return tuple(found)
