"""VoID as machines find it: the same in every format, with addresses that answer."""

from __future__ import annotations

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import Graph
from rdflib.compare import to_isomorphic

from asm_graph.graph.vocabulary import VOID

FORMATS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}
ADDRESS = "/.well-known/void"


def test_all_formats_hold_the_same(client: httpx.Client) -> None:
    whole = to_isomorphic(Graph().parse(data=client.get(ADDRESS).text, format="turtle"))
    assert len(whole) > 50
    for media_type, form in FORMATS.items():
        answer = client.get(ADDRESS, headers={"Accept": media_type})
        assert answer.headers["content-type"].partition(";")[0] == media_type
        assert to_isomorphic(Graph().parse(data=answer.text, format=form)) == whole
    refused = client.get(ADDRESS, headers={"Accept": "image/png"})
    assert refused.status_code == 406


@pytest.mark.parametrize("headers", [{}, {"Accept": "text/html, */*;q=0.5"}])
def test_who_asks_for_nothing_gets_turtle_and_head_is_like_get(
    client: httpx.Client, headers: dict[str, str]
) -> None:
    answer, head = client.get(ADDRESS, headers=headers), client.head(ADDRESS, headers=headers)
    assert answer.headers["content-type"].startswith("text/turtle")
    assert {**head.headers, "date": ""} == {**answer.headers, "date": ""}
    assert client.get(ADDRESS, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_its_addresses_are_those_of_the_server_that_is_asked(client: httpx.Client) -> None:
    triples = [quad.triple for quad in parse(client.get(ADDRESS).content, RdfFormat.TURTLE)]
    places = {one.object.value for one in triples if one.predicate == VOID("dataDump")}
    assert len(places) == 2
    for place in places:
        assert place.startswith(str(client.base_url))
        assert httpx.head(place).headers["content-type"] == "application/gzip"
    (endpoint,) = (one.object.value for one in triples if one.predicate == VOID("sparqlEndpoint"))
    assert httpx.get(endpoint, params={"query": "ASK {}"}).json()["boolean"] is True
    assert all(
        one.subject.value.startswith("https://w3id.org/")
        for one in triples
        if isinstance(one.subject, NamedNode)
    )
