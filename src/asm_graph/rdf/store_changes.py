"""What has changed in a store since an earlier state, and whether that touches what was read of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, RdfFormat, parse

from asm_graph.rdf.query_reads import EVERYTHING, Names, is_read, names_of
from asm_graph.rdf.store_reads import digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pyoxigraph import Quad, Store

    from asm_graph.rdf.store_reads import StoreReads

MOST = 20_000
"""Quads up to which it is told what they touch; of more, most results would be made again."""


@dataclass(frozen=True, slots=True)
class StoreChanges:
    """The state before (`since`), and what sees a difference to it.

    `subjects` are what has changed of one in the default graph, and all that is or was stated of it;
    `looked_up` are the digests of the patterns that changed quads are found by.
    """

    since: str
    subjects: frozenset[tuple[Names, Names]]
    looked_up: frozenset[int]

    @classmethod
    def of(cls, since: str, lines: Collection[bytes], store: Store) -> StoreChanges | None:
        """Take the N-Quads lines that only one of two states has; None where they are too many.

        `store` has the later state.
        """
        if len(lines) > MOST:
            return None
        quads = list(parse(b"".join(lines), format=RdfFormat.N_QUADS))
        changed: defaultdict[object, list[Quad]] = defaultdict(list)
        for quad in quads:
            if quad.graph_name == DefaultGraph():
                changed[quad.subject].append(quad)
        subjects = set()
        for of in changed.values():
            names = _names(of)
            stated = store.quads_for_pattern(of[0].subject, None, None, DefaultGraph())
            subjects.add((names, names | _names(stated)))
        return cls(since, frozenset(subjects), frozenset(one for quad in quads for one in _look_ups(quad)))

    def touch(self, read: StoreReads) -> bool:
        """Tell whether what was read may be other now."""
        if not self.looked_up.isdisjoint(read.looked_up):
            return True
        if EVERYTHING in read.named:
            return bool(self.looked_up)
        return any(is_read(one, *subject) for subject in self.subjects for one in read.named)


def _names(quads: Iterable[Quad]) -> Names:
    return frozenset(name for quad in quads for name in names_of(quad.predicate, quad.object))


def _look_ups(quad: Quad) -> Iterator[int]:
    """Yield the digests of all patterns that a quad is found by."""
    subject, predicate, value, graph = quad
    for pattern in product((subject, None), (predicate, None), (value, None), (graph, None)):
        yield digest(pattern)
