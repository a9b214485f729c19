"""Requests come in few pieces: lines of a head, and chunks of a body."""

from __future__ import annotations

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.web.transport.bounded_parser import BoundedParser

HEAD = b"POST /sparql HTTP/1.1\r\nHost: e\r\nTransfer-Encoding: chunked\r\n\r\n"
END = b"0\r\n\r\n"


def events(parser: BoundedParser) -> list[object]:
    found: list[object] = []
    while (event := parser.next_event()) not in (h11.NEED_DATA, h11.PAUSED):
        found.append(event)
    return found


def body_of(sent: bytes, size: int = 100_000) -> bytes:
    """The body that arrives in pieces of a size."""
    parser, body = BoundedParser(65_536), b""
    for start in range(0, len(sent), size):
        parser.receive_data(sent[start : start + size])
        for event in events(parser):
            body += bytes(event.data) if isinstance(event, h11.Data) else b""
    return body


def chunked(*pieces: bytes) -> bytes:
    return HEAD + b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + END


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=150), st.integers(50, 3000))
def test_a_few_small_chunks_are_taken(pieces: list[bytes], size: int) -> None:
    assert body_of(chunked(*pieces), size) == b"".join(pieces)


def test_many_chunks_of_a_usual_size_are_taken() -> None:
    assert len(body_of(chunked(*[b"x" * 512] * 600))) == 512 * 600


@pytest.mark.parametrize("size", [100_000, 1_000])
def test_a_body_in_crumbs_is_refused(size: int) -> None:
    parser, sent = BoundedParser(65_536), chunked(*[b"x"] * 5_000)
    with pytest.raises(h11.RemoteProtocolError):
        body_of_parser(parser, sent, size)
    assert parser.fault == "request"


def test_each_request_has_its_own_chunks() -> None:
    parser = BoundedParser(65_536)
    for _ in range(5):
        parser.receive_data(chunked(*[b"x"] * 150))
        events(parser)
        parser.send(h11.Response(status_code=200, headers=[("Content-Length", "0")]))
        parser.send(h11.EndOfMessage())
        parser.start_next_cycle()
    assert parser.fault is None


@pytest.mark.parametrize("line", [b"a:\r\n", b"a: b\n", b" folded\r\n"])
@pytest.mark.parametrize("size", [100_000, 700])
def test_a_head_of_many_lines_is_refused_before_it_is_parsed(line: bytes, size: int) -> None:
    parser = BoundedParser(65_536)
    with pytest.raises(h11.RemoteProtocolError):
        body_of_parser(parser, b"GET / HTTP/1.1\r\nHost: e\r\n" + line * 10_000 + b"\r\n", size)
    assert parser.fault == "headers"


def test_lines_of_a_body_and_of_other_requests_do_not_count() -> None:
    parser = BoundedParser(65_536)
    body = b"\n" * 5_000
    parser.receive_data(b"POST / HTTP/1.1\r\nHost: e\r\nContent-Length: 5000\r\n\r\n" + body)
    assert sum(len(event.data) for event in events(parser) if isinstance(event, h11.Data)) == 5_000
    pipelined = BoundedParser(65_536)
    pipelined.receive_data(b"GET / HTTP/1.1\r\nHost: e\r\n\r\n" * 300)
    assert isinstance(pipelined.next_event(), h11.Request)
    assert pipelined.fault is None


def body_of_parser(parser: BoundedParser, sent: bytes, size: int) -> None:
    for start in range(0, len(sent), size):
        parser.receive_data(sent[start : start + size])
        events(parser)
