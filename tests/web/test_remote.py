"""The tests of the protocol and of the pages once more, with a remote engine behind the same front."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.oxigraph_server import oxigraph_server
from tests.web.test_sparql import *  # noqa: F403  every one of them
from tests.web.test_things import *  # noqa: F403  every one of them

from asm_graph.engine.address import EngineAddress
from asm_graph.push import push
from asm_graph.releases import open_release
from asm_graph.remote_store import RemoteStore
from asm_graph.settings import Settings

if TYPE_CHECKING:
    import contextlib
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx
    from tests.oxigraph_server import OxigraphServer

    Start = Callable[..., contextlib.AbstractContextManager[object]]

LIMITS = {"workers": 3, "query_seconds": 2, "query_bytes": 20_000, "result_bytes": 20_000_000}
SELECT = "SELECT ?s { ?s a <https://w3id.org/asm-graph/ontology#Program> }"
LABEL = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?label { ?s a <https://w3id.org/asm-graph/ontology#Program> ; rdfs:label ?label }"""
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def push_to(engine: OxigraphServer, folder: Path) -> None:
    with RemoteStore(EngineAddress.of(engine.url, Settings())) as remote:
        push(open_release(folder), remote, 1.0)


@pytest.fixture(scope="module")
def server(releases: Path, tmp_path_factory: pytest.TempPathFactory, run: Start) -> Iterator[object]:
    folder = tmp_path_factory.mktemp("remote")
    with oxigraph_server(folder / "data") as engine:
        push_to(engine, releases)
        with run(releases, folder / "server.log", engine=engine.url, **LIMITS) as server:
            yield server


@pytest.fixture(scope="module")
def client(server: object) -> Iterator[httpx.Client]:
    with server.client() as client:
        yield client


def ask(client: httpx.Client, query: str, **parameters: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **parameters})


def test_no_worker_of_our_own_runs(server: object, client: httpx.Client) -> None:
    assert ask(client, SELECT).status_code == 200
    assert server.workers() == []


def test_a_runaway_ends_at_our_limit(client: httpx.Client) -> None:
    started = time.monotonic()
    answer = ask(client, RUNAWAY, timeout="0.3")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:asm-graph:problem:time")
    assert time.monotonic() - started < 1.5
    assert ask(client, SELECT).status_code == 200


def test_an_engine_that_is_down_is_told_and_comes_back(start: Start, releases: Path, tmp_path: Path) -> None:
    with oxigraph_server(tmp_path / "data") as engine:
        push_to(engine, releases)
        with start(releases, engine=engine.url) as server, server.client() as client:
            kept = ask(client, SELECT)
            engine.end()
            down = ask(client, "ASK {}")
            assert (down.status_code, down.json()["type"]) == (502, "urn:asm-graph:problem:unreachable")
            assert client.get("/ready").status_code == 502
            assert client.get("/health").status_code == 200
            assert ask(client, SELECT).content == kept.content  # what is kept needs no engine
            engine.start()
            assert ask(client, "ASK {}").json()["boolean"] is True
            assert client.get("/ready").status_code == 200
        assert "Traceback" not in server.log.read_text()


def test_the_mark_decides_what_is_served(
    start: Start, publish: Callable[[Path, str], str], tmp_path: Path
) -> None:
    folder = tmp_path / "releases"
    with (
        oxigraph_server(tmp_path / "data") as engine,
        start(folder, engine=engine.url) as server,
        server.client() as client,
    ):
        first = publish(folder, "uno")
        assert ask(client, LABEL).json()["type"] == "urn:asm-graph:problem:release"
        push_to(engine, folder)
        time.sleep(1.1)
        assert client.get("/ready").json()["release"] == first
        second = publish(folder, "dos")
        assert "uno" in ask(client, LABEL).text  # what is current here is not there yet
        push_to(engine, folder)
        time.sleep(1.1)
        assert "dos" in ask(client, LABEL).text
        assert client.get("/ready").json()["release"] == second
