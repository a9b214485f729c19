"""The check of a range of one graph's subjects, in constant memory, by itself in any process."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.checks.query_candidates import (
    EVIDENCE,
    LITERALS,
    Evidence,
    NarrowedQuery,
    literals_with,
    undescribed_objects,
)
from asm_graph.rdf.index import Index
from asm_graph.rdf.sorted_files import SortedFile, facts_by_subject, lines_between, subject_ranges
from asm_graph.rdf.written_terms import read_triples, written
from asm_graph.shacl.core import Validator
from asm_graph.shacl.shapes import Shapes
from asm_graph.shacl.sparql_constraints import sparql_violations
from asm_graph.shacl.streaming.graph_lines import TYPE, GraphLines
from asm_graph.shacl.streaming.reach import Reach
from asm_graph.shacl.streaming.screening import Screening
from asm_graph.shacl.streaming.validation import violations_at
from asm_graph.shacl.validation import distinct, results_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import NamedNode

    from asm_graph.checks.graph_tables import CheckedGraph, Run
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.shacl.core.shape import Violation
    from asm_graph.shacl.validation import Result

_RANGE = 48 << 20
"""Bytes of a range: some 200,000 lines, half a second of work."""
_LOOKED_AT = 100_000
"""Nodes that are remembered to have been looked at."""


@dataclass(frozen=True, slots=True)
class RangeTask:
    """A range of the lines of a graph, to be checked by the shapes of a folder."""

    graph: CheckedGraph
    start: int
    end: int
    shapes: Path
    base: Base


def tasks_of(graph: CheckedGraph, shapes: Path, base: Base) -> list[RangeTask]:
    """Divide a graph into ranges, unless it must be seen as a whole; always in the same way."""
    size = graph.files.own.stat().st_size
    ranges = [(0, size)] if graph.is_whole else subject_ranges(graph.files.own, _RANGE)
    return [RangeTask(graph, start, end, shapes, base) for start, end in ranges]


@dataclass(frozen=True, slots=True)
class CheckedRange:
    """The results in a range, and a digest of what other graphs state of the nodes in it."""

    results: tuple[Result, ...]
    around: bytes


def check_graphs(
    graphs: Iterable[CheckedGraph], shapes: Path, base: Base, run: Run = map
) -> Mapping[NamedNode, CheckedRange]:
    """Check graphs range by range; `run` maps a function, perhaps by several processes."""
    tasks = [task for graph in graphs for task in tasks_of(graph, shapes, base)]
    found: dict[NamedNode, list[CheckedRange]] = {}
    for task, checked in zip(tasks, run(check_range, tasks), strict=True):
        found.setdefault(task.graph.name, []).append(checked)
    return {
        name: CheckedRange(
            distinct(result for one in ranges for result in one.results),
            b"".join(one.around for one in ranges),
        )
        for name, ranges in found.items()
    }


def surroundings(
    graphs: Iterable[CheckedGraph], shapes: Path, base: Base, run: Run = map
) -> Mapping[NamedNode, bytes]:
    """Return the digests of graphs that their check would return, which takes a quarter of its time."""
    tasks = [task for graph in graphs for task in tasks_of(graph, shapes, base)]
    found: defaultdict[NamedNode, bytes] = defaultdict(bytes)
    for task, digest in zip(tasks, run(look_around, tasks), strict=True):
        found[task.graph.name] += digest
    return found


def check_range(task: RangeTask) -> CheckedRange:
    """Check a range; the results about the whole graph come with the first one."""
    rules, data = Shapes.load(task.shapes, task.base), GraphLines(task.graph.files)
    proofs = SortedFile(task.graph.proofs)
    try:
        check = _RangeCheck(task, rules, data, Evidence(proofs))
        violations = list(check.violations())
        if task.graph.is_whole:
            violations = list(_whole(data, rules))
        results = tuple(result for result in results_of(violations, rules) if _is_own(result, data))
        return CheckedRange(results, check.around.digest())
    finally:
        data.close()
        proofs.close()


def look_around(task: RangeTask) -> bytes:
    """Return the digest of a range that its check would return."""
    data = GraphLines(task.graph.files)
    try:
        around = Surroundings(data)
        for subject, _, objects in _subjects(task):
            around.look(subject, objects)
        return around.digest()
    finally:
        data.close()


class Surroundings:
    """A digest of what other graphs state of the nodes in a range, looked at in order.

    With the lines themselves and the shapes, that is everything that decides about the results.
    """

    def __init__(self, data: GraphLines) -> None:
        self._data, self._digest = data, hashlib.sha256()
        self._seen: set[bytes] = set()

    def look(self, subject: bytes, objects: Sequence[bytes]) -> None:
        """Look at a subject and its objects."""
        seen, data = self._seen, self._data
        if len(seen) >= _LOOKED_AT:
            seen.clear()
        if data.standing(subject).in_reference:
            for fact in data.referenced(subject):
                self._digest.update(b" ".join(fact))
        for node in (subject, *objects):
            if node not in seen and node[:1] != b'"':
                seen.add(node)
                self._digest.update(node + data.standing(node).text)

    def digest(self) -> bytes:
        """Return the digest of all that has been looked at."""
        return self._digest.digest()


class _RangeCheck:
    """The check of a range, subject by subject."""

    def __init__(self, task: RangeTask, rules: Shapes, data: GraphLines, evidence: Evidence) -> None:
        self._task, self._rules, self._data = task, rules, data
        self._screening = Screening(rules.graph, data)
        self._unmentioned: set[bytes] = set()
        self._prefix = written(task.base.id(""))[:-1]
        self._queries = () if task.graph.is_whole else tuple(self._narrowed(evidence))
        self.around = Surroundings(data)

    def _narrowed(self, evidence: Evidence) -> Iterator[NarrowedQuery]:
        files = self._data.files
        anchor = (files.name, TYPE, files.anchor)
        for query in self._rules.queries:
            if query.rule in LITERALS:
                yield NarrowedQuery(query, anchor, literals_with(LITERALS[query.rule]), by_literal=True)
            elif query.rule == EVIDENCE:
                yield NarrowedQuery(query, anchor, evidence.unproven)
            else:
                yield NarrowedQuery(query, anchor, undescribed_objects(self._is_undescribed))

    def _is_undescribed(self, term: bytes) -> bool:
        return term.startswith(self._prefix) and (not self._data.kinds(term) or term in self._unmentioned)

    def violations(self) -> Iterator[Violation]:
        """Yield the violations in the range, of which some may be about nodes of other graphs."""
        doubtful: list[bytes] = [] if self._task.start else [self._data.files.name]
        foreign: list[bytes] = []
        for subject, predicates, objects in _subjects(self._task):
            self.around.look(subject, objects)
            facts = self._with_referenced(subject, predicates, objects)
            if self._says_all(subject, *facts):
                if not self._screening.surely_conforms(subject, *facts):
                    doubtful.append(subject)
                yield from self._queried(subject, *facts)
            else:
                foreign.append(subject)
        yield from violations_at(
            (*doubtful, *foreign), self._rules.graph, self._data, Reach.of(self._rules.graph)
        )
        yield from self._queried_foreign(foreign)
        for query in self._queries:
            yield from query.rest()

    def _queried(self, subject: bytes, predicates: list[bytes], objects: list[bytes]) -> Iterator[Violation]:
        for query in self._queries:
            yield from query.violations(subject, predicates, objects)

    def _with_referenced(
        self, subject: bytes, predicates: list[bytes], objects: list[bytes]
    ) -> tuple[list[bytes], list[bytes]]:
        """Add what the registers say of a subject."""
        stated = (
            set(zip(predicates, objects, strict=True)) if self._data.standing(subject).in_reference else ()
        )
        for predicate, term in self._data.referenced(subject):
            if (predicate, term) not in stated:
                predicates.append(predicate)
                objects.append(term)
        return predicates, objects

    def _says_all(self, subject: bytes, predicates: list[bytes], objects: list[bytes]) -> bool:
        """Tell whether nobody else says anything of who a subject is."""
        return subject != self._data.files.name and all(
            term in objects and (predicate, term) in zip(predicates, objects, strict=True)
            for predicate, term in self._data.standing(subject).facts
        )

    def _queried_foreign(self, subjects: Sequence[bytes]) -> Iterator[Violation]:
        """Run the queries over subjects of which other graphs say something that this one does not.

        That counts if this graph mentions them, and so does what is said of what they then refer to.
        """
        data = self._data
        if not subjects or not self._queries:
            return
        facts = {subject: data.described(subject) for subject in subjects}
        added = {node: data.standing(node).facts - facts[node] for node in data.mentions(set(subjects))}
        targets = {term for stated in added.values() for _, term in stated}
        self._unmentioned = {
            term
            for term in targets - data.mentions(targets)
            if all(predicate != TYPE for predicate, _ in data.described(term))
        }
        for subject, stated in facts.items():
            predicates, objects = zip(*sorted(stated | added.get(subject, frozenset())), strict=True)
            yield from self._queried(subject, predicates, objects)


def _subjects(task: RangeTask) -> Iterator[tuple[bytes, list[bytes], list[bytes]]]:
    return facts_by_subject(lines_between(task.graph.files.own, task.start, task.end))


def _whole(data: GraphLines, rules: Shapes) -> Iterator[Violation]:
    """Yield the violations of a graph with all that is around it."""
    index = Index(read_triples(map(b" ".join, data.triples())))
    yield from Validator(rules.graph, index).violations()
    yield from sparql_violations(index, rules)


def _is_own(result: Result, data: GraphLines) -> bool:
    """Tell whether the graph itself describes what is wrong: the focus, or a fact that is at fault."""
    focus = written(result.focus)
    if data.stated(focus):
        return True
    if focus != data.files.name or result.value is None or result.path is None:
        return False
    path = written(result.path)
    return any(predicate == path for predicate, _ in data.stated(written(result.value)))
