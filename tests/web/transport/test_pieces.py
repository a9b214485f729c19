"""A request is answered the same however its pieces arrive."""

from __future__ import annotations

import asyncio
from typing import Any

import uvicorn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from uvicorn.server import ServerState

from asm_graph.settings import Settings
from asm_graph.web.services.request_log import Traffic
from asm_graph.web.transport.connection import BoundedConnection

HEAD = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: e\r\n"
STEPS = 12
"""Turns of the event loop in which everything has happened: nothing here waits for a socket."""
METHODS = st.sampled_from(["GET"] * 6 + ["POST"] * 6 + ["HEAD", "QUERY", "get"])
TARGETS = st.sampled_from(
    ["/", "/length", "/close", "/304", "/204?a=%C3%A9", "/%2e%00%ff?b", "//e/", "*", "/é", "http://e/"]
)
USUAL = st.sampled_from(
    [
        *("Accept: text/csv, */*;q=0.1 ", "accept:\ta", 'Cookie: a=b; c="d"', "X_Y-1: " + "z" * 300),
        *("Connection: keep-alive", "connection:Keep-Alive", "Keep-Alive: timeout=5", "Content_Length: 5"),
    ]
)
ODD = st.sampled_from(
    [
        *("Host: f", "Host:", "Host : e", " Host: e", "X: a\r\n b", "X: a\tb", "X:", "X: \x00", "X: é"),
        *(": x", "X", "X: a\n", "X: a\rb", "X!: a", "(X): a", "Expect: 100-continue", "Expect: x"),
        *("Connection: close", "Connection: Keep-Alive, close", "Connection:\tclose", "Connection:  close"),
        *("Connection: upgrade\r\nUpgrade: h2c", "Connection: keep-alive ", "Transfer-Encoding: chunked"),
        *("transfer-encoding:identity", "Transfer-Encoding : chunked", "Content-Length: 3, 3"),
        *("Content-Length: 3", "Content-Length: 03", "Content-Length: +3", "content-length:3 "),
        *("Content-Length: 0", "Content-Length: -1"),
    ]
)
BODIES = st.sampled_from(
    [*[""] * 4, "ASK", "\r\n", "3\r\nASK\r\n0\r\n\r\n", "GET /length HTTP/1.1\r\nHost: e\r\n\r\n"]
)


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    """A request, right or nearly so, and what may follow it."""
    body = draw(BODIES)
    lines = ["Host: e", *draw(st.lists(USUAL, max_size=3)), *draw(st.lists(ODD, max_size=1))]
    if draw(st.sampled_from([*[bool(body)] * 4, not body])):
        lines.append(f"Content-Length: {len(body)}")
    first = f"{draw(METHODS)} {draw(TARGETS)} HTTP/1.{draw(st.sampled_from('1111111110'))}"
    return "\r\n".join([first, *draw(st.permutations(lines)), "", body]).encode()


class Wire:
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        self.written, self.closed = b"", False

    def write(self, data: bytes) -> None:
        self.written += data

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed

    def get_extra_info(self, _name: str) -> None:
        return None

    def pause_reading(self) -> None:
        """Nothing comes by itself."""

    resume_reading = pause_reading


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Tell the request, in a way that its path names."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    told = repr(sorted((name, value) for name, value in scope.items() if name != "state")).encode() + body
    headers = {"/length": (b"content-length", b"%d" % len(told)), "/close": (b"connection", b"close")}
    path = scope["path"]
    status = int(path[1:]) if path in {"/204", "/304"} else 200
    await send(start(*([headers[path]] if path in headers else []), status=status))
    if status == 200:
        await send(piece(told[:9], more=True))
        await send(piece(told[9:]))
    else:
        await send(piece(b""))


async def conversation(*pieces: bytes) -> tuple[list[bytes], bool]:
    """The lines that pieces of requests bring about, their case and order aside; whether that is the end."""
    wire: Any = Wire()
    config = uvicorn.Config(echo, log_config=None, lifespan="off")
    kind = BoundedConnection.of(Settings(), Traffic())
    connection = kind(config, ServerState(), {})
    connection.connection_made(wire)
    for data in pieces:
        if not wire.closed:
            connection.data_received(data)
        for _ in range(STEPS):
            await asyncio.sleep(0)
    is_over = wire.closed
    connection.connection_lost(None)
    await asyncio.gather(*connection.tasks)
    return sorted(wire.written.lower().split(b"\r\n")), is_over


@settings(max_examples=600, deadline=None)
@given(requests(), st.integers(0, 1000))
@example(b"HEAD / HTTP/1.1\r\nHost: e\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", 60)
@example(HEAD + b"\r\n\r\n", 158)
@example(b"\r\n\r\n" + HEAD + b"\r\n", 1)
@example(b"\r\nGET /\xc3\xb1 HTTP/1.1\r\nHost: e\r\n\r\n", 1)
def test_it_makes_no_difference_whether_a_request_arrives_in_one_piece_or_in_two(
    data: bytes, place: int
) -> None:
    cut = 1 + place % (len(data) - 1)

    async def both() -> None:
        assert await conversation(data) == await conversation(data[:cut], data[cut:])

    asyncio.run(both())


def start(*headers: tuple[bytes, bytes], status: int = 200) -> dict[str, Any]:
    return {"type": "http.response.start", "status": status, "headers": list(headers)}


def piece(body: bytes, *, more: bool = False) -> dict[str, Any]:
    return {"type": "http.response.body", "body": body, "more_body": more}
