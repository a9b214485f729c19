"""The questions of the library over hand-written graphs: remote engines answer as the embedded one does."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse
from tests.web.engines import REMOTE_ENGINES, served
from tests.web.w3c import rows_of

from asm_graph.knowledge import Knowledge
from asm_graph.library import Library
from asm_graph.rdf.vocabulary import Base
from asm_graph.releases import ReleaseContent, write_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import httpx
    from pyoxigraph import Quad
    from tests.web.engines import StartEngine

    from asm_graph.library import Question
    from asm_graph.releases import Release

    WithDerived = Callable[[Iterable[Quad]], list[Quad]]

ENGINES = REMOTE_ENGINES
DATA = Path(__file__).parents[1] / "library" / "data"
ID = "https://w3id.org/asm-graph/id/"
VALUES = {
    "program": ("20-S001", "8-S003"),
    "year": ("2009", "2022"),
    "plan": ("nacional", "sectorial"),
    "branch": ("20", "9"),
    "cycle": ("2007-2008", "2013-2014"),
    "classification": ("institutional",),
    "document": (f"{ID}document/table",),
    "notation": ("1.4",),
    "goal": ("1",),
    "asOf": ("2011-01-01",),
    "resource": (f"{ID}mir/20-S001/2022/indicator/1", f"{ID}evaluation/20-S001/eed-2009-2010"),
    "property": ("asm:cost",),
    "indicator": (f"{ID}mir/20-S001/2022/indicator/1",),
}
JSON = QueryResultsFormat.JSON
QUESTIONS = list(Library.load(Knowledge.default().sparql))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, with_derived: WithDerived) -> Release:
    """A release of all the graphs that the questions are tested with."""
    base = Base()
    quads = [
        quad
        for path in sorted(DATA.glob("*.trig"))
        for quad in parse(path=path, format=RdfFormat.TRIG, base_iri=base.id("").value)
    ]
    content = ReleaseContent(with_derived(quads), (), "1.0", base, Knowledge.default(), (), {}, {})
    return write_release(tmp_path_factory.mktemp("written"), content)


@pytest.fixture(scope="module")
def asked(
    engine: StartEngine, written: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("asked")
    with served(engine, written.path.parent, folder, workers=2) as server, server.client() as client:
        yield client


def bindings(question: Question) -> Iterator[dict[str, str]]:
    """Each way to ask: every parameter with each of its values, or without one where it need have none."""
    choices = [
        [{one.name: value} for value in VALUES[one.name]] + ([] if one.required else [{}])
        for one in question.parameters
    ]
    for chosen in product(*choices):
        yield {name: value for each in chosen for name, value in each.items()}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_all_engines_agree(asked: httpx.Client, written: Release, question: Question) -> None:
    found = 0
    for values in bindings(question):
        local = written.store().query(question.bind(values)).serialize(format=JSON) or b""
        answer = asked.get(f"/api/queries/{question.name}", params={**values, "format": "json"})
        assert answer.status_code == 200, values
        assert rows_of(answer.content, JSON) == rows_of(local, JSON), values
        found += len(answer.json()["results"]["bindings"])
    assert found
