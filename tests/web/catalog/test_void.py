"""VoID as machines find it: the same in every format, with addresses that answer."""

from __future__ import annotations

import httpx
import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat, parse

from asm_graph.rdf.vocabulary import VOID

FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
ADDRESS = "/.well-known/void"


def canonical(body: bytes, form: RdfFormat) -> Dataset:
    """The triples, with the same names for the same blank nodes."""
    triples = Dataset(parse(body, form))
    triples.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return triples


def test_all_formats_hold_the_same(client: httpx.Client) -> None:
    whole = canonical(client.get(ADDRESS).content, RdfFormat.TURTLE)
    assert len(whole) > 50
    for media_type, form in FORMATS.items():
        answer = client.get(ADDRESS, headers={"Accept": media_type})
        assert answer.headers["content-type"].partition(";")[0] == media_type
        assert canonical(answer.content, form) == whole


@pytest.mark.parametrize("headers", [{}, {"Accept": "text/html"}])
def test_who_asks_for_none_of_them_gets_turtle_and_head_is_like_get(
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
