"""The path below which a site is published."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import Response

from asm_graph.errors import UsageError
from asm_graph.settings import Settings, read_settings
from asm_graph.web.app import create_app
from asm_graph.web.transport.sub_path import SubPath

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import Message, Receive, Scope, Send


def passed(path: str, headers: dict[str, str] | None = None) -> tuple[Scope, dict[bytes, bytes]]:
    """The request as the application has it, and the headers of its answer as the client has them."""
    seen: list[Any] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)
        await Response(headers=headers)(scope, receive, send)

    async def send(message: Message) -> None:
        seen.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "path": path, "raw_path": path.encode(), "headers": [(b"host", b"e.org")]}
    asyncio.run(SubPath(app, "/a")(scope, receive, send))
    return seen[0], dict(seen[1]["headers"])


@pytest.mark.parametrize(
    ("path", "inner"),
    [("/a/doc/x", "/doc/x"), ("/doc/x", "/doc/x"), ("/a", "/"), ("/a/", "/"), ("/ab", "/ab"), ("/", "/")],
)
def test_requests_come_with_the_path_or_without(path: str, inner: str) -> None:
    scope, _ = passed(path)
    assert (scope["path"], scope["raw_path"]) == (inner, inner.encode())


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("Location", "/doc/x?y=/z", "/a/doc/x?y=/z"),
        ("Location", "http://e.org/sparql", "http://e.org/a/sparql"),
        ("Location", "https://other.org/sparql", "https://other.org/sparql"),
        ("Location", "?page=2", "?page=2"),
        ("Content-Location", "/sparql?query=%2F", "/a/sparql?query=%2F"),
        ("Link", '</x>; rel="next", <https://e.org/y>; rel="describes"', None),
        ("ETag", '"/x"', '"/x"'),
    ],
)
def test_headers_have_the_path(name: str, value: str, expected: str | None) -> None:
    _, headers = passed("/", {name: value})
    wanted = expected or '</a/x>; rel="next", <https://e.org/y>; rel="describes"'
    assert headers[name.lower().encode()] == wanted.encode()


@pytest.mark.parametrize("given", ["asm", "/asm", "/asm/", "asm/"])
def test_the_path_is_written_in_several_ways(given: str) -> None:
    assert Settings(root_path=given).root_path == "/asm"


@pytest.mark.parametrize("given", ["/a b", "/a?b", '/"><script>', "http://e.org/asm", "/ñ"])
def test_what_is_no_path_is_told(given: str) -> None:
    with pytest.raises(UsageError, match="root_path"):
        read_settings({"root_path": given})


@pytest.mark.parametrize("given", ["/doc", "/sparql/x", "/api", "/mcp", "/static", "/openapi"])
def test_the_path_cannot_be_one_of_ours(given: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="publish it below another path"):
        create_app(Settings(root_path=given, releases=tmp_path))
