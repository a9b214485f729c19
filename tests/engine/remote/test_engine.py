"""What becomes of the answers of a remote engine: real connections to a server that says what it is told."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import httpx
import pytest

from asm_graph.engine.interface import EngineQuery
from asm_graph.engine.remote.address import EngineAddress
from asm_graph.engine.remote.body import BodyLimits, out_of_reach
from asm_graph.engine.remote.engine import Connection, RemoteEngine, RemoteLimits
from asm_graph.errors import (
    EngineBusy,
    EngineFailure,
    EngineSilent,
    EngineUnreachable,
    QueryError,
    QueryLimitExceeded,
    QueryRefused,
    QuerySyntaxError,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

JSON, CSV, XML = "application/sparql-results+json", "text/csv", "application/sparql-results+xml"
LIMITS = RemoteLimits(2, 0.2, 0.5, BodyLimits(10_000, 50, 1000))
SLOW = b"slow"
"""Says of a script that the connection stays open after it."""


def said(status: str, body: bytes, media_type: str = JSON, length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    fields = f"Content-Type: {media_type}\r\nContent-Length: {size}\r\nConnection: close"
    return f"HTTP/1.1 {status}\r\n{fields}\r\n\r\n".encode() + body


def with_engine(
    scripts: list[tuple[bytes, ...]], test: Callable[[RemoteEngine, list[dict[str, Any]]], Awaitable[None]]
) -> None:
    """Run a test against a server that answers its nth connection with the nth script, the last for good."""
    asked: list[dict[str, Any]] = []
    served: list[asyncio.Task[None]] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        script = scripts[min(len(asked), len(scripts) - 1)]
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:  # a client that went before it asked anything
            writer.close()
            return
        size = int(head.lower().partition(b"content-length: ")[2].split()[0])
        asked.append(parse_qs((await reader.readexactly(size)).decode()))
        for piece in script:
            if piece is SLOW:
                with contextlib.suppress(ConnectionError):
                    await reader.read()  # until the client has gone
            else:
                writer.write(piece)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(asyncio.create_task(answer(reader, writer)))

    async def run() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        url = f"http://127.0.0.1:{port}/query"
        connection = Connection(EngineAddress(url, url, "timeout={milliseconds}"), LIMITS)
        try:
            await test(RemoteEngine(connection, ("http://e/g1", "http://e/g2")), asked)
        finally:
            await connection.close()
            server.close()
            await asyncio.gather(*served)

    asyncio.run(run())


async def ask(engine: RemoteEngine, text: str = "ASK {}", media_type: str = JSON, **options: Any) -> bytes:
    return await (await engine.answer(EngineQuery(text, media_type, **options))).read()


@pytest.mark.parametrize(
    ("script", "error", "words"),
    [
        ((said("400 Bad Request", b"error at 3:14: expected }"),), QuerySyntaxError, "line 3, column 14"),
        (
            (said("400 Bad Request", b"Encountered x at line 2, column 5."),),
            QuerySyntaxError,
            "line 2, column 5",
        ),
        ((said("400 Bad Request", b""),), QuerySyntaxError, "cannot be parsed"),
        ((said("401 Unauthorized", b"<html>"),), EngineUnreachable, "credentials"),
        ((said("302 Found", b""),), EngineUnreachable, "check its address"),
        ((said("500 Oops", b"The custom function <f> is not supported"),), QueryRefused, "function"),
        ((said("500 Oops", b"null"),), EngineFailure, "failed on this query"),
        ((said("503 Busy", b""),), EngineBusy, "overloaded"),
        ((said("504 Late", b""),), QueryLimitExceeded, "ended after 0.5 s"),
        ((said("200 OK", b"<html>", "text/html"),), EngineUnreachable, "text/html where"),
        ((b"SSH-2.0-OpenSSH\r\n",), EngineUnreachable, "out of reach"),
        ((b"",), EngineUnreachable, "out of reach"),
        ((SLOW,), QueryLimitExceeded, "ended after 0.5 s"),
        ((said("200 OK", b"{", length=9), SLOW), QueryLimitExceeded, "ended after 0.5 s"),
        ((said("200 OK", b"{", length=9),), EngineFailure, "broke off"),
        ((said("200 OK", b"x" * 20_000),), QueryLimitExceeded, "too large"),
    ],
)
def test_what_an_engine_does_is_told(script: tuple[bytes, ...], error: type[QueryError], words: str) -> None:
    async def test(engine: RemoteEngine, asked: list[dict[str, Any]]) -> None:
        for _ in range(3):  # whatever happened, its place is free again
            with pytest.raises(error, match=words) as caught:
                await ask(engine)
            assert "127.0.0.1" not in str(caught.value)
        assert len(asked) == 3  # nothing was sent twice

    with_engine([script], test)


def test_too_many_rows_are_told() -> None:
    async def test(engine: RemoteEngine, _: object) -> None:
        with pytest.raises(QueryLimitExceeded) as caught:
            await ask(engine, "SELECT * {}", CSV)
        assert caught.value.limit == "rows"

    with_engine([(said("200 OK", b"x\r\n" * 60, CSV),)], test)


def test_a_short_answer_has_a_length_and_a_long_one_comes_in_pieces() -> None:
    async def test(engine: RemoteEngine, asked: list[dict[str, Any]]) -> None:
        short = await engine.answer(EngineQuery("ASK {}", JSON, ("http://e/d",), ("http://e/n",), 0.25))
        assert (short.length, await short.read()) == (2, b"{}")
        assert asked == [
            {
                "query": ["ASK {}"],
                "default-graph-uri": ["http://e/d"],
                "named-graph-uri": ["http://e/n"],
                "timeout": ["250"],
            }
        ]
        long = await engine.answer(EngineQuery("ASK {}", JSON))
        assert (long.length, len(await long.read())) == (None, 5000)

    with_engine([(said("200 OK", b"{}"),), (said("200 OK", b"y" * 5000),)], test)


def test_an_answer_under_way_breaks_off_with_an_error() -> None:
    async def test(engine: RemoteEngine, _: object) -> None:
        answer = await engine.answer(EngineQuery("ASK {}", JSON))
        with pytest.raises(EngineFailure, match="broke off"):
            await answer.read()

    with_engine([(said("200 OK", b"y" * 5000, length=6000),)], test)


def test_places_are_waited_for_and_given_back() -> None:
    async def test(engine: RemoteEngine, _: object) -> None:
        held = [await engine.answer(EngineQuery("ASK {}", JSON)) for _ in range(LIMITS.queries)]
        with pytest.raises(EngineBusy):
            await ask(engine)
        for answer in held:
            await answer.body.aclose()
            await answer.body.aclose()
        waiting = asyncio.create_task(ask(engine))
        await asyncio.sleep(0.02)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert await engine.answer(EngineQuery("ASK {}", JSON))

    with_engine([(said("200 OK", b"y" * 5000, length=6000), SLOW)], test)


def test_the_query_is_put_anew_only_where_the_engine_does_not_take_it() -> None:
    across = "SELECT * { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }"

    async def test(engine: RemoteEngine, asked: list[dict[str, Any]]) -> None:
        assert await ask(engine, across) == b"{}"
        assert "<http://e/g2>" in asked[0]["query"][0]
        assert asked[1]["query"] == [across]

    with_engine([(said("400 Bad Request", b""),), (said("200 OK", b"{}"),)], test)


def test_xml_is_made_well_formed() -> None:
    async def test(engine: RemoteEngine, _: object) -> None:
        assert await ask(engine, media_type=XML) == "<a>\N{REPLACEMENT CHARACTER}&#13;</a>".encode()

    with_engine([(said("200 OK", b"<a>\x01\r</a>", XML),)], test)


def test_no_connection_in_time_is_silence() -> None:
    assert isinstance(out_of_reach(httpx.ConnectTimeout("")), EngineSilent)
