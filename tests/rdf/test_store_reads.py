"""Of what is worked out once and used by several results, each notes all that was read for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from asm_graph.rdf.index import Index
from asm_graph.rdf.store_index import StoreIndex
from asm_graph.rdf.store_reads import RecordedStore, remembered

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

    from asm_graph.rdf.index import Term

A, B, P, Q = map(NamedNode, ("urn:a", "urn:b", "urn:p", "urn:q"))
QUERY = "SELECT ?s { ?s <urn:q> ?o }"


@pytest.fixture
def store() -> RecordedStore:
    known = Store()
    known.extend([Quad(A, P, B), Quad(B, Q, A)])
    return RecordedStore(known)


def test_each_result_notes_what_was_read_for_a_remembered_answer(store: RecordedStore) -> None:
    calls: list[Term] = []

    def objects(node: NamedNode) -> list[Term]:
        calls.append(node)
        return [quad.object for quad in store.quads_for_pattern(node, P, None, DefaultGraph())]

    def asked() -> int:
        return len(list(cast("QuerySolutions", store.query(QUERY))))

    one, number = store.remembered(objects), store.remembered(asked)
    both = store.remembered(lambda node: (one(node), number()))
    assert one(A) == [B]
    first = store.read()
    assert len(first.looked_up) == 1
    assert not first.named
    store.begin()
    assert not store.read().looked_up
    assert both(A) == ([B], 1)
    second = store.read()
    assert second.looked_up == first.looked_up
    assert second.named == {frozenset({"<urn:q>"})}
    store.begin()
    assert both(A) == ([B], 1)
    assert store.read() == second
    assert calls == [A]


def test_what_fails_is_not_remembered_and_notes_go_on(store: RecordedStore) -> None:
    def fail(node: NamedNode) -> None:
        list(store.quads_for_pattern(node, P, None, None))
        raise RuntimeError

    failing = store.remembered(fail)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            failing(A)
    list(store.quads_for_pattern(B, Q, None, None))
    assert len(store.read().looked_up) == 1


def test_instances_of_a_class_are_read_by_each_who_asks(store: RecordedStore) -> None:
    index = StoreIndex(cast("Store", store))
    index.instances(B)
    first = store.read()
    assert first.looked_up
    store.begin()
    index.instances(B)
    assert store.read() == first


@pytest.mark.parametrize("of", [lambda work_out: remembered(Store(), work_out), Index(()).remembered])
def test_without_notes_an_answer_is_remembered_too(of: type) -> None:
    calls: list[str] = []
    measure = of(lambda text: calls.append(text) or len(text))
    assert (measure("two"), measure("two")) == (3, 3)
    assert calls == ["two"]
