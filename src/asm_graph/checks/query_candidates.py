"""Where in a graph the queries among the integrity shapes can find anything, told while its facts are read.

A query runs over a small store of these candidates, with what else it looks at. It finds what it would find in
the whole graph, for what makes a candidate is a condition that the query itself states. A query that is not
known here runs over the whole graph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from pyoxigraph import Store

from asm_graph.rdf.vocabulary import ASM, PROV
from asm_graph.rdf.written_terms import read_triples, written
from asm_graph.shacl.shapes import RULE
from asm_graph.shacl.sparql_constraints import query_violations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import NamedNode

    from asm_graph.rdf.sorted_files import SortedFile
    from asm_graph.shacl.core.shape import Violation
    from asm_graph.shacl.shapes import SparqlConstraint

Triple = tuple[bytes, bytes, bytes]
"""Subject, predicate and object, as written."""

Finder = Callable[[bytes, Sequence[bytes], Sequence[bytes]], list[Triple]]
"""From a subject, its predicates and their objects to the triples that a query needs; none if it finds nothing."""

DERIVED_FROM, SUBJECT, PROPERTY, _INDICATOR = map(
    written, (PROV("wasDerivedFrom"), ASM("subject"), ASM("property"), ASM("indicator"))
)
_ENOUGH = 20_000
"""Triples over which a query runs at a time."""
_REMEMBERED = 50_000
"""Literals, or indicators, that are remembered."""
_DIGITS, _LETTER = re.compile(rb"[0-9]{3}"), re.compile(rb"[A-Za-z]")
_KEY = re.compile(rb"[A-Za-z&\x80-\xff][0-9]{6}")
_WIDE_AT = "＠".encode()


class NarrowedQuery:
    """A query over the candidates that a finder sees in one graph.

    A query that looks `by_literal` does not look again at one in which it found nothing.
    """

    def __init__(
        self, query: SparqlConstraint, anchor: Triple, find: Finder, *, by_literal: bool = False
    ) -> None:
        self._query, self._anchor, self._find = query, anchor, find
        self._triples: list[Triple] = []
        self._harmless: set[bytes] = set()
        self._by_literal = by_literal

    def violations(
        self, subject: bytes, predicates: Sequence[bytes], objects: Sequence[bytes]
    ) -> Iterator[Violation]:
        """Look at a subject; yield what the query finds among the candidates once they are many."""
        if found := self._find(subject, predicates, objects):
            self._triples += [triple for triple in found if triple[2] not in self._harmless]
            if len(self._triples) >= _ENOUGH:
                yield from self.rest()

    def rest(self) -> Iterator[Violation]:
        """Yield what the query finds among the candidates that are left."""
        triples, self._triples = self._triples, []
        if not triples:
            return
        store, facts = Store(), read_triples(map(b" ".join, (self._anchor, *triples)))
        store.bulk_extend(facts)
        found = list(query_violations(self._query, {facts[0].subject}, store))
        if self._by_literal and not found:
            self._remember(term for _, _, term in triples)
        yield from found

    def _remember(self, literals: Iterable[bytes]) -> None:
        if len(self._harmless) >= _REMEMBERED:
            self._harmless.clear()
        self._harmless.update(literals)


class Evidence:
    """What the excerpts of a graph prove: a file of the lines `subject property excerpt`, sorted."""

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
        proofs = [self._about(node) for node in (subject, *indicators)]
        if literals <= {predicate for _, predicate, _ in proofs[0]}:
            return []
        triples = [(subject, predicate, term) for predicate, term in facts]
        for node, predicate, excerpt in (proof for found in proofs for proof in found):
            triples += ((excerpt, SUBJECT, node), (excerpt, PROPERTY, predicate))
        return triples

    def _has_row(self, node: bytes) -> bool:
        found = self._rows.get(node)
        if found is None:
            if len(self._rows) >= _REMEMBERED:
                self._rows.clear()
            found = self._rows[node] = any(predicate == DERIVED_FROM for _, predicate, _ in self._about(node))
        return found

    def _about(self, node: bytes) -> list[Triple]:
        lines = (line.split(b" ", 2) for line in self._proofs.lines(node))
        return [(subject, predicate, excerpt) for subject, predicate, excerpt in lines]


def literals_with(may_hold: Callable[[bytes], bool]) -> Finder:
    """Return the finder of literals, each by itself, whose text may hold something."""

    def find(subject: bytes, predicates: Sequence[bytes], objects: Sequence[bytes]) -> list[Triple]:
        return [
            (subject, predicates[place], term)
            for place, term in enumerate(objects)
            if term[:1] == b'"' and may_hold(term)
        ]

    return find


def undescribed_objects(is_undescribed: Callable[[bytes], bool]) -> Finder:
    """Return the finder of references to nodes that no graph describes."""

    def find(subject: bytes, predicates: Sequence[bytes], objects: Sequence[bytes]) -> list[Triple]:
        return [
            (subject, predicates[place], term) for place, term in enumerate(objects) if is_undescribed(term)
        ]

    return find


def may_hold_address(literal: bytes) -> bool:
    """Tell whether a literal has an at sign in its text."""
    return (b"@" in literal or _WIDE_AT in literal) and (b"@" in _text(literal) or _WIDE_AT in literal)


def may_hold_telephone(literal: bytes) -> bool:
    """Tell whether a literal has three digits in a row, and letters."""
    return _DIGITS.search(literal) is not None and _LETTER.search(_text(literal)) is not None


def may_hold_key(literal: bytes) -> bool:
    """Tell whether a literal has six digits behind a letter."""
    return _KEY.search(literal) is not None


def _text(literal: bytes) -> bytes:
    return literal[1 : literal.rindex(b'"')]


LITERALS: Mapping[NamedNode, Callable[[bytes], bool]] = {
    RULE("NoEmail"): may_hold_address,
    RULE("NoTelephone"): may_hold_telephone,
    RULE("NoPersonalKey"): may_hold_key,
}
"""By rule that looks at every literal by itself: which of them it may find."""

REFERENCES, EVIDENCE = RULE("ReferenceExists"), RULE("LiteralHasEvidence")
"""The rules on references to nodes and on what excerpts prove."""

NARROWED = frozenset({*LITERALS, REFERENCES, EVIDENCE})
"""The rules whose queries run over candidates."""
