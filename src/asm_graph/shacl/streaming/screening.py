"""Which subjects surely conform to all shapes, decided subject by subject as their facts are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.rdf.index import Index
from asm_graph.rdf.vocabulary import SH
from asm_graph.rdf.written_terms import written
from asm_graph.shacl.core import Validator
from asm_graph.shacl.core.targets import class_targets, targeted
from asm_graph.shacl.streaming.graph_lines import TYPE
from asm_graph.shacl.streaming.shape_checks import Each, OfSubject, SubjectChecks
from asm_graph.shacl.streaming.value_checks import NotCompiled, ValueChecks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from asm_graph.rdf.index import Term
    from asm_graph.shacl.streaming.graph_lines import GraphLines
    from asm_graph.shacl.streaming.shape_checks import Check, Holds
    from asm_graph.shacl.streaming.written_tests import WrittenTest

_REMEMBERED = 20_000
"""Combinations of predicates whose checks are remembered."""
_PASSED = 2_000
"""Values that are remembered to pass the tests of a place; most values of a graph are few: codes, years."""


@dataclass(frozen=True, slots=True)
class _Target:
    """A shape, and the classes and predicates of the subjects that it is about."""

    shape: Term
    kinds: frozenset[bytes]
    predicates: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class _ValueTests:
    """Tests that a value must pass, and values that are known to."""

    tests: tuple[WrittenTest, ...]
    passed: set[bytes] = field(default_factory=set)

    def hold(self, value: bytes) -> bool:
        """Test a value, and remember it if it passes."""
        for test in self.tests:
            if not test(value):
                return False
        if len(self.passed) >= _PASSED:
            self.passed.clear()
        self.passed.add(value)
        return True


@dataclass(frozen=True, slots=True)
class _Plan:
    """What subjects of one kind must pass: tests of the subject, of the objects at places, of all facts."""

    of_subject: tuple[WrittenTest, ...]
    of_places: tuple[tuple[int, set[bytes], _ValueTests], ...]
    wholes: tuple[Holds, ...]


_Layout = tuple[tuple[int, ...], dict[tuple[bytes, ...], _Plan | None]]
"""Where the classes are among facts with the same predicates; by classes, what is to be tested."""


class Screening:
    """The shapes of a graph, compiled for each combination of predicates and classes that occurs."""

    def __init__(self, shapes: Index, data: GraphLines) -> None:
        self._shapes, self._data = shapes, data
        self._values = ValueChecks(Validator(shapes, Index(())), data)
        self._targets = [self._target(shape) for shape in sorted(targeted(shapes), key=str)]
        self._nodes = frozenset(map(written, self._objects(SH("targetNode"))))
        self._objects_of = frozenset(map(written, self._objects(SH("targetObjectsOf"))))
        self._layouts: dict[tuple[bytes, ...], _Layout] = {}
        self._value_tests: dict[tuple[WrittenTest, ...], _ValueTests] = {}

    def _objects(self, predicate: NamedNode) -> set[Term]:
        return {term for terms in self._shapes.forward(predicate).values() for term in terms}

    def _target(self, shape: Term) -> _Target:
        classes = map(written, class_targets(shape, self._shapes))
        predicates = self._shapes.objects(shape, SH("targetSubjectsOf"))
        return _Target(
            shape,
            frozenset().union(*map(self._data.below, classes)),
            frozenset(written(term) for term in predicates if isinstance(term, NamedNode)),
        )

    def surely_conforms(self, subject: bytes, predicates: Sequence[bytes], objects: Sequence[bytes]) -> bool:
        """Tell whether a subject conforms to all shapes, by all facts of which it is the subject.

        False also where that cannot be told from them.
        """
        if subject in self._nodes or (self._objects_of and self._is_object(subject)):
            return False
        known = self._layouts.get(layout := tuple(predicates))
        places, plans = self._layout(layout) if known is None else known
        kinds = tuple([objects[place] for place in places])
        plan = plans[kinds] if kinds in plans else plans.setdefault(kinds, self._plan(layout, kinds))
        if plan is None:
            return False
        # Loops are faster than generators, a million times, and so is a look at what has passed than a call.
        for place, passed, tests in plan.of_places:
            if objects[place] not in passed and not tests.hold(objects[place]):
                return False
        for test in plan.of_subject:
            if not test(subject):
                return False
        for whole in plan.wholes:  # noqa: SIM110
            if not whole(subject, objects):
                return False
        return True

    def _is_object(self, subject: bytes) -> bool:
        """Tell whether a subject is a target as the object of a fact."""
        return any(predicate in self._objects_of for predicate, _ in self._data.backward(subject))

    def _layout(self, predicates: tuple[bytes, ...]) -> _Layout:
        """Remember a combination of predicates: where the classes are, and what classes occur with it."""
        if len(self._layouts) >= _REMEMBERED:
            self._layouts.clear()
        places = tuple(place for place, found in enumerate(predicates) if found == TYPE)
        layout = self._layouts[predicates] = (places, {})
        return layout

    def _plan(self, layout: tuple[bytes, ...], kinds: Collection[bytes]) -> _Plan | None:
        """Compile what is to be tested; None if a shape cannot be compiled, or surely is broken."""
        checks = SubjectChecks(self._values, layout, frozenset(kinds))
        found: list[Check] = []
        try:
            for target in self._targets:
                if not target.kinds.isdisjoint(kinds) or not target.predicates.isdisjoint(layout):
                    found += checks.of(target.shape)
        except NotCompiled:
            return None
        if False in found:
            return None
        of_subject = dict.fromkeys(one.test for one in found if isinstance(one, OfSubject))
        wholes = (one for one in found if not isinstance(one, (bool, Each, OfSubject)))
        return _Plan(tuple(of_subject), tuple(self._of_places(found)), tuple(wholes))

    def _of_places(self, checks: Iterable[Check]) -> Iterator[tuple[int, set[bytes], _ValueTests]]:
        """Yield the tests of each place, which are those of all places that must pass the same."""
        by_place: dict[int, dict[WrittenTest, None]] = {}
        for one in checks:
            if isinstance(one, Each):
                for place in one.places:
                    by_place.setdefault(place, {})[one.test] = None
        for place, several in sorted(by_place.items()):
            tests = tuple(several)
            known = self._value_tests.setdefault(tests, _ValueTests(tests))
            yield place, known.passed, known
