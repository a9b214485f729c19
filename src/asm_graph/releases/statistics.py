"""Counts of a release, taken while its lines pass by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from asm_graph.rdf.vocabulary import ASM, RDF

_TYPE = str(RDF("type")).encode()
_YEAR = str(ASM("year")).encode()


@dataclass(slots=True)
class Statistics:
    """Quads of each named graph; triples, subjects, properties, classes and years of the default graph.

    Lines come in their order, so that a subject is new exactly when it differs from the one before.
    """

    graphs: Counter[str] = field(default_factory=Counter)
    triples: int = 0
    subjects: int = 0
    properties: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    years: set[str] = field(default_factory=set)
    _subject: bytes = b""

    @property
    def quads(self) -> int:
        """The quads of all named graphs."""
        return self.graphs.total()

    def count_triple(self, triple: bytes) -> None:
        """Count a triple of the default graph (N-Triples without the full stop)."""
        subject, predicate, value = triple.split(b" ", 2)
        self.triples += 1
        self.subjects += subject != self._subject
        self._subject = subject
        self.properties[_iri(predicate)] += 1
        if predicate == _TYPE and value.startswith(b"<"):
            self.classes[_iri(value)] += 1
        elif predicate == _YEAR:
            self.years.add(value.split(b'"', 2)[1].decode())


def _iri(term: bytes) -> str:
    return term[1:-1].decode()
