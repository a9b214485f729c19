"""Answers to the owner's own queries."""

import threading

import pytest
from pyoxigraph import Literal, NamedNode

from asm_graph.errors import EngineFailure, QuerySyntaxError
from asm_graph.releases import Release, Results

PREFIX = "PREFIX asm: <https://w3id.org/asm-graph/ontology#> "


def test_rows_have_terms_by_name_and_none_where_unbound(release: Release) -> None:
    answer = release.query(
        PREFIX + "SELECT ?p ?key ?no { ?p asm:programKey ?key OPTIONAL { ?p asm:no ?no } }"
    )
    assert answer.variables == ("p", "key", "no")
    program = NamedNode("https://w3id.org/asm-graph/id/program/20-S061")
    assert list(answer) == [{"p": program, "key": Literal("20S061"), "no": None}]
    assert len(answer) == 1
    assert answer


@pytest.mark.parametrize(("term", "truth"), [("asm:Program", True), ("asm:Nothing", False)])
def test_ask(release: Release, term: str, *, truth: bool) -> None:
    answer = release.query(PREFIX + f"ASK {{ ?x a {term} }}")
    assert answer.boolean is truth
    assert bool(answer) is truth


def test_construct(release: Release) -> None:
    answer = release.query(PREFIX + "CONSTRUCT { ?p a asm:Key } { ?p asm:programKey ?key }")
    assert [triple.object.value.rpartition("#")[2] for triple in answer.triples] == ["Key"]


def test_evidence_is_not_in_the_default_graph_but_in_its_own(release: Release) -> None:
    assert not release.query(PREFIX + "ASK { ?x a asm:Excerpt }")
    assert release.query(PREFIX + "ASK { GRAPH ?g { ?x a asm:Excerpt } }")


def test_a_query_that_cannot_be_parsed(release: Release) -> None:
    with pytest.raises(QuerySyntaxError, match="line 1, column 1"):
        release.query("SELEKT ?s { }")


def test_a_function_that_the_engine_lacks(release: Release) -> None:
    with pytest.raises(EngineFailure, match="example"):
        release.query("SELECT ?s { ?s ?p ?o FILTER(<http://example.org/f>(?o)) }")


def test_an_answer_may_be_read_in_another_thread(release: Release) -> None:
    answers: list[Results] = []
    ask = threading.Thread(target=lambda: answers.append(release.query("SELECT ?s { ?s ?p ?o }")))
    ask.start()
    ask.join()
    assert len({row["s"] for row in answers[0]}) == len(
        {row["s"] for row in release.query("SELECT ?s { ?s ?p ?o }")}
    )
