"""Canceling work when the client disconnects."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from starlette.types import Receive

_WATCHED_FROM = 0.02
"""Seconds after which it is looked whether the client is there: most answers are given before."""


class DisconnectWatch:
    """A block that is canceled, without raising, when the client disconnects."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._work: asyncio.Task[object] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._departure: asyncio.Task[None] | None = None
        self._has_left = False

    async def __aenter__(self) -> None:
        """Begin to watch, in a while."""
        self._work = asyncio.current_task()
        self._timer = asyncio.get_running_loop().call_later(_WATCHED_FROM, self._watch)

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        """Stop watching; an end that the departure brought about is no error."""
        if self._timer is not None:
            self._timer.cancel()
        if self._departure is not None:
            self._departure.cancel()
        if not self._has_left or self._work is None:
            return False
        return self._work.uncancel() == 0 and isinstance(error, asyncio.CancelledError)

    def _watch(self) -> None:
        self._departure = asyncio.create_task(_departure(self._receive))
        self._departure.add_done_callback(self._end)

    def _end(self, departure: asyncio.Task[None]) -> None:
        if not departure.cancelled() and self._work is not None:
            self._has_left = True
            self._work.cancel()


async def _departure(receive: Receive) -> None:
    """Return when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
