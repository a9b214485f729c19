"""Queries answered in this process, for the owner of a release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import QueryBoolean, QuerySolutions

from asm_graph.engine.workers.evaluate import Evaluation
from asm_graph.rdf.query_errors import engine_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

Row = dict[str, "NamedNode | BlankNode | Literal | Triple | None"]
"""The terms of one solution by the names of the variables; None where a variable is unbound."""


@dataclass(frozen=True, slots=True)
class Results:
    """Rows and `variables` of a SELECT, the `boolean` of an ASK, or `triples` of a CONSTRUCT or DESCRIBE.

    Everything is read when the query is asked: an open answer of the engine must not change threads.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    boolean: bool | None = None
    triples: tuple[Triple, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        """Iterate over the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def __bool__(self) -> bool:
        """Return the boolean of an ASK; otherwise whether there is any row or triple."""
        return bool(self.rows or self.triples) if self.boolean is None else self.boolean


def ask(store: Store, sparql: str) -> Results:
    """Answer a query without limits; not for strangers' queries.

    Raises:
        QueryRefused: it has a pattern for more graphs than can be told apart.
        QuerySyntaxError, EngineFailure: see `asm_graph.rdf.query_errors.engine_errors`.
    """
    with engine_errors():
        answer = Evaluation(store).query(sparql)
        if isinstance(answer, QueryBoolean):
            return Results(boolean=bool(answer))
        if isinstance(answer, QuerySolutions):
            names = tuple(variable.value for variable in answer.variables)
            return Results(names, tuple({name: solution[name] for name in names} for solution in answer))
        return Results(triples=tuple(answer))
