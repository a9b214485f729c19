"""What was read of a store is untouched by changes only if it would be read again as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, serialize

from asm_graph.rdf import store_changes
from asm_graph.rdf.store_changes import StoreChanges
from asm_graph.rdf.store_reads import RecordedStore, StoreReads

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

THINGS = [NamedNode(f"urn:{name}") for name in "abc"]
PROPERTIES = [NamedNode(f"urn:{name}") for name in "pqr"]
GRAPHS = [DefaultGraph(), NamedNode("urn:evidence")]
QUADS = st.builds(
    Quad,
    st.sampled_from(THINGS),
    st.sampled_from(PROPERTIES),
    st.sampled_from([*THINGS, Literal("1"), Literal("2")]),
    st.sampled_from(GRAPHS),
)
QUERIES = [
    f"PREFIX : <urn:> SELECT * {{ {pattern} }}"
    for pattern in (
        "?s :p ?o",
        "?s :p :a ; :q ?x",
        "?s :p ?o OPTIONAL { ?s :q ?x ; :r ?y }",
        "?s :p ?o FILTER NOT EXISTS { ?s :q :b ; :r ?y }",
        "?s :p ?o MINUS { ?o :q ?x }",
        "?s :p/:q* ?o",
        "?s :p/^:q ?o . ?o :r ?y",
        "?s (:p|:q)+ :a",
        "{ ?s :p :b } UNION { ?s :q ?x . ?x :r 'x' }",
        "?s :p* ?o",
        "?s ?any :c",
        "GRAPH ?g { ?s :p ?o }",
        "{ SELECT ?s (COUNT(?x) AS ?n) { ?s :q ?x ; :p :a } GROUP BY ?s } ?s :r ?y",
    )
]
PATTERNS = st.tuples(
    st.sampled_from([None, *THINGS]),
    st.sampled_from([None, *PROPERTIES]),
    st.sampled_from([None, *THINGS, Literal("1")]),
    st.sampled_from([None, *GRAPHS]),
)


def store_of(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def lines_of(quads: Iterable[Quad]) -> list[bytes]:
    return (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)


def changes(before: set[Quad], after: set[Quad]) -> StoreChanges:
    found = StoreChanges.of("before", lines_of(before ^ after), store_of(after))
    assert found is not None
    return found


@pytest.mark.parametrize("query", QUERIES)
@given(before=st.sets(QUADS, max_size=8), differing=st.sets(QUADS, max_size=2))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_untouched_query_has_the_same_answer(query: str, before: set[Quad], differing: set[Quad]) -> None:
    after = before ^ differing
    recorded = RecordedStore(store_of(before))
    answer = sorted(map(str, recorded.query(query)))
    if not changes(before, after).touch(recorded.read()):
        assert sorted(map(str, store_of(after).query(query))) == answer


@given(pattern=PATTERNS, before=st.sets(QUADS, max_size=8), differing=st.sets(QUADS, max_size=2))
@settings(max_examples=150, deadline=None)
def test_an_untouched_pattern_finds_the_same(pattern: Any, before: set[Quad], differing: set[Quad]) -> None:
    after = before ^ differing
    recorded = RecordedStore(store_of(before))
    found = set(recorded.quads_for_pattern(*pattern))
    if not changes(before, after).touch(recorded.read()):
        assert set(store_of(after).quads_for_pattern(*pattern)) == found


def test_a_change_touches_no_more_than_what_reads_it(tmp_path: Path) -> None:
    a, b, c = THINGS
    p, q, r = PROPERTIES
    before = {Quad(a, p, b), Quad(a, q, c), Quad(b, p, c), Quad(a, r, Literal("1"), GRAPHS[1])}
    only = changes(before, before ^ {Quad(b, r, Literal("2"))})

    def is_touched(query: str, *patterns: Any) -> bool:
        recorded = RecordedStore(store_of(before))
        recorded.query(query)
        for pattern in patterns:
            recorded.quads_for_pattern(*pattern)
        recorded.read().write(tmp_path / "read")
        return only.touch(StoreReads.read(tmp_path / "read"))

    ask = "PREFIX : <urn:> SELECT * { %s }"
    assert not is_touched(ask % "?s :p ?o ; :q ?x OPTIONAL { ?s :q ?x ; :r ?y }")
    assert is_touched(ask % "?s :p ?o OPTIONAL { ?s :r ?y }")
    assert not is_touched(ask % "?s :p ?o", (a, r, None, None), (None, r, a, None), (b, p, None, None))
    assert is_touched(ask % "?s :p ?o", (b, None, None, DefaultGraph()))
    assert not is_touched(ask % "?s :p ?o", (b, None, None, GRAPHS[1]))


def test_more_changes_than_are_told_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_changes, "MOST", 3)
    quads = [Quad(THINGS[0], PROPERTIES[0], Literal(str(number))) for number in range(4)]
    assert StoreChanges.of("before", lines_of(quads), Store()) is None
    assert StoreChanges.of("before", lines_of(quads[1:]), Store()) is not None
