"""Constraints on a focus node's values as a set (SHACL, sections 4.2, 4.4.5, 4.5, 4.7 and 4.8.2)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.errors import InputError
from asm_graph.rdf.vocabulary import SH, XSD
from asm_graph.shacl.core.constraint_parameters import count, flag
from asm_graph.shacl.core.literals import comparison

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from asm_graph.rdf.index import Index, Term
    from asm_graph.shacl.core.shape import Constraint, ConstraintSource, Scope, Test, Values, Violation


_TRUE = Literal("true", datatype=XSD("boolean"))
"""The one value that turns `sh:uniqueLang` on; `"1"` does not."""


def _min_count(limit: Term, place: ConstraintSource, _scope: Scope) -> Constraint:
    least = count(limit, place.rule)
    return lambda focus, values: [place.violation(focus)] if len(values) < least else []


def _max_count(limit: Term, place: ConstraintSource, _scope: Scope) -> Constraint:
    most = count(limit, place.rule)
    return lambda focus, values: [place.violation(focus)] if len(values) > most else []


def _has_value(term: Term, place: ConstraintSource, _scope: Scope) -> Constraint:
    return lambda focus, values: [] if term in values else [place.violation(focus)]


def _unique_lang(on: Term, place: ConstraintSource, _scope: Scope) -> Constraint:
    if on != _TRUE:
        return lambda _focus, _values: []

    def check(focus: Term, values: Values) -> list[Violation]:
        if len(values) <= 1:
            return []
        literals = (value for value in values if isinstance(value, Literal))
        tags = Counter(literal.language.lower() for literal in literals if literal.language)
        return [place.violation(focus) for uses in tags.values() if uses > 1]

    return check


def _equals(other: Term, place: ConstraintSource, scope: Scope) -> Constraint:
    others = scope.data.forward(_property(other, place))

    def check(focus: Term, values: Values) -> list[Violation]:
        differing = set(values) ^ set(others.get(focus, ()))
        return [place.violation(focus, value) for value in differing]

    return check


def _disjoint(other: Term, place: ConstraintSource, scope: Scope) -> Constraint:
    others = scope.data.forward(_property(other, place))

    def check(focus: Term, values: Values) -> list[Violation]:
        return [place.violation(focus, value) for value in values if value in others.get(focus, ())]

    return check


def _less(*allowed: int) -> Callable[[Term, ConstraintSource, Scope], Constraint]:
    """Require every value to compare (-1 less, 0 equal) with every value of another property."""

    def bind(other: Term, place: ConstraintSource, scope: Scope) -> Constraint:
        others = scope.data.forward(_property(other, place))

        def check(focus: Term, values: Values) -> list[Violation]:
            limits = others.get(focus, ())
            return [
                place.violation(focus, value)
                for value in values
                if any(comparison(value, limit) not in allowed for limit in limits)
            ]

        return check

    return bind


def _qualified_min(limit: Term, place: ConstraintSource, scope: Scope) -> Constraint:
    least, tests = count(limit, place.rule), _qualified(place.rule, scope)

    def check(focus: Term, values: Values) -> list[Violation]:
        return [place.violation(focus) for test in tests if sum(map(test, values)) < least]

    return check


def _qualified_max(limit: Term, place: ConstraintSource, scope: Scope) -> Constraint:
    most, tests = count(limit, place.rule), _qualified(place.rule, scope)

    def check(focus: Term, values: Values) -> list[Violation]:
        return [place.violation(focus) for test in tests if sum(map(test, values)) > most]

    return check


def _qualified(rule: Term, scope: Scope) -> tuple[Test, ...]:
    """Return a test per qualified shape: a value conforms to it and to no disjoint sibling."""
    wanted = scope.shapes.objects(rule, SH("qualifiedValueShape"))
    apart = any(flag(on, rule) for on in scope.shapes.objects(rule, SH("qualifiedValueShapesDisjoint")))
    siblings = _siblings(rule, scope.shapes) if apart else set()
    return tuple(_only(node, siblings - {node}, scope) for node in wanted)


def _only(wanted: Term, siblings: set[Term], scope: Scope) -> Test:
    conforms = scope.shape(wanted).conforms
    others = tuple(scope.shape(node).conforms for node in siblings)
    return lambda value: conforms(value) and not any(other(value) for other in others)


def _siblings(rule: Term, shapes: Index) -> set[Term]:
    """Return the qualified shapes of the rule's sibling property shapes."""
    return {
        wanted
        for parent in shapes.subjects(SH("property"), rule)
        for beside in shapes.objects(parent, SH("property"))
        for wanted in shapes.objects(beside, SH("qualifiedValueShape"))
    }


def _property_shape(shape: Term, _place: ConstraintSource, scope: Scope) -> Constraint:
    """Report each violation of a property shape as a result of its own."""
    violations = scope.shape(shape).violations
    return lambda _focus, values: [found for value in values for found in violations(value)]


def _property(term: Term, place: ConstraintSource) -> NamedNode:
    if not isinstance(term, NamedNode):
        raise InputError(f"{place.rule}: {term} is no property; correct the shape.")
    return term


VALUE_SETS: Mapping[NamedNode, Callable[[Term, ConstraintSource, Scope], Constraint]] = {
    SH("minCount"): _min_count,
    SH("maxCount"): _max_count,
    SH("hasValue"): _has_value,
    SH("uniqueLang"): _unique_lang,
    SH("equals"): _equals,
    SH("disjoint"): _disjoint,
    SH("lessThan"): _less(-1),
    SH("lessThanOrEquals"): _less(-1, 0),
    SH("qualifiedMinCount"): _qualified_min,
    SH("qualifiedMaxCount"): _qualified_max,
    SH("property"): _property_shape,
}
"""By parameter: out of its value, the place of its violations and the scope, the constraint on the values."""
