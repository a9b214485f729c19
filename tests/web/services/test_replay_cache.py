"""Requests that come again byte for byte are answered alike, until there is another release."""

from __future__ import annotations

import io
import json
import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from asm_graph.web.services.answer_cache import ENTRY_BYTES
from asm_graph.web.services.replay_cache import ReplayCache
from asm_graph.web.services.request_log import Traffic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LABEL = "SELECT ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l }"


def test_an_answer_holds_while_its_release_is_current() -> None:
    current, traffic = {"one"}, Traffic()
    repeats = ReplayCache(10_000, current.__contains__, traffic)
    assert repeats.answer(b"GET /") is None
    repeats.keep(b"GET /", "one", b"answer")
    assert repeats.answer(b"GET /") == b"answer"
    assert traffic.answered == {("GET", 200, ""): 1}
    current.clear()
    assert repeats.answer(b"GET /") is None
    current.add("one")
    assert repeats.answer(b"GET /") is None


def test_the_log_has_the_kind_of_an_address_however_it_is_written() -> None:
    log = io.StringIO()
    repeats = ReplayCache(10_000, lambda _: True, Traffic(log))
    repeats.keep(b"GET /%73parql.csv?query=x HTTP/1.1", "one", b"Content-Type: text/csv; a\r\n\r\nl")
    assert repeats.answer(b"GET /%73parql.csv?query=x HTTP/1.1")
    line = json.loads(log.getvalue())
    assert (line["kind"], line["format"], line["bytes"]) == ("sparql", "text/csv", 1)


def test_answers_are_bounded_and_the_oldest_goes_first() -> None:
    repeats = ReplayCache(2 * (ENTRY_BYTES + 101), lambda _: True, Traffic())
    for request in (b"1", b"2"):
        repeats.keep(request, "r", b"x" * 100)
    assert repeats.answer(b"1")
    repeats.keep(b"3", "r", b"x" * 100)
    assert [repeats.answer(each) is not None for each in (b"1", b"2", b"3")] == [True, False, True]
    repeats.keep(b"4", "r", b"x" * 5000)
    assert repeats.answer(b"4") is None


class Talk:
    """One connection; every answer as its head, in lines, and its body."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._socket = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20)

    def __enter__(self) -> Talk:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def send(self, data: bytes) -> None:
        self._socket.sendall(data)

    def receive(self) -> bytes:
        return self._socket.recv(65_536)

    def ask(self, request: bytes) -> tuple[list[bytes], bytes]:
        self.send(request)
        received = b""
        while b"\r\n\r\n" not in received:
            received += self.receive()
        head, _, body = received.partition(b"\r\n\r\n")
        length = next(
            int(line.split()[1]) for line in head.split(b"\r\n") if line.startswith(b"content-length")
        )
        while len(body) < length:
            body += self.receive()
        return head.split(b"\r\n"), body


def test_the_same_bytes_get_the_answer_of_the_release_of_the_moment(
    start: Callable[..., Any], publish: Callable[[Path, str], str], tmp_path: Path
) -> None:
    request = f"GET /sparql?query={LABEL.replace(' ', '+')}&format=csv HTTP/1.1\r\nHost: e\r\n\r\n".encode()
    folder = tmp_path / "releases"
    publish(folder, "Antes")
    with start(folder, workers=1) as server, Talk(server.url) as talk:
        answers = [talk.ask(request) for _ in range(4)]
        assert {body for _, body in answers} == {b"l\r\nAntes\r\n"}
        assert [any(b"cache;" in line for line in head) for head, _ in answers] == [False, True, True, True]
        assert len({line for head, _ in answers for line in head if line.startswith(b"etag")}) == 1
        assert all(head[1].startswith(b"date: ") for head, _ in answers)
        assert 'cache_lookups_total{found="yes"} 3.0' in httpx.get(f"{server.url}/metrics").text
        publish(folder, "Después")
        assert talk.ask(request)[1].decode() == "l\r\nDespués\r\n"


def test_pipelined_requests_are_answered_in_order(server: Any) -> None:
    one, two = (
        f"GET /sparql?query=SELECT+({n}+AS+?n){{}}&format=csv HTTP/1.1\r\nHost: e\r\n\r\n".encode()
        for n in (1, 2)
    )
    with Talk(server.url) as talk:
        assert [talk.ask(one)[1], talk.ask(two)[1], talk.ask(one)[1]] == [
            b"n\r\n1\r\n",
            b"n\r\n2\r\n",
            b"n\r\n1\r\n",
        ]
        talk.send(one)
        talk.send(two)
        talk.send(one + two)
        received = b""
        while received.count(b"n\r\n") < 4:
            received += talk.receive()
        assert [part[:1] for part in received.split(b"n\r\n")[1:]] == [b"1", b"2", b"1", b"2"]
