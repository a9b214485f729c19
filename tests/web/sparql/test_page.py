"""`/sparql` as browsers have it: the query, its answer or its error, without any script."""

from __future__ import annotations

import html
import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

PROGRAM = "https://w3id.org/asm-graph/id/program/20-S061"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
MARKUP = '<script>alert("1")</script>'


def ask(client: httpx.Client, query: str, **parameters: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **parameters}, headers=BROWSER)


def test_rows_link_inside_the_site_and_tell_their_language(client: httpx.Client) -> None:
    query = "SELECT ?p ?label { ?p <http://www.w3.org/2000/01/rdf-schema#label> ?label ; a ?class }"
    answer = ask(client, query)
    assert answer.status_code == 200
    assert '<a href="/doc/program/20-S061">id:program/20-S061</a>' in answer.text
    assert '<td lang="es">Programa 3x1 para Migrantes</td>' in answer.text
    assert html.escape(query) in answer.text


def test_a_posted_form_is_answered_as_well(client: httpx.Client) -> None:
    answer = client.post("/sparql", data={"query": "ASK {}", "format": "", "timeout": ""}, headers=BROWSER)
    assert ">true</td>" in answer.text


def test_a_named_format_goes_over_the_page(client: httpx.Client) -> None:
    for answer in (
        ask(client, "ASK {}", format="json"),
        client.post("/sparql", data={"query": "ASK {}", "format": "json"}, headers=BROWSER),
        client.get("/sparql.json", params={"query": "ASK {}"}, headers=BROWSER),
    ):
        assert answer.json()["boolean"] is True


def test_machines_get_no_page(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "text/html;q=0.1, */*"})
    assert answer.json()["boolean"] is True


def test_an_error_stands_at_its_line(client: httpx.Client) -> None:
    answer = ask(client, "SELECT ?s\nWHERE { ?s ?p }", lang="en")
    assert answer.status_code == 400
    assert 'data-line="2"' in answer.text
    assert "<mark>WHERE { ?s ?p }</mark>" in answer.text
    assert ask(client, "SELECT * { SERVICE <http://e/> {} }").status_code == 400


def test_nothing_of_a_query_or_an_answer_is_markup(client: httpx.Client) -> None:
    for answer in (ask(client, f"SELECT ('{MARKUP}' AS ?x) {{}}"), ask(client, f"SELECT {MARKUP}")):
        assert MARKUP not in answer.text
        assert html.escape(MARKUP, quote=False)[:14] in answer.text


def test_a_long_answer_shows_its_beginning(client: httpx.Client) -> None:
    shown = ask(client, "SELECT ?s ?o { ?s <http://e/p1> ?o }").text
    assert shown.count("<tr>") == 201
    assert "600 renglones; se muestran los primeros 200" in shown


def test_an_answer_too_long_for_a_page_is_not_read_to_its_end(client: httpx.Client) -> None:
    query = "SELECT ?a ?b ?c { ?a <http://e/p1> ?b . ?c <http://e/p2> ?d }"
    shown = ask(client, query).text
    assert shown.count("<tr>") == 201
    assert "Más de 200 renglones" in shown


def test_a_graph_is_shown_as_turtle(client: httpx.Client) -> None:
    shown = ask(client, f"DESCRIBE <{PROGRAM}>").text
    assert f"&lt;{PROGRAM}&gt;" in shown
    assert "/sparql.jsonld?query=DESCRIBE" in shown


def test_downloads_have_what_the_page_has(client: httpx.Client) -> None:
    shown = ask(client, "SELECT (3 AS ?n) ('=1+1' AS ?text) {}").text
    links = dict(re.findall(r'href="(/sparql\.[^"]+)">(\w+)</a>', shown))
    answers = {name: client.get(html.unescape(link)) for link, name in links.items()}
    assert set(answers) == {"JSON", "XML", "CSV", "TSV", "XLSX"}
    assert answers["CSV"].text == "n,text\r\n3,=1+1\r\n"
    with zipfile.ZipFile(io.BytesIO(answers["XLSX"].content)) as book:
        sheet, texts = book.read("xl/worksheets/sheet1.xml"), book.read("xl/worksheets/sheet2.xml")
    assert b"<f>" not in sheet
    assert b"=1+1" in sheet
    for fact in (b"SELECT (3 AS ?n)", b"creativecommons.org", b"Date of the release"):
        assert fact in texts


def test_a_time_limit_of_ones_own(client: httpx.Client) -> None:
    runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    answer = ask(client, runaway, timeout="0.2")
    assert answer.status_code == 503
    assert 'value="0.2"' in answer.text


def test_scripts_of_our_own_alone_may_run(client: httpx.Client) -> None:
    policy = client.get("/sparql", headers=BROWSER).headers["content-security-policy"]
    assert "script-src 'self'; connect-src 'self'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in client.get("/queries", headers=BROWSER).headers["content-security-policy"]
