"""Where in a graph the queries among the integrity shapes can find anything, told while its facts are read.

A query runs over a small store of these candidates, with what else it looks at. It finds what it would find
in the whole graph, for what makes a candidate is a condition that the query itself states. A query that is
not known here runs over the whole graph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Store

from asm_graph.rdf.vocabulary import ASM, PROV
from asm_graph.rdf.written_terms import read_triples, written
from asm_graph.shacl.shapes import RULE
from asm_graph.shacl.sparql_constraints import query_violations
from asm_graph.shacl.streaming.graph_lines import inverse_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import NamedNode

    from asm_graph.rdf.sorted_files import SortedFile
    from asm_graph.shacl.core.shape import Violation
    from asm_graph.shacl.shapes import SparqlConstraint

Triple = tuple[bytes, bytes, bytes]
"""Subject, predicate and object, as written."""

DERIVED_FROM, SUBJECT, PROPERTY, _INDICATOR = map(
    written, (PROV("wasDerivedFrom"), ASM("subject"), ASM("property"), ASM("indicator"))
)
_ENOUGH = 20_000
"""Triples over which a query runs at a time."""
_REMEMBERED = 50_000
"""Literals, or indicators, that are remembered."""
_DIGITS, _LETTER = re.compile(rb"[0-9]{3}").search, re.compile(rb"[A-Za-z]").search
_KEY = re.compile(rb"[A-Za-z&\x80-\xff][0-9]{6}").search
_QUOTE = ord('"')
_WIDE_AT = "＠".encode()


class NarrowedQuery:
    """A query over the candidates of one graph; `found` is what it has found in them so far.

    A query that looks at each literal by itself does not look again at one that held nothing.
    """

    def __init__(self, query: SparqlConstraint, anchor: Triple, *, by_literal: bool = False) -> None:
        self._query, self._anchor, self._by_literal = query, anchor, by_literal
        self._triples: list[Triple] = []
        self._harmless: set[bytes] = set()
        self.found: list[Violation] = []

    def add(self, triples: Iterable[Triple]) -> None:
        """Take the triples that a candidate needs, and run the query once there are many."""
        harmless = self._harmless
        self._triples += [triple for triple in triples if triple[2] not in harmless]
        if len(self._triples) >= _ENOUGH:
            self.run()

    def run(self) -> None:
        """Run the query over the triples that are waiting."""
        triples, self._triples = self._triples, []
        if not triples:
            return
        store, facts = Store(), read_triples(map(b" ".join, (self._anchor, *triples)))
        store.bulk_extend(facts)
        found = list(query_violations(self._query, {facts[0].subject}, store))
        self.found += found
        if self._by_literal and not found:
            if len(self._harmless) >= _REMEMBERED:
                self._harmless.clear()
            self._harmless.update(term for _, _, term in triples)


class Evidence:
    """What the excerpts of a graph prove: a file of lines that are found by what they are about."""

    def __init__(self, proofs: SortedFile) -> None:
        self._proofs = proofs
        self._rows: dict[bytes, bool] = {}

    def unproven(self, subject: bytes, predicates: Sequence[bytes], objects: Sequence[bytes]) -> list[Triple]:
        """Return the facts of a subject that may lack a proof, with the excerpts about it.

        A row of a table proves everything of its subject and the values of its indicator.
        """
        if DERIVED_FROM not in predicates:
            return []
        facts = list(zip(predicates, objects, strict=True))
        literals = {predicate for predicate, term in facts if term.startswith(b'"')}
        if not literals or self._has_row(subject):
            return []
        indicators = [term for predicate, term in facts if predicate == _INDICATOR]
        if any(map(self._has_row, indicators)):
            return []
        proofs = {node: inverse_facts(self._proofs, node) for node in (subject, *indicators)}
        if literals <= {predicate for predicate, _ in proofs[subject]}:
            return []
        triples = [(subject, predicate, term) for predicate, term in facts]
        for node, found in proofs.items():
            for predicate, excerpt in found:
                triples += ((excerpt, SUBJECT, node), (excerpt, PROPERTY, predicate))
        return triples

    def _has_row(self, node: bytes) -> bool:
        found = self._rows.get(node)
        if found is None:
            if len(self._rows) >= _REMEMBERED:
                self._rows.clear()
            proofs = inverse_facts(self._proofs, node)
            found = self._rows[node] = any(predicate == DERIVED_FROM for predicate, _ in proofs)
        return found


class LiteralQueries:
    """The queries on contact data, which look at every literal by itself."""

    def __init__(self, queries: Mapping[NamedNode, NarrowedQuery]) -> None:
        self._addresses, self._telephones, self._keys = map(queries.get, LITERALS)

    def add(self, subject: bytes, predicates: Sequence[bytes], objects: Sequence[bytes]) -> None:
        """Look at the literals of a subject.

        An address has an at sign; a telephone number has three digits in a row, and letters beside it; a
        key of a person has six digits behind a letter.
        """
        for place, term in enumerate(objects):
            if term[0] != _QUOTE:
                continue
            if (b"@" in term and b"@" in _text(term)) or _WIDE_AT in term:
                self._give(self._addresses, (subject, predicates[place], term))
            if _DIGITS(term) is not None:
                if _LETTER(_text(term)) is not None:
                    self._give(self._telephones, (subject, predicates[place], term))
                if _KEY(term) is not None:
                    self._give(self._keys, (subject, predicates[place], term))

    @staticmethod
    def _give(query: NarrowedQuery | None, triple: Triple) -> None:
        if query is not None:
            query.add((triple,))


def _text(literal: bytes) -> bytes:
    return literal[1 : literal.rindex(b'"')]


LITERALS = tuple(map(RULE, ("NoEmail", "NoTelephone", "NoPersonalKey")))
REFERENCES, EVIDENCE = RULE("ReferenceExists"), RULE("LiteralHasEvidence")
NARROWED = frozenset({*LITERALS, REFERENCES, EVIDENCE})
"""The rules whose queries run over candidates."""
