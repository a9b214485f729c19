"""The shortest way answers as the long one does, faults included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from asm_graph.settings import Settings
from asm_graph.web.app import create_app
from asm_graph.web.sparql.shortcut import SparqlShortcut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import httpx

_VARYING = {"server-timing", "date"}
_PREFLIGHT = {"Origin": "http://e", "Access-Control-Request-Method": "POST"}


@pytest.fixture(scope="module")
def ways(releases: Path) -> Iterator[tuple[TestClient, TestClient]]:
    one, other = (create_app(Settings(releases=releases, workers=1)) for _ in range(2))
    with TestClient(one) as long, TestClient(SparqlShortcut(other), raise_server_exceptions=False) as short:
        yield long, short


def told(answer: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    headers = {name: value for name, value in answer.headers.items() if name not in _VARYING}
    return answer.status_code, answer.content, headers


@pytest.mark.parametrize(
    ("method", "address", "headers"),
    [
        ("GET", "/sparql?query=ASK+{+?s+?p+?o+}", {}),
        ("GET", "/sparql?query=ASK+{+?s+?p", {}),
        ("GET", "/sparql?query=SELECT+*+{}&format=csv", {}),
        ("GET", "/sparql", {"Accept": "text/html"}),
        ("GET", "/sparql", {"Accept": "text/turtle"}),
        ("GET", "/sparql?update=x", {"Accept": "text/html"}),
        ("GET", "/sparql?query=ASK{}", {"X-Long": "x" * 70_000}),
        ("HEAD", "/sparql?query=ASK+{}", {}),
        ("OPTIONS", "/sparql", {}),
        ("OPTIONS", "/sparql", _PREFLIGHT),
        ("BREW", "/sparql", {}),
        ("GET", "/sparql/", {}),
        ("GET", "/sparql.csv?query=SELECT+*+{}", {}),
        ("GET", "/health", {}),
    ],
)
def test_both_ways_say_the_same(
    ways: tuple[TestClient, TestClient], method: str, address: str, headers: Mapping[str, str]
) -> None:
    long, short = (told(way.request(method, address, headers=headers)) for way in ways)
    assert short == long


def test_a_fault_is_told_as_a_problem(releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    app = create_app(Settings(releases=releases, workers=1))
    monkeypatch.setattr("asm_graph.web.sparql.endpoint.offers_for", fail)
    answer = TestClient(SparqlShortcut(app), raise_server_exceptions=False).get("/sparql?query=ASK{}")
    assert answer.status_code == 500
    assert answer.json()["type"] == "urn:asm-graph:problem:internal"
    assert app.state.traffic.answered["GET", 500, ""] == 1
