"""What was read of a store, noted by a store that passes on what it is asked.

A store is asked by queries and by look-ups alone, so that nothing that is read of it escapes.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple, cast

from pyoxigraph import Literal, Triple

from asm_graph.rdf.query_reads import reads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
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

Arguments = TypeVarTuple("Arguments")
T = TypeVar("T")

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


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """What was read for an answer: queries, digests of look-ups, and what other answers had read."""

    queries: tuple[str, ...]
    looked_up: tuple[int, ...]
    others: tuple[_Read, ...]

    def with_others(self) -> set[_Read]:
        """Return it and all that it rests on."""
        found: set[_Read] = set()
        waiting = [self]
        while waiting:
            if (one := waiting.pop()) not in found:
                found.add(one)
                waiting += one.others
        return found


class _Notes:
    """Notes of what is read, until they are closed."""

    __slots__ = ("others", "patterns", "queries")

    def __init__(self) -> None:
        self.queries: set[str] = set()
        self.patterns: set[Pattern] = set()
        self.others: set[_Read] = set()

    def closed(self) -> _Read:
        """Return what was read."""
        return _Read(tuple(self.queries), tuple(map(digest, self.patterns)), tuple(self.others))


class RecordedStore:
    """A store to read from, which notes what is read; it takes the place of a `Store`.

    It may be asked for several results, one after the other, each after `begin`. What a function that is
    `remembered` has worked out for one of them serves the others, with what was read for it.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._notes = _Notes()

    def begin(self) -> None:
        """Begin a result: forget what was read so far, but not what it led to."""
        self._notes = _Notes()

    def query(
        self, query: str, *, prefixes: Mapping[str, str] | None = None
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Answer a query."""
        self._notes.queries.add(with_prefixes(query, prefixes or {}))
        return self._store.query(query, prefixes=dict(prefixes or {}))

    def quads_for_pattern(
        self, subject: Place, predicate: Place, value: Place, graph: Place = None
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern."""
        self._notes.patterns.add((subject, predicate, value, graph))
        return self._store.quads_for_pattern(subject, predicate, value, graph)  # type: ignore[arg-type]  # the engine refuses other terms

    def remembered(self, work_out: Callable[[*Arguments], T]) -> Callable[[*Arguments], T]:
        """Return a function that works out each answer once, and notes each time what was read for it.

        It must read the store before it returns, and look at nothing else but its arguments.
        """
        known: dict[object, tuple[T, _Read]] = {}

        def answer(*asked: *Arguments) -> T:
            found = known.get(asked)
            if found is None:
                outer, self._notes = self._notes, _Notes()
                try:
                    value = work_out(*asked)
                finally:
                    inner, self._notes = self._notes, outer
                found = known[asked] = value, inner.closed()
            self._notes.others.add(found[1])
            return found[0]

        return answer

    def read(self) -> StoreReads:
        """Return what was read since the beginning of the result."""
        found = self._notes.closed().with_others()
        queries = {query for one in found for query in one.queries}
        named = frozenset(name for query in queries for name in reads(query))
        return StoreReads(named, frozenset(chain.from_iterable(one.looked_up for one in found)))


def remembered(
    store: Store | RecordedStore, work_out: Callable[[*Arguments], T]
) -> Callable[[*Arguments], T]:
    """Return a function that works out each answer from the store once (see `RecordedStore.remembered`)."""
    if isinstance(store, RecordedStore):
        return store.remembered(work_out)
    return cast("Callable[[*Arguments], T]", cache(work_out))


def with_prefixes(query: str, prefixes: Mapping[str, str]) -> str:
    """Declare the prefixes that a query has in its text, in order, so that like texts stay alike."""
    used = (f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(prefixes.items()) if f"{name}:" in query)
    return "".join((*used, query))
