"""Query evaluation as SPARQL 1.1 specifies it, where the engine alone would get it wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from asm_graph.engine.query.dataset import dataset_asked
from asm_graph.engine.query.graph_patterns import with_graphs_apart
from asm_graph.engine.query.group_concat import with_plain_concatenations
from asm_graph.engine.query.not_exists import without_quadratic_filters
from asm_graph.engine.workers.merged_stores import Datasets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

    from asm_graph.engine.query.dataset import Dataset

    Results = QuerySolutions | QueryBoolean | QueryTriples


def best_put(text: str, graphs: Iterable[str]) -> str:
    """Rewrite a query for the engine; `graphs` are the named graphs of its dataset.

    Raises:
        QueryRefused: there are too many graphs for a pattern to be written out.
    """
    return with_plain_concatenations(without_quadratic_filters(with_graphs_apart(text, graphs)))


class Evaluation:
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
