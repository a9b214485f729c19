"""A worker answers byte for byte what the page server answers, but for its times."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

QUERIES = (
    "ASK {}",
    "SELECT * { ?s ?p 'valor 7' } ORDER BY ?p",
    "SELECT ?g { GRAPH ?g { ?s a ?c } } LIMIT 2",
    "SELECT ?s FROM <http://e/none> { ?s ?p ?o }",
    "SELECT (GROUP_CONCAT(?p) AS ?all) { <http://e/s1> ?p ?o }",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?s a ?c . ?c a ?d } } LIMIT 1",
    "CONSTRUCT WHERE { <http://e/s1> ?p ?o }",
    "CONSTRUCT { [] ?p ?o } WHERE { <http://e/s1> ?p ?o }",
    "DESCRIBE <http://e/s2>",
    "SELECT (NOW() AS ?now) {}",
    "SELECT * { ?s ?p <relative> }",
    "SELECT * { ?s ?p ?o } LIMIT 700",
    "SELEC",
    "DROP ALL",
    "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p '\\u00e9\u0001' } # año",
)
FORMATS = ("", "json", "csv", "xml", "ttl", "xlsx", "html", "none", "text/csv")
ACCEPTS = (
    *("", "*/*", "text/csv", "text/html, */*;q=0.8", "text/turtle", "application/rdf+xml", "image/png", "a"),
)
EXTRAS = ("", "&default-graph-uri=", "&timeout=1", "&named-graph-uri=http://e/g", "&x=%", "&query=ASK{}")
HEADERS = (
    *("", "If-None-Match: *", "If-Modified-Since: Mon, 30 Nov 2099 10:00:00 GMT", "Origin: http://e"),
    "Range: bytes=0-1",
)
HEALTH = b"GET /health HTTP/1.1\r\nHost: e\r\n\r\n"
_VARYING = (b"date:", b"server-timing:")


@pytest.fixture(scope="module")
def server_of_both(
    releases: Path, tmp_path_factory: pytest.TempPathFactory, run: Callable[..., Any]
) -> Iterator[Any]:
    """A server that keeps no answer."""
    log = tmp_path_factory.mktemp("twins") / "server.log"
    with run(releases, log, workers=2, cache_bytes=0) as server:
        yield server


class Talk:
    """A connection; every answer as its lines, without its times, and its body."""

    def __init__(self, server: Any) -> None:
        parts = urlsplit(server.url)
        self._socket = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20)

    def __enter__(self) -> Talk:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def ask(self, request: bytes) -> tuple[list[bytes], bytes]:
        self._socket.sendall(request)
        received = b""
        while b"\r\n\r\n" not in received:
            piece = self._socket.recv(65_536)
            assert piece, "the connection ended"
            received += piece
        head, _, body = received.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.startswith(_VARYING)]
        length = next((int(line.split()[1]) for line in lines if line.startswith(b"content-length")), 0)
        while len(body) < length:
            body += self._socket.recv(65_536)
        return lines, body


@dataclass(frozen=True)
class Asked:
    """A request of the protocol, by what makes a difference to it."""

    method: str
    query: str
    form: str = ""
    accept: str = ""
    extra: str = ""
    header: str = ""

    def packed(self) -> bytes:
        sent = f"query={quote(self.query)}{self.extra}"
        sent += f"&format={quote(self.form, safe='')}" if self.form else ""
        lines = [*[f"Accept: {self.accept}"] * bool(self.accept), *[self.header] * bool(self.header)]
        if self.method == "GET":
            return "\r\n".join([f"GET /sparql?{sent} HTTP/1.1", "Host: e", *lines, "", ""]).encode()
        kind, body = "application/sparql-query", self.query.encode()
        if self.method == "form":
            kind, body = "application/x-www-form-urlencoded", sent.encode()
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
        return "\r\n".join(["POST /sparql HTTP/1.1", "Host: e", *lines, "", ""]).encode() + body

    @property
    def varies(self) -> bool:
        """Whether each answer differs from the one before."""
        return "NOW" in self.query or "[]" in self.query or self.form == "xlsx"


ASKED = st.builds(
    Asked,
    st.sampled_from(["GET", "GET", "form", "query"]),
    st.sampled_from(QUERIES),
    st.sampled_from(FORMATS),
    st.sampled_from(ACCEPTS),
    st.sampled_from([*[""] * 3, *EXTRAS]),
    st.sampled_from([*[""] * 3, *HEADERS]),
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ASKED)
def test_both_answer_the_same(server_of_both: Any, asked: Asked) -> None:
    with Talk(server_of_both) as worker, Talk(server_of_both) as pages:
        pages.ask(HEALTH)  # which takes this connection to the page server, where it stays
        one, other = worker.ask(asked.packed()), pages.ask(asked.packed())
    assert one[0][0] == other[0][0]
    assert asked.varies or one == other


def test_workers_do_answer(server_of_both: Any) -> None:
    with Talk(server_of_both) as worker:
        lines, body = worker.ask(Asked("GET", QUERIES[0]).packed())
        answers = [worker.ask(Asked("GET", QUERIES[0], form="json").packed()) for _ in range(3)]
    assert lines[0] == b"HTTP/1.1 200 OK"
    assert json.loads(body)["boolean"] is True
    assert len({body for _, body in answers}) == 1
