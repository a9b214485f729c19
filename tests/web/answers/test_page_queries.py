"""The queries of the pages: every one is let through by the guard and answers over the founding graph."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import NamedNode, Store

from asm_graph.engine.interface import Answer
from asm_graph.query.guard import Guard
from asm_graph.rdf.vocabulary import Base
from asm_graph.settings import Settings
from asm_graph.web.answers import page_queries
from asm_graph.web.answers.page_queries import ReleaseReader, page_query, page_query_names
from asm_graph.web.services.answer_cache import AnswerCache

if TYPE_CHECKING:
    from asm_graph.releases import Release

NAMES = page_query_names()
OF_TABLES = {
    f"entities/{name}" for name in ("document-rows", "program-names", "program-spending", "unit-matrices")
}
OF_TABLES |= {f"entities/{name}" for name in ("asm-reports", "evaluation-asms", "program-sdg")}
OF_TABLES |= {f"entities/{name}" for name in ("program-asm-origins", "program-indices")}
OF_TABLES |= {
    f"entities/{name}" for name in ("document-parts", "excerpts-named", "page-excerpts", "quoted-columns")
}
OF_TABLES |= {f"entities/composed-names/{name}" for name in ("fids", "reports", "similar-texts")}
OF_TABLES |= {"browse/money-of-year", "compare/indices", "compare/spending"}
"""What only tables and documents of pages state: the founding documents are texts."""


@pytest.mark.parametrize("name", NAMES)
def test_queries_answer_as_they_stand(name: str, founding_release: Release) -> None:
    Guard.of(Settings()).examine(page_query(name))
    assert bool(founding_release.query(page_query(name))) is (name not in OF_TABLES)


def test_terms_replace_the_blocks_of_their_names_only() -> None:
    first, second = NamedNode("http://e/1"), NamedNode("http://e/2")
    assert "VALUES ?thing { <http://e/1> <http://e/2> }" in page_query(
        "entities/names", thing=[first, second]
    )
    assert page_query("entities/names", other=first) == page_query("entities/names")


def test_a_report_of_progress_is_named_by_its_quarter(trig: Any) -> None:
    store = Store()
    store.extend(
        trig("""
            asm:ProgressReport rdfs:label "Reporte de avance"@es , "Progress report"@en .
            id:quarterly a asm:ProgressReport ; asm:quarter "03T2016" .
            id:dated a asm:ProgressReport ; asm:reportedOn "2016-09-30"^^xsd:date .
        """)
    )
    reports = [Base().id("quarterly"), Base().id("dated")]
    rows: Any = store.query(page_query("entities/composed-names/reports", thing=reports))
    assert {(Base().local(row["thing"]), str(row["name"])) for row in rows} == {
        ("quarterly", '"Reporte de avance 2016-T3"@es'),
        ("quarterly", '"Progress report 2016-T3"@en'),
    }


@pytest.mark.parametrize("rows", [3, 300])
def test_an_answer_too_large_for_a_page_is_not_kept_for_others(
    rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The endpoint serves what is cached as the whole answer."""
    monkeypatch.setattr(page_queries, "_LARGEST", 2_000)
    bindings = ", ".join(['{"x": {"type": "literal", "value": "valor"}}'] * rows)
    body = f'{{"head": {{"vars": ["x"]}}, "results": {{"bindings": [{bindings}]}}}}'.encode()

    async def answer(_query: object) -> Answer:
        return Answer.whole(body)

    cache = AnswerCache(1_000_000)
    engine = SimpleNamespace(release_name="r", answer=answer)
    site: Any = SimpleNamespace(cache=cache, library_answers=AnswerCache(0), engine=engine)
    serving: Any = SimpleNamespace(release=SimpleNamespace(name="r"))
    found = asyncio.run(ReleaseReader(site, serving).large_rows("SELECT ?x { ?x ?y ?z }"))
    is_whole = len(body) <= 2_000
    assert (found.is_whole, len(found.rows) == rows, cache.used > 0) == (is_whole, is_whole, is_whole)
    assert found.rows
