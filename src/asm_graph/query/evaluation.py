"""Query evaluation as SPARQL 1.1 specifies it, where the engine alone would get it wrong."""

from __future__ import annotations

from functools import lru_cache
from typing import IO, TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryResultsFormat, QueryTriples, RdfFormat, Store

from asm_graph.query.dataset import dataset_asked
from asm_graph.query.graph_patterns import with_graphs_apart, with_plain_concatenations
from asm_graph.query.not_exists import without_quadratic_filters
from asm_graph.results.rows import write_results

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import BlankNode, QueryBoolean, QuerySolutions

    from asm_graph.query.dataset import Dataset

    Results = QuerySolutions | QueryBoolean | QueryTriples

_KEPT_QUADS = 200_000
_KEPT_SHAPES = 500


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


def best_put(text: str, graphs: Iterable[str]) -> str:
    """Rewrite a query for the engine; `graphs` are the named graphs of its dataset.

    Raises:
        QueryRefused: there are too many graphs for a pattern to be written out.
    """
    return with_plain_concatenations(without_quadratic_filters(with_graphs_apart(text, graphs)))


@lru_cache(_KEPT_SHAPES)
def is_as_put(shape: str) -> bool:
    """Whether the engine gets texts of a shape right as they are, over the whole store.

    The shape of a text is what `without_constants` makes of it.
    """
    return "from" not in shape.lower() and best_put(shape, ()) == shape


_results_format = lru_cache(QueryResultsFormat.from_media_type)


def write_answer(results: Results, file: IO[bytes], media_type: str) -> None:
    """Write an answer to a file; errors are the engine's."""
    if isinstance(results, QueryTriples):
        results.serialize(file, RdfFormat.from_media_type(media_type))
    else:
        write_results(results, file, _results_format(media_type))


class QueryEvaluator:
    """Evaluates queries over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._datasets = Datasets(store)

    def query(
        self,
        text: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        base: str = "",
    ) -> Results:
        """Evaluate a query over the given dataset, else its own; errors refer to the original text.

        `base` is what relative IRIs are resolved by; without it they are errors.

        Raises:
            QueryRefused: see `best_put`.
            SyntaxError, ValueError, RuntimeError, OSError: as the engine raises them.
        """
        dataset = dataset_asked(text, default_graphs, named_graphs, base)
        try:
            return self._query(best_put(text, self._named_graphs(dataset)), dataset, base or None)
        except SyntaxError:
            return self._query(text, dataset, base or None)

    def _query(self, text: str, dataset: Dataset | None, base: str | None) -> Results:
        if dataset is None:
            return self._store.query(text, base_iri=base)
        return self._datasets.store_of(dataset).query(
            text,
            base_iri=base,
            default_graph=self._datasets.default_graphs(dataset),
            named_graphs=[NamedNode(iri) for iri in dataset.named],
        )

    def _named_graphs(self, dataset: Dataset | None) -> Iterator[str]:
        if dataset is not None:
            yield from dataset.named
        else:
            yield from (graph.value for graph in self._store.named_graphs())
