"""Answers to the queries of tables, kept as long as nothing changes that they read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from asm_graph.rdf.query_reads import chosen, reads
from asm_graph.rdf.table_queries import select_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from pyoxigraph import Store

    from asm_graph.kept_files import KeptFiles


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """Answers from a store; `said` hashes what it holds, see `query_reads.chosen`."""

    store: Store
    kept: KeptFiles
    said: Mapping[str, str]

    def solutions(self, query: str, columns: Iterable[str], place: Path) -> QuerySolutions:
        """Answer the query of a table, or return what it answered over the same triples.

        Raises:
            RegisterError: it cannot be parsed, is no SELECT, or selects other columns.
        """
        answer = select_columns(self.store, query, columns, place)

        def write(partial: Path) -> None:
            answer.serialize(str(partial), format=QueryResultsFormat.JSON)

        path = self.file(query, (), ".answer", write)
        kept = parse_query_results(path=str(path), format=QueryResultsFormat.JSON)
        return kept if isinstance(kept, QuerySolutions) else answer

    def file(self, query: str, inputs: Iterable[str], suffix: str, write: Callable[[Path], None]) -> Path:
        """Return the file that is made of the answer to a query that holds, and of other inputs."""
        return self.kept.made((query, repr(self._read(query)), *inputs), suffix, write)

    def _read(self, query: str) -> list[tuple[str, str]]:
        def write(partial: Path) -> None:
            partial.write_text(json.dumps(sorted(reads(query))), encoding="utf-8")

        read = self.kept.made([query], ".reads", write)
        return chosen(self.said.items(), frozenset(json.loads(read.read_bytes())))
