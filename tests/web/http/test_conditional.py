"""Entity tags and dates: what has not changed is not sent again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

QUERY = "SELECT * { ?s a ?class }"
LABEL = "SELECT ?o { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o }"


def get(client: httpx.Client, query: str = QUERY, headers: dict[str, str] | None = None, **more: Any) -> Any:
    return client.get("/sparql", params={"query": query, **more}, headers=headers or {})


def test_what_is_had_already_is_not_sent(client: httpx.Client) -> None:
    first = get(client)
    tag = first.headers["etag"]
    assert tag.startswith('"')  # a strong one
    assert "no-cache" in first.headers["cache-control"]
    for condition in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = get(client, headers={"If-None-Match": condition})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("etag", "vary", "cache-control", "content-location", "last-modified"):
            assert again.headers[name] == first.headers[name]
    assert get(client, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.head("/sparql", params={"query": QUERY}, headers={"If-None-Match": tag}).status_code == 304


def test_dates_count_where_there_are_no_tags(client: httpx.Client) -> None:
    date = get(client).headers["last-modified"]
    assert get(client, headers={"If-Modified-Since": date}).status_code == 304
    assert get(client, headers={"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"}).status_code == 200
    for later in ("Fri, 01 Jan 2100 00:00:00 GMT", "Friday, 01-Jan-60 00:00:00 GMT"):
        assert get(client, headers={"If-Modified-Since": later}).status_code == 304
    no_year = f"Fri, 01 Jan {'9' * 30} 00:00:00 GMT"
    for no_date in ("", "tomorrow", "9" * 9000, no_year, "Fri, 01 Jan 2100 00:00:00 -0000"):
        assert get(client, headers={"If-Modified-Since": no_date}).status_code == 200
    both = {"If-Modified-Since": date, "If-None-Match": '"other"'}
    assert get(client, headers=both).status_code == 200


def test_a_post_is_always_answered(client: httpx.Client) -> None:
    tag = get(client).headers["etag"]
    answer = client.post("/sparql", data={"query": QUERY}, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["etag"] == tag


def test_each_representation_has_its_own_tag(client: httpx.Client) -> None:
    answers = [
        get(client),
        get(client, format="csv"),
        get(client, format="xml"),
        get(client, query=f"{QUERY} LIMIT 1"),
        get(client, **{"default-graph-uri": "urn:x"}),
        get(client, **{"named-graph-uri": "urn:x"}),
        client.get("/sparql"),
        client.get("/sparql.nt"),
    ]
    assert len({answer.headers["etag"] for answer in answers}) == len(answers)


def test_white_space_of_a_string_makes_a_difference(client: httpx.Client) -> None:
    told = get(client, query="SELECT * { ?s ?p 'a  b' }").headers["etag"]
    assert told != get(client, query="SELECT * { ?s ?p 'a b' }").headers["etag"]


@pytest.mark.parametrize("query", ["SELECT (RAND() AS ?x) {}", "CONSTRUCT { [] a ?c } WHERE { ?s a ?c }"])
def test_what_may_differ_each_time_is_not_kept(client: httpx.Client, query: str) -> None:
    first, second = get(client, query=query), get(client, query=query)
    assert "etag" not in first.headers
    assert first.headers["cache-control"] == "no-store"
    assert first.content != second.content


def test_the_address_of_an_answer_gives_the_same_answer(client: httpx.Client) -> None:
    posted = client.post("/sparql", data={"query": QUERY}, headers={"Accept": "text/csv"})
    fetched = client.get(posted.headers["content-location"], headers={"Accept": "image/png"})
    assert fetched.content == posted.content
    assert fetched.headers["etag"] == posted.headers["etag"]
    question = client.get("/api/queries/evaluations?program=20-S061", headers={"Accept": "text/csv"})
    assert client.get(question.headers["content-location"]).content == question.content
    assert "content-location" not in get(client, query=f"{QUERY} #{'x' * 5000}").headers


def test_the_address_of_an_answer_has_what_its_body_said(client: httpx.Client) -> None:
    graph = {"default-graph-uri": "urn:nothing"}
    posted = client.post("/sparql", params={"query": QUERY}, data=graph, headers={"Accept": "text/csv"})
    assert len(posted.text.splitlines()) == 1  # there is no such graph
    assert client.get(posted.headers["content-location"]).content == posted.content


def test_a_new_release_has_new_tags(
    start: Callable[..., Any], publish: Callable[[Path, str], str], tmp_path: Path
) -> None:
    folder = tmp_path / "releases"
    publish(folder, "uno")
    with start(folder, workers=1) as server, server.client() as client:
        first = get(client, query=LABEL)
        time.sleep(1)  # dates count in seconds
        publish(folder, "dos")
        again = get(client, query=LABEL, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 200
        assert b"dos" in again.content
        assert again.headers["last-modified"] != first.headers["last-modified"]


def test_a_repeated_query_is_answered_from_memory(client: httpx.Client) -> None:
    query = f"SELECT ?o {{ ?s ?p ?o }} LIMIT {int(time.time()) % 1000 + 5}"
    answers = [get(client, query=query) for _ in range(3)]
    assert [answer.headers["server-timing"].partition(";")[0] for answer in answers] == [
        "engine",
        "cache",
        "cache",
    ]
    assert len({answer.content for answer in answers}) == 1


def test_a_long_answer_is_kept_while_it_is_sent(client: httpx.Client) -> None:
    query = f"SELECT ?a ?b {{ ?a ?p 'valor 1' . ?c ?q ?b }} LIMIT {20_000 + int(time.time()) % 1000}"
    answers = [get(client, query=query) for _ in range(2)]
    assert "content-length" not in answers[0].headers
    assert answers[1].headers["server-timing"].startswith("cache")
    assert answers[0].content == answers[1].content
    assert len(answers[0].content) > 1_000_000
