"""Every way to send a query, and every way to send it wrong, as bytes on a real port."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest

if TYPE_CHECKING:
    import httpx

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ASK = quote("ASK {}")
SOURCE = "https://w3id.org/asm-graph/graph/source/d1"
EVIDENCE = "https://w3id.org/asm-graph/graph/evidence/d1"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"


def send(client: httpx.Client, method: str, content_type: str = "", body: bytes = b"", **query: Any) -> Any:
    headers = {"Content-Type": content_type} if content_type else {}
    return client.request(method, "/sparql", content=body, headers=headers, params=query)


def count(client: httpx.Client, query: str = COUNT, **dataset: Any) -> int:
    named = {name.replace("_", "-"): value for name, value in dataset.items()}
    answer = client.get("/sparql", params={"query": query, **named})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


# The ways to ask


@pytest.mark.parametrize("method", ["POST", "QUERY"])
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (DIRECT, b"ASK {}"),
        (f"{DIRECT};charset=utf-8", b"ASK {}"),
        (f'{DIRECT}; Charset="UTF-8"', b"ASK {}"),
        ("Application/SPARQL-Query", b"ASK {}"),
        (DIRECT, b"\xef\xbb\xbfASK {}"),
        (FORM, f"query={ASK}".encode()),
        (FORM, f"&query={ASK}&".encode()),
        (f"{FORM}; charset=UTF-8", b"query=ASK+%7B+%22%C3%B1%22+%7D".replace(b"+%22%C3%B1%22", b"")),
    ],
)
def test_bodies(client: httpx.Client, method: str, content_type: str, body: bytes) -> None:
    answer = send(client, method, content_type, body)
    assert answer.status_code == 200
    assert answer.json()["boolean"] is True


def test_a_direct_query_takes_its_dataset_from_the_address(client: httpx.Client) -> None:
    address = {"default-graph-uri": EVIDENCE}
    direct = send(client, "POST", DIRECT, COUNT.encode(), **address)
    form = send(client, "POST", FORM, f"query={quote(COUNT)}&default-graph-uri={EVIDENCE}".encode())
    assert direct.json() == form.json()
    assert direct.json()["results"]["bindings"][0]["n"]["value"] == "1"


def test_head_is_get_without_the_body(client: httpx.Client) -> None:
    for query in (COUNT, "ASK { ?s }", "SELECT * { ?s ?p ?o }"):
        head, get = (client.request(method, "/sparql", params={"query": query}) for method in ("HEAD", "GET"))
        assert head.content == b""
        assert head.status_code == get.status_code
        for name in ("content-type", "content-length", "etag", "vary"):
            assert head.headers.get(name) == get.headers.get(name)


def test_options_says_what_can_be_sent(client: httpx.Client) -> None:
    for path in ("/sparql", "/sparql?query=x", "/sparql.json"):
        answer = client.options(path)
        assert answer.status_code == 204
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS", "QUERY"}
        assert DIRECT in answer.headers["accept-query"]
        assert FORM in answer.headers["accept-post"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_other_methods_are_told_which_there_are(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/sparql", params={"query": "ASK {}"})
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")
    assert "QUERY" in answer.headers["allow"]


# Datasets


def test_several_default_graphs_are_one_graph_without_repeated_triples(client: httpx.Client) -> None:
    whole = count(client)
    assert count(client, default_graph_uri=[SOURCE, EVIDENCE]) == whole + 1
    assert count(client, default_graph_uri=[SOURCE, SOURCE]) == whole
    assert count(client, query=COUNT.replace("{", f"FROM <{SOURCE}> FROM <{EVIDENCE}> {{")) == whole + 1


def test_the_dataset_of_the_request_goes_over_that_of_the_query(client: httpx.Client) -> None:
    query = COUNT.replace("{", f"FROM <{SOURCE}> {{")
    assert count(client, query) > 1
    assert count(client, query, default_graph_uri=EVIDENCE) == 1
    assert count(client, query, named_graph_uri=EVIDENCE) == 0


@pytest.mark.parametrize(
    ("clauses", "dataset", "expected"),
    [
        ("", {}, {SOURCE, EVIDENCE}),
        (f"FROM NAMED <{SOURCE}>", {}, {SOURCE}),
        (f"FROM NAMED <{SOURCE}> FROM NAMED <{EVIDENCE}>", {}, {SOURCE, EVIDENCE}),
        (f"FROM <{SOURCE}>", {}, set()),
        (f"FROM NAMED <{SOURCE}>", {"named-graph-uri": EVIDENCE}, {EVIDENCE}),
        (f"FROM NAMED <{SOURCE}>", {"default-graph-uri": EVIDENCE}, set()),
        ("", {"named-graph-uri": [SOURCE, EVIDENCE]}, {SOURCE, EVIDENCE}),
        ("", {"named-graph-uri": "https://e.org/unknown"}, set()),
        ("FROM NAMED <urn:unknown>", {}, set()),
    ],
)
def test_named_graphs(
    client: httpx.Client, clauses: str, dataset: dict[str, Any], expected: set[str]
) -> None:
    query = GRAPHS.replace("{", f"{clauses} {{", 1)
    rows = client.get("/sparql", params={"query": query, **dataset}).json()["results"]["bindings"]
    found = {row["g"]["value"] for row in rows}
    assert found >= expected
    if clauses or dataset:
        assert found == expected


def test_unknown_graphs_are_empty(client: httpx.Client) -> None:
    assert count(client, default_graph_uri="https://e.org/unknown") == 0
    assert count(client, default_graph_uri=["urn:uuid:1", EVIDENCE]) == 1
    assert count(client, COUNT.replace("{", "FROM <https://e.org/unknown> {")) == 0


# What is wrong


@pytest.mark.parametrize(
    ("content_type", "body", "status", "kind"),
    [
        ("", b"query=ASK{}", 415, "media-type"),
        ("text/plain", b"ASK {}", 415, "media-type"),
        ("application/json", b'{"query": "ASK {}"}', 415, "media-type"),
        ("multipart/form-data; boundary=x", b"--x--", 415, "media-type"),
        ("nonsense", b"ASK {}", 415, "media-type"),
        (f"{DIRECT}; charset=utf-16", "ASK {}".encode("utf-16"), 415, "media-type"),
        (f"{FORM}; charset=iso-8859-1", b"query=ASK{}", 415, "media-type"),
        (DIRECT, b"", 400, "form"),
        (DIRECT, b"ASK { ?s ?p '\xff' }", 400, "encoding"),
        (DIRECT, b"ASK { ?s ?p '\xc0\xaf' }", 400, "encoding"),
        (DIRECT, b"ASK { ?s ?p '\xed\xa0\x80' }", 400, "encoding"),
        (DIRECT, b"ASK {}\x00", 400, "nul"),
        (DIRECT, b"query=ASK%20%7B%7D", 400, "form"),
        (FORM, b"ASK {}", 400, "missing"),
        (FORM, b"Query=ASK%20%7B%7D", 400, "missing"),
        (FORM, b"query=%", 400, "encoding"),
        (FORM, b"query=ASK%2", 400, "encoding"),
        (FORM, b"query=%GG", 400, "encoding"),
        (FORM, b"query=ASK%7B%00%7D", 400, "nul"),
        (FORM, b"query=ASK{}&query=ASK{}", 400, "several"),
        (FORM, b"query=ASK{}&default-graph-uri=relative", 400, "dataset"),
        (FORM, b"query=ASK{}&default-graph-uri=http://[", 400, "dataset"),
        (FORM, b"query=ASK{}&default-graph-uri=http://e/%25zz", 400, "dataset"),
        (FORM, b"query=ASK{}&named-graph-uri=http://e:port/", 400, "dataset"),
        (FORM, b"query=ASK{}&named-graph-uri=http://e/%EF%BF%BE", 400, "dataset"),
        ("application/sparql-update", b"CLEAR ALL", 400, "update"),
        (FORM, b"update=CLEAR+ALL", 400, "update"),
        (FORM, b"query=ASK{}&update=CLEAR+ALL", 400, "update"),
        (DIRECT, b"CLEAR ALL", 400, "update"),
        (DIRECT, b"clear all", 400, "update"),
        (DIRECT, b"# SELECT\nDROP GRAPH <urn:g>", 400, "update"),
        (DIRECT, b"PREFIX select: <urn:x> INSERT DATA { <urn:a> <urn:b> 1 }", 400, "update"),
        (DIRECT, b"ASK {} ; INSERT DATA { <urn:a> <urn:b> 1 }", 400, "update"),
        (DIRECT, b"DELETE WHERE { ?s ?p ?o }", 400, "update"),
        (DIRECT, b"WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", 400, "update"),
        (DIRECT, b"LOAD <http://127.0.0.1:9/>", 400, "update"),
        (DIRECT, b"COPY <urn:a> TO <urn:b>", 400, "update"),
        (DIRECT, b"SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400, "service"),
        (DIRECT, b"SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400, "service"),
        (DIRECT, b"\\u0049NSERT DATA { <urn:a> <urn:b> 1 }", 400, "syntax"),
        (DIRECT, b"SELECT * FROM <file:///etc/passwd> {}", 400, "graph"),
        (DIRECT, b"SELECT * FROM <http://[> {}", 400, "syntax"),
        (DIRECT, b"SELECT * FROM NAMED <//[x> {}", 400, "syntax"),
        (DIRECT, b"PREFIX g: <http://e:> SELECT * FROM g:port {}", 400, "syntax"),
        (DIRECT, b"ASK { ?s ?p }", 400, "syntax"),
        (DIRECT, b"ASK {} ASK {}", 400, "syntax"),
        (DIRECT, b"ASK {} SELECT * {}", 400, "syntax"),
    ],
)
def test_wrong_bodies(client: httpx.Client, content_type: str, body: bytes, status: int, kind: str) -> None:
    answer = send(client, "POST", content_type, body)
    document = answer.json()
    assert (answer.status_code, document["type"]) == (status, f"urn:asm-graph:problem:{kind}")
    assert answer.headers["content-type"] == "application/problem+json"
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    assert answer.headers["cache-control"] == "no-store"


def test_a_compressed_body_is_refused(client: httpx.Client) -> None:
    answer = client.post(
        "/sparql", content=b"\x1f\x8b\x08", headers={"Content-Type": DIRECT, "Content-Encoding": "gzip"}
    )
    assert (answer.status_code, answer.json()["type"]) == (415, "urn:asm-graph:problem:content-encoding")


def test_the_query_may_stand_in_one_place_only(client: httpx.Client) -> None:
    for content_type, body in ((DIRECT, b"ASK {}"), (FORM, f"query={ASK}".encode())):
        answer = send(client, "POST", content_type, body, query="ASK {}")
        assert answer.json()["type"].endswith(":several")


def test_a_client_may_ask_for_less_time(client: httpx.Client) -> None:
    runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    answer = client.get("/sparql", params={"query": runaway, "timeout": "0.3"})
    assert answer.status_code == 503
    assert "0.3 s" in answer.json()["detail"]
    assert answer.elapsed.total_seconds() < 1.5
    assert count(client, timeout="99999") == count(client, timeout="")


@pytest.mark.parametrize(
    ("extension", "query", "media_type"),
    [
        ("json", "ASK {}", "application/sparql-results+json"),
        ("csv", COUNT, "text/csv; charset=utf-8"),
        ("nq", "CONSTRUCT WHERE { ?s a ?c }", "application/n-quads"),
        ("trig", "CONSTRUCT WHERE { ?s a ?c }", "application/trig"),
        ("ttl", "", "text/turtle; charset=utf-8"),
    ],
)
def test_extensions_for_those_without_headers(
    client: httpx.Client, extension: str, query: str, media_type: str
) -> None:
    answer = client.get(f"/sparql.{extension}", params={"query": query} if query else {})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)


def test_unknown_extensions(client: httpx.Client) -> None:
    assert client.get("/sparql.exe?query=ASK{}").status_code == 404
    assert client.get("/sparql.ttl?query=ASK{}").status_code == 406


@pytest.mark.parametrize(
    ("parameters", "media_type"),
    [
        ("default-graph-uri=", "application/sparql-results+json"),
        ("named-graph-uri=&default-graph-uri=&format=", "application/sparql-results+json"),
        ("timeout=0", "application/sparql-results+json"),
        ("timeout=0.0&timeout=soon&timeout=-1&timeout=nan", "application/sparql-results+json"),
        ("format=auto&debug=on&should-sponge=&_=1&fbclid=x", "application/sparql-results+json"),
        ("format=csv&format=tsv", "text/csv; charset=utf-8"),
        ("format=turtle&format=tsv", "text/tab-separated-values; charset=utf-8"),
        ("format=docx&output=csv", "text/csv; charset=utf-8"),
        ("results=xml", "application/sparql-results+xml"),
        ("format=application/rdf%2Bxml,text/csv;q=0.9", "text/csv; charset=utf-8"),
        ("format=SRX", "application/sparql-results+xml"),
    ],
)
def test_parameters_of_other_endpoints_break_nothing(
    client: httpx.Client, parameters: str, media_type: str
) -> None:
    by_get = client.get(f"/sparql?query={ASK}&{parameters}")
    by_form = send(client, "POST", FORM, f"query={ASK}&{parameters}".encode())
    direct = client.post(f"/sparql?{parameters}", content=b"ASK {}", headers={"Content-Type": DIRECT})
    for answer in (by_get, by_form, direct):
        assert (answer.status_code, answer.headers["content-type"]) == (200, media_type), answer.text


def test_a_query_by_a_form_may_begin_with_a_byte_order_mark(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": "\ufeffASK {}"}).json()["boolean"] is True
    assert client.post("/sparql", data={"query": "\ufeffASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT (STR(<a>) AS ?x) {}", "{}/a"),
        ("SELECT (STR(<>) AS ?x) {}", "{}/sparql"),
        ("SELECT (STR(<#a>) AS ?x) {}", "{}/sparql#a"),
        ("PREFIX a: </b/> SELECT (STR(a:c) AS ?x) {}", "{}/b/c"),
        ("BASE <d/> SELECT (STR(<e>) AS ?x) {}", "{}/d/e"),
        ("BASE <http://e.org/f/> SELECT (STR(<g>) AS ?x) {}", "http://e.org/f/g"),
        ("SELECT (STR(<../../h>) AS ?x) FROM <graph> {}", "{}/h"),
        ("SELECT (STR(?g) AS ?x) FROM NAMED <i> { VALUES ?g { <i> } }", "{}/i"),
    ],
)
def test_relative_iris_are_resolved_by_the_address_of_the_request(
    client: httpx.Client, query: str, expected: str
) -> None:
    site = str(client.base_url).rstrip("/")
    for answer in (
        client.get("/sparql", params={"query": query}),
        send(client, "POST", DIRECT, query.encode()),
    ):
        (row,) = answer.json()["results"]["bindings"]
        assert row["x"]["value"] == expected.format(site)


@pytest.mark.parametrize("query", ["CONSTRUCT { <s> <p> 1 } WHERE {}", "DESCRIBE <http://example.org/>"])
def test_graphs_come_as_rdf_to_who_asks_for_nothing(client: httpx.Client, query: str) -> None:
    """As the W3C's cases of the protocol have it (query_content_type_construct and …_describe)."""
    answer = send(
        client, "POST", DIRECT, query.encode(), **{"default-graph-uri": "http://example.org/data0.rdf"}
    )
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")


def test_each_host_has_its_own_relative_iris(client: httpx.Client) -> None:
    query = "CONSTRUCT { <s> <p> 1 } WHERE {}"
    for host in ("a.example", "b.example", "a.example"):
        answer = client.get("/sparql", params={"query": query}, headers={"Host": host})
        assert f"<http://{host}/s>" in answer.text


def test_a_broken_query_is_told_before_a_format_that_does_not_fit(client: httpx.Client) -> None:
    for query, accept in (
        ("DESCRIBE", "application/sparql-results+json"),
        ("SELECT * {", "text/turtle"),
        ("CONSTRUCT { ?s ?p } WHERE { ?s ?p ?o }", "text/csv"),
    ):
        answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
        assert (answer.status_code, answer.json()["type"]) == (400, "urn:asm-graph:problem:syntax")
    right = client.get("/sparql", params={"query": "SELECT * {}"}, headers={"Accept": "text/turtle"})
    assert right.status_code == 406


# Bytes that no client library sends


def raw(client: httpx.Client, request: bytes) -> tuple[int, bytes]:
    parts = urlsplit(str(client.base_url))
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as connection:
        connection.sendall(request)
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), body


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (b"/sparql?query=ASK{}", 200),
        (b"/sparql?query=ASK%7B%7D&unknown=1", 200),
        (b"/sparql?query=ASK{%", 400),
        (b"/sparql?query=ASK{%u0041}", 400),
        (b"/sparql?query=ASK%FE%FF", 400),
        (b"/sparql?%FF=1&query=ASK{}", 400),
        (b"/sparql?query", 400),
    ],
)
def test_raw_targets(client: httpx.Client, target: bytes, status: int) -> None:
    found, body = raw(client, b"GET " + target + b" HTTP/1.1\r\nHost: e\r\nConnection: close\r\n\r\n")
    assert found == status
    assert json.loads(body)
