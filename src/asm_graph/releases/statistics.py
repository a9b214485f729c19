"""What is counted in the sorted lines of a release."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from asm_graph.rdf.nquads import graph_of, subject_of
from asm_graph.rdf.vocabulary import ASM, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TYPE = str(RDF("type")).encode()
_YEAR = str(ASM("year")).encode()


@dataclass(slots=True)
class Statistics:
    """Quads of each named graph; triples, subjects, properties, classes and years of the default graph."""

    graphs: Counter[str] = field(default_factory=Counter)
    triples: int = 0
    subjects: int = 0
    properties: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    years: set[str] = field(default_factory=set)

    @property
    def quads(self) -> int:
        """The quads of all named graphs."""
        return self.graphs.total()

    @classmethod
    def of(cls, lines: Iterable[bytes], triples: Sequence[bytes]) -> Statistics:
        """Count sorted lines, and the triples that they have in the default graph."""
        properties, classes, years = Counter[bytes](), Counter[bytes](), set[str]()
        for triple in triples:
            _, predicate, value = triple.split(b" ", 2)
            properties[predicate] += 1
            if predicate == _TYPE and value.startswith(b"<"):
                classes[value] += 1
            elif predicate == _YEAR:
                years.add(triple.split(b'"', 2)[1].decode())
        return cls(
            Counter(map(graph_of, lines)),
            len(triples),
            len(set(map(subject_of, triples))),
            Counter({_iri(term): count for term, count in properties.items()}),
            Counter({_iri(term): count for term, count in classes.items()}),
            years,
        )

    @classmethod
    def sum(cls, parts: Iterable[Statistics]) -> Statistics:
        """Add up the statistics of parts that share no subject, in their order."""
        total = cls()
        for one in parts:
            total.graphs += one.graphs
            total.triples += one.triples
            total.subjects += one.subjects
            total.properties += one.properties
            total.classes += one.classes
            total.years |= one.years
        return total

    def as_json(self) -> dict[str, Any]:
        """Return the counts for a file."""
        return {name: getattr(self, name) for name in self.__slots__} | {"years": sorted(self.years)}

    @classmethod
    def from_json(cls, counts: dict[str, Any]) -> Statistics:
        """Take the counts from a file."""
        counters = {name: Counter(counts[name]) for name in ("graphs", "properties", "classes")}
        return cls(**(counts | counters | {"years": set(counts["years"])}))


def _iri(term: bytes) -> str:
    return term[1:-1].decode()


def default_graph(lines: Iterable[bytes], evidence: str) -> list[bytes]:
    """Return the triples that sorted lines have in the default graph, each once: all but those of evidence.

    They are N-Triples without the full stop; `evidence` is how the IRIs of graphs of evidence begin.
    """
    left_out = evidence.encode()
    parts = (line.rpartition(b" <") for line in lines)
    return list(dict.fromkeys([triple for triple, _, graph in parts if not graph.startswith(left_out)]))
