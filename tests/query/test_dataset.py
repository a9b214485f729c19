"""Datasets that queries name, and the stores that they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from asm_graph.query.dataset import Dataset, dataset_of, without_clauses
from asm_graph.query.evaluation import Datasets


@pytest.mark.parametrize(
    ("text", "default", "named"),
    [
        ("SELECT * FROM <urn:a> { ?s ?p ?o }", ["urn:a"], []),
        ("SELECT * FROM <urn:a> FROM <urn:b> FROM <urn:a> WHERE {}", ["urn:a", "urn:b"], []),
        ("ASK from named <urn:a> FROM # <urn:x>\n <urn:b> {}", ["urn:b"], ["urn:a"]),
        ("PREFIX e: <http://e/> DESCRIBE e:x FROM e:a FROM NAMED e:b", ["http://e/a"], ["http://e/b"]),
        ("PREFIX : <http://e/> ASK FROM :a\\-b {}", ["http://e/a-b"], []),
        ("BASE <http://e/x/> ASK FROM <a> FROM <../b> {}", ["http://e/x/a", "http://e/b"], []),
        ("BASE <http://e/> PREFIX p: <q#> ASK FROM p:a {}", ["http://e/q#a"], []),
        ("ASK FROM <http://e/\\u0061> {}", ["http://e/a"], []),
        ("CONSTRUCT { ?s ?p 'FROM' } FROM <urn:a> WHERE { ?s ?p ?o }", ["urn:a"], []),
        ("SELECT (1 AS ?from) FROM <urn:a> { }", ["urn:a"], []),
    ],
)
def test_clauses(text: str, default: list[str], named: list[str]) -> None:
    assert dataset_of(text) == Dataset.of(default, named)


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("ASK FROM <urn:a> FROM NAMED <urn:b>{ ?s ?p 'FROM <urn:a>' }", "ASK  { ?s ?p 'FROM <urn:a>' }"),
        ("PREFIX e: <http://e/> ASK from named e:a WHERE {}", "PREFIX e: <http://e/> ASK  WHERE {}"),
        ("SELECT ?from { ?from ?p <urn:from> }", "SELECT ?from { ?from ?p <urn:from> }"),
    ],
)
def test_a_query_without_its_clauses(text: str, without: str) -> None:
    assert without_clauses(text) == without


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s ?p 'FROM <urn:a>' } # FROM <urn:b>",
        "SELECT ?from { ?from ?p <urn:from> }",
        "ASK FROM <relative> {}",
        "ASK FROM unknown:a {}",
        "ASK FROMNAMED <urn:a> {}",
        "PREFIX e: <http://e/> ASK FROM <urn:a> FROMe:b {}",
        "ASK FROM FROM <urn:a> {}",
        "ASK FROM NAMED {}",
    ],
)
def test_none_or_for_the_engine_to_read(text: str) -> None:
    assert dataset_of(text) is None


@given(st.text(alphabet="FROMNAEDPIX<>:{}#'\\/aeu \n", max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    dataset_of(f"FROM {text}")
    dataset_of(f"PREFIX a: <urn:> ASK FROM a:{text}")


def rows(store: Store, query: str, dataset: Dataset) -> int:
    datasets = Datasets(store)
    solutions = datasets.store_of(dataset).query(
        query,
        default_graph=datasets.default_graphs(dataset),
        named_graphs=[NamedNode(iri) for iri in dataset.named],
    )
    assert isinstance(solutions, QuerySolutions)
    return len(list(solutions))


@pytest.fixture(scope="module")
def shared() -> Store:
    """Two triples in `urn:a`; one of them in `urn:b` as well, with one of its own."""
    filled = Store()
    for graph, values in (("urn:a", (1, 2)), ("urn:b", (2, 3)), ("urn:c", (4,))):
        filled.extend(
            Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(value), NamedNode(graph)) for value in values
        )
    return filled


@pytest.mark.parametrize(
    ("default", "named", "pattern", "expected"),
    [
        (["urn:a", "urn:b"], [], "?s ?p ?o", 3),
        (["urn:a"], [], "?s ?p ?o", 2),
        ([], ["urn:a"], "?s ?p ?o", 0),
        (["urn:a", "urn:b"], ["urn:c"], "GRAPH ?g { ?s ?p ?o }", 1),
        (["urn:a", "urn:b"], ["urn:a"], "?s ?p ?o . GRAPH ?g { ?s ?p ?o }", 2),
        (["urn:a", "urn:b"], ["urn:a", "urn:b"], "GRAPH ?g { ?s ?p ?o }", 4),
        (["urn:a", "urn:unknown"], [], "?s ?p ?o", 2),
    ],
)
def test_a_triple_of_two_graphs_is_one_triple(
    shared: Store, default: list[str], named: list[str], pattern: str, expected: int
) -> None:
    assert rows(shared, f"SELECT * {{ {pattern} }}", Dataset.of(default, named)) == expected


def test_the_last_merged_dataset_is_kept(shared: Store) -> None:
    datasets = Datasets(shared)
    merged = datasets.store_of(Dataset.of(["urn:a", "urn:b"], []))
    assert datasets.store_of(Dataset.of(["urn:a", "urn:b"], [])) is merged
    assert datasets.store_of(Dataset.of(["urn:a", "urn:c"], [])) is not merged
    assert datasets.store_of(Dataset.of(["urn:a"], [])) is shared
