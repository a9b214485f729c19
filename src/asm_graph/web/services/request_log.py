"""The request log: counts, outcomes and durations, and a log line per request if wanted."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "QUERY"}
"""The methods that are told apart: a client may invent any number of others."""
_OTHER = "other"
_LEFT, _FAILED = 499, 500
"""The status of a request whose client went away before there was one, as other servers count it; and of one
whose handling failed: its answer is made further out."""


class LoggedRequest(NamedTuple):
    """What is logged about a finished request; neither the client nor the query.

    `kind` is the first part of its address, where there is a page there; `media_type` that of the answer,
    empty without one; `size` the bytes of the answer without its head.
    """

    method: str
    kind: str
    status: int
    media_type: str
    size: int
    seconds: float


@dataclass(slots=True)
class Traffic:
    """Requests since the start by method, status and format, with their durations in seconds.

    `problems` counts the problems that were told, by their codes; `log` gets a line of JSON for each request.
    """

    log: IO[str] | None = None
    answered: Counter[tuple[str, int, str]] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    under_way: int = 0

    def note(self, answer: LoggedRequest) -> None:
        """Count an answer."""
        self.answered[answer.method, answer.status, answer.media_type] += 1
        self.seconds += answer.seconds
        if self.log is not None:
            self.log.write(log_line(answer))
            self.log.flush()


class CountRequests:
    """Middleware that counts in its `Traffic`; an aborted response counts with its status."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self._app = app
        self._traffic = traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status, media_type, size = time.perf_counter(), 0, "", 0

        async def send_noting(message: Message) -> None:
            nonlocal status, media_type, size
            if message["type"] == "http.response.start":
                status, media_type = message["status"], _media_type(message)
            else:
                size += len(message.get("body", b""))
            await send(message)

        self._traffic.under_way += 1
        try:
            await self._app(scope, receive, send_noting)
            status = status or _LEFT
        finally:
            self._traffic.under_way -= 1
            method = scope["method"] if scope["method"] in _METHODS else _OTHER
            kind, seconds = _kind(scope), time.perf_counter() - started
            self._traffic.note(LoggedRequest(method, kind, status or _FAILED, media_type, size, seconds))


def first_part(path: str) -> str:
    """Return the first segment of a path without its extension: `sparql` for `/sparql.csv`."""
    part = path.split("/", 2)[1] if path.startswith("/") else ""
    return part.partition(".")[0] or part


def _kind(scope: Scope) -> str:
    part = first_part(scope["path"])
    return part if part in _kinds(scope["app"]) else _OTHER


@lru_cache(maxsize=1)
def _kinds(app: Starlette) -> frozenset[str]:
    return frozenset(first_part(getattr(route, "path", "")) for route in app.routes)


def _media_type(message: Message) -> str:
    """Return the media type of a response if it is one of ours."""
    types = (value for name, value in message.get("headers", ()) if name == b"content-type")
    return next(types, b"").partition(b";")[0].decode("latin-1")


def log_line(answer: LoggedRequest) -> str:
    """Return the line of JSON about an answer."""
    known = {
        "time": round(time.time(), 3),
        "method": answer.method,
        "kind": answer.kind,
        "status": answer.status,
        "milliseconds": round(1000 * answer.seconds, 2),
        "bytes": answer.size,
        "format": answer.media_type,
    }
    return json.dumps(known) + "\n"
