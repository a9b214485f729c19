"""The tests of the protocol and of the pages once more, with a remote engine behind the same front."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.oxigraph_server import oxigraph_server
from tests.web.remote import *  # noqa: F403  every test of them
from tests.web.remote import LIMITS, push_to, served_from
from tests.web.test_sparql import *  # noqa: F403  every one of them
from tests.web.test_things import *  # noqa: F403  every one of them

if TYPE_CHECKING:
    import contextlib
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx

    from asm_graph.releases import Release

    Start = Callable[..., contextlib.AbstractContextManager[object]]

del test_every_iri_has_data_that_say_the_same_in_each_format_and_its_page_too  # noqa: F821  too many queries
SELECT = "SELECT ?s { ?s a <https://w3id.org/asm-graph/ontology#Program> }"
LABEL = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?label { ?s a <https://w3id.org/asm-graph/ontology#Program> ; rdfs:label ?label }"""
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def server(releases: Path, tmp_path_factory: pytest.TempPathFactory, run: Start) -> Iterator[object]:
    folder = tmp_path_factory.mktemp("remote")
    with served_from(oxigraph_server, releases, folder, run, **LIMITS) as server:
        yield server


@pytest.fixture(scope="module")
def client(server: object) -> Iterator[httpx.Client]:
    with server.client() as client:
        yield client


@pytest.fixture(scope="module")
def site(founding_release: Release, run: Start, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    folder = tmp_path_factory.mktemp("remote-things")
    with served_from(oxigraph_server, founding_release.path.parent, folder, run, workers=2) as server:
        yield server


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
