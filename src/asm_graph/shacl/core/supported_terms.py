"""The terms of SHACL that are evaluated; shapes with any other are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.errors import InputError
from asm_graph.rdf.vocabulary import SH
from asm_graph.shacl.core.value_sets import VALUE_SETS
from asm_graph.shacl.core.value_tests import VALUE_TESTS

if TYPE_CHECKING:
    from asm_graph.rdf.index import Index

_OTHERS = (
    "targetNode targetClass targetSubjectsOf targetObjectsOf deactivated"
    " path inversePath alternativePath zeroOrMorePath oneOrMorePath zeroOrOnePath"
    " flags qualifiedValueShape qualifiedValueShapesDisjoint"
    " sparql select prefixes declare prefix namespace"
    " message severity name description order group defaultValue"
)
"""Targets, paths, what goes with a parameter, queries, and what describes a shape."""

_KNOWN = frozenset(map(SH, _OTHERS.split())) | VALUE_TESTS.keys() | VALUE_SETS.keys()


def refuse_unknown(shapes: Index) -> None:
    """Refuse shapes with a constraint that is not evaluated: everything would pass it without a word.

    Raises:
        InputError: a term of SHACL is not known here; the message names it and the shape.
    """
    for predicate in shapes.predicates:
        if predicate.value.startswith(SH.iri) and predicate not in _KNOWN:
            shape = min(shapes.forward(predicate), key=str)
            raise InputError(
                f"{shape}: sh:{predicate.value.removeprefix(SH.iri)} is not evaluated here;"
                " write the rule with other constraints, or as a query (sh:sparql)."
            )
