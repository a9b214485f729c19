"""`void.ttl` says what the endpoint would answer."""

import datetime as dt

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
        PREFIX
        + "SELECT ?p ?n { ?d a void:Dataset ; void:propertyPartition [ void:property ?p ; void:triples ?n ] }"
    )
    counted = release.query("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    assert {(row["p"], row["n"]) for row in rows} == {(row["p"], row["n"]) for row in counted}


def test_class_partitions(release: Release, described: Store) -> None:
    rows = described.query(
        PREFIX + "SELECT ?c ?n { ?d void:classPartition [ void:class ?c ; void:entities ?n ] }"
    )
    assert {row["c"].value: int(row["n"].value) for row in rows} == release.manifest.classes


def test_classes_have_properties_and_these_lead_to_classes_and_datatypes(
    release: Release, described: Store
) -> None:
    """The query is that of editors which read the shape of a dataset from its VoID."""
    rows = described.query(
        PREFIX
        + """PREFIX ext: <http://ldf.fi/void-ext#> SELECT ?c ?p ?m ?k ?n {
          ?d a void:Dataset ; void:classPartition [ void:class ?c ; void:propertyPartition ?part ] .
          ?part void:property ?p ; void:triples ?m .
          OPTIONAL {
            { ?part void:classPartition [ void:class ?k ; void:triples ?n ] }
            UNION { ?part ext:datatypePartition [ ext:datatype ?k ; void:triples ?n ] }
          }
        }"""
    )
    found = {(row["c"], row["p"], row["k"]): (row["m"], row["n"]) for row in rows}
    counted = release.query(
        """SELECT ?c ?p ?k (COUNT(*) AS ?n) {
          ?s a ?c ; ?p ?o . OPTIONAL { ?o a ?t } BIND(IF(isLiteral(?o), DATATYPE(?o), ?t) AS ?k)
        } GROUP BY ?c ?p ?k"""
    )
    whole = release.query("SELECT ?c ?p (COUNT(*) AS ?m) { ?s a ?c ; ?p ?o } GROUP BY ?c ?p")
    totals = {(row["c"], row["p"]): row["m"] for row in whole}
    kinds = {(row["c"], row["p"], row["k"]): row["n"] for row in counted if row["k"] is not None}
    assert {key: n for key, (_, n) in found.items() if n is not None} == kinds
    assert {key[:2]: m for key, (m, _) in found.items()} == totals
    asm = "https://w3id.org/asm-graph/ontology#"
    named = {tuple(term.value.removeprefix(asm) for term in key) for key in kinds}
    assert ("Action", "progress", "http://www.w3.org/2001/XMLSchema#decimal") in named
    assert ("Asm", "hasAction", "Action") in named


def test_the_dataset_is_described_dated_and_has_examples(release: Release, described: Store) -> None:
    (row,) = described.query(
        PREFIX
        + """PREFIX dct: <http://purl.org/dc/terms/> SELECT ?text ?date (COUNT(?example) AS ?examples) {
          ?d a void:Dataset ; dct:description ?text ; dct:modified ?date ; void:exampleResource ?example .
          FILTER(LANG(?text) = "es")
        } GROUP BY ?text ?date"""
    )
    assert dt.datetime.fromisoformat(row["date"].value) == release.manifest.created
    assert int(row["examples"].value) >= 4
    examples = described.query(f"{PREFIX}SELECT ?example {{ ?d void:exampleResource ?example }}")
    for each in examples:
        assert release.query(f"ASK {{ {each['example']} ?property ?value }}")


def test_named_graphs_with_the_evidence(release: Release, described: Store) -> None:
    rows = described.query(
        PREFIX + "SELECT ?g ?n { ?d sd:namedGraph [ sd:name ?g ; sd:graph [ void:triples ?n ] ] }"
    )
    assert {row["g"].value: int(row["n"].value) for row in rows} == release.manifest.graphs
    assert any("/evidence/" in graph for graph in release.manifest.graphs)
