"""A worker's failures as errors of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asm_graph.errors import EngineFailure, QueryLimitExceeded, QueryRefused, QuerySyntaxError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.errors import QueryError

_LIMITS = {
    "bytes": "the answer is too large; ask for less, with LIMIT.",
    "rows": "the answer has too many rows; ask for less, with LIMIT.",
    "memory": "the query needs too much memory; sort, group or join less at a time.",
}


def failure_of(told: Mapping[str, Any]) -> QueryError:
    """Make the error from a worker's code and details."""
    match told["code"]:
        case "stopped":
            return EngineFailure("nobody waits for this answer.")
        case "syntax":
            return QuerySyntaxError(told["message"], told["line"], told["column"], told["hint"])
        case "refused":
            return QueryRefused(told["rule"], told["message"])
        case "unwritable":
            message = "RDF/XML cannot name a property of this answer; ask for another format."
            return QueryRefused("unwritable", message)
        case limit if limit in _LIMITS:
            return QueryLimitExceeded(_LIMITS[limit], limit)
        case _:
            return EngineFailure(told["message"])
