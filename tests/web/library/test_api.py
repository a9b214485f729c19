"""The query library over HTTP, for programs and for people."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.web.engines import EVERY_ENGINE

from asm_graph.knowledge import Knowledge
from asm_graph.library import Library

if TYPE_CHECKING:
    import httpx

    from asm_graph.library import Question

ENGINES = EVERY_ENGINE
LIBRARY = Library.load(Knowledge.default().sparql)
PROGRAM = "https://w3id.org/asm-graph/id/program/20-S061"
INJECTION = '"><script>alert(1)</script>{ SERVICE <http://e/> {} }'


@pytest.mark.parametrize("question", LIBRARY, ids=lambda question: question.name)
def test_every_question_answers_with_its_examples(client: httpx.Client, question: Question) -> None:
    examples = {parameter.name: parameter.example for parameter in question.parameters}
    answer = client.get(f"/api/queries/{question.name}", params=examples)
    assert answer.status_code == 200
    assert answer.json()["head"]["vars"][: len(question.columns)] == [each.name for each in question.columns]
    page = client.get(f"/queries/{question.name}", params=examples)
    assert page.status_code == 200
    assert '<table class="data-table' in page.text


def test_rows(client: httpx.Client) -> None:
    rows = client.get("/api/queries/programs-without-alignment").json()["results"]["bindings"]
    assert [row["program"]["value"] for row in rows] == [PROGRAM]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("json", "application/sparql-results+json"),
        ("csv", "text/csv; charset=utf-8"),
        ("tsv", "text/tab-separated-values; charset=utf-8"),
        ("xml", "application/sparql-results+xml"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_formats(client: httpx.Client, name: str, media_type: str) -> None:
    by_name = client.get("/api/queries/programs-without-alignment", params={"format": name})
    by_accept = client.get("/api/queries/programs-without-alignment", headers={"Accept": media_type})
    assert by_name.headers["content-type"] == by_accept.headers["content-type"] == media_type
    assert by_name.headers["content-disposition"].endswith(f'.{name}"')
    if name == "xlsx":
        sheet = zipfile.ZipFile(io.BytesIO(by_name.content)).read("xl/worksheets/sheet1.xml")
        assert b"20-S061" in sheet


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ("year=09", "value"),
        ("year=2009%22", "value"),
        (f"program={quote(INJECTION)}", "value"),
        ("year=2009&year=2010", "repeated"),
    ],
)
def test_wrong_parameters_are_told(client: httpx.Client, parameters: str, code: str) -> None:
    answer = client.get(f"/api/queries/program-alignment?{parameters}")
    assert (answer.status_code, answer.json()["type"]) == (400, f"urn:asm-graph:problem:parameter-{code}")
    assert parameters.partition("=")[0] in answer.json()["detail"]


@pytest.mark.parametrize(
    "foreign",
    [
        "fbclid=x",
        "utm_source=a&utm_medium=b&utm_source=c",
        "_=1",
        "callback=f&%F1=%F3",
        "=",
        "x",
        "utm_c=50%",
    ],
)
def test_foreign_parameters_change_nothing(client: httpx.Client, foreign: str) -> None:
    for address in ("/queries/program-alignment", "/api/queries/program-alignment", "/queries", "/search"):
        plain = client.get(f"{address}?year=2009", headers={"Accept": "text/html, */*;q=0.1"})
        answer = client.get(f"{address}?year=2009&{foreign}", headers={"Accept": "text/html, */*;q=0.1"})
        assert answer.status_code == plain.status_code == 200
        if address.startswith("/api"):
            assert answer.content == plain.content
            assert answer.headers["content-location"] == plain.headers["content-location"]


def test_parameters_that_were_not_used_are_told(client: httpx.Client) -> None:
    address = "queries/program-alignment?fbclid=1&year=2009&a%20%F1o=2"
    page = client.get(f"/{address}").text
    assert "no usa: <code>fbclid</code>, <code>a ño</code>" in page
    answer = client.get(f"/api/{address}")
    assert answer.headers["ignored-parameters"] == "fbclid, a%20%C3%B1o"
    assert "ignored-parameters" not in client.get("/api/queries/program-alignment?year=2009&lang=es").headers


def test_the_first_usable_format_counts(client: httpx.Client) -> None:
    for formats, media_type in (("format=csv&format=xml", "text/csv"), ("format=n3&format=tab", "text/tab")):
        answer = client.get(f"/api/queries/evaluations?{formats}")
        assert answer.headers["content-type"].startswith(media_type)


def test_a_wrong_parameter_is_told_in_the_language_of_the_reader(client: httpx.Client) -> None:
    address = "/queries/program-alignment?year=09"
    assert "espera un año de cuatro cifras" in client.get(address).text
    assert "expects a year of four digits" in client.get(f"{address}&lang=en").text


def test_a_missing_parameter_is_told_with_an_example(client: httpx.Client) -> None:
    answer = client.get("/api/queries/objectives-without-program")
    assert answer.status_code == 400
    assert "plan" in answer.json()["detail"]
    page = client.get("/queries/objectives-without-program")
    assert page.status_code == 200
    assert '<table class="answer">' not in page.text


def test_what_a_stranger_writes_stays_text(client: httpx.Client) -> None:
    page = client.get("/queries/program-alignment", params={"program": INJECTION, "year": "2009"})
    assert page.status_code == 400
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text


def test_unknown_questions_and_formats(client: httpx.Client) -> None:
    assert client.get("/queries/nothing").status_code == 404
    assert client.get("/api/queries/evaluations", params={"format": "docx"}).status_code == 406
    assert client.head("/api/queries/evaluations").status_code == 200
    assert client.post("/api/queries/evaluations").status_code == 405


def test_openapi_shows_each_question_with_its_parameters(client: httpx.Client) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for question in LIBRARY:
        documented = paths[f"/api/queries/{question.name}"]["get"]
        names = [parameter["name"] for parameter in documented["parameters"]]
        assert names == [*(parameter.name for parameter in question.parameters), "format"]
        assert documented["summary"] == question.title["es"]
    year = paths["/api/queries/program-alignment"]["get"]["parameters"][1]
    assert (year["required"], year["schema"]["pattern"]) == (False, "^[0-9]{4}$")


def test_a_question_takes_get_and_head_alone(client: httpx.Client) -> None:
    answer = client.post("/api/queries/evaluations")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
