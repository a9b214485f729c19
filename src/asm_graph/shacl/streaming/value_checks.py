"""Tests of value nodes: of their terms, their classes, and what is stated of them one step farther."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from asm_graph.rdf.vocabulary import SH, XSD
from asm_graph.rdf.written_terms import is_node, written
from asm_graph.shacl.core.constraint_parameters import count, flag, members
from asm_graph.shacl.core.value_sets import VALUE_SETS
from asm_graph.shacl.core.value_tests import VALUE_TESTS
from asm_graph.shacl.streaming.written_tests import remembering, simple_test

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from asm_graph.rdf.index import Index, Term
    from asm_graph.shacl.core.shape import Scope
    from asm_graph.shacl.streaming.graph_lines import GraphLines
    from asm_graph.shacl.streaming.written_tests import WrittenTest

TRUE = Literal("true", datatype=XSD("boolean"))
"""The one value that turns `sh:uniqueLang` on."""


class NotCompiled(Exception):
    """Raised where a shape looks farther than a compiled check can see."""


class ValueChecks:
    """Compiles constraints to tests of values that the graph mentions, each once."""

    def __init__(self, scope: Scope, data: GraphLines) -> None:
        self._scope = scope
        self.shapes: Index = scope.shapes
        self.data = data
        self._tests: dict[tuple[NamedNode, Term, Term], WrittenTest] = {}

    def test(self, parameter: NamedNode, limit: Term, rule: Term) -> WrittenTest:
        """Return the test that each value of a rule must pass.

        Raises:
            NotCompiled: it looks farther than a step from the value.
        """
        key = (parameter, limit, rule)
        if key not in self._tests:
            self._tests[key] = simple_test(parameter, limit, rule, self._scope) or self._looked_up(
                parameter, limit
            )
        return self._tests[key]

    def _looked_up(self, parameter: NamedNode, limit: Term) -> WrittenTest:
        if parameter == SH("class"):
            return self._of_class(limit)
        if parameter in {SH("node"), SH("property")}:
            return self._conforming(limit)
        if parameter == SH("not"):
            conforms = self._conforming(limit)
            return lambda value: not conforms(value)
        tests = [self._conforming(member) for member in members(limit, self.shapes)]
        if parameter == SH("and"):
            return lambda value: all(conforms(value) for conforms in tests)
        if parameter == SH("or"):
            return lambda value: any(conforms(value) for conforms in tests)
        return lambda value: sum(conforms(value) for conforms in tests) == 1

    def _of_class(self, class_: Term) -> WrittenTest:
        kinds, allowed = self.data.kinds, self.data.below(written(class_))
        return lambda value: is_node(value) and not allowed.isdisjoint(kinds(value))

    def _conforming(self, shape: Term) -> WrittenTest:
        """Return the test whether a value conforms to a shape."""
        if any(flag(term, shape) for term in self.shapes.objects(shape, SH("deactivated"))):
            return lambda _value: True
        path = next(iter(self.shapes.objects(shape, SH("path"))), None)
        if path is not None:
            return self._one_step(path, shape)
        tests = [
            self.test(parameter, limit, shape)
            for parameter, limit in self._stated(shape)
            if parameter != SH("hasValue")
        ]
        wanted = {written(term) for term in self.shapes.objects(shape, SH("hasValue"))}
        return lambda value: all(value == term for term in wanted) and all(test(value) for test in tests)

    def _stated(self, shape: Term) -> list[tuple[NamedNode, Term]]:
        """Return the constraints of a node shape that are tests of its one value.

        Raises:
            NotCompiled: there are others.
        """
        stated = [
            (parameter, limit)
            for parameter, limit in self.shapes.said_of(shape)
            if parameter in VALUE_TESTS or parameter in VALUE_SETS
        ]
        if any(one in VALUE_SETS and one not in {SH("property"), SH("hasValue")} for one, _ in stated):
            raise NotCompiled
        return stated

    def _one_step(self, path: Term, shape: Term) -> WrittenTest:
        """Return the test of a property shape whose values are looked at by themselves."""
        if not isinstance(path, NamedNode):
            raise NotCompiled
        predicate = written(path)
        tests = [
            self._of_objects(parameter, limit, shape)
            for parameter, limit in self.shapes.said_of(shape)
            if parameter in VALUE_TESTS or parameter in VALUE_SETS
        ]
        mentioned = self.data.mentioned

        def test(value: bytes) -> bool:
            facts = mentioned(value) if is_node(value) else ()
            terms = [term for found, term in facts if found == predicate]
            return all(holds(terms) for holds in tests)

        return remembering(test)

    def _of_objects(
        self, parameter: NamedNode, limit: Term, shape: Term
    ) -> Callable[[Sequence[bytes]], bool]:
        if parameter == SH("minCount"):
            least = count(limit, shape)
            return lambda terms: len(terms) >= least
        if parameter == SH("maxCount"):
            most = count(limit, shape)
            return lambda terms: len(terms) <= most
        if parameter == SH("hasValue"):
            wanted = written(limit)
            return lambda terms: wanted in terms
        if parameter == SH("uniqueLang"):
            return unique_languages if limit == TRUE else lambda _terms: True
        simple = simple_test(parameter, limit, shape, self._scope)
        if simple is None:
            raise NotCompiled
        return lambda terms: all(map(simple, terms))


def unique_languages(values: Collection[bytes]) -> bool:
    """Tell whether no two literals have the same language."""
    suffixes = [value.rpartition(b'"')[2] for value in values if value.startswith(b'"')]
    tags = [suffix.partition(b"--")[0].lower() for suffix in suffixes if suffix.startswith(b"@")]
    return len(tags) == len(set(tags))
