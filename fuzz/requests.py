"""Targets among what reads a request: its head, its negotiation, its parameters."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import tempfile
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import h11
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from starlette.requests import Request

from asm_graph.errors import UsageError
from asm_graph.library import Parameter
from asm_graph.library.parameters import EXPECTED
from asm_graph.rdf.vocabulary import Base
from asm_graph.settings import Settings
from asm_graph.web.app import create_app
from asm_graph.web.http.addresses import asked_page
from asm_graph.web.http.conditional import ByteRanges, Validators
from asm_graph.web.http.negotiation import GRAPHS, RESULTS, choose, language_of, preferred, prefers_html
from asm_graph.web.http.problems import ProblemError
from asm_graph.web.query_workers.request import RequestReader, ShortRequest
from asm_graph.web.sparql import protocol
from fuzz.inputs import PIECES, WHOLES, damaged, encoded, texts
from fuzz.target import Target

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Scope

_HEADER_NAMES = ("accept", "accept-language", "if-none-match", "if-modified-since", "range", "host")
_MODIFIED = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
_PATHS = frozenset({b"/sparql"})
_OF_ASSISTANTS = b"/mcp"
"""Its sessions are those of a server that has started."""


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def _scope(method: str, target: bytes, headers: list[tuple[bytes, bytes]], version: str = "1.1") -> Scope:
    path, _, query = target.partition(b"?")
    return {
        "type": "http",
        "method": method,
        "path": path.decode("latin-1"),
        "raw_path": path,
        "query_string": query,
        "headers": headers,
        "http_version": version,
        "state": {},
    }


def read_head(data: bytes) -> None:
    """Check that h11 reads what a query worker reads, and that what h11 reads is refused or let through."""
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(data)
    read = RequestReader(_PATHS).read(data)
    short = read if isinstance(read, ShortRequest) else None
    try:
        event = connection.next_event()
    except h11.RemoteProtocolError:
        assert short is None, "h11 refuses it"
        return
    if not isinstance(event, h11.Request):
        assert short is None, "for h11 it is not whole"
        return
    if short is not None:
        assert short.method.encode() == event.method
        assert event.target.partition(b"?")[::2] == (b"/sparql", short.parameters)
        assert short.headers.accept == _values(event, b"accept")
        assert short.body == _body(connection)
        assert len(short.sent) == len(data) - len(connection.trailing_data[0])
        assert connection.their_state is h11.DONE, "for h11 it is the last of its connection"
    headers, version = list(event.headers), event.http_version.decode()
    if not event.target.startswith(_OF_ASSISTANTS):
        _check_response(_scope(event.method.decode(), event.target, headers, version))


def _values(event: h11.Request, name: bytes) -> tuple[str, ...]:
    return tuple(value.decode("ascii") for each, value in event.headers if each == name)


def _body(connection: h11.Connection) -> bytes:
    body = b""
    while isinstance(event := connection.next_event(), h11.Data):
        body += event.data
    assert isinstance(event, h11.EndOfMessage)
    return body


@cache
def _server() -> tuple[asyncio.Runner, ASGIApp]:
    """Make the application as it is served, over a folder without a release."""
    return asyncio.Runner(), create_app(Settings(releases=Path(tempfile.mkdtemp(prefix="asm-graph-fuzz-"))))


def _check_response(scope: Scope) -> None:
    """Let the application respond: with one response, as long as it says, and never that it has failed."""
    messages: list[Message] = []

    async def send(message: Message) -> None:
        messages.append(message)

    runner, app = _server()
    runner.run(app(scope, _nothing, send))
    start, *pieces = messages
    headers = dict(start["headers"])
    body = b"".join(piece.get("body", b"") for piece in pieces)
    assert start["status"] != HTTPStatus.INTERNAL_SERVER_ERROR
    assert not any(sign in part for each in start["headers"] for part in each for sign in (b"\r", b"\n"))
    assert scope["method"] == "HEAD" or int(headers.get(b"content-length", len(body))) == len(body)


def negotiate(data: bytes) -> None:
    """Take each line as a header: whatever they say, there is an offer or none, a language, and a page."""
    lines = [line for line in data.splitlines() if line]
    headers = [
        (name.encode(), value)
        for line, name in zip(lines, _HEADER_NAMES * len(lines), strict=False)
        for value in [line.strip()]
    ]
    request = Request(_scope("GET", b"/?page=" + data[:20], headers))
    accept = request.headers.getlist("accept")
    for offers in (RESULTS, GRAPHS):
        chosen = choose(offers, accept)
        assert chosen is None or chosen in offers
        assert chosen == choose(offers, [", ".join(accept)] if accept else []), "lines are one list"
    assert prefers_html(accept) in {True, False}
    assert preferred(("es", "en"), request.headers.getlist("accept-language")) in {"es", "en", None}
    assert language_of(request) in {"es", "en"}
    assert Validators.of(("x",), _MODIFIED).hold(request) in {True, False}
    page = asked_page(request)
    assert page is None or 1 <= page < 100_000
    asyncio.run(_ranged(request.scope))


async def _ranged(scope: Scope) -> None:
    async def app(scope: Scope, *_: object) -> None:
        kept = [value for name, value in scope["headers"] if name == b"range"]
        assert all(value.isascii() and b"," not in value for value in kept)

    await ByteRanges(app)(scope, _nothing, _nothing)  # type: ignore[arg-type]  # nobody sends


def take_protocol(data: bytes) -> None:
    """Take the first line as the query of an address, the rest as a form: a request, or a problem."""
    query, _, form = data.partition(b"\n")
    content = (b"content-type", b"application/x-www-form-urlencoded; charset=utf-8")
    for method, headers, body in (("GET", [], b""), ("POST", [content], form)):
        asyncio.run(_taken(_scope(method, b"/sparql?" + query, headers), body))


async def _taken(scope: Scope, body: bytes) -> None:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    with contextlib.suppress(ProblemError):
        asked = await protocol.read_request(Request(scope, receive), Settings())
        assert asked is None or asked.query.encode() is not None
        assert asked is None or asked.seconds is None or asked.seconds > 0


@cache
def _parameters() -> tuple[Parameter, ...]:
    return tuple(
        Parameter(
            "it", kind, required=False, default=None, example="such", description={},
            **({"scheme": "asm-class", "choices": ("specific", "institutional")} if kind == "code" else {}),
        )
        for kind in EXPECTED
    )  # fmt: skip


def take_values(data: bytes) -> None:
    """Check that a value is a term, nothing more than a term, or a usage error."""
    value = data.decode("utf-8", "surrogatepass")
    for parameter in _parameters():
        with contextlib.suppress(UsageError):
            term = parameter.term(value, Base("https://datos.example/"))
            assert isinstance(term, NamedNode | Literal)
            if isinstance(term, NamedNode):
                assert not set(str(term)[1:-1]) & set('<>"{}|^`\\ \n\r\t')
            str(term).encode()


TARGETS = (
    Target(
        "http_head",
        st.one_of(
            damaged([*map(encoded, WHOLES["heads"])], PIECES["heads"]), texts(PIECES["heads"]).map(encoded)
        ),
        read_head,
    ),
    Target(
        "negotiation",
        st.lists(texts(PIECES["headers"], 10), max_size=8).map(lambda lines: encoded("\n".join(lines))),
        negotiate,
    ),
    Target("protocol", texts((*PIECES["parameters"], "\n")).map(encoded), take_protocol),
    Target("parameters", texts(PIECES["values"], 6).map(encoded), take_values),
)
