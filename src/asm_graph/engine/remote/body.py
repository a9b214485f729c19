"""The answer of a remote engine within the limits of an answer, or its refusal as an error of ours."""

from __future__ import annotations

import asyncio
import re
from contextlib import AsyncExitStack
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx

from asm_graph.engine.workers.frames import failure_of
from asm_graph.engine.workers.output import MEDIA_TYPES, UnwritableProperty, XmlText, row_counter
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
    from collections.abc import AsyncIterator, Mapping

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


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """The maximum bytes and rows of an answer, and the bytes to read before any are sent."""

    result_bytes: int
    result_rows: int
    quick_bytes: int


class RemoteBody:
    """The body of an answer; `closing` releases everything it holds."""

    def __init__(
        self,
        pieces: AsyncIterator[bytes],
        media_type: str,
        limits: BodyLimits,
        deadline: float,
        seconds: float,
    ) -> None:
        self.closing = AsyncExitStack()
        self._pieces = pieces
        self._limits = limits
        self._deadline = deadline
        self._seconds = seconds
        self._size = 0
        self._rows = row_counter(media_type)
        self._taken: list[bytes] = []
        self._xml = XmlText(self._taken.append) if media_type in MEDIA_TYPES else None
        self._whole = False

    async def begin(self) -> int | None:
        """Read the first pieces; the length of the answer, where it is whole by then.

        Raises:
            QueryError: it breaks off, or ends at a limit.
        """
        while not self._whole and self._size <= self._limits.quick_bytes:
            await self._take()
        return self._size if self._whole else None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Iterate over the pieces; raise a `QueryError` where the answer breaks off."""
        while True:
            for piece in self._given_out():
                yield piece
            if self._whole:
                return
            await self._take()

    async def aclose(self) -> None:
        """Give back the connection; the engine sees that nobody waits for the rest."""
        await self.closing.aclose()

    def _given_out(self) -> list[bytes]:
        pieces = list(filter(None, self._taken))
        self._taken.clear()
        return pieces

    async def _take(self) -> None:
        """Take the next piece, and hold what it makes against the limits."""
        before = len(self._taken)
        try:
            async with asyncio.timeout_at(self._deadline):
                piece = await anext(self._pieces, None)
            self._put(piece)
        except TimeoutError:
            raise over_time(self._seconds) from None
        except httpx.HTTPError as error:
            raise EngineFailure("the remote engine's answer broke off; ask again.") from error
        except UnwritableProperty:
            raise failure_of({"code": "unwritable"}) from None
        self._count(b"".join(self._taken[before:]))

    def _put(self, piece: bytes | None) -> None:
        self._whole = piece is None
        if self._xml is None:
            self._taken.append(piece or b"")
        elif piece is None:
            self._xml.finish()
        else:
            self._xml.write(piece)

    def _count(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limits.result_bytes:
            raise failure_of({"code": "bytes"})
        if self._rows(data) > self._limits.result_rows:
            raise failure_of({"code": "rows"})
