"""Shapes bound to data, their constraints, and the violations they report."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import NamedNode

from asm_graph.rdf.index import Term
from asm_graph.rdf.vocabulary import SH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asm_graph.rdf.index import Index
    from asm_graph.shacl.core.paths import Step


@dataclass(frozen=True, slots=True)
class Violation:
    """A node that violates a rule; `bindings` are further variables of the rule's query, for its message."""

    rule: Term
    focus: Term
    path: NamedNode | None
    value: Term | None
    component: NamedNode
    bindings: Mapping[str, Term] = field(default_factory=dict)


Values = Collection[Term]
Test = Callable[[Term], bool]
"""Whether one value node is as a constraint wants it."""

Constraint = Callable[[Term, Values], list[Violation]]
"""What a focus node with its value nodes breaks."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape (`path` is None, its value node is the focus node itself) or a property shape."""

    node: Term
    path: Term | None
    step: Step
    constraints: tuple[Constraint, ...]

    def violations(self, focus: Term) -> Iterator[Violation]:
        """Yield the violations of one focus node."""
        values = self.step(focus)
        for constraint in self.constraints:
            yield from constraint(focus, values)

    def conforms(self, focus: Term) -> bool:
        """Check that a focus node has no violations."""
        values = self.step(focus)
        return not any(constraint(focus, values) for constraint in self.constraints)


@dataclass(frozen=True, slots=True)
class ConstraintSource:
    """The source of a violation: rule, path and constraint component."""

    rule: Term
    path: NamedNode | None
    component: NamedNode

    @classmethod
    def of(cls, rule: Term, path: Term | None, parameter: NamedNode) -> ConstraintSource:
        """Derive the component from its parameter: `sh:minCount` → `sh:MinCountConstraintComponent`."""
        name = parameter.value.removeprefix(SH.iri)
        component = SH(f"{name[0].upper()}{name[1:]}ConstraintComponent")
        return cls(rule, path if isinstance(path, NamedNode) else None, component)

    def violation(self, focus: Term, value: Term | None = None) -> Violation:
        """Make the violation for one value, or for all values together."""
        return Violation(self.rule, focus, self.path, value, self.component)


class Scope(Protocol):
    """What a constraint is bound to: the shapes it refers to, and the data."""

    shapes: Index
    data: Index

    def shape(self, node: Term) -> Shape:
        """Return the shape that a node of the shapes graph describes."""
