"""Remote engines behind our front: their answers are those of the release, and in time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat
from tests.web.engines import REMOTE_ENGINES, push_to
from tests.web.entities.reading_things import DATA, paths, triples
from tests.web.w3c import rows_of

from asm_graph.knowledge import Knowledge
from asm_graph.library import Library

if TYPE_CHECKING:
    import contextlib
    from collections.abc import Callable
    from pathlib import Path

    import httpx
    from tests.web.engines import StartEngine

    from asm_graph.library import Question
    from asm_graph.releases import Release

    Start = Callable[..., contextlib.AbstractContextManager[object]]

ENGINES = REMOTE_ENGINES
SELECT = "SELECT ?s { ?s a <https://w3id.org/asm-graph/ontology#Program> }"
LABEL = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?label { ?s a <https://w3id.org/asm-graph/ontology#Program> ; rdfs:label ?label }"""
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
MERGED = "ASK FROM <http://e/a> FROM <http://e/b> {}"


def ask(client: httpx.Client, query: str, **parameters: object) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **parameters})


@pytest.mark.parametrize("question", Library.load(Knowledge.default().sparql), ids=lambda one: one.name)
def test_questions_have_the_answers_of_the_release(
    reader: httpx.Client, question: Question, founding_release: Release
) -> None:
    example = {one.name: one.example for one in question.parameters if one.required}
    local = founding_release.store().query(question.bind(example)).serialize(format=QueryResultsFormat.JSON)
    answer = reader.get(f"/api/queries/{question.name}", params={**example, "format": "json"})
    assert answer.status_code == 200
    form = QueryResultsFormat.JSON
    assert rows_of(answer.content, form) == rows_of(local or b"", form)


def test_the_data_of_things_are_those_of_the_release(reader: httpx.Client, founding_release: Release) -> None:
    said = {quad.triple for quad in founding_release.store()}
    sample = paths(founding_release)[::40]
    assert sample
    for path in sample:
        answers = [triples(reader.get(f"/doc/{path}.{name}"), name) for name in DATA]
        assert all(found == answers[0] for found in answers)
        assert answers[0] <= said


def test_a_triple_of_several_graphs_is_one_in_their_merge(
    reader: httpx.Client, founding_release: Release
) -> None:
    graphs = founding_release.manifest.graphs
    store = founding_release.store()
    stored = [
        quad.triple for name in graphs for quad in store.quads_for_pattern(None, None, None, NamedNode(name))
    ]
    assert len(set(stored)) < len(stored)
    clauses = "".join(f" FROM <{name}>" for name in graphs)
    for answer in (
        ask(reader, COUNT, **{"default-graph-uri": list(graphs)}),
        ask(reader, COUNT.replace(" {", f"{clauses} {{", 1)),
    ):
        assert answer.json()["results"]["bindings"][0]["n"]["value"] == str(len(set(stored)))


@pytest.mark.parametrize("seconds", ["0.3", "1.9"])
def test_a_runaway_ends_at_our_limit_and_its_part_is_no_answer(client: httpx.Client, seconds: str) -> None:
    answer = ask(client, RUNAWAY, timeout=seconds)
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:asm-graph:problem:time")
    assert ask(client, SELECT).status_code == 200


def test_an_engine_that_is_down_is_told_and_comes_back(
    engine: StartEngine, start: Start, releases: Path, tmp_path: Path
) -> None:
    with engine(tmp_path / "data") as remote:
        push_to(remote, releases)
        with start(releases, engine=remote.url) as server, server.client() as client:
            kept = ask(client, SELECT)
            remote.end()
            down = ask(client, "ASK {}")
            assert (down.status_code, down.json()["type"]) == (502, "urn:asm-graph:problem:unreachable")
            assert client.get("/ready").status_code == 502
            assert client.get("/health").status_code == 200
            assert ask(client, SELECT).content == kept.content  # what is kept needs no engine
            assert ask(client, MERGED).json()["boolean"] is True  # nor does what is merged here
            remote.start()
            assert ask(client, "ASK {}").json()["boolean"] is True
            assert client.get("/ready").status_code == 200
        assert "Traceback" not in server.log.read_text()


def test_the_mark_decides_what_is_served(
    engine: StartEngine, start: Start, publish: Callable[[Path, str], str], tmp_path: Path
) -> None:
    folder = tmp_path / "releases"
    with (
        engine(tmp_path / "data") as remote,
        start(folder, engine=remote.url) as server,
        server.client() as client,
    ):
        first = publish(folder, "uno")
        assert ask(client, LABEL).json()["type"] == "urn:asm-graph:problem:release"
        push_to(remote, folder)
        time.sleep(1.1)
        assert client.get("/ready").json()["release"] == first
        second = publish(folder, "dos")
        assert "uno" in ask(client, LABEL).text  # what is current here is not there yet
        push_to(remote, folder)
        time.sleep(1.1)
        assert "dos" in ask(client, LABEL).text
        assert client.get("/ready").json()["release"] == second
