"""What clients do not read is not copied for them, and is bounded for all of them together."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from asm_graph.web.transport.connection import RESET
from asm_graph.web.transport.unread_answers import InPieces, UnreadAnswers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import Message, Receive, Scope, Send

PIECE = 65_536


class Client:
    """A client that reads piece by piece, as many as it likes; `is_gone` once its connection was reset."""

    def __init__(self, app: Callable[..., Awaitable[None]], pieces: int = 10**9) -> None:
        self._app = app
        self._left = pieces
        self._more = asyncio.Event()
        self.messages: list[Message] = []
        self.is_gone = False

    async def ask(self, body: bytes) -> None:
        scope = {"type": "http", "state": {RESET: self._reset}, "body": body}
        await self._app(scope, None, self._send)

    def read(self, pieces: int) -> None:
        self._left += pieces
        self._more.set()

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages)

    def _reset(self) -> None:
        self.is_gone = True
        self._more.set()

    async def _send(self, message: Message) -> None:
        while self._left <= 0 and not self.is_gone:
            self._more.clear()
            await self._more.wait()
        self._left -= 1
        if not self.is_gone:
            self.messages.append(message)


async def application(scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": scope["body"]})


async def settled() -> None:
    for _ in range(50):
        await asyncio.sleep(0)


def run(test: Callable[[UnreadAnswers, Any], Awaitable[None]], limit: int = 10**9) -> None:
    unread = UnreadAnswers(limit)
    asyncio.run(asyncio.wait_for(test(unread, InPieces(application, unread)), 30))
    assert unread.used == 0
    assert not unread._waiting
    assert not unread._clients


def test_a_long_answer_comes_whole_in_pieces_and_a_short_one_at_once() -> None:
    async def test(_: UnreadAnswers, app: Any) -> None:
        for size in (0, 1, PIECE, PIECE + 1, 5 * PIECE, 5 * PIECE + 7):
            client, body = Client(app), bytes(range(256)) * (size // 256) + b"x" * (size % 256)
            await client.ask(body)
            pieces = client.messages[1:]
            assert client.body == body
            assert max(len(each["body"]) for each in pieces) <= PIECE
            assert [each.get("more_body", False) for each in pieces] == [True] * (len(pieces) - 1) + [False]

    run(test)


def test_one_answer_to_many_counts_once() -> None:
    async def test(unread: UnreadAnswers, app: Any) -> None:
        body = b"x" * 10 * PIECE
        clients = [Client(app, pieces=2) for _ in range(20)]
        asking = [asyncio.create_task(client.ask(body)) for client in clients]
        await settled()
        assert unread.used == len(body)
        for client in clients:
            client.read(100)
        await asyncio.gather(*asking)
        assert not any(client.is_gone for client in clients)

    run(test)


def test_beyond_the_bound_who_reads_most_slowly_is_let_go() -> None:
    async def test(unread: UnreadAnswers, app: Any) -> None:
        silent, reading = Client(app, pieces=1), Client(app, pieces=1)
        asking = [
            asyncio.create_task(reading.ask(b"a" * 10 * PIECE)),
            asyncio.create_task(silent.ask(b"b" * 10 * PIECE)),
        ]
        await settled()
        reading.read(3)
        await settled()
        late = Client(app)
        await late.ask(b"c" * 10 * PIECE)
        assert silent.is_gone
        assert not reading.is_gone
        assert late.body == b"c" * 10 * PIECE
        assert unread.used <= unread.limit
        reading.read(100)
        await asyncio.gather(*asking)
        assert reading.body == b"a" * 10 * PIECE
        assert len(silent.body) < 10 * PIECE

    run(test, limit=25 * PIECE)


def test_many_that_read_nothing_never_hold_more_than_the_bound() -> None:
    async def test(unread: UnreadAnswers, app: Any) -> None:
        clients = [Client(app, pieces=1) for _ in range(100)]
        asking = []
        for number, client in enumerate(clients):
            asking.append(asyncio.create_task(client.ask(bytes([number]) * 10 * PIECE)))
            await settled()
            assert unread.used <= unread.limit
        assert sum(client.is_gone for client in clients) == 95
        for client in clients:
            client.read(100)
        await asyncio.gather(*asking)
        assert [client.is_gone for client in clients[-5:]] == [False] * 5

    run(test, limit=50 * PIECE)


def test_a_client_that_leaves_leaves_nothing() -> None:
    async def test(unread: UnreadAnswers, app: Any) -> None:
        asking = asyncio.create_task(Client(app, pieces=2).ask(b"x" * 10 * PIECE))
        await settled()
        assert unread.used
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)

    run(test)
