"""A default graph in memory answers as the store on the disk does, which still answers for named graphs."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from asm_graph.rdf.memory_store import with_default_graph

A, B, P, EVIDENCE = map(NamedNode, ("urn:a", "urn:b", "urn:p", "urn:evidence"))


@pytest.fixture
def disk() -> Store:
    store = Store()
    store.extend([Quad(A, P, B), Quad(B, P, A, EVIDENCE)])
    return store


@pytest.fixture
def memory() -> Store:
    """A default graph that tells, by what it lacks, where an answer comes from."""
    return Store()


ASK = "SELECT ?s { %s }"


@pytest.mark.parametrize("query", [ASK % "?s <urn:p> ?o", ASK % "?s x:p ?o"])
def test_queries_of_the_default_graph_are_answered_in_memory(query: str, disk: Store, memory: Store) -> None:
    store = with_default_graph(disk, memory)
    assert not list(store.query(query, prefixes={"x": "urn:"}))
    memory.add(Quad(A, P, B))
    answer = store.query(query, prefixes={"x": "urn:"})
    assert isinstance(answer, QuerySolutions)
    assert [solution["s"] for solution in answer] == [A]


def test_queries_that_may_name_a_graph_are_answered_on_the_disk(disk: Store, memory: Store) -> None:
    store = with_default_graph(disk, memory)
    found = store.query(ASK % "GRAPH ?g { ?s <urn:p> ?o }")
    assert [solution["s"] for solution in found] == [B]
    assert len(list(store.query(ASK % "?s ?any ?o"))) == 1


def test_patterns_of_the_default_graph_are_looked_up_in_memory(disk: Store, memory: Store) -> None:
    store = with_default_graph(disk, memory)
    assert not list(store.quads_for_pattern(A, P, None, DefaultGraph()))
    assert list(store.quads_for_pattern(None, P, None, EVIDENCE)) == [Quad(B, P, A, EVIDENCE)]
    assert len(list(store.quads_for_pattern(None, None, None, None))) == 2
    memory.add(Quad(A, P, A))
    assert list(store.quads_for_pattern(A, P, None, DefaultGraph())) == [Quad(A, P, A)]
