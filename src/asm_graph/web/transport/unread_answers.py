"""Answers that their clients have not read yet: sent in pieces, not copied, and together within a bound.

A client may ask for much and read nothing. What waits for it is the answer itself, which may wait for others
too (the cache gives out one and the same); beyond the bound the one that reads most slowly is let go.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.web.transport.connection import RESET

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PIECE_BYTES = 65_536
"""As much as a connection keeps that its client does not read; shorter answers leave in one piece."""


@dataclass(eq=False, slots=True)
class _Unread:
    """An answer to one client."""

    body: bytes
    reset: Callable[[], None]


@dataclass(slots=True)
class UnreadAnswers:
    """The answers under way that are longer than a piece, at most `limit` bytes of them; each counts once.

    `used` counts their bytes.
    """

    limit: int
    used: int = 0
    _waiting: OrderedDict[_Unread, None] = field(default_factory=OrderedDict)
    _clients: dict[int, int] = field(default_factory=dict)
    """How many wait for each body, by its identity."""

    async def send(self, message: Message, send: Send, reset: Callable[[], None]) -> None:
        """Send a message piece by piece, each once the client has read most of what went before."""
        unread = _Unread(message["body"], reset)
        self._add(unread)
        try:
            body = memoryview(unread.body)
            for start in range(0, len(body), _PIECE_BYTES):
                end = start + _PIECE_BYTES
                piece = bytes(body[start:end])
                more = message.get("more_body", False) or end < len(body)
                await send({"type": message["type"], "body": piece, "more_body": more})
                if unread not in self._waiting:
                    return
                self._waiting.move_to_end(unread)
        finally:
            self._drop(unread)

    def _add(self, unread: _Unread) -> None:
        clients = self._clients.get(id(unread.body), 0)
        self._clients[id(unread.body)] = clients + 1
        self._waiting[unread] = None
        self.used += 0 if clients else len(unread.body)
        while self.used > self.limit and self._waiting:
            slowest = next(iter(self._waiting))
            slowest.reset()
            self._drop(slowest)

    def _drop(self, unread: _Unread) -> None:
        """Let go of an answer; it may be dropped already."""
        if unread not in self._waiting:
            return
        del self._waiting[unread]
        self._clients[id(unread.body)] -= 1
        if not self._clients[id(unread.body)]:
            del self._clients[id(unread.body)]
            self.used -= len(unread.body)


class InPieces:
    """An application whose long answers are `UnreadAnswers`."""

    def __init__(self, app: ASGIApp, unread: UnreadAnswers) -> None:
        self._app = app
        self._unread = unread

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_in_pieces(message: Message) -> None:
            if len(message.get("body", b"")) <= _PIECE_BYTES:
                await send(message)
            else:
                await self._unread.send(message, send, scope["state"][RESET])

        await self._app(scope, receive, send_in_pieces)
