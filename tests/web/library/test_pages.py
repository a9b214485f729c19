"""`/queries` for people and for tools: forms with choices from the data, answers, and the library as RDF."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from asm_graph.knowledge import Knowledge
from asm_graph.library import Library
from asm_graph.rdf.vocabulary import RDF, SH
from asm_graph.spanish.forms import natural_order

if TYPE_CHECKING:
    import httpx

LIBRARY = Library.load(Knowledge.default().sparql)


@pytest.fixture
def client(reader: httpx.Client) -> httpx.Client:
    """Asks the site over the founding documents."""
    return reader


def field(page: str, name: str) -> str:
    """The markup of the field of a parameter, from its label to the next."""
    return page.partition(f'<label for="{name}"')[2].partition("</p>")[0]


def test_choices_come_from_the_data(client: httpx.Client) -> None:
    page = client.get("/queries/objectives-without-program").text
    assert '<option value="pnd-2007-2012">' in field(page, "plan")
    assert '<option value="2009">' in field(page, "year")
    assert " required" in field(page, "plan")
    assert " required" not in field(page, "year")
    program = field(client.get("/queries/indicator-series").text, "program")
    assert 'list="choices-program"' in program
    assert '<option value="20-S061">Programa 3x1 para Migrantes</option>' in program


def test_every_choice_is_a_value(client: httpx.Client) -> None:
    for question in LIBRARY:
        page = client.get(f"/queries/{question.name}").text
        for parameter in question.parameters:
            for value in filter(None, re.findall(r'<option value="([^"]*)"', field(page, parameter.name))):
                parameter.term(html.unescape(value), question.base)


def test_codes_by_their_names_and_dates_by_their_kind(client: httpx.Client) -> None:
    page = client.get("/queries/asm-status", params={"classification": "institutional", "lang": "en"}).text
    assert '<option value="institutional" selected>Institutional</option>' in page
    assert 'type="date"' in field(client.get("/queries/asm-overdue").text, "asOf")


def test_an_answer_has_its_meanings_its_picture_and_its_ways_out(client: httpx.Client) -> None:
    page = client.get("/queries/units-workload").text
    assert re.search(r'<th scope="col"><a href="[^"]*sort=unit[^"]*"[^>]*>Unidad responsable</a>', page)
    assert '<a href="/doc/unit/sedesol/unidad-de-microrregiones">Unidad de Microrregiones</a>' in page
    assert page.count("<rect") == page.count("<tr>") - 1
    assert "/api/queries/units-workload?format=json" in page
    editor = html.unescape(re.findall(r'href="(/sparql\?query=[^"]+)"', page)[0])
    answer = client.get(editor, headers={"Accept": "text/html"}).text
    assert "/doc/unit/sedesol/unidad-de-microrregiones" in answer


def heads(page: str) -> list[str]:
    """The heads of the columns, without their links."""
    row = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', page)
    return [re.sub("<[^>]+>", "", html.unescape(each)).strip() for each in row]


def names(page: str) -> list[str]:
    """What stands in the first column."""
    found = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', page)
    return [re.sub("<[^>]+>", "", html.unescape(each)) for each in found]


def test_an_answer_has_no_iris_but_chosen_ones(client: httpx.Client) -> None:
    page = client.get("/queries/asm-status?lang=es").text
    table = page[page.index("<table") : page.index("</table>")]
    assert names(table)
    assert "w3id.org" not in re.sub(r'href="[^"]*"', "", table)
    assert heads(page)[:2] == ["Aspecto susceptible de mejora", "Programa"]
    chosen = client.get("/queries/asm-status?lang=es&columns=program-iri,cycle").text
    assert heads(chosen) == ["Aspecto susceptible de mejora", "Ciclo de seguimiento", "Programa (IRI)"]
    assert "https://w3id.org/asm-graph/id/program/20-S061</" in chosen


def test_pages_lead_through_the_whole_answer_in_any_order(client: httpx.Client) -> None:
    rows = client.get("/api/queries/rule-denominators.json").json()["results"]["bindings"]
    address, seen = "/queries/rule-denominators?sort=-rule&lang=es", []
    while address:
        page = client.get(address).text
        seen += names(page)
        following = re.findall(r'<a href="([^"]*)" rel="next"', page)
        address = f"/queries/rule-denominators{html.unescape(following[0])}" if following else ""
    assert len(rows) > 100
    assert len(seen) == len(rows)
    assert seen == sorted(seen, key=natural_order, reverse=True)


def test_codes_are_in_the_words_of_the_reader(client: httpx.Client) -> None:
    address = "/queries/indicator-series?program=20-S061"
    for language, word, code in (("es", "Valor alcanzado", "Sin dato"), ("en", "Actual value", "No data")):
        page = client.get(f"{address}&lang={language}").text
        assert {word, code} <= set(re.findall(r"<td[^>]*>([^<]+)</td>", page))


def test_what_is_no_parameter_is_told_but_not_what_the_table_takes(client: httpx.Client) -> None:
    page = client.get("/queries/units-workload?sort=-asms&page=1&columns=asms&utm_source=x&lang=es").text
    assert "utm_source" in page
    assert "<code>sort</code>" not in page
    assert 'aria-sort="descending"' in page


def test_the_picture_of_an_answer_can_be_had_by_itself(client: httpx.Client) -> None:
    page = client.get("/queries/units-workload?lang=en").text
    address = html.unescape(re.findall(r'href="(/queries/units-workload/chart\.svg[^"]*)"', page)[0])
    drawing = client.get(address).text
    assert drawing.count("<rect") == page.count("<rect") + 1, "the paper of the picture"
    assert "Workload" in drawing
    assert "Source: " in drawing
    assert "release of" in drawing
    assert f"{client.base_url}/queries/units-workload" in drawing
    assert client.get(address.replace(".svg", ".png")).headers["content-type"] == "image/png"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/queries/units-workload/chart.gif", 404),
        ("/queries/nothing/chart.svg", 404),
        ("/queries/program-alignment/chart.svg", 404),
        ("/queries/asm-overdue/chart.svg?asOf=never", 400),
        ("/queries/asm-overdue/chart.svg?other=1", 400),
    ],
)
def test_there_is_no_picture_of_what_has_none(client: httpx.Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_a_blank_field_is_no_value(client: httpx.Client) -> None:
    page = client.get("/queries/program-alignment", params={"program": "", "year": "", "lang": "es"})
    assert page.status_code == 200
    assert "<td" in page.text
    waiting = client.get("/queries/objectives-without-program", params={"plan": "", "year": ""})
    assert (waiting.status_code, "<td" in waiting.text) == (200, False)


def test_the_library_as_rdf(client: httpx.Client) -> None:
    answer = client.get("/queries", headers={"Accept": "text/turtle"})
    triples = {quad.triple for quad in parse(answer.content, format=RdfFormat.TURTLE)}
    selects = {triple.object.value for triple in triples if triple.predicate == SH("select")}
    assert selects == {question.text for question in LIBRARY}
    kinds = [triple for triple in triples if triple.predicate == RDF("type")]
    assert sum(triple.object == SH("SPARQLExecutable") for triple in kinds) == len(LIBRARY)
    for extension, form in (("jsonld", RdfFormat.JSON_LD), ("nt", RdfFormat.N_TRIPLES)):
        same = parse(client.get(f"/queries.{extension}").content, format=form)
        assert len({quad.triple for quad in same}) == len(triples)
    assert client.get("/queries.docx").status_code == 404


def test_one_question_as_rdf(client: httpx.Client) -> None:
    answer = client.get("/queries/asm-overdue", headers={"Accept": "application/n-triples"})
    (node,) = {
        quad.subject
        for quad in parse(answer.content, format=RdfFormat.N_TRIPLES)
        if quad.predicate == SH("select")
    }
    assert node == NamedNode(f"{str(client.base_url).rstrip('/')}/queries/asm-overdue")
    names = [
        quad.object
        for quad in parse(answer.content, format=RdfFormat.N_TRIPLES)
        if quad.predicate == SH("name")
    ]
    assert names == [Literal("asOf")]
