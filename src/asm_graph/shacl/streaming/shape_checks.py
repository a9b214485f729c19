"""Shapes compiled for subjects that have the same predicates and classes.

For such subjects most of a shape is decided once: how many values there are, which classes the subject has.
What is left are tests of single values. A shape that cannot be compiled is evaluated by `shacl.core`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.rdf.vocabulary import RDF, SH
from asm_graph.rdf.written_terms import read_term, written
from asm_graph.shacl.core.constraint_parameters import count, flag, members
from asm_graph.shacl.core.literals import comparison
from asm_graph.shacl.core.value_sets import VALUE_SETS
from asm_graph.shacl.core.value_tests import VALUE_TESTS
from asm_graph.shacl.streaming.value_checks import TRUE, NotCompiled, ValueChecks, unique_languages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.rdf.index import Term
    from asm_graph.shacl.streaming.written_tests import WrittenTest

Holds = Callable[[bytes, Sequence[bytes]], bool]
"""From a subject and the objects of its facts to whether it conforms."""

Select = Callable[[bytes, Sequence[bytes]], Sequence[bytes]]
"""From a subject and the objects of its facts to value nodes, each once."""


@dataclass(frozen=True, slots=True)
class Each:
    """A test of the values at some places of the facts."""

    places: tuple[int, ...]
    test: WrittenTest

    def __call__(self, _subject: bytes, objects: Sequence[bytes]) -> bool:
        """Test all values."""
        return all(self.test(objects[place]) for place in self.places)


@dataclass(frozen=True, slots=True)
class OfSubject:
    """A test of the subject itself."""

    test: WrittenTest

    def __call__(self, subject: bytes, _objects: Sequence[bytes]) -> bool:
        """Test the subject."""
        return self.test(subject)


Check = bool | Each | OfSubject | Holds
"""What is known already, or how to find out."""


@dataclass(frozen=True, slots=True)
class Values:
    """The value nodes of a path: how to get them, and at which places they are if they need no look-up."""

    select: Select
    places: tuple[int, ...] | None = None


_SUBJECT = Values(lambda subject, _objects: (subject,))
"""The subject itself, the one value of a node shape."""


class SubjectChecks:
    """The checks of shapes for subjects with these predicates, in order, and these classes."""

    def __init__(self, values: ValueChecks, predicates: tuple[bytes, ...], kinds: frozenset[bytes]) -> None:
        self._values, self._shapes = values, values.shapes
        self._predicates, self._kinds = predicates, kinds

    def of(self, shape: Term) -> list[Check]:
        """Return what a subject must pass to conform to a shape.

        Raises:
            NotCompiled: the shape looks farther than can be seen from here.
        """
        if any(flag(term, shape) for term in self._shapes.objects(shape, SH("deactivated"))):
            return []
        path = next(iter(self._shapes.objects(shape, SH("path"))), None)
        if path is None:
            values, combine = _SUBJECT, self._of_subject
        else:
            values, combine = self._values_of(path), None
        found: list[Check] = []
        for parameter, limit in self._shapes.said_of(shape):
            if combine is not None and (combined := combine(parameter, limit)) is not None:
                found += combined
            elif parameter in VALUE_TESTS or parameter == SH("property"):
                found.append(_each(values, self._values.test(parameter, limit, shape)))
            elif parameter in VALUE_SETS:
                found.append(self._of_set(parameter, limit, shape, values))
        return found

    def _values_of(self, path: Term) -> Values:
        if isinstance(path, NamedNode):
            return self._at(path)
        if self._shapes.objects(path, RDF("first")):
            raise NotCompiled
        for operand in self._shapes.objects(path, SH("inversePath")):
            if isinstance(operand, NamedNode):
                return self._looked_up(written(operand))
            raise NotCompiled
        for operand in self._shapes.objects(path, SH("alternativePath")):
            return self._at(*members(operand, self._shapes))
        raise NotCompiled

    def _at(self, *predicates: Term) -> Values:
        if not all(isinstance(predicate, NamedNode) for predicate in predicates):
            raise NotCompiled
        wanted = set(map(written, predicates))
        places = tuple(place for place, found in enumerate(self._predicates) if found in wanted)
        if len(wanted) == 1:
            return Values(lambda _subject, objects: [objects[place] for place in places], places)
        return Values(lambda _subject, objects: list({objects[place] for place in places}), places)

    def _looked_up(self, predicate: bytes) -> Values:
        backward = self._values.data.backward
        return Values(
            lambda subject, _objects: [node for found, node in backward(subject) if found == predicate]
        )

    def _of_subject(self, parameter: NamedNode, limit: Term) -> list[Check] | None:
        """Return the checks of a constraint on the subject itself; None if it is one on any value."""
        if parameter == SH("class"):
            return [not self._values.data.below(written(limit)).isdisjoint(self._kinds)]
        if parameter in {SH("node"), SH("property")}:
            return self.of(limit)
        if parameter == SH("not"):
            return [_combined([self.of(limit)], lambda holding: holding == 0)]
        if parameter in {SH("and"), SH("or"), SH("xone")}:
            branches = [self.of(member) for member in members(limit, self._shapes)]
            return [_combined(branches, _ENOUGH[parameter](len(branches)))]
        return None

    def _of_set(self, parameter: NamedNode, limit: Term, shape: Term, values: Values) -> Check:
        """Return the check of a constraint on all values together."""
        select = values.select
        if parameter == SH("minCount"):
            least = count(limit, shape)
            return self._counted(values, lambda number: number >= least)
        if parameter == SH("maxCount"):
            most = count(limit, shape)
            return self._counted(values, lambda number: number <= most)
        if parameter == SH("hasValue"):
            wanted = written(limit)
            return lambda subject, objects: wanted in select(subject, objects)
        if parameter == SH("uniqueLang"):
            if limit != TRUE or (values.places is not None and len(values.places) <= 1):
                return True
            return lambda subject, objects: unique_languages(select(subject, objects))
        if parameter in _PAIRS:
            holds, others = _PAIRS[parameter], self._at(limit).select
            return lambda subject, objects: holds(select(subject, objects), others(subject, objects))
        raise NotCompiled

    def _counted(self, values: Values, enough: Callable[[int], bool]) -> Check:
        select, places = values.select, values.places
        if places is not None:
            # The same value under several predicates counts once.
            is_single = len({self._predicates[place] for place in places}) <= 1
            possible = {enough(number) for number in range(len(places) if is_single else 1, len(places) + 1)}
            if len(possible) == 1:
                return possible.pop()
        return lambda subject, objects: enough(len(select(subject, objects)))


def _each(values: Values, test: WrittenTest) -> Check:
    if values.places is not None:
        return Each(values.places, test) if values.places else True
    if values is _SUBJECT:
        return OfSubject(test)
    select = values.select
    return lambda subject, objects: all(map(test, select(subject, objects)))


def _combined(branches: list[list[Check]], enough: Callable[[int], bool]) -> Check:
    """Combine branches, each of checks that must all hold, by how many of them hold."""
    open_ = [[check for check in branch if check is not True] for branch in branches if False not in branch]
    certain, unsure = open_.count([]), [branch for branch in open_ if branch]
    if not unsure:
        return enough(certain)

    def check(subject: bytes, objects: Sequence[bytes]) -> bool:
        holding = sum(
            all(not isinstance(one, bool) and one(subject, objects) for one in branch) for branch in unsure
        )
        return enough(certain + holding)

    return check


def _all_less(*allowed: int) -> Callable[[Sequence[bytes], Sequence[bytes]], bool]:
    def holds(values: Sequence[bytes], others: Sequence[bytes]) -> bool:
        return all(
            comparison(read_term(value), read_term(other)) in allowed for value in values for other in others
        )

    return holds


_ENOUGH: Mapping[NamedNode, Callable[[int], Callable[[int], bool]]] = {
    SH("and"): lambda total: lambda holding: holding == total,
    SH("or"): lambda _total: lambda holding: holding > 0,
    SH("xone"): lambda _total: lambda holding: holding == 1,
}
"""How many of all branches must hold."""

_PAIRS: Mapping[NamedNode, Callable[[Sequence[bytes], Sequence[bytes]], bool]] = {
    SH("equals"): lambda values, others: set(values) == set(others),
    SH("disjoint"): lambda values, others: set(values).isdisjoint(others),
    SH("lessThan"): _all_less(-1),
    SH("lessThanOrEquals"): _all_less(-1, 0),
}
"""What must hold between the values and those of another predicate."""
