"""Names of things: asked for once for a release, and composed by class where there are none."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, Store

from asm_graph.engine.interface import Answer
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import ASM, RDF, Base
from asm_graph.web.answers.page_queries import ReleaseReader, page_query_names
from asm_graph.web.entities.composed_names import COMPOSED
from asm_graph.web.entities.description import names_of
from asm_graph.web.services.answer_cache import AnswerCache
from asm_graph.web.services.kept_names import KeptNames
from asm_graph.web.services.release_rows import ReleaseRows

if TYPE_CHECKING:
    from asm_graph.engine.interface import EngineQuery

ID = Base().id
QUERY = "SELECT ?program { ?program a ?class }"


class Reading:
    """A release in memory, whose queries are counted; `current` is what the engine serves by now."""

    def __init__(self, store: Store, current: str = "r") -> None:
        self.asked: list[str] = []
        self._store = store
        engine = SimpleNamespace(release_name=current, answer=self._answer)
        self.site: Any = SimpleNamespace(
            cache=AnswerCache(0),
            library_answers=AnswerCache(0),
            engine=engine,
            names=KeptNames(),
            release_rows=ReleaseRows(),
        )
        serving: Any = SimpleNamespace(
            release=SimpleNamespace(name="r", manifest=SimpleNamespace(base=Base().iri))
        )
        self.reader = ReleaseReader(self.site, serving)

    async def _answer(self, query: EngineQuery) -> Answer:
        self.asked.append(query.text)
        found = self._store.query(query.text)
        assert isinstance(found, QuerySolutions)
        return Answer.whole(found.serialize(format=QueryResultsFormat.JSON) or b"")


@pytest.fixture
def store(trig: Any) -> Store:
    store = Store()
    store.extend(
        trig("""
            asm:ProgressReport rdfs:label "Reporte de avance"@es , "Progress report"@en .
            id:report a asm:ProgressReport ; asm:quarter "03T2016" .
            id:program a asm:Program ; rdfs:label "Programa 3x1"@es .
            <https://w3id.org/asm-graph/id/program/20-S061> a asm:Program ; rdfs:label "3x1"@es .
            <https://w3id.org/asm-graph/id/program/20-S062> a asm:Program .
            id:classed a asm:Blank .
        """)
    )
    return store


def test_names_are_asked_for_once_and_those_that_have_one_come_first(store: Store) -> None:
    reading = Reading(store)
    things = [ID("classed"), ID("report"), ID("nobody"), ID("program")]
    first = asyncio.run(names_of(reading.reader, things))
    assert list(first) == [ID("program"), ID("classed"), ID("report")]
    assert {name.value for name in first[ID("report")].composed} == {
        "Reporte de avance 2016-T3",
        "Progress report 2016-T3",
    }
    asked = len(reading.asked)
    assert asked > 1
    assert asyncio.run(names_of(reading.reader, things)) == first
    assert len(reading.asked) == asked


def test_programs_are_named_like_other_things(store: Store) -> None:
    named, nameless, unknown = (ID(f"program/20-S06{number}") for number in (1, 2, 3))
    found = asyncio.run(names_of(Reading(store).reader, [nameless, unknown, named]))
    assert [(thing, [name.value for _, name in each.names]) for thing, each in found.items()] == [
        (named, ["3x1"]),
        (nameless, []),
    ]
    assert {each.classes for each in found.values()} == {(ASM("Program"),)}


def test_what_is_answered_after_the_release_has_changed_is_not_kept(store: Store) -> None:
    reading = Reading(store, current="next")
    for _ in range(2):
        assert asyncio.run(names_of(reading.reader, [ID("program")]))
        assert asyncio.run(reading.reader.shared_rows(QUERY)).rows
    assert reading.site.names.used == reading.site.release_rows.used == 0
    assert reading.asked.count(QUERY) == 2


def test_what_all_readers_share_is_asked_for_once(store: Store) -> None:
    reading = Reading(store)
    rows = [asyncio.run(reading.reader.shared_rows(QUERY)) for _ in range(3)]
    assert rows[0].rows
    assert rows[0] is rows[1] is rows[2]
    assert reading.asked == [QUERY]


def test_every_way_to_compose_a_name_has_its_query_and_its_classes(ontology_classes: set[NamedNode]) -> None:
    found = {name.rpartition("/")[2] for name in page_query_names() if "composed-names/" in name}
    assert found == set(COMPOSED)
    classes = {name for names in COMPOSED.values() for name in names}
    assert classes <= {one.value.rpartition("#")[2] for one in ontology_classes}


@pytest.fixture(scope="module")
def ontology_classes() -> set[NamedNode]:
    store = Store()
    for file in sorted(Knowledge.default().ontology.glob("*.ttl")):
        store.load(path=file)
    quads = store.quads_for_pattern(None, RDF("type"), None)
    return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
