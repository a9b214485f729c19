"""The plain requests most clients send, parsed by one regular expression, and their exchange.

A `GET`, or a `POST` with a length, that arrives whole and has no header that changes how messages are framed.
Everything else is h11's to read, right or wrong: this module refuses nothing.
"""

from __future__ import annotations

import asyncio
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from asm_graph.web.http.request_size import MOST_HEADERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from starlette.types import ASGIApp, Message, Scope
    from uvicorn.protocols.http.flow_control import FlowControl

    Header = tuple[bytes, bytes]

_REQUEST = re.compile(
    rb"(GET|POST) (/[!-~]*) HTTP/1\.1\r\n"
    rb"((?:(?!(?i:connection: *+(?!keep-alive\r)|transfer-|expect:|upgrade:))"  # what frames a message
    rb"[\w\-]++:[ \t]*+[!-~][ -~]*+\r\n)++)\r\n"
)
_HEADER = re.compile(rb"(?<![^\n])([\w\-]++):[ \t]*+([!-~](?:[ -~]*[!-~])?+) *+\r\n")
_STATUS_LINES = {each.value: f"HTTP/1.1 {each.value} {each.phrase}\r\n".encode() for each in HTTPStatus}
REPEATABLE = "repeatable"
"""The name in the state of a request of what tells that its answer holds as long as a release does."""
_ASGI = {"version": "3.0", "spec_version": "2.3"}
_WITHOUT_BODY = {204, 304}
_LAST_CHUNK = b"0\r\n\r\n"
_CHUNKED = (b"transfer-encoding", b"chunked")
_CLOSE = (b"connection", b"close")


class PlainRequest(NamedTuple):
    """A request that arrived whole; header names are lower case."""

    method: str
    target: bytes
    headers: list[Header]
    body: bytes

    @classmethod
    def read(cls, data: bytes) -> PlainRequest | None:
        """Parse exactly one request; None for any other bytes."""
        match = _REQUEST.match(data)
        if match is None or match[3].count(b"\n") > MOST_HEADERS:
            return None
        headers = [(name.lower(), value) for name, value in _HEADER.findall(match[3])]
        lengths = [value for name, value in headers if name == b"content-length"]
        body = data[match.end() :]
        if lengths != ([b"%d" % len(body)] if match[1] == b"POST" else []) or (body and not lengths):
            return None
        if sum(name == b"host" for name, _ in headers) != 1:
            return None
        return cls(match[1].decode(), match[2], headers, body)

    def scope(self, connection: Mapping[str, object]) -> Scope:
        """Make the ASGI scope (HTTP, 2.3) of the request on its connection."""
        raw_path, _, query_string = self.target.partition(b"?")
        return {
            **connection,
            "type": "http",
            "asgi": _ASGI,
            "http_version": "1.1",
            "method": self.method,
            "root_path": "",
            "path": unquote(raw_path.decode("ascii")),
            "raw_path": raw_path,
            "query_string": query_string,
            "headers": self.headers,
        }


class Exchange:
    """The `receive` and `send` of one request; head and first body part are sent together."""

    def __init__(
        self,
        body: bytes,
        transport: asyncio.Transport,
        flow: FlowControl,
        default_headers: list[Header],
        on_end: Callable[[], None],
    ) -> None:
        self.is_over = False
        self._keep_alive = True
        self._end = asyncio.Event()
        self._body = body
        self._transport = transport
        self._flow = flow
        self._default_headers = default_headers
        self._on_end = on_end
        self._received = False
        self._release: str | None = None
        self.repeatable: tuple[str, bytes] | None = None
        """The release, and all but the first lines, of an answer that the same request may have again."""
        self._first = b""
        self._head: bytes | None = None
        self._left: int | None = None
        """Bytes that the body still needs; None where nobody said how many."""

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        """Let the application answer; an answer that it does not finish breaks the connection."""
        try:
            await app(scope, self.receive, self.send)
        finally:
            if not self.is_over:
                self._transport.close()

    def leave(self) -> None:
        """End the exchange: the client has gone, or has its response."""
        self.is_over = True
        self._end.set()

    def be_last(self) -> None:
        """Let no other request follow on this connection."""
        self._keep_alive = False

    def be_repeatable(self, release: str) -> None:
        """Mark the response as the same for as long as this release is current."""
        self._release = release

    async def receive(self) -> Message:
        """Return the whole body, then the disconnect."""
        if not self._received:
            self._received = True
            return {"type": "http.request", "body": self._body, "more_body": False}
        await self._end.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """Take a piece of the answer; wait while the client does not read."""
        if self._flow.write_paused and not self.is_over:
            await self._flow.drain()
        if self.is_over:
            return
        if message["type"] == "http.response.start":
            self._begin(message["status"], list(message["headers"]))
        else:
            self._add(message.get("body", b""), is_last=not message.get("more_body", False))

    def _begin(self, status: int, headers: list[Header]) -> None:
        self._left = next((int(value) for name, value in headers if name == b"content-length"), None)
        self._keep_alive = self._keep_alive and _CLOSE not in headers
        if status in _WITHOUT_BODY:
            self._left = 0
        elif self._left is None:
            headers.append(_CHUNKED)
        if not self._keep_alive and _CLOSE not in headers:
            headers.append(_CLOSE)
        self._first, self._head = head_of(status, self._default_headers), _lines(headers) + b"\r\n"

    def _add(self, piece: bytes, *, is_last: bool) -> None:
        if self._left is None:
            piece = (b"%x\r\n%b\r\n" % (len(piece), piece) if piece else b"") + (
                _LAST_CHUNK if is_last else b""
            )
        else:
            self._left -= len(piece)
            if self._left < 0 or (is_last and self._left):
                raise ValueError("the answer is not as long as it said")
        if self._head is not None:
            piece, self._head = self._head + piece, None
            if is_last and self._release is not None and self._keep_alive:
                self.repeatable = (self._release, piece)
            piece = self._first + piece
        self._transport.write(piece)
        if is_last:
            self._finish()

    def _finish(self) -> None:
        self.leave()
        if not self._keep_alive:
            self._transport.close()
        self._on_end()


def head_of(status: int, headers: Sequence[Header]) -> bytes:
    """How an answer begins: with its status, and what every answer has."""
    return _STATUS_LINES[status] + _lines(headers)


def _lines(headers: Sequence[Header]) -> bytes:
    lines = b"".join([name + b": " + value + b"\r\n" for name, value in headers])
    if lines.count(b"\n") != len(headers) or lines.count(b"\r") != len(headers):
        raise ValueError("a header with a line end in it")
    return lines
