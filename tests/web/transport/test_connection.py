"""Connections that give nothing, take nothing or never end."""

from __future__ import annotations

import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GET = b"GET /sparql?query=ASK{} HTTP/1.1\r\nHost: e\r\n"
LONG = b"GET /sparql?query=SELECT*{?a%20?b%20?c.?d%20?e%20?f}&format=csv HTTP/1.1\r\nHost: e\r\n\r\n"
POST = (
    GET.replace(b"GET", b"POST").replace(b"?query=ASK{}", b"")
    + b"Content-Type: application/sparql-query\r\nContent-Length: 99\r\n\r\n"
)


@pytest.fixture(scope="module")
def strict(
    releases: Path, tmp_path_factory: pytest.TempPathFactory, run: Callable[..., Any]
) -> Iterator[Any]:
    log = tmp_path_factory.mktemp("strict") / "server.log"
    limits = {
        "workers": 2,
        "request_seconds": 0.6,
        "send_seconds": 0.6,
        "connections": 20,
        "query_seconds": 8,
    }
    with run(releases, log, header_bytes=10_000, **limits) as server:
        yield server


def connect(server: Any) -> socket.socket:
    parts = urlsplit(server.url)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10)


def answer(connection: socket.socket) -> tuple[int, dict[str, Any]]:
    """The status and the problem document of an answer; status 0 where the connection just ends."""
    data = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, _, body = data.partition(b"\r\n\r\n")
    return (int(head.split(b" ", 2)[1]), json.loads(body)) if data else (0, {})


@pytest.mark.parametrize(
    ("sent", "status", "kind"),
    [
        (b"", 0, ""),
        (b"GET", 408, "slow"),
        (GET, 408, "slow"),
        (GET + b"X: y\r\n", 408, "slow"),
        (POST + b"ASK", 408, "slow"),
        (b"POST /catalog HTTP/1.1\r\nHost: e\r\nContent-Length: 99\r\n\r\nx", 405, "method"),
        (b"\x16\x03\x01\x02\x00\x01\x00", 400, "request"),
        (b"NONSENSE\r\n\r\n", 400, "request"),
        ("GET /search?q=población HTTP/1.1\r\nHost: e\r\n\r\n".encode(), 400, "unencoded"),
        ("GET /search?q=población HTTP/1.1\r\nHost: e\r\n\r\n".encode("latin-1"), 400, "unencoded"),
        (b"GET /search?q=la paz HTTP/1.1\r\nHost: e\r\n\r\n", 400, "unencoded"),
        (b"\r\nPOST /sparql?query=ASK {} HTTP/1.0\n\n", 400, "unencoded"),
        ("GET /ñ\r\n\r\n".encode(), 400, "request"),
        ("GET / HTTP/1.1\r\nHost: e\r\nX-ñ: población HTTP/1.1\r\n\r\n".encode(), 400, "request"),
        (b"GET / HTTP/1.1\r\n\r\n", 400, "request"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "request"),
        (b"GET / HTTP/1.1\r\nHost: e\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 400, "request"),
        (GET + b"X: " + b"y" * 20_000 + b"\r\n", 431, "headers"),
        (GET + b"".join(b"X-%d: y\r\n" % i for i in range(3000)) + b"\r\n", 431, "headers"),
        (GET + b"X: y\r\n" * 300 + b"\r\n", 431, "headers"),
        (b"GET /" + b"x" * 20_000, 414, "address"),
        (b"GET /" + b"x" * 12_000 + b" HTTP/1.1\r\nHost: e\r\n\r\n", 414, "address"),
    ],
)
def test_requests_that_do_not_end_or_are_no_requests(
    strict: Any, sent: bytes, status: int, kind: str
) -> None:
    start = time.monotonic()
    with connect(strict) as connection:
        connection.sendall(sent)
        found, document = answer(connection)
    assert found == status
    assert not kind or document["type"] == f"urn:asm-graph:problem:{kind}"
    assert time.monotonic() - start < 4


def test_a_sender_of_single_bytes_gets_no_more_time(strict: Any) -> None:
    start, status = time.monotonic(), 0
    with connect(strict) as connection, suppress(ConnectionError):
        connection.settimeout(0.05)
        while time.monotonic() - start < 3 and not status:
            connection.sendall(b"G")
            with suppress(TimeoutError):
                status = int(connection.recv(65_536).split(b" ", 2)[1])
    assert status == 408
    assert time.monotonic() - start < 2


def test_an_idle_connection_is_used_again_in_time(strict: Any) -> None:
    with connect(strict) as connection:
        for _ in range(3):
            connection.sendall(GET + b"\r\n")
            received = b""
            while not received.endswith(b"true}"):
                received += connection.recv(65_536)
            assert received.startswith(b"HTTP/1.1 200")
            time.sleep(0.1)
        connection.sendall(b"\r\nGET\r\n\r\n")
        assert answer(connection)[0] == 400


def test_a_reader_of_nothing_is_cut_off(strict: Any) -> None:
    end = b""
    with connect(strict) as connection, suppress(ConnectionResetError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(LONG)
        time.sleep(2)
        start = time.monotonic()
        while piece := connection.recv(1_000_000):
            end = piece[-10:]
    assert time.monotonic() - start < 2  # long before the limit of the query
    assert not end.endswith(b"0\r\n\r\n")  # and not as a whole answer ends


def test_memory_stays_bounded_while_a_reader_is_slow(start: Callable[..., Any], releases: Path) -> None:
    with start(releases, workers=2, query_seconds=3) as server, connect(server) as connection:
        before = memory(server.process.pid)
        connection.sendall(LONG)
        received = 0
        for _ in range(20):
            received += len(connection.recv(100_000))
            time.sleep(0.1)
        assert received > 500_000
        assert memory(server.process.pid) - before < 30_000_000


def memory(process: int) -> int:
    """The bytes that a process has in memory."""
    status = Path(f"/proc/{process}/status").read_text()
    return 1024 * int(status.partition("VmRSS:")[2].split()[0])


def test_a_body_that_is_too_large_is_not_waited_for(strict: Any) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: e\r\nContent-Type: application/sparql-query\r\n"
    start = time.monotonic()
    with connect(strict) as connection:
        connection.sendall(head + b"Content-Length: 99999999999\r\nExpect: 100-continue\r\n\r\n")
        found, document = answer(connection)
    assert (found, document["type"].rpartition(":")[2]) == (413, "body")
    assert time.monotonic() - start < 3


def test_one_connection_too_many_is_told_and_later_ones_are_served(strict: Any) -> None:
    with ExitStack() as held:
        for _ in range(20):
            held.enter_context(connect(strict))
        time.sleep(0.1)
        with connect(strict) as connection:
            connection.sendall(GET + b"\r\n")
            found, document = answer(connection)
        assert (found, document["limit"]) == (503, {"setting": "connections", "value": 20})
    time.sleep(0.1)
    with connect(strict) as connection:
        connection.sendall(GET + b"Connection: close\r\n\r\n")
        assert answer(connection) == (200, {"head": {}, "boolean": True})
    assert 'asm_graph_problems_total{problem="crowded"} 1.0' in httpx.get(f"{strict.url}/metrics").text


def test_others_are_served_while_many_hold_connections(
    start: Callable[..., Any], releases: Path, tmp_path: Path
) -> None:
    with start(releases, workers=1, request_seconds=5) as server, ExitStack() as held:
        for number in range(150):
            connection = held.enter_context(connect(server))
            connection.sendall(GET[: number % len(GET)])
        with ThreadPoolExecutor(4) as clients, server.client() as client:
            answers = clients.map(lambda _: client.get("/sparql?query=ASK{}").status_code, range(40))
            assert set(answers) == {200}
