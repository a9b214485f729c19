"""The SPARQL 1.1 Protocol, over a real port."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, QueryResultsFormat, RdfFormat, parse, parse_query_results
from tests.web.engines import EVERY_ENGINE

if TYPE_CHECKING:
    import httpx

ENGINES = EVERY_ENGINE
SELECT = "SELECT ?s WHERE { ?s a <https://w3id.org/asm-graph/ontology#Program> }"
CONSTRUCT = "CONSTRUCT WHERE { ?s a <https://w3id.org/asm-graph/ontology#Program> }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PROGRAM = "https://w3id.org/asm-graph/id/program/20-S061"
SOURCE = "https://w3id.org/asm-graph/graph/source/d1"
EVIDENCE = "https://w3id.org/asm-graph/graph/evidence/d1"


def get(client: httpx.Client, query: str, **options: object) -> httpx.Response:
    return client.get("/sparql", params={"query": query}, **options)


def test_three_ways_to_ask_give_the_same_answer(client: httpx.Client) -> None:
    by_get = get(client, SELECT)
    by_form = client.post("/sparql", data={"query": SELECT})
    direct = client.post("/sparql", content=SELECT, headers={"Content-Type": "application/sparql-query"})
    assert by_get.json()["results"]["bindings"] == [{"s": {"type": "uri", "value": PROGRAM}}]
    assert by_get.status_code == by_form.status_code == direct.status_code == 200
    assert by_get.content == by_form.content == direct.content
    assert int(by_get.headers["content-length"]) == len(by_get.content)


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (
            SELECT,
            "text/csv;q=0.5, text/tab-separated-values;q=0.9",
            "text/tab-separated-values; charset=utf-8",
        ),
        (SELECT, "text/turtle, text/*;q=0.1", "text/csv; charset=utf-8"),
        (SELECT, "application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        (SELECT, "application/json", "application/json"),
        ("ASK {}", "text/csv", "text/csv; charset=utf-8"),
        (CONSTRUCT, "*/*", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (f"DESCRIBE <{PROGRAM}>", "application/n-triples", "application/n-triples"),
    ],
)
def test_negotiates_the_format(client: httpx.Client, query: str, accept: str, media_type: str) -> None:
    answer = get(client, query, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert "Accept" in answer.headers["vary"].split(", ")
    if "json" in media_type:
        json.loads(answer.content)


def test_several_accept_lines_are_one_list(client: httpx.Client) -> None:
    lines = [("Accept", "text/csv;q=0.2, */*;q=0"), ("Accept", "text/tab-separated-values;q=0.9")]
    assert get(client, SELECT, headers=lines).headers["content-type"].startswith("text/tab-separated")
    assert get(client, CONSTRUCT, headers=lines).status_code == 406


@pytest.mark.parametrize(
    ("name", "query", "piece"),
    [
        ("json", SELECT, b'"vars"'),
        ("xml", SELECT, b"<sparql"),
        ("csv", SELECT, b"s\r\n"),
        ("tsv", SELECT, b"?s\n"),
        ("ttl", CONSTRUCT, b" a "),
        ("nt", CONSTRUCT, b"> ."),
        ("rdf", CONSTRUCT, b"<rdf:RDF"),
        ("jsonld", CONSTRUCT, b'"@id"'),
    ],
)
def test_a_format_by_name_goes_over_accept(client: httpx.Client, name: str, query: str, piece: bytes) -> None:
    answer = client.get("/sparql", params={"query": query, "format": name}, headers={"Accept": "image/png"})
    assert answer.status_code == 200
    if name != "ttl":
        assert piece in answer.content
    assert PROGRAM.encode() in answer.content


def test_refuses_a_format_that_does_not_fit(client: httpx.Client) -> None:
    answer = get(client, SELECT, headers={"Accept": "text/turtle"})
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["detail"]


def test_the_dataset_of_the_request(client: httpx.Client) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"

    def counted(**parameters: object) -> int:
        answer = client.get("/sparql", params={"query": count, **parameters})
        return int(answer.json()["results"]["bindings"][0]["n"]["value"])

    assert counted(**{"default-graph-uri": EVIDENCE}) == 1
    assert counted(**{"default-graph-uri": [SOURCE, EVIDENCE]}) == counted() + 1
    assert counted(**{"named-graph-uri": SOURCE}) == 0
    assert counted(**{"default-graph-uri": "https://e.org/unknown"}) == 0


@pytest.mark.parametrize(
    ("url", "status", "kind"),
    [
        ("/sparql?query=", 400, "form"),
        ("/sparql?default-graph-uri=http://e.org/", 400, "missing"),
        ("/sparql?query=ASK{}&query=ASK{}", 400, "several"),
        ("/sparql?update=CLEAR+ALL", 400, "update"),
        ("/sparql?query=INSERT+DATA+{}", 400, "update"),
        ("/sparql?query=ASK{};DROP+ALL", 400, "update"),
        ("/sparql?query=ASK{SERVICE<http://e.org/>{}}", 400, "service"),
        ("/sparql?query=SELECT*+FROM+<file:///etc/passwd>{}", 400, "graph"),
        ("/sparql?query=ASK{}&default-graph-uri=file:///etc/passwd", 400, "graph"),
        ("/sparql?query=ASK{}&default-graph-uri=a+b", 400, "dataset"),
        ("/sparql?query=ASK{%FF}", 400, "encoding"),
        ("/sparql?query=ASK{%zz}", 400, "encoding"),
        ("/sparql?query=ASK{%00}", 400, "nul"),
        ("/sparql?query=ASK{%ED%A0%80}", 400, "encoding"),
        ("/sparql?query=ASK{%22}", 400, "string"),
        ("/sparql?query=ASK{?s}", 400, "syntax"),
        ("/sparql?query=ASK" + "{" * 5000 + "}" * 5000, 400, "depth"),
        ("/sparql?query=ASK{}" + "+" * 20_001, 413, "length"),
        ("/nowhere", 404, "not-found"),
        ("/api/queries/nothing", 404, "not-found"),
    ],
)
def test_a_bad_request_gets_its_own_problem(client: httpx.Client, url: str, status: int, kind: str) -> None:
    answer = client.get(url)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["type"] == f"urn:asm-graph:problem:{kind}"
    assert answer.json()["remedy"]


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/sparql-query", b"ASK {}", 200),
        ("application/sparql-query; charset=UTF-8", b"ASK {}", 200),
        ("application/sparql-query; charset=latin-1", b"ASK {}", 415),
        ("application/sparql-query", b"\xff\xfe", 400),
        ("application/sparql-update", b"CLEAR ALL", 400),
        ("application/x-www-form-urlencoded", b"query=ASK%20%7B%7D", 200),
        ("application/x-www-form-urlencoded", b"", 400),
        ("application/x-www-form-urlencoded", b"update=CLEAR+ALL", 400),
        ("text/plain", b"ASK {}", 415),
        ("", b"ASK {}", 415),
        ("application/sparql-query", b"#" * 80_000, 413),
    ],
)
def test_posts(client: httpx.Client, content_type: str, body: bytes, status: int) -> None:
    answer = client.post("/sparql", content=body, headers={"Content-Type": content_type})
    assert answer.status_code == status


def test_two_queries_in_url_and_body(client: httpx.Client) -> None:
    answer = client.post("/sparql?query=ASK{}", content="query=ASK{}", headers=FORM)
    assert answer.json()["type"].endswith(":several")


def test_a_syntax_error_tells_its_place_in_the_language_of_the_reader(client: httpx.Client) -> None:
    broken = "SELECT *\nWHERE { ?s ?p }"
    spanish = get(client, broken)
    english = get(client, broken, headers={"Accept-Language": "en-GB, es;q=0.5"})
    assert spanish.json()["line"] == english.json()["line"] == 2
    assert spanish.json()["title"].startswith("La consulta")
    assert english.json()["title"].startswith("The query")
    assert (spanish.headers["content-language"], english.headers["content-language"]) == ("es", "en")


def test_methods(client: httpx.Client) -> None:
    head = client.head("/sparql", params={"query": SELECT})
    assert head.status_code == 200
    assert head.content == b""
    assert int(head.headers["content-length"]) == len(get(client, SELECT).content)
    options = client.options("/sparql")
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS, QUERY")
    assert client.put("/sparql", content=b"x").status_code == 405


def test_other_sites_may_ask_without_credentials(client: httpx.Client) -> None:
    answer = get(client, "ASK {}", headers={"Origin": "https://e.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    preflight = {"Origin": "https://e.org", "Access-Control-Request-Method": "POST"}
    assert client.options("/sparql", headers=preflight).headers["access-control-allow-origin"] == "*"


def test_without_a_query_browsers_get_a_form_and_machines_a_description(client: httpx.Client) -> None:
    browser = client.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    machine = client.get("/sparql")
    assert "<textarea" in browser.text
    assert machine.headers["content-type"].startswith("text/turtle")
    assert "sd:Service" in machine.text


HOSTILE = "\x01\x1f\ufffe \r\n\t,;'<>&]]>\\\u2028\x7f\x85é\U0001f600=1+1 \" "


def test_results_hold_every_character(client: httpx.Client) -> None:
    query = f"SELECT ({Literal(HOSTILE)} AS ?x) {{}}"
    for name, form in (("json", QueryResultsFormat.JSON), ("tsv", QueryResultsFormat.TSV)):
        answer = client.get("/sparql", params={"query": query, "format": name})
        (row,) = parse_query_results(answer.content, format=form)
        assert row["x"].value == HOSTILE
    table = client.get("/sparql", params={"query": query, "format": "csv"})
    assert list(csv.reader(io.StringIO(table.content.decode(), newline=""))) == [["x"], [HOSTILE]]
    assert table.content.endswith(b"\r\n")
    document = ET.fromstring(client.get("/sparql.xml", params={"query": query}).content)  # noqa: S314  ours
    found = document.find(".//{*}literal")
    assert found is not None
    assert found.text == HOSTILE.translate(dict.fromkeys((0x01, 0x1F, 0xFFFE), "\ufffd"))


@pytest.mark.parametrize("name", ["ttl", "nt", "nq", "trig", "rdf", "jsonld"])
def test_graphs_hold_every_character(client: httpx.Client, name: str) -> None:
    query = f"CONSTRUCT {{ <http://e/s> <http://e/p> {Literal(HOSTILE)} }} WHERE {{}}"
    answer = client.get("/sparql", params={"query": query, "format": name})
    media_type = answer.headers["content-type"].partition(";")[0]
    (quad,) = parse(answer.content, format=RdfFormat.from_media_type(media_type))
    written = dict.fromkeys((0x01, 0x1F, 0xFFFE), "\ufffd") if name == "rdf" else {}
    assert quad.object == Literal(HOSTILE.translate(written))


def test_a_property_without_an_xml_name_is_told(client: httpx.Client) -> None:
    query = "CONSTRUCT { <http://e/s> <http://e/1> 1 } WHERE {}"
    answer = client.get("/sparql", params={"query": query, "format": "rdf"})
    assert (answer.status_code, answer.json()["type"]) == (406, "urn:asm-graph:problem:unwritable")


def test_a_function_of_another_engine_is_told(client: httpx.Client) -> None:
    answer = get(client, "SELECT (<http://e/function>(1) AS ?x) {}")
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:asm-graph:problem:function")


def test_each_graph_by_itself(client: httpx.Client) -> None:
    answer = get(client, "SELECT * { GRAPH ?g { SELECT * { VALUES ?x { 1 2 } } } }")
    assert len(answer.json()["results"]["bindings"]) == 4  # two graphs, each with both values
