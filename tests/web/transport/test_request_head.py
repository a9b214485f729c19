"""Heads of requests that HTTP has servers refuse, and those that it has them understand."""

from __future__ import annotations

import json
import socket
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    import httpx

HOST = b"Host: e\r\n"
GET = b"GET /health HTTP/1.1\r\n" + HOST
POST = b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Type: application/sparql-query\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
LAST = GET + b"Connection: close\r\n\r\n"


def spoken(client: httpx.Client, sent: bytes) -> bytes:
    """All that a server says to these bytes, until it closes the connection."""
    parts = urlsplit(str(client.base_url))
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as connection:
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


def statuses(said: bytes) -> list[int]:
    return [int(line[9:12]) for line in said.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]


def problem(said: bytes) -> Any:
    return json.loads(said.partition(b"\r\n\r\n")[2])


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (GET.replace(b"1.1", b"2.0") + b"\r\n", 505, "version"),
        (GET.replace(b"1.1", b"0.9") + b"\r\n", 505, "version"),
        (b"PRI * HTTP/2.0\r\n" + HOST + b"\r\n", 505, "version"),
        (GET.replace(b": e", b": a b") + b"\r\n", 400, "host"),
        (GET.replace(b": e", b': "><script>') + b"\r\n", 400, "host"),
        (GET.replace(b": e", b": user@e") + b"\r\n", 400, "host"),
        (GET.replace(b": e", b": e/x") + b"\r\n", 400, "host"),
        (GET.replace(b": e", b": e:http") + b"\r\n", 400, "host"),
        (GET.replace(b": e", b": [::1") + b"\r\n", 400, "host"),
        (GET.replace(b" /", b" http://user@e/") + b"\r\n", 400, "host"),
        (GET.replace(b" /", b" ") + b"\r\n", 400, "request"),
        (GET.replace(b" /health", b" *") + b"\r\n", 400, "request"),
        (GET.replace(b" /", b" ftp://e/") + b"\r\n", 400, "request"),
        (b"CONNECT e:443 HTTP/1.1\r\n" + HOST + b"\r\n", 400, "request"),
        (
            POST + CHUNKED + b"Content-Length: 5\r\n\r\n5\r\nASK{}\r\n0\r\n\r\n" + GET + b"\r\n",
            400,
            "request",
        ),
    ],
)
def test_what_is_refused_ends_the_connection(
    client: httpx.Client, sent: bytes, status: int, code: str
) -> None:
    said = spoken(client, sent)
    assert statuses(said) == [status]
    assert problem(said)["type"] == f"urn:asm-graph:problem:{code}"


@pytest.mark.parametrize(
    "host", [b"example.org", b"EXAMPLE.org:80", b"[::1]:8000", b"a_b:8000", b"localhost:", b""]
)
def test_names_of_hosts(client: httpx.Client, host: bytes) -> None:
    assert statuses(spoken(client, LAST.replace(b": e", b": " + host))) == [200]


@pytest.mark.parametrize(
    ("target", "host"),
    [
        (b"/sparql.nt", b"e"),
        (b"http://a.example/sparql.nt", b"a.example"),
        (b"HTTP://a.example:80/sparql.nt", b"a.example:80"),
        (b"https://a.example/sparql.nt?lang=en", b"a.example"),
    ],
)
def test_an_absolute_address_is_its_path_and_its_host_goes_over_the_header(
    client: httpx.Client, target: bytes, host: bytes
) -> None:
    said = spoken(client, LAST.replace(b"/health", target))
    assert statuses(said) == [200]
    assert b"<http://" + host + b"/sparql>" in said
    assert (b"<http://e/sparql>" in said) == (host == b"e")


def test_an_absolute_address_without_a_path_is_the_front_page(client: httpx.Client) -> None:
    assert statuses(spoken(client, LAST.replace(b"/health", b"http://a.example"))) == [200]


def test_options_of_the_whole_server(client: httpx.Client) -> None:
    said = spoken(client, LAST.replace(b"GET /health", b"OPTIONS *"))
    assert statuses(said) == [204]
    assert b"\r\nallow: GET, HEAD" in said


@pytest.mark.parametrize("before", [b"", POST + b"Content-Length: 5\r\n\r\nASK{}"])
@pytest.mark.parametrize("empty", [(b"\r\n" + LAST,), (b"\r\n", LAST)])
def test_an_empty_line_before_a_request_is_passed_over(
    client: httpx.Client, before: bytes, empty: tuple[bytes, ...]
) -> None:
    parts = urlsplit(str(client.base_url))
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as connection:
        if before:
            connection.sendall(before)
            assert statuses(connection.recv(65_536)) == [200]
        for piece in empty:
            connection.sendall(piece)
            time.sleep(0.05)
        assert statuses(b"".join(iter(lambda: connection.recv(65_536), b""))) == [200]


def test_a_body_without_end_is_no_long_address(client: httpx.Client) -> None:
    said = spoken(client, POST + CHUNKED + b"\r\n5;" + b"a" * 100_000)
    assert statuses(said) == [400]
