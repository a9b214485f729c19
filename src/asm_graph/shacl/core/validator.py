"""The Core validator: binds the shapes of a graph to data and reports violations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.errors import InputError
from asm_graph.rdf.vocabulary import SH
from asm_graph.shacl.core.constraint_parameters import flag
from asm_graph.shacl.core.paths import step
from asm_graph.shacl.core.shape import ConstraintSource, Shape
from asm_graph.shacl.core.targets import focus_nodes, targeted
from asm_graph.shacl.core.value_sets import VALUE_SETS
from asm_graph.shacl.core.value_tests import VALUE_TESTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asm_graph.rdf.index import Index, Term
    from asm_graph.shacl.core.shape import Constraint, Test, Values, Violation


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
    """Refuse shapes with an unsupported constraint, which every node would silently pass.

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


class Validator:
    """The shapes of one graph, each bound to the data once."""

    def __init__(self, shapes: Index, data: Index) -> None:
        self.shapes = shapes
        self.data = data
        self._bound: dict[Term, Shape] = {}
        self._binding: list[Term] = []

    def violations(self, is_wanted: Callable[[Term], bool] | None = None) -> Iterator[Violation]:
        """Yield the violations at all targets, or those wanted, in no particular order, possibly repeated."""
        for node in targeted(self.shapes):
            yield from self.violations_of(node, is_wanted)

    def violations_of(
        self, node: Term, is_wanted: Callable[[Term], bool] | None = None
    ) -> Iterator[Violation]:
        """Yield the violations at the targets of one shape, or those wanted."""
        shape = self.shape(node)
        if shape.constraints:
            for focus in focus_nodes(node, self.shapes, self.data):
                if is_wanted is None or is_wanted(focus):
                    yield from shape.violations(focus)

    def shape(self, node: Term) -> Shape:
        """Bind the shape that a node of the shapes graph describes.

        Raises:
            InputError: it refers to itself, or a parameter is not what SHACL wants.
        """
        bound = self._bound.get(node)
        if bound is None:
            if node in self._binding:
                raise InputError(f"{node}: a shape cannot refer to itself; correct the shape.")
            self._binding.append(node)
            bound = self._bound[node] = self._bind(node)
            self._binding.pop()
        return bound

    def _bind(self, node: Term) -> Shape:
        path = next(iter(self.shapes.objects(node, SH("path"))), None)
        way = step(path, self.shapes, self.data) if path is not None else _itself
        off = any(flag(term, node) for term in self.shapes.objects(node, SH("deactivated")))
        return Shape(node, path, way, () if off else tuple(self._constraints(node, path)))

    def _constraints(self, node: Term, path: Term | None) -> Iterator[Constraint]:
        for parameter, value in self.shapes.said_of(node):
            if parameter in VALUE_TESTS:
                test = VALUE_TESTS[parameter](value, node, self)
                yield _each(test, ConstraintSource.of(node, path, parameter))
            elif parameter in VALUE_SETS:
                yield VALUE_SETS[parameter](value, ConstraintSource.of(node, path, parameter), self)


def _itself(node: Term) -> Values:
    return (node,)


def _each(test: Test, place: ConstraintSource) -> Constraint:
    """Turn a test of single values into a constraint."""

    def check(focus: Term, values: Values) -> list[Violation]:
        return [place.violation(focus, value) for value in values if not test(value)]

    return check
