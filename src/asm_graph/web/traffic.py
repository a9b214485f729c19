"""Counting requests: how many there were, how they ended, how long they took."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "QUERY"}
"""The methods that are told apart: a client may invent any number of others."""


@dataclass(slots=True)
class Traffic:
    """The requests since the start: those answered by method and status, and the seconds that they took."""

    answered: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: float = 0.0
    under_way: int = 0

    def note(self, method: str, status: int, seconds: float) -> None:
        """Count an answer."""
        self.answered[method, status] += 1
        self.seconds += seconds


class CountRequests:
    """Counts in the `Traffic` that it is given; an answer that breaks off counts with its status."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self._app = app
        self._traffic = traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"] if scope["method"] in _METHODS else "other"
        started, status = time.perf_counter(), 500

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._traffic.under_way += 1
        try:
            await self._app(scope, receive, send_noting)
        finally:
            self._traffic.under_way -= 1
            self._traffic.note(method, status, time.perf_counter() - started)
