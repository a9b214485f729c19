"""Stores for queries with datasets of their own, where the engine would repeat triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import BlankNode

    from asm_graph.engine.query.dataset import Dataset

_KEPT_QUADS = 200_000


class Datasets:
    """The datasets that queries name, over one store.

    The engine answers from several default graphs as if a triple in two of them were two triples. Such a
    dataset is copied into a store in memory, where a triple is there once; the last one is kept for the next
    query, if it is small.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[Dataset, Store] | None = None

    def store_of(self, dataset: Dataset) -> Store:
        """Return the store to query; see `default_graphs` for its default graph."""
        if len(dataset.default) <= 1:
            return self._store
        if self._last is not None and self._last[0] == dataset:
            return self._last[1]
        merged = Store()
        merged.bulk_extend(self._quads(dataset))
        self._last = (dataset, merged) if len(merged) <= _KEPT_QUADS else None
        return merged

    def default_graphs(self, dataset: Dataset) -> list[NamedNode | BlankNode | DefaultGraph]:
        """Return the default graph of a dataset in its store."""
        if len(dataset.default) > 1:
            return [DefaultGraph()]
        return [NamedNode(iri) for iri in dataset.default]

    def _quads(self, dataset: Dataset) -> Iterator[Quad]:
        for iri in dataset.default:
            for quad in self._store.quads_for_pattern(None, None, None, NamedNode(iri)):
                yield Quad(quad.subject, quad.predicate, quad.object)
        for iri in dataset.named:
            yield from self._store.quads_for_pattern(None, None, None, NamedNode(iri))
