"""Targets of shapes and their focus nodes (SHACL, section 2.1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.rdf.vocabulary import RDFS, SH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asm_graph.rdf.index import Index, Term

_TARGETS = tuple(map(SH, ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf")))
_NODE, _CLASS, _SUBJECTS, _OBJECTS = _TARGETS


def targeted(shapes: Index) -> frozenset[Term]:
    """Return the shapes that have targets of their own."""
    stated = {shape for target in _TARGETS for shape in shapes.forward(target)}
    return frozenset(stated | _implicit(shapes))


def focus_nodes(shape: Term, shapes: Index, data: Index) -> frozenset[Term]:
    """Return the focus nodes: target nodes, instances of classes, subjects and objects of properties."""
    found: list[Iterable[Term]] = [
        shapes.objects(shape, _NODE),
        *map(data.instances, class_targets(shape, shapes)),
        *map(data.forward, _properties(shape, _SUBJECTS, shapes)),
        *map(data.backward, _properties(shape, _OBJECTS, shapes)),
    ]
    match [nodes for nodes in found if nodes]:
        case [frozenset() as instances]:  # the usual: no copy of all things of a class
            return instances
        case several:
            nothing: frozenset[Term] = frozenset()
            return nothing.union(*several)


def class_targets(shape: Term, shapes: Index) -> tuple[Term, ...]:
    """Return the classes whose instances are targets of a shape."""
    return (*shapes.objects(shape, _CLASS), *({shape} & _implicit(shapes)))


def _implicit(shapes: Index) -> set[Term]:
    """Return the shapes that are also classes: their instances are implicit targets."""
    kinds = (SH("NodeShape"), SH("PropertyShape"))
    classes = shapes.instances(RDFS("Class"))
    return {shape for shape in classes if any(shape in shapes.instances(kind) for kind in kinds)}


def _properties(shape: Term, target: NamedNode, shapes: Index) -> Iterator[NamedNode]:
    return (term for term in shapes.objects(shape, target) if isinstance(term, NamedNode))
