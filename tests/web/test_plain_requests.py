"""What is read as a plain request is read as h11 reads it, and nothing else is read at all."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.web.plain_requests import Exchange, PlainRequest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

HEAD = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: e\r\n"
POST = b"POST /sparql HTTP/1.1\r\nHost: e\r\nContent-Length: 3\r\n\r\n"
NAMES = st.sampled_from(
    [
        "Host",
        "Accept",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Expect",
        "Upgrade",
        "X-Y",
        "",
        "A B",
    ]
)
VALUES = st.sampled_from(
    ["e", "3", "0", "keep-alive", "close", "chunked", "a, b;q=0.1", "", " x ", "\x00", "é"]
)
PIECES = st.lists(st.tuples(NAMES, VALUES), max_size=5)


def as_h11_reads(data: bytes) -> tuple[bytes, bytes, list[tuple[bytes, bytes]], bytes]:
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(data)
    request, body = connection.next_event(), b""
    assert isinstance(request, h11.Request)
    while isinstance(event := connection.next_event(), h11.Data):
        body += event.data
    assert isinstance(event, h11.EndOfMessage)
    assert connection.trailing_data == (b"", False)
    return request.method, request.target, list(request.headers), body


@given(
    st.sampled_from(["GET", "POST", "HEAD", "QUERY"]),
    st.sampled_from(["/", "/a?b=%20", "*", "/é", "http://e/"]),
    PIECES,
    st.sampled_from([b"", b"ASK", b"\r\n", b"GET / HTTP/1.1\r\n\r\n"]),
)
def test_what_is_read_is_what_h11_reads(
    method: str, target: str, headers: list[tuple[str, str]], body: bytes
) -> None:
    lines = "".join(f"{name}: {value}\r\n" for name, value in [("Host", "e"), *headers])
    data = f"{method} {target} HTTP/1.1\r\n{lines}\r\n".encode() + body
    read = PlainRequest.read(data)
    if read is not None:
        assert (read.method.encode(), read.target, read.headers, read.body) == as_h11_reads(data)


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"\r\n",
        HEAD + b"Connection: keep-alive\r\nAccept:text/csv, */*;q=0.1 \r\n\r\n",
        POST + b"ASK",
        POST.replace(b"3", b"0"),
    ],
)
def test_what_clients_send_is_read(data: bytes) -> None:
    assert PlainRequest.read(data) is not None


@pytest.mark.parametrize(
    "data",
    [
        HEAD,
        HEAD + b"\r\n" + HEAD + b"\r\n",
        HEAD + b"Host: f\r\n\r\n",
        HEAD.replace(b"Host: e\r\n", b"X: y\r\n") + b"\r\n",
        HEAD.replace(b"1.1", b"1.0") + b"\r\n",
        HEAD + b"Connection: close\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        HEAD + b"Content-Length: 3\r\n\r\nASK",
        HEAD + b"X: a\r\n b\r\n\r\n",
        HEAD + b"X: \x00\r\n\r\n",
        POST + b"AS",
        POST + b"ASK ",
        POST.replace(b"Content-Length: 3\r\n", b""),
        POST.replace(b"\r\n\r\n", b"\r\nContent-Length: 3\r\n\r\n") + b"ASK",
    ],
)
def test_anything_else_is_left_to_h11(data: bytes) -> None:
    assert PlainRequest.read(data) is None


class Wire:
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        self.written, self.closed = b"", False

    def write(self, data: bytes) -> None:
        self.written += data

    def close(self) -> None:
        self.closed = True


class NoFlow:
    write_paused = False


def exchanged(application: Callable[..., Awaitable[None]]) -> tuple[Wire, bool]:
    """What an application makes go over the wire, and whether the exchange came to its end."""
    wire, ended = Wire(), []

    async def run() -> None:
        transport: Any = wire
        flow: Any = NoFlow()
        exchange = Exchange(b"ASK", transport, flow, [(b"date", b"now")], lambda: ended.append(True))
        await exchange.run(application, {"type": "http"})

    asyncio.run(run())
    return wire, bool(ended)


def sending(*messages: dict[str, Any]) -> Callable[..., Awaitable[None]]:
    async def application(_scope: Any, receive: Any, send: Any) -> None:
        assert (await receive())["body"] == b"ASK"
        for message in messages:
            await send(message)

    return application


def start(*headers: tuple[bytes, bytes], status: int = 200) -> dict[str, Any]:
    return {"type": "http.response.start", "status": status, "headers": list(headers)}


def piece(body: bytes, *, more: bool = False) -> dict[str, Any]:
    return {"type": "http.response.body", "body": body, "more_body": more}


def test_an_answer_of_known_length_leaves_as_it_is() -> None:
    wire, ended = exchanged(sending(start((b"content-length", b"4")), piece(b"true")))
    assert wire.written == b"HTTP/1.1 200 OK\r\ndate: now\r\ncontent-length: 4\r\n\r\ntrue"
    assert (ended, wire.closed) == (True, False)


def test_an_answer_of_unknown_length_leaves_in_chunks() -> None:
    wire, ended = exchanged(sending(start(), piece(b"a" * 16, more=True), piece(b"", more=True), piece(b"b")))
    assert wire.written.endswith(b"chunked\r\n\r\n10\r\n" + b"a" * 16 + b"\r\n1\r\nb\r\n0\r\n\r\n")
    assert ended


def test_an_answer_without_a_body_has_no_chunks() -> None:
    wire, ended = exchanged(sending(start(status=304), piece(b"")))
    assert wire.written == b"HTTP/1.1 304 Not Modified\r\ndate: now\r\n\r\n"
    assert ended


def test_an_answer_that_is_not_finished_breaks_the_connection() -> None:
    wire, ended = exchanged(sending(start(), piece(b"a", more=True)))
    assert not wire.written.endswith(b"0\r\n\r\n")
    assert (ended, wire.closed) == (False, True)


@pytest.mark.parametrize(
    "messages",
    [
        (start((b"content-length", b"4")), piece(b"false")),
        (start((b"content-length", b"4")), piece(b"tru")),
        (start((b"x", b"y\r\nz: a")), piece(b"")),
    ],
)
def test_an_answer_that_would_frame_wrongly_is_not_sent(messages: tuple[dict[str, Any], ...]) -> None:
    with pytest.raises(ValueError, match=r"long|line end"):
        exchanged(sending(*messages))


def test_the_last_answer_of_a_connection_says_so() -> None:
    wire, _ = exchanged(sending(start((b"connection", b"close"), (b"content-length", b"0")), piece(b"")))
    assert wire.written.count(b"connection: close") == 1
    assert wire.closed
