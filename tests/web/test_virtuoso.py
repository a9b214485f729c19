"""What Virtuoso does besides SPARQL stays behind our front."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.engines import VIRTUOSO

if TYPE_CHECKING:
    import httpx

ENGINES = (VIRTUOSO,)


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("PREFIX bif: <bif:> SELECT (bif:sys_stat('st_dbms_name') AS ?x) {}", "function"),
        ("SELECT (bif:sys_stat('st_dbms_name') AS ?x) {}", "syntax"),
        ("DEFINE get:soft 'soft' SELECT * {}", "form"),
        ("SELECT * { ?s foaf:name ?o }", "syntax"),
        ("SELECT * { ?s ?p ?o OPTION (transitive) }", "syntax"),
    ],
)
def test_what_virtuoso_takes_besides_sparql_is_refused(client: httpx.Client, query: str, kind: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert (answer.status_code, answer.json()["type"]) == (400, f"urn:asm-graph:problem:{kind}")


@pytest.mark.parametrize("pattern", ["{}", "GRAPH ?g {}", "GRAPH ?g {{ SELECT ?s {} }}"])
def test_graphs_of_its_own_are_not_seen(client: httpx.Client, pattern: str) -> None:
    own = "{ ?s a <http://www.openlinksw.com/schemas/virtrdf#QuadMapFormat> }"
    answer = client.get("/sparql", params={"query": f"ASK {{ {pattern.format(own)} }}"})
    assert answer.json()["boolean"] is False
