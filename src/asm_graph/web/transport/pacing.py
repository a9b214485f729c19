"""Requests that share the event loop: in each of its turns they get a few milliseconds together.

The loop runs all that is ready before it looks for more. Twenty pages that are ready at once, each with 40 ms
of work, would keep everybody else waiting for a second; paced, the loop looks around after each of them.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from starlette.types import ASGIApp, Receive, Scope, Send

_TURN_SECONDS = 0.005
_UNPACED = {"/health"}
"""Says that the server runs, so it must not wait for what others have asked."""


class Pace:
    """How much of the present turn of the event loop is used."""

    def __init__(self) -> None:
        self._used = 0.0

    @property
    def is_used_up(self) -> bool:
        """Whether others are to go on in the next turn."""
        return self._used >= _TURN_SECONDS

    def use(self, seconds: float) -> None:
        """Count time of the present turn."""
        if not self._used:
            asyncio.get_running_loop().call_soon(self._begin_anew)
        self._used += seconds

    def _begin_anew(self) -> None:
        self._used = 0.0


class _Paced(Generator[Any, Any, None]):
    """What awaits something else, and may wait before each of its steps for the next turn of the loop."""

    def __init__(self, awaited: Awaitable[None], pace: Pace) -> None:
        self._steps = awaited.__await__()
        self._pace = pace

    def __await__(self) -> Generator[Any, Any, None]:
        return self

    def send(self, value: Any, /) -> Any:  # noqa: ANN401  the loop's affair
        """Take the next step."""
        if self._pace.is_used_up:
            return None  # which asks the loop to come again in its next turn
        started = time.perf_counter()
        try:
            return self._steps.send(value)
        finally:
            self._pace.use(time.perf_counter() - started)

    def throw(self, *error: Any) -> Any:  # noqa: ANN401  as above
        """Hand over an error, such as that of a cancellation."""
        return self._steps.throw(*error)


class PacedRequests:
    """An application whose requests are paced."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._pace = Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through."""
        answering = self._app(scope, receive, send)
        if scope["type"] == "http" and scope["path"] not in _UNPACED:
            await _Paced(answering, self._pace)
        else:
            await answering
