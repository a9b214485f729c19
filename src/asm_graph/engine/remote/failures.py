"""Refusals of remote engines as errors of ours."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx

from asm_graph.errors import (
    EngineBusy,
    EngineFailure,
    EngineSilent,
    EngineUnreachable,
    QueryLimitExceeded,
    QueryRefused,
    QuerySyntaxError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.errors import QueryError

_PLACE = re.compile(r"\bline (\d+),? col(?:umn)? (\d+)|\bat (\d+):(\d+)\b", re.IGNORECASE)
"""How engines name a place: Jena, RDF4J and Virtuoso in words, Oxigraph in numbers."""
_UNKNOWN_FUNCTION = re.compile(r"(?:custom|unknown) function", re.IGNORECASE)
_LONGEST_HINT = 200
_CUT_BY_TIME = "S1TAT"
"""Virtuoso ends a query at its time limit with what it has so far, as a success."""
_OVER_TIME = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.GATEWAY_TIMEOUT}
_OVERLOADED = {HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS}
_NOT_THERE = {
    *(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND),
    *(HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_ACCEPTABLE, HTTPStatus.BAD_GATEWAY),
}


def refusal(status: int, said: str, seconds: float) -> QueryError:
    """Return the error behind a failure status and its message."""
    if _UNKNOWN_FUNCTION.search(said):
        return QueryRefused("function", "the remote engine does not have a function of this query.")
    if status == HTTPStatus.BAD_REQUEST:
        return _misunderstood(said)
    if status in _OVER_TIME:
        return over_time(seconds)
    if status in _OVERLOADED:
        return EngineBusy("the remote engine is overloaded; try again shortly.")
    if status in _NOT_THERE or status < HTTPStatus.BAD_REQUEST:
        return EngineUnreachable(f"the remote engine answers {status}; check its address and credentials.")
    return EngineFailure(f"the remote engine failed on this query ({status}); make it simpler.")


def cut(headers: Mapping[str, str], seconds: float) -> QueryLimitExceeded | None:
    """Return the limit at which an engine truncated a successful answer; None where it is complete."""
    if headers.get("x-sql-state") == _CUT_BY_TIME:
        return over_time(seconds)
    if "x-sparql-maxrows" in headers:
        message = "the remote engine gives no more rows; ask for less, with LIMIT."
        return QueryLimitExceeded(message, "rows")
    return None


def over_time(seconds: float) -> QueryLimitExceeded:
    """Make the error for a query that ran out of time."""
    message = f"ended after {seconds:g} s; ask for less, with LIMIT or closer patterns."
    return QueryLimitExceeded(message, "time", seconds)


def out_of_reach(error: httpx.HTTPError) -> EngineUnreachable:
    """Make the error for an engine that cannot be reached, without its address, since strangers read this."""
    if isinstance(error, httpx.TimeoutException):
        return EngineSilent("the remote engine does not take the connection in time; see whether it runs.")
    return EngineUnreachable(
        f"the remote engine is out of reach ({type(error).__name__}); see whether it runs."
    )


def _misunderstood(said: str) -> QuerySyntaxError:
    hint = said.strip().partition("\n")[0]
    place = _PLACE.search(said)
    line, column = map(int, filter(None, place.groups())) if place else (None, None)
    where = f" at line {line}, column {column}" if place else ""
    message = f"the query cannot be parsed{where}; correct it there."
    return QuerySyntaxError(message, line, column, hint if 0 < len(hint) <= _LONGEST_HINT else None)
