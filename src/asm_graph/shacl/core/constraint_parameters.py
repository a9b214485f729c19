"""Parameters of a shape's constraints, read as numbers, strings, flags and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal

from asm_graph.errors import InputError
from asm_graph.rdf.vocabulary import RDF, XSD

if TYPE_CHECKING:
    from asm_graph.rdf.index import Index, Term


def count(term: Term, rule: Term) -> int:
    """Read a count of values or characters.

    Raises:
        InputError: it is no number from zero.
    """
    if not isinstance(term, Literal) or not term.value.isdecimal():
        raise InputError(f"{rule}: {term} is no number from 0; correct the shape.")
    return int(term.value)


def flag(term: Term, rule: Term) -> bool:
    """Read a boolean.

    Raises:
        InputError: it is neither true nor false.
    """
    if not isinstance(term, Literal) or term.datatype != XSD("boolean"):
        raise InputError(f"{rule}: {term} is neither true nor false; correct the shape.")
    return term.value in {"true", "1"}


def text(term: Term, rule: Term) -> str:
    """Read a string: a pattern, its flags, or a language range.

    Raises:
        InputError: it is no text.
    """
    if not isinstance(term, Literal):
        raise InputError(f"{rule}: {term} is no text; correct the shape.")
    return term.value


def members(node: Term, shapes: Index) -> tuple[Term, ...]:
    """Return the members of an RDF list in order.

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
