"""The tests of the protocol, the questions and the pages once more, with Virtuoso behind the same front."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.virtuoso_server import virtuoso_server
from tests.web.remote import *  # noqa: F403  every test of them
from tests.web.remote import LIMITS, served_from
from tests.web.test_queries import test_formats, test_rows, test_what_a_stranger_writes_stays_text  # noqa: F401
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
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def server(releases: Path, tmp_path_factory: pytest.TempPathFactory, run: Start) -> Iterator[object]:
    folder = tmp_path_factory.mktemp("virtuoso")
    with served_from(virtuoso_server, releases, folder, run, **LIMITS) as server:
        yield server


@pytest.fixture(scope="module")
def client(server: object) -> Iterator[httpx.Client]:
    with server.client() as client:
        yield client


@pytest.fixture(scope="module")
def site(founding_release: Release, run: Start, tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    folder = tmp_path_factory.mktemp("virtuoso-things")
    with served_from(virtuoso_server, founding_release.path.parent, folder, run, workers=2) as server:
        yield server


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("PREFIX bif: <bif:> SELECT (bif:sys_stat('st_dbms_name') AS ?x) {}", "function"),
        ("SELECT (bif:sys_stat('st_dbms_name') AS ?x) {}", "syntax"),
        ("DEFINE get:soft 'soft' SELECT * {}", "form"),
        ("SELECT * { ?s foaf:name ?o }", "syntax"),
        ("SELECT * { ?s ?p ?o OPTION (transitive) }", "syntax"),
    ],
)
def test_what_virtuoso_takes_besides_sparql_is_refused(client: httpx.Client, query: str, kind: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert (answer.status_code, answer.json()["type"]) == (400, f"urn:asm-graph:problem:{kind}")


@pytest.mark.parametrize("pattern", ["{}", "GRAPH ?g {}", "GRAPH ?g {{ SELECT ?s {} }}"])
def test_graphs_of_its_own_are_not_seen(client: httpx.Client, pattern: str) -> None:
    own = "{ ?s a <http://www.openlinksw.com/schemas/virtrdf#QuadMapFormat> }"
    answer = client.get("/sparql", params={"query": f"ASK {{ {pattern.format(own)} }}"})
    assert answer.json()["boolean"] is False


def test_a_runaway_ends_at_our_limit_and_its_part_is_no_answer(client: httpx.Client) -> None:
    for seconds in ("0.3", "1.9"):
        started = time.monotonic()
        answer = client.get("/sparql", params={"query": RUNAWAY, "timeout": seconds})
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:asm-graph:problem:time")
        assert time.monotonic() - started < 4
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
