"""The pages and the data of things: formats, tags, ways on, and what a page says of its thing."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from tests.web.engines import EVERY_ENGINE
from tests.web.entities.reading_things import ID, PROGRAM, about, triples

if TYPE_CHECKING:
    from tests.web.conftest import Server

    from asm_graph.releases import Release

ENGINES = EVERY_ENGINE
HOSTILE = [
    "program/20-S061'",
    'x"onload="alert(1)',
    "<script>alert(1)</script>",
    "a b",
    "a\x00b",
    "a\r\nSet-Cookie: x=1",
    "../../etc/passwd",
    "program/../program/20-S061",
    "program//20-S061",
    "/evil.example/",
    "programa/ñandú/日本/\U0001f600",
    "{}",
    "%3Cscript%3E",
    "x" * 20_000,
    ".ttl",
    "program/20-S061.exe",
    "",
]


def test_the_data_are_what_the_dump_says(reader: httpx.Client, founding_release: Release) -> None:
    thing = NamedNode(ID + PROGRAM)
    dump = parse(gzip.decompress(founding_release.dump_path.read_bytes()), RdfFormat.N_QUADS)
    said = {quad.triple for quad in dump if "/graph/evidence/" not in quad.graph_name.value}
    assert about(triples(reader.get(f"/doc/{PROGRAM}.nt"), "nt"), thing) == about(said, thing)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
        ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
    ],
)
def test_accept_chooses_the_format(reader: httpx.Client, accept: str | None, media_type: str) -> None:
    request = reader.build_request("GET", f"/doc/{PROGRAM}")
    request.headers.pop("accept")
    if accept:
        request.headers["accept"] = accept
    answer = reader.send(request)
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert "accept" in answer.headers["vary"].lower()
    others = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', answer.headers["link"])
    assert len(others) == 4
    for address, offered in others:
        assert reader.get(address).headers["content-type"].partition(";")[0] == offered != media_type


def test_nothing_that_is_wanted_is_406(reader: httpx.Client) -> None:
    assert reader.get(f"/doc/{PROGRAM}", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("extension", ["", ".html", ".ttl", ".nt", ".rdf", ".jsonld"])
def test_entity_tags_are_strong_and_of_one_representation(reader: httpx.Client, extension: str) -> None:
    answer = reader.get(f"/doc/{PROGRAM}{extension}")
    tag = answer.headers["etag"]
    again = reader.get(f"/doc/{PROGRAM}{extension}", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert tag.startswith('"')
    english = {"If-None-Match": tag, "Accept-Language": "en"}
    expected = 200 if extension == ".html" else 304
    assert reader.get(f"/doc/{PROGRAM}{extension}", headers=english).status_code == expected
    other = ".nt" if extension != ".nt" else ".ttl"
    assert reader.get(f"/doc/{PROGRAM}{other}").headers["etag"] != tag


def test_head_is_as_get(reader: httpx.Client) -> None:
    get, head = reader.get(f"/doc/{PROGRAM}.ttl"), reader.head(f"/doc/{PROGRAM}.ttl")
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "link", "vary"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("path", HOSTILE)
@pytest.mark.parametrize("kind", ["id", "doc"])
@pytest.mark.parametrize("accept", ["text/html", "application/ld+json"])
def test_whatever_the_path_nothing_breaks_or_comes_back(
    reader: httpx.Client, path: str, kind: str, accept: str
) -> None:
    answer = reader.get(f"/{kind}/{quote(path, safe='')}", headers={"Accept": accept})
    if kind == "id" and answer.status_code == 303:
        assert re.fullmatch(r"/doc/[\x21-\x7e]*", answer.headers["location"])
    else:
        assert 400 <= answer.status_code < 500
    assert "set-cookie" not in answer.headers
    assert not re.search(r"<script|onload|passwd|20-S061'", answer.text)


@pytest.mark.parametrize(
    "raw", [b"/doc/../../etc/passwd", b"/doc/%ff%fe", b"/doc/%", b"/id//evil.example", b"/doc/%zz"]
)
def test_raw_paths_do_not_break(site: Server, raw: bytes) -> None:
    with httpx.Client(timeout=20) as client:
        url = httpx.URL(site.url).copy_with(raw_path=raw)
        answer = client.get(url)
    assert answer.status_code in {303, 404}
    assert not answer.headers.get("location", "/doc/").startswith("//")


def test_what_is_not_there_has_a_page_with_ways_on(reader: httpx.Client) -> None:
    answer = reader.get("/doc/program/99-X999", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert 'href="/queries"' in answer.text
    problem = reader.get("/doc/program/99-X999", headers={"Accept": "text/turtle"})
    assert problem.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "language", "name"),
    [
        (
            "evaluation/20-S061/eed-2009-2010/decided-aspect/3",
            "es",
            "Evaluación específica de desempeño 2009-2010: ",
        ),
        (
            "evaluation/20-S061/eed-2009-2010/population/2009/served",
            "en",
            "Specific performance evaluation 2009-2010",
        ),
        (
            "alignment/20-S061/eed-2009-2010-3x1/pnd-2007-2012-national-objective-10",
            "es",
            "Migrantes → Aprovechar",
        ),
        ("document/eed-2009-2010-3x1/carries/asm-value-target", "es", ">valor (Meta)</h1>"),
        ("document/eed-2009-2010-3x1/carries/asm-value-target", "en", ">value (Target)</h1>"),
        (
            "document/asm-seguimiento-2007-2008-3x1/coverage/asm-2007-2008",
            "es",
            ">Aspecto susceptible de mejora (2007-2008)</h1>",
        ),
        (
            "denominator/ActionOverdue/asm-seguimiento-2007-2008-3x1",
            "en",
            ">Action unfinished after its due date (Denominator of a rule)</h1>",
        ),
    ],
)
def test_what_has_no_name_is_called_by_what_it_is_made_of(
    reader: httpx.Client, path: str, language: str, name: str
) -> None:
    text = reader.get(f"/doc/{path}", headers={"Accept": "text/html", "Accept-Language": language}).text
    assert name in text


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("program/20-S060", PROGRAM),
        ("asm/20-S061/2007-2008/institutional/99", PROGRAM),
        ("mir/20-S061/2009/fines", "mir/20-S061/2009"),
        ("unit/sedesol/microrregiones", "unit/sedesol/unidad-de-microrregiones"),
    ],
)
def test_what_is_nearest_to_a_thing_that_is_not_there(reader: httpx.Client, path: str, near: str) -> None:
    answer = reader.get(f"/doc/{path}", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert f'<li><a href="/doc/{near}">' in answer.text


@pytest.mark.parametrize("path", ["/nada", "/queries/nada"])
def test_browsers_get_problems_as_pages(reader: httpx.Client, path: str) -> None:
    page = reader.get(path, headers={"Accept": "text/html", "Accept-Language": "en"})
    machine = reader.get(path, headers={"Accept": "application/ld+json"})
    assert page.status_code == machine.status_code == 404
    assert "<h1>Not found</h1>" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert machine.headers["content-type"] == "application/problem+json"


def test_facts_stand_beside_the_sentence_that_says_them(reader: httpx.Client) -> None:
    path = "asm/20-S061/2007-2008/institutional/4/action/2"
    text = reader.get(f"/doc/{path}.html").text
    assert text.count("<summary>¿Por qué?</summary>") >= 3
    fact, _, proof = text.partition("<mark>")
    assert "Se definirán metas para todos los indicadores" in fact
    assert "Se definirán metas para todos los indicadores" in proof.partition("</mark>")[0]
    assert "caracteres" in proof


@pytest.mark.parametrize(("language", "kind"), [("es", "Meta"), ("en", "Target")])
def test_a_value_of_an_indicator_is_called_by_its_kind_year_and_indicator(
    reader: httpx.Client, language: str, kind: str
) -> None:
    page = reader.get(f"/doc/asm/20-S061/2007-2008/institutional/4.html?lang={language}").text
    assert f">{kind} 2009: Fortalecimiento de redes</span>" in page


def test_pages_speak_both_languages_and_run_nothing(reader: httpx.Client) -> None:
    spanish = reader.get(f"/doc/{PROGRAM}.html")
    english = reader.get(f"/doc/{PROGRAM}.html?lang=en")
    assert (spanish.headers["content-language"], english.headers["content-language"]) == ("es", "en")
    assert "Lo que se sabe" in spanish.text
    assert "What is known" in english.text
    assert ">clave presupuestaria<" in spanish.text.lower()
    for page in (spanish, english):
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert re.findall(r"<script[^>]*>", page.text) == ['<script type="application/ld+json">']
        assert "style=" not in page.text
        assert len(page.content) < 200_000
        assert page.text.count("<h1") == 1


@pytest.mark.parametrize(
    ("path", "spanish", "english"),
    [
        (
            PROGRAM,
            "3 de sus 5 indicadores de 2009 no tienen meta.",
            "3 of its 5 indicators of 2009 have no target.",
        ),
        (PROGRAM, "Tiene 10 aspectos susceptibles de mejora", "It has 10 improvement aspects"),
        (
            PROGRAM,
            "programa presupuestario del ramo 20 (Desarrollo Social)",
            "of branch 20 (Desarrollo Social)",
        ),
        ("branch/20", "Ramo 20 del presupuesto. Sus programas", "Branch 20 of the budget. Its programs"),
        ("mir/20-S061/2009/fin", "Fin de la matriz «", "of the matrix “"),
        (
            "evaluation/20-S061/eed-2009-2010/decided-aspect/3",
            "Aspecto que el programa decidió realizar, según: Evaluación específica de desempeño 2009-2010",
            "as stated in: Specific performance evaluation 2009-2010: Programa 3x1 para Migrantes.",
        ),
        (
            "evaluation/20-S061/eed-2009-2010",
            "La hizo El Colegio de México, A. C. Costó",
            "Made by El Colegio de México, A. C. It cost",
        ),
        (
            "asm/20-S061/2007-2008/institutional/4",
            "1 reporta avance, de 100 %. Plazo de la última: 12 de mayo de 2009.",
            "1 reports progress, 100 %. The last was due: 12 May 2009.",
        ),
        (
            "mir/20-S061/2009/indicator/results-1",
            "la fuente dice: No disponible",
            "the source says: Not available",
        ),
        ("plan/psds-2007-2012/objective/3", "Contribuye a él 1 programa", "1 program contributes to it"),
        (
            "evaluation/20-S061/eed-2009-2010",
            "Costó 82,150.15 pesos (adjudicación directa).",
            "It cost 82,150.15 pesos",
        ),
        ("document/eed-2009-2010-3x1", "No quedó nada sin entender.", "Nothing was left"),
    ],
)
def test_plain_sentences_head_each_page(reader: httpx.Client, path: str, spanish: str, english: str) -> None:
    for language, sentence in (("es", spanish), ("en", english)):
        text = reader.get(f"/doc/{path}.html?lang={language}").text
        lead = text.partition('<p class="lead">')[2].partition("</p>")[0]
        assert sentence in re.sub(r"<[^>]+>", "", lead)


def test_the_text_of_a_document_leads_to_its_facts_and_shows_no_contact(reader: httpx.Client) -> None:
    pages = [reader.get(f"/doc/document/eed-2009-2010-3x1.html?from={number}").text for number in (1, 2)]
    beyond = reader.get("/doc/document/eed-2009-2010-3x1.html?from=99").text
    marks = [re.findall(r'<mark id="(c\d+)">', page) for page in (*pages, beyond)]
    assert marks[0] != marks[1] == marks[2]
    shown = "".join(pages)
    assert "█" in shown
    assert not re.search(r"[\w.]@\w|54494062|54817200", shown)
    statement = reader.get("/doc/evaluation/20-S061/eed-2009-2010/strength/1.html").text
    place = re.search(r'href="(/doc/document/eed-2009-2010-3x1\?from=(\d)#(c\d+))"', statement)
    assert place is not None
    assert f'<mark id="{place[3]}">' in pages[int(place[2]) - 1]


def test_what_search_engines_read_is_whole_json(reader: httpx.Client) -> None:
    for path, kind in ((PROGRAM, "GovernmentService"), ("branch/20", "Thing")):
        text = reader.get(f"/doc/{path}.html").text
        embedded = text.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
        said = json.loads(embedded)
        assert (said["@type"], said["@id"], said["url"]) == (kind, f"{ID}{path}", f"/doc/{path}")


def test_an_indicator_shows_its_values_by_year(reader: httpx.Client, founding_release: Release) -> None:
    rows = founding_release.query(
        "PREFIX asm: <https://w3id.org/asm-graph/ontology#> SELECT ?i ?raw WHERE "
        "{ ?v asm:indicator ?i ; asm:rawValue ?raw ; asm:value ?n } ORDER BY ?i"
    )
    assert rows
    for row in rows:
        page = reader.get(f"/doc/{row['i'].value.removeprefix(ID)}.html").text
        table = page.partition("<tbody>")[2].partition("</tbody>")[0]
        assert f">{row['raw'].value}<" in table


@pytest.mark.parametrize(
    ("path", "headings", "links"),
    [
        (
            PROGRAM,
            [
                "A qué contribuye, y con qué",
                "Matriz de indicadores por nivel (2009)",
                "Hallazgos de la revisión automática",
            ],
            [
                "/doc/plan/pnd-2007-2012/axis/5",
                "/doc/mir/20-S061/2009/indicator/results-1",
                "/doc/mir/20-S061/2009/indicator/results-1/2009/target",
                "/doc/evaluation/20-S061/eed-2009-2010",
                "/audit?program=20-S061",
                "/queries/program-story",
                "/queries/alignment-over-time",
                "/queries/asm-status",
            ],
        ),
        ("mir/20-S061/2009", ["Matriz de indicadores por nivel"], ["/doc/mir/20-S061/2009/fin"]),
        (
            "asm/20-S061/2007-2008/institutional/4",
            ["Reportado y verificado", "Actividades comprometidas", "Lo que dicen otros documentos"],
            [
                "/doc/asm/20-S061/2007-2008/institutional/4/action/2",
                "/doc/unit/sedesol/unidad-de-microrregiones",
                "/doc/evaluation/20-S061/eed-2009-2010/coneval-remark/1",
            ],
        ),
        (
            "plan/psds-2007-2012/objective/3",
            ["Programas que contribuyen (1)"],
            [f"/doc/{PROGRAM}", "/doc/instrument/20-S061/reglas-de-operacion-2009"],
        ),
        (
            "plan/pnd-2007-2012/axis/5",
            ["Objetivos que lo desglosan"],
            ["/doc/plan/pnd-2007-2012/objective/5.1"],
        ),
        ("plan/pnd-2007-2012", ["Ejes y objetivos de los planes"], ["/doc/plan/pnd-2007-2012/axis/5"]),
        (
            "evaluation/20-S061/eed-2009-2010",
            ["Lo que afirma", "Población y cobertura", "Sus fuentes"],
            [
                "/doc/code/statement-kind/strength",
                "/doc/evaluation/20-S061/eed-2009-2010/population/2009/served",
                "/doc/evaluation/20-S061/eed-2009-2010/source/eemop09",
            ],
        ),
        (
            "unit/sedesol/unidad-de-microrregiones",
            ["A qué se comprometió (11)"],
            ["/doc/asm/20-S061/2007-2008/institutional/4/action/2"],
        ),
        (
            "document/eed-2009-2010-3x1",
            ["Qué tanto se entendió", "Su texto, con cada cita marcada"],
            ["/doc/evaluation/20-S061/eed-2009-2010/strength/1"],
        ),
    ],
)
def test_pages_show_what_their_kind_of_thing_is_asked_for(
    reader: httpx.Client, path: str, headings: list[str], links: list[str]
) -> None:
    text = reader.get(f"/doc/{path}.html").text
    for heading in headings:
        assert f">{heading}</h2>" in text
    for link in links:
        assert f'href="{link}' in text


def test_what_is_derived_says_so_and_is_proven_by_what_it_is_computed_from(reader: httpx.Client) -> None:
    address = "/doc/asm/20-S061/2007-2008/specific/1/action/2"
    page = reader.get(address, headers={"Accept": "text/html"}).text
    facts = page[page.index('id="facts"') : page.index("</dl>")]
    (due,) = re.findall(r'<dt><a href="[^"]+#dueBy">.*?(?=<dt>)', facts, re.DOTALL)
    assert "<small>calculado" in due
    (printed,) = re.findall(r'<dt><a href="[^"]+#dueDate">.*?(?=<dt>|$)', facts, re.DOTALL)
    assert "<small>" not in printed
    quoted = re.findall(r"<mark>(.*?)</mark>", printed)
    assert quoted == re.findall(r"<mark>(.*?)</mark>", due) != []
