"""What was read of a store, noted by a store that passes on what it is asked.

A store is asked by queries and by look-ups alone, so that nothing that is read of it escapes.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from pyoxigraph import Literal, Triple

from asm_graph.rdf.query_reads import reads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import (
        BlankNode,
        DefaultGraph,
        NamedNode,
        Quad,
        QueryBoolean,
        QuerySolutions,
        QueryTriples,
        Store,
    )

    from asm_graph.rdf.query_reads import Names

    Term = NamedNode | BlankNode | Literal | Triple
    Place = Term | DefaultGraph | None
    Pattern = tuple[Place, Place, Place, Place]

_DIGEST_BYTES = 8
"""Look-ups of one digest count as the same, so that a collision only has something made again."""


@dataclass(frozen=True, slots=True)
class StoreReads:
    """What queries read (see `query_reads.reads`), and digests of the patterns that were looked up."""

    named: frozenset[Names]
    looked_up: frozenset[int]

    @classmethod
    def read(cls, path: Path) -> StoreReads:
        """Read what `write` wrote."""
        named, _, digests = path.read_bytes().partition(b"\n")
        return cls(frozenset(map(frozenset, json.loads(named))), frozenset(array("Q", digests)))

    def write(self, path: Path) -> None:
        """Write it to a file."""
        named = json.dumps(sorted(map(sorted, self.named))).encode()
        path.write_bytes(named + b"\n" + array("Q", sorted(self.looked_up)).tobytes())


def digest(pattern: Pattern) -> int:
    """Return what stands for a pattern of quads, in which None is anything.

    Of a literal it only tells that it is one: the engine knows a number by its value, lines as it is written.
    """
    subject, predicate, value, graph = pattern
    told = '"' if isinstance(value, Literal | Triple) else value
    text = f"{subject} {predicate} {told} {graph}"
    return int.from_bytes(blake2b(text.encode(), digest_size=_DIGEST_BYTES).digest())


class RecordedStore:
    """A store to read from, which notes what is read; it takes the place of a `Store`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queries: set[str] = set()
        self._patterns: set[Pattern] = set()

    def query(
        self, query: str, *, prefixes: Mapping[str, str] | None = None
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a query."""
        declared = (f"PREFIX {name}: <{iri}>\n" for name, iri in (prefixes or {}).items())
        self._queries.add("".join((*declared, query)))
        return self._store.query(query, prefixes=dict(prefixes or {}))

    def quads_for_pattern(
        self, subject: Place, predicate: Place, value: Place, graph: Place = None
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern."""
        self._patterns.add((subject, predicate, value, graph))
        return self._store.quads_for_pattern(subject, predicate, value, graph)  # type: ignore[arg-type]  # the engine refuses other terms

    def read(self) -> StoreReads:
        """Return what was read so far."""
        named = frozenset(name for query in self._queries for name in reads(query))
        return StoreReads(named, frozenset(map(digest, self._patterns)))
