"""What has changed in a store since an earlier state, and whether that touches what was read of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, RdfFormat, parse

from asm_graph.rdf.query_reads import EVERYTHING, names_of
from asm_graph.rdf.store_reads import StoreReads, digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pyoxigraph import Quad

MOST = 20_000
"""Quads up to which it is told what they touch; of more, most results would be made again."""


@dataclass(frozen=True, slots=True)
class StoreChanges:
    """The state before (`since`), and all reads that see a difference to it."""

    since: str
    touched: StoreReads

    @classmethod
    def of(cls, since: str, lines: Collection[bytes]) -> StoreChanges | None:
        """Take the N-Quads lines that only one of two states has; None where they are too many."""
        if len(lines) > MOST:
            return None
        named, looked_up = {EVERYTHING} if lines else set[str](), set[int]()
        for quad in parse(b"".join(lines), format=RdfFormat.N_QUADS):
            if quad.graph_name == DefaultGraph():
                named.update(names_of(quad.predicate, quad.object))
            looked_up.update(_look_ups(quad))
        return cls(since, StoreReads(frozenset(named), frozenset(looked_up)))

    def touch(self, read: StoreReads) -> bool:
        """Tell whether what was read may be other now."""
        return not (
            self.touched.named.isdisjoint(read.named) and self.touched.looked_up.isdisjoint(read.looked_up)
        )


def _look_ups(quad: Quad) -> Iterator[int]:
    """Yield the digests of all patterns that a quad is found by."""
    subject, predicate, value, graph = quad
    for pattern in product((subject, None), (predicate, None), (value, None), (graph, None)):
        yield digest(pattern)
