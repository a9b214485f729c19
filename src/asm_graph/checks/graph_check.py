"""The check of a range of one graph's subjects, in constant memory, by itself in any process."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.checks.query_candidates import (
    EVIDENCE,
    LITERALS,
    REFERENCES,
    Evidence,
    LiteralQueries,
    NarrowedQuery,
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

    from asm_graph.checks.graph_tables import CheckedGraph, CheckSettings
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.shacl.core.shape import Violation
    from asm_graph.shacl.validation import Result

RANGE = 48 << 20
"""Bytes of a range: some 200,000 lines, half a second of work."""
_QUOTE = ord('"')
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


def tasks_of(graph: CheckedGraph, settings: CheckSettings) -> list[RangeTask]:
    """Divide a graph into ranges, unless it must be seen as a whole; always in the same way."""
    size = graph.files.own.stat().st_size
    ranges = [(0, size)] if graph.is_whole else subject_ranges(graph.files.own, RANGE)
    return [RangeTask(graph, start, end, settings.shapes, settings.base) for start, end in ranges]


@dataclass(frozen=True, slots=True)
class CheckedRange:
    """The results in a range, and a digest of what other graphs state of the nodes in it."""

    results: tuple[Result, ...]
    around: bytes


def check_graphs(graphs: Iterable[CheckedGraph], settings: CheckSettings) -> Mapping[NamedNode, CheckedRange]:
    """Check graphs range by range."""
    tasks = [task for graph in graphs for task in tasks_of(graph, settings)]
    found: dict[NamedNode, list[CheckedRange]] = {}
    for task, checked in zip(tasks, settings.each(check_range, tasks), strict=True):
        found.setdefault(task.graph.name, []).append(checked)
    return {
        name: CheckedRange(
            distinct(result for one in ranges for result in one.results),
            b"".join(one.around for one in ranges),
        )
        for name, ranges in found.items()
    }


def surroundings(graphs: Iterable[CheckedGraph], settings: CheckSettings) -> Mapping[NamedNode, bytes]:
    """Return the digests of graphs that their check would return, which takes a quarter of its time."""
    tasks = [task for graph in graphs for task in tasks_of(graph, settings)]
    found: defaultdict[NamedNode, bytes] = defaultdict(bytes)
    for task, digest in zip(tasks, settings.each(look_around, tasks), strict=True):
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
        around = Surroundings(data, task.base)
        for subject, predicates, objects in _subjects(task, data):
            around.look(subject, predicates, objects)
        return around.digest()
    finally:
        data.close()


def _subjects(task: RangeTask, data: GraphLines) -> Iterator[tuple[bytes, list[bytes], list[bytes]]]:
    """Yield the subjects of a range with their facts and what the registers say of them."""
    for subject, predicates, objects in facts_by_subject(
        lines_between(task.graph.files.own, task.start, task.end)
    ):
        if data.standing(subject).in_reference:
            stated = set(zip(predicates, objects, strict=True))
            for predicate, term in data.referenced(subject):
                if (predicate, term) not in stated:
                    predicates.append(predicate)
                    objects.append(term)
        yield subject, predicates, objects


class Surroundings:
    """What other graphs state of the nodes in a range, looked at in order, and a digest of it.

    With the lines themselves and the shapes, that is everything that decides about the results.
    `undescribed` are the nodes of this graph's kind of which no class is stated.
    """

    def __init__(self, data: GraphLines, base: Base) -> None:
        self._data, self._digest = data, hashlib.sha256()
        self._seen: set[bytes] = set()
        self._prefix = written(base.id(""))[:-1]
        self.undescribed: set[bytes] = set()

    def look(self, subject: bytes, predicates: Sequence[bytes], objects: Sequence[bytes]) -> None:
        """Look at a subject and its objects."""
        seen, standing = self._seen, self._data.standing
        if len(seen) >= _LOOKED_AT:
            seen.clear()
        own = standing(subject)
        self._digest.update(subject + own.text)
        if own.in_reference:
            self._digest.update(b"".join((*predicates, *objects)))
        for node in objects:
            if node[0] != _QUOTE and node not in seen:
                seen.add(node)
                who = standing(node)
                self._digest.update(node + who.text)
                if not who.kinds and node.startswith(self._prefix) and node != self._data.files.name:
                    self.undescribed.add(node)

    def add_unmentioned(self, nodes: set[bytes]) -> None:
        """Look at nodes that only other graphs may mention: what these say of them does not count then."""
        for node in nodes - self._data.mentions(nodes):
            facts = self._data.described(node)
            if node.startswith(self._prefix) and all(predicate != TYPE for predicate, _ in facts):
                self.undescribed.add(node)

    def digest(self) -> bytes:
        """Return the digest of all that has been looked at."""
        return self._digest.digest()


class _RangeCheck:
    """The check of a range, subject by subject."""

    def __init__(self, task: RangeTask, rules: Shapes, data: GraphLines, evidence: Evidence) -> None:
        self._task, self._shapes, self._data, self._evidence = task, rules.graph, data, evidence
        self._screening = Screening(rules.graph, data)
        anchor = (data.files.name, TYPE, data.files.anchor)
        narrowed = [] if task.graph.is_whole else list(rules.queries)
        self._queries = {
            query.rule: NarrowedQuery(query, anchor, by_literal=query.rule in LITERALS) for query in narrowed
        }
        self._literals = LiteralQueries(self._queries)
        self.around = Surroundings(data, task.base)

    def violations(self) -> Iterator[Violation]:
        """Yield the violations in the range, of which some may be about nodes of other graphs."""
        doubtful: list[bytes] = [] if self._task.start else [self._data.files.name]
        foreign: list[bytes] = []
        for subject, predicates, objects in _subjects(self._task, self._data):
            self.around.look(subject, predicates, objects)
            if not self._says_all(subject, predicates, objects):
                foreign.append(subject)
                continue
            if not self._screening.surely_conforms(subject, predicates, objects):
                doubtful.append(subject)
            if self._queries:
                self._query(subject, predicates, objects)
        reach = Reach.of(self._shapes)
        yield from violations_at((*doubtful, *foreign), self._shapes, self._data, reach)
        self._query_foreign(foreign)
        for query in self._queries.values():
            query.run()
            yield from query.found

    def _says_all(self, subject: bytes, predicates: Sequence[bytes], objects: Sequence[bytes]) -> bool:
        """Tell whether nobody else says anything of who a subject is."""
        for predicate, term in self._data.standing(subject).facts:
            if term not in objects or (predicate, term) not in zip(predicates, objects, strict=True):
                return False
        return subject != self._data.files.name and not self._data.is_class(subject)

    def _query(self, subject: bytes, predicates: Sequence[bytes], objects: Sequence[bytes]) -> None:
        """Give the queries what they may find something in."""
        self._literals.add(subject, predicates, objects)
        if (query := self._queries.get(EVIDENCE)) is not None:
            query.add(self._evidence.unproven(subject, predicates, objects))
        if (undescribed := self.around.undescribed) and (query := self._queries.get(REFERENCES)) is not None:
            facts = zip(predicates, objects, strict=True)
            query.add((subject, predicate, term) for predicate, term in facts if term in undescribed)

    def _query_foreign(self, subjects: Sequence[bytes]) -> None:
        """Query subjects of which other graphs say something that this one does not.

        That counts if this graph mentions them, and so does what is said of what they then refer to.
        """
        data = self._data
        if not subjects or not self._queries:
            return
        mentioned = data.mentions(set(subjects))
        facts = {
            subject: data.mentioned(subject) if subject in mentioned else data.described(subject)
            for subject in subjects
        }
        added = (term for subject in subjects for _, term in facts[subject] - data.said(subject))
        self.around.add_unmentioned(set(added))
        for subject, stated in facts.items():
            predicates, objects = zip(*sorted(stated), strict=True)
            self._query(subject, predicates, objects)


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
