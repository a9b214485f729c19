"""The ontology as a page and as RDF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from asm_graph.rdf.vocabulary import ASM

if TYPE_CHECKING:
    import httpx

    from asm_graph.releases import Release


def terms(reader: httpx.Client) -> set[str]:
    """The terms of ours that the RDF defines."""
    found = {quad.subject for quad in parse(reader.get("/ontology.nt").content, RdfFormat.N_TRIPLES)}
    return {each.value for each in found if isinstance(each, NamedNode) and each.value.startswith(ASM.iri)}


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_term_has_its_place_and_its_words(reader: httpx.Client, language: str) -> None:
    text = reader.get(f"/ontology.html?lang={language}").text
    places = set(re.findall(r'<section class="term" id="(\w+)">', text))
    defined = {term.removeprefix(ASM.iri) for term in terms(reader)}
    assert len(places) > 100
    assert places <= defined
    assert len(defined - places) <= 2, "datatypes only"
    assert "<p></p>" not in text


def test_links_within_the_page_have_a_target(reader: httpx.Client) -> None:
    text = reader.get("/ontology.html").text
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r'id="([^"]+)"', text))


@pytest.mark.parametrize(
    ("accept", "media_type", "form"),
    [
        ("*/*", "text/turtle", RdfFormat.TURTLE),
        ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_the_data_are_negotiated(reader: httpx.Client, accept: str, media_type: str, form: RdfFormat) -> None:
    answer = reader.get("/ontology", headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    expected = len(list(parse(reader.get("/ontology.nt").content, RdfFormat.N_TRIPLES)))
    assert len(list(parse(answer.content, form))) == expected > 1000


def test_browsers_get_the_page(reader: httpx.Client) -> None:
    answer = reader.get("/ontology", headers={"Accept": "text/html"})
    assert answer.headers["content-type"].startswith("text/html")
    assert reader.get("/ontology.exe").status_code == 404


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("es", "Ontología de programas sociales, sus evaluaciones y sus aspectos susceptibles de mejora"),
        ("en", "Ontology of social programs, their evaluations and their aspects susceptible of improvement"),
    ],
)
def test_simple_readers_find_the_name_and_the_terms(reader: httpx.Client, language: str, name: str) -> None:
    text = reader.get("/ontology", headers={"Accept": "text/html", "Accept-Language": language}).text
    assert re.findall(r"<title>(.*?)</title>", text) == [f"{name} · asm-graph"]
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    said = Store()
    said.load(script, RdfFormat.JSON_LD)
    schema, ontology = "https://schema.org/", NamedNode(ASM.iri.removesuffix("#"))
    (named,) = said.quads_for_pattern(ontology, NamedNode(f"{schema}name"), None)
    assert named.object == Literal(name, language=language)
    terms = {
        quad.object for quad in said.quads_for_pattern(ontology, NamedNode(f"{schema}hasDefinedTerm"), None)
    }
    assert ASM("Program") in terms
    assert len(terms) > 100


def test_who_has_the_page_gets_it_not_again(reader: httpx.Client) -> None:
    spanish, english = (
        reader.get("/ontology", headers={"Accept": "text/html", "Accept-Language": language})
        for language in ("es", "en")
    )
    assert spanish.headers["etag"] != english.headers["etag"]
    for answer, language in ((spanish, "es"), (english, "en")):
        asked = {"Accept": "text/html", "Accept-Language": language}
        again = reader.get("/ontology", headers={**asked, "If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("etag", "vary", "cache-control"):
            assert again.headers[name] == answer.headers[name]
        since = {**asked, "If-Modified-Since": answer.headers["last-modified"]}
        assert reader.get("/ontology", headers=since).status_code == 304
        other = reader.get("/ontology", headers={**asked, "If-None-Match": '"x"'})
        assert other.status_code == 200


def test_every_named_graph_is_data_under_its_iri(reader: httpx.Client, founding_release: Release) -> None:
    for iri, count in founding_release.manifest.graphs.items():
        path = iri.removeprefix(founding_release.manifest.base)
        for extension, form in (("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)):
            answer = reader.get(f"/{path}.{extension}")
            assert len(set(parse(answer.content, form))) == count
    assert reader.get(f"/{path}").headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize(
    "path", ["none", "source/none", "%22%3Cscript%3E", "..%2f..%2fetc", "a%00b", "x" * 5000]
)
def test_there_is_no_other_graph(reader: httpx.Client, path: str) -> None:
    answer = reader.get(f"/graph/{path}")
    assert answer.status_code == 404
    assert "script" not in answer.text


def test_the_diagram_draws_every_class_and_its_table_says_the_same(reader: httpx.Client) -> None:
    text = reader.get("/ontology.html?lang=en").text
    drawing = text.partition("<svg")[2].partition("</svg>")[0]
    classes = set(re.findall(r'<a href="#(\w+)"><rect', drawing))
    assert {"Program", "Asm", "Alignment", "Indicator"} <= classes
    titles = re.findall(r'<path [^>]*role="img" aria-label="(.*?)">', drawing)
    rows = re.findall(r"<tr><td>.*?</td><td>(.*?)</td><td>", text)
    assert sorted(titles) == sorted(rows)
    assert len(titles) > 40


@pytest.mark.parametrize("language", ["es", "en"])
def test_terms_that_the_data_use_have_an_example(reader: httpx.Client, language: str) -> None:
    text = reader.get(f"/ontology.html?lang={language}").text
    sections = dict(re.findall(r'<section class="term" id="(\w+)">(.*?)</section>', text, re.DOTALL))
    for term in ("Program", "programKey", "contributesTo", "Asm", "valueKind"):
        assert "<dt>Por ejemplo" in sections[term] or "<dt>For example" in sections[term], term
    assert "20S061" in sections["programKey"]
    link = re.search(r'<a href="(/doc/[^"]+)"', sections["Program"])
    assert link
    assert reader.get(link[1], headers={"Accept": "text/html"}).status_code == 200


def test_the_diagram_of_the_classes_can_be_had_by_itself(reader: httpx.Client) -> None:
    drawing = reader.get("/ontology/diagram.svg").text
    assert f'href="{ASM.iri}Program"' in drawing
    assert "<style>" in drawing
    assert reader.get("/ontology/diagram.png").content.startswith(b"\x89PNG")
    assert reader.get("/ontology/diagram.gif").status_code == 404
