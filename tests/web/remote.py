"""Servers with a real remote engine behind them, and what is tested with each of them."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import QueryResultsFormat

from asm_graph.engine.address import EngineAddress
from asm_graph.knowledge import Knowledge
from asm_graph.library import Library
from asm_graph.push import push
from asm_graph.releases import open_release
from asm_graph.remote_store import RemoteStore
from asm_graph.settings import Settings

from .test_things import DATA, paths, triples
from .w3c import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx
    from tests.oxigraph_server import OxigraphServer
    from tests.virtuoso_server import VirtuosoServer

    from asm_graph.library import Question
    from asm_graph.releases import Release

    Engine = OxigraphServer | VirtuosoServer
    Started = Callable[[Path], contextlib.AbstractContextManager[Engine]]

LIMITS = {"workers": 3, "query_seconds": 2, "query_bytes": 20_000, "result_bytes": 20_000_000}


def push_to(engine: Engine, folder: Path, pause: float = 1.0) -> None:
    """Load the current release of a folder, or a release, into an engine."""
    settings = Settings(engine_store=engine.store, **engine.settings)
    with RemoteStore(EngineAddress.of(engine.url, settings)) as remote:
        push(open_release(folder), remote, pause)


@contextlib.contextmanager
def served_from(
    started: Started, releases: Path, folder: Path, run: Callable[..., Any], **settings: object
) -> Iterator[Any]:
    """A server over releases, whose current one an engine holds; both keep what they write in a folder."""
    with started(folder / "data") as engine:
        push_to(engine, releases)
        with run(releases, folder / "server.log", engine=engine.url, **settings) as server:
            yield server


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
    for path in paths(founding_release)[::40]:
        answers = [triples(reader.get(f"/doc/{path}.{name}"), name) for name in DATA]
        assert all(found == answers[0] for found in answers)
        assert answers[0] <= said
