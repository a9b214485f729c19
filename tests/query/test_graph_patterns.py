"""GRAPH with a variable around what the engine would evaluate across graphs."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from asm_graph.errors import QueryRefused
from asm_graph.query.graph_patterns import MOST_GRAPHS, with_graphs_apart

GRAPHS = ("urn:a", "urn:b")


@pytest.fixture(scope="module")
def store() -> Store:
    """Values 1 and 2 in `urn:a`, 2 and 3 and 4 in `urn:b`."""
    filled = Store()
    for graph, values in (("urn:a", (1, 2)), ("urn:b", (2, 3, 4))):
        filled.extend(
            Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(value), NamedNode(graph)) for value in values
        )
    return filled


def answers(store: Store, pattern: str) -> Counter[tuple[str, ...]]:
    solutions = store.query(with_graphs_apart(f"SELECT * {{ {pattern} }}", GRAPHS))
    assert isinstance(solutions, QuerySolutions)
    names = sorted(variable.value for variable in solutions.variables)
    return Counter(tuple(getattr(solution[name], "value", "") for name in names) for solution in solutions)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }", [("urn:a", "2"), ("urn:b", "3")]),
        ("GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p 3 } }", [("urn:a", "0"), ("urn:b", "1")]),
        ("GRAPH ?g { SELECT (MAX(?o) AS ?n) { ?s ?p ?o } }", [("urn:a", "2"), ("urn:b", "4")]),
        ("GRAPH ?g { SELECT ?o { ?s ?p ?o } ORDER BY ?o LIMIT 1 }", [("urn:a", "1"), ("urn:b", "2")]),
        ("GRAPH ?g { SELECT DISTINCT ?s { ?s ?p ?o } }", [("urn:a", "urn:s"), ("urn:b", "urn:s")]),
        ("GRAPH ?g { VALUES ?x { 1 } }", [("urn:a", "1"), ("urn:b", "1")]),
        ("GRAPH ?g { ?s ?p ?o MINUS { ?x ?y 4 } }", 5),
        ("GRAPH ?g { BIND(1 AS ?x) }", [("urn:a", "1"), ("urn:b", "1")]),
        ("GRAPH ?g {}", [("urn:a",), ("urn:b",)]),
        ("GRAPH ?g { SELECT ?g { ?s ?p ?g } }", 0),
        ("GRAPH ?g { { SELECT (COUNT(*) AS ?n) { _:x ?p ?o } } }", [("urn:a", "2"), ("urn:b", "3")]),
        ("GRAPH ?g { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } FILTER(?n > 2) }", [("urn:b", "3")]),
        ("GRAPH <urn:b> { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }", [("3",)]),
        ("VALUES ?g { <urn:b> } GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }", [("urn:b", "3")]),
    ],
)
def test_each_graph_by_itself(store: Store, pattern: str, expected: list[tuple[str, ...]] | int) -> None:
    found = answers(store, pattern)
    assert found.total() == expected if isinstance(expected, int) else found == Counter(expected)


def test_without_graphs_there_is_no_solution_but_every_variable(store: Store) -> None:
    query = with_graphs_apart("SELECT * { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }", ())
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    assert {variable.value for variable in solutions.variables} == {"g", "n"}
    assert not list(solutions)


@pytest.mark.parametrize(
    "pattern",
    [
        "GRAPH ?g { ?s ?p ?o }",
        "GRAPH ?g { ?s ?p ?o OPTIONAL { ?o ?q ?r } FILTER(?o > 1) }",
        "GRAPH ?g { ?s <urn:p>/<urn:q>+ ?o }",
        "GRAPH <urn:a> { SELECT * { ?s ?p ?o } }",
        "?s ?p 'GRAPH ?g { SELECT * {} }'",
        "GRAPH ?g { SELECT * { ?s ?p ?o }",
    ],
)
def test_what_the_engine_gets_right_is_left_alone(pattern: str) -> None:
    query = f"SELECT * {{ {pattern} }}"
    assert with_graphs_apart(query, GRAPHS) == query


def test_too_many_graphs_are_refused_and_not_answered_wrongly() -> None:
    query = "SELECT * { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }"
    graphs = [f"urn:g{number}" for number in range(MOST_GRAPHS + 1)]
    assert with_graphs_apart(query, graphs[1:])
    with pytest.raises(QueryRefused):
        with_graphs_apart(query, graphs)


def test_known_gap_a_path_of_length_zero_needs_a_node_of_the_graph(store: Store) -> None:
    """By SPARQL 1.1 (18.4) a term leads to itself by `*` and `?` whether the graph has it or not."""
    assert not answers(store, "<urn:unknown> <urn:p>* ?o")
    assert not answers(store, "GRAPH ?g { <urn:unknown> <urn:p>? ?o }")
    assert answers(store, "GRAPH <urn:a> { <urn:s> <urn:p>* ?o }").total() == 3


@given(st.text(alphabet="GRAPHSELCT{}()?g_:x'#*\n <>", max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    with_graphs_apart(f"ASK {{ GRAPH ?g {{ SELECT {text} }} }}", GRAPHS)
    with_graphs_apart(f"GRAPH ?g {text}", GRAPHS)
