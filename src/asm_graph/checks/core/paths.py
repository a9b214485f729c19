"""Property paths (SHACL, section 2.3.1): from a node to the nodes that a path leads to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.checks.core.lists import members
from asm_graph.checks.index import Term
from asm_graph.errors import InputError
from asm_graph.graph.vocabulary import RDF, SH

if TYPE_CHECKING:
    from asm_graph.checks.index import Index

Step = Callable[[Term], Collection[Term]]
"""From a node to its value nodes, each once."""


def step(path: Term, shapes: Index, data: Index) -> Step:
    """The way of a path through the data.

    Raises:
        InputError: it is no path of SHACL.
    """
    if isinstance(path, NamedNode):
        return _lookup(data, path, inverse=False)
    if shapes.objects(path, RDF("first")):
        return _sequence([step(part, shapes, data) for part in members(path, shapes)])
    for kind, way in _OPERATORS.items():
        for operand in shapes.objects(path, SH(kind)):
            return way(operand, shapes, data)
    raise InputError(f"{path}: is no property path of SHACL; correct the shape.")


def _lookup(data: Index, predicate: NamedNode, *, inverse: bool) -> Step:
    pairs = data.backward(predicate) if inverse else data.forward(predicate)
    return lambda node: pairs.get(node, ())


def _sequence(steps: list[Step]) -> Step:
    def way(node: Term) -> Collection[Term]:
        nodes: Collection[Term] = (node,)
        for each in steps:
            nodes = {value for node in nodes for value in each(node)}
        return nodes

    return way


def _inverse(operand: Term, shapes: Index, data: Index) -> Step:
    if not isinstance(operand, NamedNode):
        raise InputError(
            f"{operand}: only a property can be followed backwards, not a path; write the path from its end."
        )
    return _lookup(data, operand, inverse=True)


def _alternative(operand: Term, shapes: Index, data: Index) -> Step:
    steps = [step(part, shapes, data) for part in members(operand, shapes)]
    return lambda node: {value for each in steps for value in each(node)}


def _zero_or_one(operand: Term, shapes: Index, data: Index) -> Step:
    once = step(operand, shapes, data)
    return lambda node: {node, *once(node)}


def _zero_or_more(operand: Term, shapes: Index, data: Index) -> Step:
    once = step(operand, shapes, data)
    return lambda node: _closure([node], once)


def _one_or_more(operand: Term, shapes: Index, data: Index) -> Step:
    once = step(operand, shapes, data)
    return lambda node: _closure(once(node), once)


def _closure(start: Collection[Term], once: Step) -> set[Term]:
    found: set[Term] = set()
    waiting = list(start)
    while waiting:
        if (node := waiting.pop()) not in found:
            found.add(node)
            waiting.extend(once(node))
    return found


_OPERATORS: dict[str, Callable[[Term, Index, Index], Step]] = {
    "inversePath": _inverse,
    "alternativePath": _alternative,
    "zeroOrMorePath": _zero_or_more,
    "zeroOrOnePath": _zero_or_one,
    "oneOrMorePath": _one_or_more,
}
