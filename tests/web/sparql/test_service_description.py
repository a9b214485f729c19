"""What the endpoint says of itself is what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from asm_graph.settings import Settings
from asm_graph.web.sparql.service_description import LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from asm_graph.releases import Release

PREFIXES = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX schema: <https://schema.org/>
"""
FORMATS = {
    "SPARQL_Results_JSON": ("SELECT * {}", "application/sparql-results+json"),
    "SPARQL_Results_XML": ("SELECT * {}", "application/sparql-results+xml"),
    "SPARQL_Results_CSV": ("SELECT * {}", "text/csv"),
    "SPARQL_Results_TSV": ("SELECT * {}", "text/tab-separated-values"),
    "Turtle": ("DESCRIBE <urn:x>", "text/turtle"),
    "N-Triples": ("DESCRIBE <urn:x>", "application/n-triples"),
    "N-Quads": ("DESCRIBE <urn:x>", "application/n-quads"),
    "TriG": ("DESCRIBE <urn:x>", "application/trig"),
    "RDF_XML": ("DESCRIBE <urn:x>", "application/rdf+xml"),
    "JSON-LD": ("DESCRIBE <urn:x>", "application/ld+json"),
}


def description(client: httpx.Client, media_type: str = "application/n-triples") -> Store:
    answer = client.get("/sparql", headers={"Accept": media_type})
    assert answer.status_code == 200
    store = Store()
    store.extend(parse(answer.content, format=RdfFormat.from_media_type(media_type)))
    return store


def told(store: Store, variables: str, pattern: str) -> list[tuple[str, ...]]:
    rows: Any = store.query(f"{PREFIXES} SELECT {variables} {{ {pattern} }}")
    return [tuple(term.value for term in row) for row in rows]


def count(client: httpx.Client, pattern: str) -> str:
    answer = client.get("/sparql", params={"query": f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"})
    return answer.json()["results"]["bindings"][0]["n"]["value"]


@pytest.mark.parametrize("media_type", [media for query, media in FORMATS.values() if "DESC" in query])
def test_comes_in_every_format_of_graphs(client: httpx.Client, media_type: str) -> None:
    address = f"{client.base_url}/sparql".replace("//sparql", "/sparql")
    found = told(
        description(client, media_type), "?service ?endpoint", "?service a sd:Service ; sd:endpoint ?endpoint"
    )
    assert found == [(address, address)]


def test_the_formats_it_names_are_answered(client: httpx.Client) -> None:
    named = {
        iri.rpartition("/")[2]
        for (iri,) in told(description(client), "?format", "?service sd:resultFormat ?format")
    }
    assert named == set(FORMATS)
    for query, media_type in FORMATS.values():
        answer = client.get("/sparql", params={"query": query}, headers={"Accept": media_type})
        assert answer.headers["content-type"].startswith(media_type)


def test_the_counts_it_names_are_those_of_answers(client: httpx.Client) -> None:
    store = description(client)
    default = told(
        store,
        "?n",
        "[] sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ; void:triples ?n ] ]",
    )
    assert default == [(count(client, "?s ?p ?o"),)]
    graphs = dict(
        told(store, "?g ?n", "[] sd:defaultDataset/sd:namedGraph [ sd:name ?g ; sd:graph/void:triples ?n ]")
    )
    assert graphs == counted(client, "?g", "GRAPH ?g { ?s ?p ?o }")


def test_agrees_with_void(client: httpx.Client) -> None:
    store = description(client)
    void = parse(client.get("/.well-known/void").content, format=RdfFormat.TURTLE)
    facts = {
        (triple.predicate, triple.object)
        for triple in void
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal)
    }
    assert facts <= {(quad.predicate, quad.object) for quad in store}


def test_says_that_the_default_graph_is_a_union_and_of_what(client: httpx.Client) -> None:
    store = description(client)
    assert told(store, "?x", "?x a sd:Service ; sd:feature sd:UnionDefaultGraph")
    comments = told(store, "?text", "[] sd:defaultGraph/rdfs:comment ?text")
    assert len(comments) == 2
    assert all("/graph/evidence/" in text for (text,) in comments)


def test_names_every_limit_and_its_value(start: Callable[..., Any], releases: Path, tmp_path: Path) -> None:
    with start(releases, workers=1, query_seconds=3, query_depth=7) as server, server.client() as client:
        rows = told(
            description(client),
            "?name ?value",
            "[] a sd:Service ; schema:additionalProperty [ schema:name ?name ; schema:value ?value ]",
        )
        limits = dict(rows)
        assert set(limits) == set(LIMITS) <= set(Settings.model_fields)
        assert (limits["query_seconds"], limits["query_depth"]) == ("3", "7")
        refused = client.get("/sparql", params={"query": f"ASK {'{' * 8}{'}' * 8}"})
        assert refused.json()["limit"] == {"setting": "query_depth", "value": 7}


def test_before_there_is_a_release_it_says_what_it_can(start: Callable[..., Any], tmp_path: Path) -> None:
    with start(tmp_path / "none", workers=1) as server, server.client() as client:
        assert told(description(client), "?language", "?service sd:supportedLanguage ?language")
        assert not told(description(client), "?dataset", "?service sd:defaultDataset ?dataset")


def test_a_host_that_is_no_name_is_not_repeated(client: httpx.Client) -> None:
    text = client.get("/sparql.nt", headers={"Host": 'e"><x>'}).text
    assert "<x>" not in text


def test_the_counts_of_the_founding_release_are_those_of_answers(
    start: Callable[..., Any], founding_release: Release
) -> None:
    with start(founding_release.path.parent, workers=2) as server, server.client() as client:
        store = description(client)
        (default,) = told(store, "?n", "[] sd:defaultGraph/void:triples ?n")
        assert default == (count(client, "?s ?p ?o"),)
        graphs = dict(told(store, "?g ?n", "[] sd:namedGraph [ sd:name ?g ; sd:graph/void:triples ?n ]"))
        assert graphs == counted(client, "?g", "GRAPH ?g { ?s ?p ?o }")
        classes = dict(told(store, "?c ?n", "[] void:classPartition [ void:class ?c ; void:entities ?n ]"))
        assert classes == counted(client, "?c", "?s a ?c")
        properties = dict(
            told(
                store,
                "?p ?n",
                "[] a void:Dataset ; void:propertyPartition [ void:property ?p ; void:triples ?n ]",
            )
        )
        assert properties == counted(client, "?p", "?s ?p ?o")


def counted(client: httpx.Client, key: str, pattern: str) -> dict[str, str]:
    """How many solutions of a pattern each value of a variable has."""
    query = f"SELECT ({key} AS ?key) (COUNT(*) AS ?n) {{ {pattern} FILTER(isIRI({key})) }} GROUP BY {key}"
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    return {row["key"]["value"]: row["n"]["value"] for row in rows}
