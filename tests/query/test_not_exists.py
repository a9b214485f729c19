"""Filters rewritten as MINUS: the same answers over any graph, and left alone where that is not sure."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from asm_graph.query.not_exists import without_quadratic_filters

A, B = "FILTER NOT EXISTS { ?y e:p ?z ; e:q ?x }", "FILTER NOT EXISTS { ?y e:p ?z . ?z e:q ?x }"


def select(pattern: str) -> str:
    return f"PREFIX e: <http://e/> SELECT * {{ {pattern} }}"


def is_rewritten(pattern: str) -> bool:
    return without_quadratic_filters(select(pattern)) != select(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        f"?x e:p ?w {A}",
        f"{A} ?x e:p ?w",
        f"?x e:p ?w {B} ?w e:q ?v",
        f"?x e:p ?w FILTER(?w > 1) {A} OPTIONAL {{ ?w e:q ?v }} BIND(1 AS ?one)",
        "?x e:p ?w FILTER(NOT EXISTS { ?y e:p/e:q ?x })",
        "?x e:p ?w filter not\nexists { [ e:p ?x ; e:q 1 ] }",
        "?x e:p ?w . ?z e:q ?x FILTER NOT EXISTS { ?x e:p ?y . ?y e:q ?z . }",
        f"{{ SELECT ?x {{ ?x e:p ?w {A} }} }}",
        f"GRAPH ?g {{ ?x e:p ?w {A} }}",
        f"{{ ?x e:p 1 {A} }} UNION {{ ?x e:p 2 {B} }}",
        "?x e:p ?w FILTER NOT EXISTS { ?y e:p e:a. ?y e:q ?x }",
    ],
)
def test_rewritten(pattern: str) -> None:
    assert is_rewritten(pattern)
    assert "NOT EXISTS" not in without_quadratic_filters(select(pattern)).upper()


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("?x e:p ?w FILTER NOT EXISTS { ?y e:q ?x }", "one pattern: the engine looks it up"),
        ("?x e:p ?w FILTER NOT EXISTS { ?x e:q ?y . }", "one pattern with a full stop"),
        ("?w e:p ?v FILTER NOT EXISTS { ?y e:p ?z ; e:q ?x }", "nothing shared: MINUS takes nothing away"),
        (f"OPTIONAL {{ ?x e:p ?w }} {A}", "?x may be unbound"),
        (f"?w e:p ?v BIND(?w AS ?x) {A}", "?x may be unbound"),
        (f"{{ ?x e:p ?w }} UNION {{ ?w e:p ?v }} {A}", "?x may be unbound"),
        (f"VALUES ?x {{ UNDEF }} ?w e:p ?v {A}", "?x may be unbound"),
        (f"?x e:p ?w OPTIONAL {{ ?w e:q ?z }} {A}", "?z may be bound"),
        ("?x e:p ?w FILTER NOT EXISTS { ?y e:p ?z ; e:q ?x FILTER(?w > 1) }", "more than triple patterns"),
        ("?x e:p ?w FILTER NOT EXISTS { ?y e:p ?z . OPTIONAL { ?z e:q ?x } }", "more than triple patterns"),
        ("?x e:p ?w FILTER NOT EXISTS { ?y e:p* ?z . ?z e:q ?x }", "a path of length zero"),
        ("?x e:p ?w FILTER NOT EXISTS { ?y e:p? ?z . ?z e:q ?x }", "a path of length zero"),
        (f"?w e:p ?v OPTIONAL {{ ?x e:q ?w {A} }}", "the filter of an OPTIONAL sees what is outside"),
        (f"?w e:p ?v FILTER EXISTS {{ ?x e:q ?w {A} }}", "the outer solution is put in"),
        (f"?w e:p ?v FILTER NOT EXISTS {{ ?x e:q ?w {A} }}", "the outer solution is put in"),
        ("?x e:p ?w FILTER(?w = 1 || NOT EXISTS { ?y e:p ?z ; e:q ?x })", "a part of an expression"),
        ("?x e:p ?w FILTER(?w<1&&2>?w)FILTER NOT EXISTS { ?y e:p ?z ; e:q ?x }", "read in two ways"),
        ("GRAPH ?g { ?x e:p ?w FILTER NOT EXISTS { ?g e:p ?z ; e:q ?x } }", "names the graph"),
        (f"?x e:p ?w {A} }} }}", "brackets do not match"),
        ("?x e:p 'FILTER NOT EXISTS { ?y e:p ?z ; e:q ?x }'", "a string"),
    ],
)
def test_left_alone(pattern: str, reason: str) -> None:
    assert not is_rewritten(pattern), reason


# The same answers

_TERMS = [NamedNode(f"http://e/{name}") for name in "abc"]
_OBJECTS = [*_TERMS, Literal(1), Literal("1")]
_PREDICATES = [NamedNode(f"http://e/{name}") for name in "pq"]
_GRAPH = st.lists(
    st.builds(Quad, st.sampled_from(_TERMS), st.sampled_from(_PREDICATES), st.sampled_from(_OBJECTS)),
    max_size=12,
)
_VARIABLE = st.sampled_from(["?x", "?y", "?z", "?w"])
_SUBJECT = _VARIABLE | st.sampled_from(["e:a", "[]"])
_OBJECT = _VARIABLE | st.sampled_from(["e:a", "e:b", "1", "'1'"])
_PATH = st.sampled_from(["e:p", "e:q", "^e:p", "e:p/e:q", "(e:p|e:q)", "e:p+", "e:q*", "!e:p"])


def _texts(*parts: st.SearchStrategy[str] | str) -> st.SearchStrategy[str]:
    strategies = [st.just(part) if isinstance(part, str) else part for part in parts]
    return st.tuples(*strategies).map(" ".join)


_TRIPLE = _texts(_SUBJECT, _PATH, _OBJECT, ".")
_TWO = _texts(_SUBJECT, _PATH, _OBJECT, ";", _PATH, _OBJECT)
_INNER = st.one_of(_TWO, _TWO, _texts(_TRIPLE, _TRIPLE), _TRIPLE, _texts(_TWO, "FILTER(?x != ?w)"))
_NEGATION = st.one_of(
    _texts("FILTER NOT EXISTS {", _INNER, "}"), _texts("FILTER ( NOT EXISTS {", _INNER, "} )")
)
_ELEMENT = st.one_of(
    _TRIPLE,
    _TRIPLE,
    _NEGATION,
    _texts("OPTIONAL {", _TRIPLE, st.one_of(_NEGATION, st.just("")), "}"),
    _texts("{", _TRIPLE, "} UNION {", _TRIPLE, _NEGATION, "}"),
    _texts("MINUS {", _TRIPLE, "}"),
    _texts("VALUES", _VARIABLE, "{ e:a UNDEF }"),
    _texts("FILTER(", _VARIABLE, "!=", _OBJECT, ")"),
    _texts("FILTER EXISTS {", _TRIPLE, _NEGATION, "}"),
    _texts("{ SELECT", _VARIABLE, "{", _TRIPLE, _NEGATION, "} }"),
)
_PATTERN = _texts(_TRIPLE, st.lists(_ELEMENT, max_size=3).map(" ".join), _NEGATION)


def answers(graph: list[Quad], query: str) -> Counter[tuple[str, ...]]:
    store = Store()
    store.extend(graph)
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    names = sorted(variable.value for variable in solutions.variables)
    return Counter(tuple(str(solution[name]) for name in names) for solution in solutions)


@settings(max_examples=400, deadline=None)
@given(_GRAPH, _PATTERN)
def test_gives_the_same_answers(graph: list[Quad], pattern: str) -> None:
    query = select(pattern)
    assert answers(graph, without_quadratic_filters(query)) == answers(graph, query)


def test_most_random_queries_that_can_be_rewritten_are() -> None:
    """Otherwise the test above would hold for nothing."""
    found: list[bool] = []

    @settings(max_examples=300, deadline=None, database=None)
    @given(_PATTERN)
    def look(pattern: str) -> None:
        found.append(is_rewritten(pattern))

    look()
    assert sum(found) > len(found) / 10


@given(st.text(alphabet="FILTERNOXSM{}()<>?x .;ae:'\"#\n", max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    without_quadratic_filters(f"ASK {{ FILTER NOT EXISTS {{ {text} }} }}")
    without_quadratic_filters(f"NOT EXISTS {text}")


def test_a_large_graph_takes_no_quadratic_time() -> None:
    store = Store()
    number = 40_000

    def quads(i: int) -> list[Quad]:
        thing, value = NamedNode(f"http://e/i{i}"), NamedNode(f"http://e/v{i}")
        has_target = [Quad(value, _PREDICATES[0], thing), Quad(value, _PREDICATES[1], _TERMS[0])]
        return [Quad(thing, _PREDICATES[1], _TERMS[1]), *(has_target if i % 3 else [])]

    store.bulk_extend(quad for i in range(number) for quad in quads(i))
    query = select("?x e:q e:b FILTER NOT EXISTS { ?v e:p ?x ; e:q e:a }")
    rewritten = without_quadratic_filters(query)
    assert "MINUS" in rewritten  # some 70 s without
    solutions = store.query(rewritten)
    assert isinstance(solutions, QuerySolutions)
    assert len(list(solutions)) == len(range(0, number, 3))
