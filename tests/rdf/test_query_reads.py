"""The answer to a query over what it reads is its answer over everything."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from asm_graph.knowledge import Knowledge
from asm_graph.rdf.query_files import read_query_file
from asm_graph.rdf.query_reads import EVERYTHING, is_read, names_of, reads
from asm_graph.rdf.vocabulary import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from asm_graph.releases import Release

QUERIES = sorted(
    path for name in ("tables", "explore") for path in (Knowledge.default().sparql / name).glob("*.rq")
)
P = "PREFIX : <urn:>"
TYPE = str(RDF("type"))
P_, Q_, R_ = ("<urn:p>",), ("<urn:q>",), ("<urn:r>",)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (f"{P} SELECT * {{ ?s :p ?o }}", {P_}),
        (f"{P} SELECT * {{ ?s :p ?o ; :q ?x . ?o :r :k ; :r 1 }}", {(*P_, *Q_), ("<urn:r> <urn:k>", *R_)}),
        (f"{P} SELECT * {{ ?s a :C ; ^:p/:q|:r ?o }}", {(f"{TYPE} <urn:C>",), P_, Q_, R_}),
        (f"{P} SELECT * {{ ?s a ?class }}", {(TYPE,)}),
        (f"{P} SELECT * {{ ?s :p ?o FILTER NOT EXISTS {{ ?o :q ?x ; :r 1 }} }}", {P_, (*Q_, *R_)}),
        (f"{P} SELECT * {{ ?s :p ?o MINUS {{ ?o :q ?x }} }}", {P_, Q_}),
        (f"{P} SELECT * {{ ?s :p ?o OPTIONAL {{ ?s :r ?y }} }}", {P_, R_}),
        (f"{P} SELECT * {{ ?s :p ?o {{ SELECT ?o {{ ?o :q ?x }} }} }}", {P_, Q_}),
        (f"{P} SELECT * {{ ?s :p/:q* ?o }}", {P_, Q_}),
        (f"{P} SELECT * {{ ?s :p+ ?o }}", {P_}),
        (f"{P} SELECT * {{ ?s :p*/:q? ?o }}", {EVERYTHING}),
        ("DESCRIBE <urn:s>", {EVERYTHING}),
        (f"{P} SELECT * {{ ?s ?p ?o ; :q 1 }}", {EVERYTHING}),
        (f"{P} SELECT * {{ ?s :p* ?o }}", {EVERYTHING}),
        (f"{P} SELECT * {{ ?s !:p ?o }}", {EVERYTHING}),
        (f"{P} SELECT * {{ GRAPH :g {{ ?s :p ?o }} }}", {EVERYTHING}),
        (f"{P} SELECT * {{ ?s :p ?o FILTER NOT EXISTS {{ GRAPH :g {{ ?s :q ?x }} }} }}", {EVERYTHING}),
        ("SELECT * FROM <urn:g> { ?s <urn:p> ?o }", {EVERYTHING}),
        ("SELECT * FROM NAMED <urn:g> { ?s <urn:p> ?o }", {EVERYTHING}),
    ],
)  # fmt: skip
def test_what_a_query_reads(query: str, expected: set[Iterable[str]]) -> None:
    assert reads(query) == set(map(frozenset, expected))


def test_a_triple_is_read_by_its_property_or_its_class() -> None:
    kind, named = RDF("type"), NamedNode("urn:C")
    assert set(names_of(kind, named)) == {TYPE, f"{TYPE} <urn:C>"}
    assert names_of(named, Literal("C")) == ("<urn:C>",)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_table_answers_the_same_over_what_it_reads(
    founding_release: Release, path: Path, tmp_path: Path
) -> None:
    query = read_query_file(path).text
    store = Store.read_only(str(founding_release.path / "store"))
    quads = list(store.quads_for_pattern(None, None, None, DefaultGraph()))
    read, stated = reads(query), defaultdict[object, set[str]](set)
    for quad in quads:
        stated[quad.subject].update(names_of(quad.predicate, quad.object))
    part = Store(str(tmp_path))  # in memory, GROUP_CONCAT has another order
    part.bulk_extend(
        quad
        for quad in quads
        for names in [frozenset(names_of(quad.predicate, quad.object))]
        if any(is_read(one, names, frozenset(stated[quad.subject])) for one in read)
    )
    assert len(part) < len(quads)
    assert sorted(map(str, part.query(query))) == sorted(map(str, store.query(query)))
