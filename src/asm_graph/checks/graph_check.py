"""The check of one graph, subject by subject, in constant memory."""

from __future__ import annotations

from contextlib import closing
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
from asm_graph.rdf.sorted_files import SortedFile, facts_by_subject
from asm_graph.rdf.written_terms import read_triples, written
from asm_graph.shacl.core import Validator
from asm_graph.shacl.sparql_constraints import sparql_violations
from asm_graph.shacl.streaming.graph_lines import TYPE, GraphLines
from asm_graph.shacl.streaming.reach import Reach
from asm_graph.shacl.streaming.screening import Screening
from asm_graph.shacl.streaming.validation import violations_at
from asm_graph.shacl.validation import results_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import NamedNode

    from asm_graph.checks.graph_tables import CheckedGraph
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.shacl.core.shape import Violation
    from asm_graph.shacl.shapes import Shapes
    from asm_graph.shacl.validation import Result

_QUOTE = ord('"')
_LOOKED_AT = 100_000
"""Nodes that are remembered to have been looked at."""


def check_graphs(
    graphs: Iterable[CheckedGraph], rules: Shapes, base: Base
) -> Mapping[NamedNode, tuple[Result, ...]]:
    """Check graphs one after the other; return the results of each by its name."""
    return {graph.name: _check(graph, rules, base) for graph in graphs}


def _check(graph: CheckedGraph, rules: Shapes, base: Base) -> tuple[Result, ...]:
    with closing(GraphLines(graph.files)) as data, closing(SortedFile(graph.proofs)) as proofs:
        if graph.is_whole:
            violations = _whole(data, rules)
        else:
            violations = _GraphCheck(data, rules, Evidence(proofs), base).violations()
        return tuple(result for result in results_of(violations, rules) if _is_own(result, data))


def _subjects(data: GraphLines) -> Iterator[tuple[bytes, list[bytes], list[bytes]]]:
    """Yield the subjects of a graph with their facts and what the registers say of them."""
    for subject, predicates, objects in facts_by_subject(data.files.own):
        if data.standing(subject).in_reference:
            stated = set(zip(predicates, objects, strict=True))
            for predicate, term in data.referenced(subject):
                if (predicate, term) not in stated:
                    predicates.append(predicate)
                    objects.append(term)
        yield subject, predicates, objects


class _Undescribed:
    """The nodes of this graph's kind of which no class is stated, among those looked at so far."""

    def __init__(self, data: GraphLines, base: Base) -> None:
        self._data = data
        self._seen: set[bytes] = set()
        self._prefix = written(base.id(""))[:-1]
        self.nodes: set[bytes] = set()

    def look(self, objects: Sequence[bytes]) -> None:
        """Look at the objects of a subject."""
        seen = self._seen
        if len(seen) >= _LOOKED_AT:
            seen.clear()
        for node in objects:
            if node[0] != _QUOTE and node not in seen:
                seen.add(node)
                is_ours = node.startswith(self._prefix) and node != self._data.files.name
                if is_ours and not self._data.standing(node).kinds:
                    self.nodes.add(node)

    def add_unmentioned(self, nodes: set[bytes]) -> None:
        """Look at nodes that only other graphs may mention: what these say of them does not count then."""
        for node in nodes - self._data.mentions(nodes):
            facts = self._data.described(node)
            if node.startswith(self._prefix) and all(predicate != TYPE for predicate, _ in facts):
                self.nodes.add(node)


class _GraphCheck:
    """The check of a graph whose queries are all narrowed."""

    def __init__(self, data: GraphLines, rules: Shapes, evidence: Evidence, base: Base) -> None:
        self._data, self._shapes, self._evidence = data, rules.graph, evidence
        self._screening = Screening(rules.graph, data)
        anchor = (data.files.name, TYPE, data.files.anchor)
        self._queries = {
            query.rule: NarrowedQuery(query, anchor, by_literal=query.rule in LITERALS)
            for query in rules.queries
        }
        self._literals = LiteralQueries(self._queries)
        self._undescribed = _Undescribed(data, base)

    def violations(self) -> Iterator[Violation]:
        """Yield the violations, of which some may be about nodes of other graphs."""
        doubtful: list[bytes] = [self._data.files.name]
        foreign: list[bytes] = []
        for subject, predicates, objects in _subjects(self._data):
            self._undescribed.look(objects)
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
        if (undescribed := self._undescribed.nodes) and (query := self._queries.get(REFERENCES)) is not None:
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
        self._undescribed.add_unmentioned(set(added))
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
