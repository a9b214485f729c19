"""`void.ttl` says what the endpoint would answer."""

import pytest
from pyoxigraph import RdfFormat, Store

from asm_graph.releases import Release

COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    "classes": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s a ?o }",
}
PREFIX = """PREFIX void: <http://rdfs.org/ns/void#>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
"""


@pytest.fixture
def described(release: Release) -> Store:
    store = Store()
    store.load(path=release.path / "void.ttl", format=RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(("term", "query"), COUNTS.items())
def test_the_whole(release: Release, described: Store, term: str, query: str) -> None:
    (row,) = described.query(f"{PREFIX}SELECT ?n {{ ?d a void:Dataset ; void:{term} ?n }}")
    (counted,) = release.query(query)
    assert row["n"] == counted["n"]


def test_property_partitions(release: Release, described: Store) -> None:
    rows = described.query(
        PREFIX + "SELECT ?p ?n { ?d void:propertyPartition [ void:property ?p ; void:triples ?n ] }"
    )
    counted = release.query("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    assert {(row["p"], row["n"]) for row in rows} == {(row["p"], row["n"]) for row in counted}


def test_class_partitions(release: Release, described: Store) -> None:
    rows = described.query(
        PREFIX + "SELECT ?c ?n { ?d void:classPartition [ void:class ?c ; void:entities ?n ] }"
    )
    assert {row["c"].value: int(row["n"].value) for row in rows} == release.manifest.classes


def test_named_graphs_with_the_evidence(release: Release, described: Store) -> None:
    rows = described.query(
        PREFIX + "SELECT ?g ?n { ?d sd:namedGraph [ sd:name ?g ; sd:graph [ void:triples ?n ] ] }"
    )
    assert {row["g"].value: int(row["n"].value) for row in rows} == release.manifest.graphs
    assert any("/evidence/" in graph for graph in release.manifest.graphs)
