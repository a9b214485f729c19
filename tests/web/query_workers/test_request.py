"""Short queries are read as the page server reads them; all else is left to it."""

from __future__ import annotations

import h11
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asm_graph.web.query_workers.request import LARGEST, RequestReader, ShortRequest, Verdict

READER = RequestReader(frozenset({b"/sparql"}))
"""One for all tests: what it read before makes no difference."""
HEAD = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: e\r\n"
POST = b"POST /sparql HTTP/1.1\r\nHost: e\r\nContent-Length: 3\r\n\r\n"
METHODS = st.sampled_from(["GET"] * 6 + ["POST"] * 6 + ["HEAD", "QUERY", "get"])
TARGETS = st.sampled_from(
    ["/sparql?query=a", "/sparql", "/sparql?a=%C3%A9", "/sparql?a#b", "//e/sparql", "*", "/é", "/sparql?é"]
)
LINES = st.sampled_from(
    [
        *("Accept: text/csv, */*;q=0.1 ", "accept:\ta", 'Cookie: a=b; c="d"', "X_Y-1: " + "z" * 300),
        *("Connection: keep-alive", "connection:Keep-Alive", "Keep-Alive: timeout=5", "Content_Length: 5"),
        *("Host: f", "Host:", "Host : e", " Host: e", "X: a\r\n b", "X: a\tb", "X:", "X: \x00", "X: é"),
        *(": x", "X", "X: a\n", "X: a\rb", "X!: a", "(X): a", "Expect: 100-continue", "Expect: x"),
        *("Connection: close", "Connection: Keep-Alive, close", "Connection:\tclose", "Connection:  close"),
        *("Connection: upgrade\r\nUpgrade: h2c", "Connection: keep-alive ", "Transfer-Encoding: chunked"),
        *("transfer-encoding:identity", "Transfer-Encoding : chunked", "Content-Length: 3, 3"),
        *("Content-Length: 3", "Content-Length: 03", "Content-Length: +3", "content-length:3 "),
        *("Content-Length: 0", "Content-Length: -1", "X-Forwarded-For: a, b", "If-None-Match: *"),
    ]
)
BODIES = st.sampled_from([*[""] * 4, "ASK", "\r\n", "3\r\nASK\r\n0\r\n\r\n", "GET /sparql HTTP/1.1\r\n\r\n"])


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    """A request, right or nearly so, and what may follow it."""
    body = draw(BODIES)
    lines = ["Host: e", *draw(st.lists(LINES, max_size=3))]
    if draw(st.sampled_from([*[bool(body)] * 4, not body])):
        lines.append(f"Content-Length: {len(body)}")
    first = f"{draw(METHODS)} {draw(TARGETS)} HTTP/1.{draw(st.sampled_from('1111111110'))}"
    return "\r\n".join([first, *draw(st.permutations(lines)), "", body]).encode()


def by_h11(data: bytes) -> tuple[h11.Request, bytes, int]:
    """The first request as h11 reads it, its body, and the bytes that both take."""
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(data)
    request, body = connection.next_event(), b""
    assert isinstance(request, h11.Request)
    while isinstance(event := connection.next_event(), h11.Data):
        body += event.data
    assert isinstance(event, h11.EndOfMessage)
    assert connection.their_state is h11.DONE
    return request, body, len(data) - len(connection.trailing_data[0])


@settings(max_examples=600, deadline=None)
@given(requests())
@example(HEAD + b"X: a\r\n\r\nGET")
@example(POST + b"ASK" + HEAD)
@example(HEAD + b"\r\n\r\n")
def test_what_is_read_is_what_the_page_server_would_read(data: bytes) -> None:
    read = READER.read(data)
    if isinstance(read, Verdict):
        return
    request, body, size = by_h11(data)
    values = {name: [value for each, value in request.headers if each == name] for name, _ in request.headers}
    assert (read.method.encode(), read.body, len(read.sent)) == (request.method, body, size)
    assert request.target.partition(b"?")[::2] == (b"/sparql", read.parameters)
    assert [each.encode() for each in read.headers.accept] == values.get(b"accept", [])
    assert values.keys().isdisjoint({b"transfer-encoding", b"expect", b"upgrade"})
    assert len(values[b"host"]) == 1


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"\r\n",
        HEAD + b"Connection: keep-alive\r\nAccept:text/csv, */*;q=0.1 \r\n\r\n",
        POST + b"ASK",
        POST.replace(b"3", b"0"),
        HEAD + b"\r\n" + HEAD + b"\r\n",
    ],
)
def test_what_clients_send_is_read(data: bytes) -> None:
    assert isinstance(READER.read(data), ShortRequest)


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"Host: f\r\n\r\n",
        HEAD.replace(b"Host: e\r\n", b"X: y\r\n") + b"\r\n",
        HEAD.replace(b"1.1", b"1.0") + b"\r\n",
        HEAD.replace(b"/sparql", b"/search") + b"\r\n",
        HEAD + b"Connection: close\r\n\r\n",
        HEAD + b"Expect: 100-continue\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        HEAD + b"Content-Length: 3\r\n\r\nASK",
        HEAD + b"X: a\r\n b\r\n\r\n",
        HEAD + b"X: \x00\r\n\r\n",
        HEAD + b"X: y\r\n" * 100 + b"\r\n",
        POST.replace(b"Content-Length: 3\r\n", b""),
        POST.replace(b"\r\n\r\n", b"\r\nContent-Length: 3\r\n\r\n") + b"ASK",
        POST.replace(b"3", b"%d" % LARGEST) + b"ASK",
        b"\x16\x03\x01\x02",
        b"GET / HTT",
    ],
)
def test_anything_else_is_left_to_the_page_server(data: bytes) -> None:
    assert READER.read(data) is Verdict.OTHER


@pytest.mark.parametrize("data", [HEAD, HEAD[:3], POST, POST + b"AS", POST[:-1]])
def test_the_rest_of_a_request_is_waited_for(data: bytes) -> None:
    assert READER.read(data) is Verdict.PARTIAL
