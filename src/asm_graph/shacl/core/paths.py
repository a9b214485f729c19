"""Property paths (SHACL, section 2.3.1), evaluated from a node to its value nodes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.errors import InputError
from asm_graph.rdf.index import Term
from asm_graph.rdf.vocabulary import RDF, SH
from asm_graph.shacl.core.constraint_parameters import members

if TYPE_CHECKING:
    from asm_graph.rdf.index import Index

Step = Callable[[Term], Collection[Term]]
"""From a node to its value nodes, each once."""

_INVERSE = SH("inversePath")
_ALTERNATIVE = SH("alternativePath")


def step(path: Term, shapes: Index, data: Index, *, back: bool = False) -> Step:
    """Compile a path to a function from a node to its value nodes; `back` inverts the path.

    Raises:
        InputError: it is no path of SHACL.
    """
    if isinstance(path, NamedNode):
        pairs = data.backward(path) if back else data.forward(path)
        return lambda node: pairs.get(node, ())
    if shapes.objects(path, RDF("first")):
        steps = [step(part, shapes, data, back=back) for part in members(path, shapes)]
        return _in_turn(steps[::-1] if back else steps)
    for operand in shapes.objects(path, _INVERSE):
        return step(operand, shapes, data, back=not back)
    for operand in shapes.objects(path, _ALTERNATIVE):
        return _either([step(part, shapes, data, back=back) for part in members(operand, shapes)])
    for kind, way in _REPEATED.items():
        for operand in shapes.objects(path, kind):
            return way(step(operand, shapes, data, back=back))
    raise InputError(f"{path}: is no property path of SHACL; correct the shape.")


def _in_turn(steps: list[Step]) -> Step:
    def way(node: Term) -> Collection[Term]:
        nodes: Collection[Term] = (node,)
        for each in steps:
            nodes = {value for node in nodes for value in each(node)}
        return nodes

    return way


def _either(steps: list[Step]) -> Step:
    return lambda node: {value for each in steps for value in each(node)}


def _closure(start: Collection[Term], once: Step) -> set[Term]:
    found: set[Term] = set()
    waiting = list(start)
    while waiting:
        if (node := waiting.pop()) not in found:
            found.add(node)
            waiting.extend(once(node))
    return found


_REPEATED: dict[NamedNode, Callable[[Step], Step]] = {
    SH("zeroOrMorePath"): lambda once: lambda node: _closure((node,), once),
    SH("oneOrMorePath"): lambda once: lambda node: _closure(once(node), once),
    SH("zeroOrOnePath"): lambda once: lambda node: {node, *once(node)},
}
