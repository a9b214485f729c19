"""A query has the same answer from the endpoint, from the command line and from a release in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import QueryResultsFormat
from tests.web.w3c import rows_of

from asm_graph.commands.query import CompleteQuery, answer
from asm_graph.releases import open_release

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

GRAPHS = "https://w3id.org/asm-graph/graph/"
PREFIXES = f"PREFIX g: <{GRAPHS}source/> PREFIX v: <{GRAPHS}evidence/> PREFIX e: <http://e/>\n"
JSON = QueryResultsFormat.JSON
QUERIES = [
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) FROM g:d1 FROM g:d1 { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) FROM g:d1 FROM v:d1 { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) FROM NAMED v:d1 { ?s ?p ?o }",
    "SELECT ?g (COUNT(*) AS ?n) FROM NAMED v:d1 FROM NAMED g:d1 { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "SELECT * { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }",
    "SELECT * FROM v:d1 { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { VALUES ?x { 1 2 } } }",
    "SELECT * { GRAPH ?g { ?s e:p1 ?o MINUS { ?s e:p2 'valor 7' } FILTER(STRENDS(?o, '7')) } }",
    "SELECT ?s { ?s e:p1 ?o FILTER NOT EXISTS { ?s e:p2 ?x . ?s e:p3 'valor 8' } FILTER(STRENDS(?o, '8')) }",
    "ASK { GRAPH ?g { ?s ?p 'prueba' } }",
]


@pytest.mark.parametrize("query", QUERIES)
def test_answers_do_not_depend_on_the_way(client: httpx.Client, releases: Path, query: str) -> None:
    text, release = PREFIXES + query, open_release(releases)
    asked = client.get("/sparql", params={"query": text, "format": "json"})
    assert asked.status_code == 200, asked.text
    told = answer(release, CompleteQuery(text), "json", "", 100)
    assert rows_of(told, JSON) == rows_of(asked.content, JSON)
    found = release.query(text)
    if found.boolean is not None:
        assert found.boolean is asked.json()["boolean"]
    else:
        assert len(found) == len(asked.json()["results"]["bindings"])
