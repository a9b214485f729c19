"""Releases for people: what each holds, what changed between any two, older ones at their addresses."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat, parse

from asm_graph.rdf.vocabulary import DCAT, PROV, RDF, Namespace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx
    from tests.web.conftest import Server

HTML = {"Accept": "text/html"}
PROGRAM = "program/20-S061"
QUESTION = "programs-without-alignment"
LABELS = ("Programa uno", "Programa dos", "Programa tres", "Programa uno")


class Site(NamedTuple):
    client: httpx.Client
    names: list[str]
    server: Server


@pytest.fixture(scope="module")
def site(
    publish: Callable[[Path, str], str],
    run: Callable[..., object],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("pages") / "releases"
    names = [publish(folder, label) for label in LABELS]
    settings = {"workers": 1, "slow_workers": 1, "archive_releases": 1}
    log = tmp_path_factory.mktemp("pages") / "log"
    with run(folder, log, **settings) as server, server.client() as client:
        yield Site(client, names, server)


def test_the_list_leads_to_every_release(site: Site) -> None:
    text = site.client.get("/releases", headers=HTML).text
    assert re.findall(r'<h2><a href="/releases/([^"]+)"', text) == site.names[::-1]
    assert text.count("vigente</span>") == 1
    assert f'href="/releases/{site.names[0]}/changes/{site.names[1]}"' in text


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_release_has_a_page_and_its_manifest(site: Site, language: str) -> None:
    assert site.names
    for name in site.names:
        answer = site.client.get(f"/releases/{name}", params={"lang": language}, headers=HTML)
        assert answer.status_code == 200
        assert name in answer.text
        assert site.client.get(f"/releases/{name}").json()["name"] == name
        links = re.findall(r'<a [^>]*href="(/releases/(?![^"]*/doc/)[^"]+)"', answer.text)
        assert links
        for link in links:
            assert site.client.get(link.replace("&amp;", "&")).status_code == 200, link


def test_changes_are_told_in_words_and_as_quads(site: Site) -> None:
    first, second = site.names[:2]
    address = f"/releases/{first}/changes/{second}"
    text = site.client.get(address, headers=HTML).text
    changed = f'<a href="/releases/{second}/doc/{PROGRAM}"><span lang="es">Programa dos</span>'
    assert changed in text
    assert re.search(r"<td>[^<]+</td><td>Programa dos</td>", text), "its value before and after"
    told = site.client.get(address).json()
    program = told["things"]["https://w3id.org/asm-graph/ontology#Program"]
    assert [program[how]["count"] for how in ("added", "removed", "changed")] == [0, 0, 1]
    for file, count in (("added.nq.gz", told["added"]), ("removed.nq.gz", told["removed"])):
        quads = gzip.decompress(site.client.get(f"{address}/{file}").content)
        assert len(list(parse(quads, format=RdfFormat.N_QUADS))) == count > 0


AS = Namespace("https://www.w3.org/ns/activitystreams#")


def test_changes_are_told_as_rdf_in_every_format(site: Site) -> None:
    first, second = site.names[:2]
    address = f"/releases/{first}/changes/{second}"
    formats = {
        "ttl": RdfFormat.TURTLE,
        "nt": RdfFormat.N_TRIPLES,
        "rdf": RdfFormat.RDF_XML,
        "jsonld": RdfFormat.JSON_LD,
    }
    graphs = []
    for name, form in formats.items():
        answer = site.client.get(f"{address}/difference.{name}")
        quads = Dataset(parse(answer.content, format=form))
        quads.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
        graphs.append(set(quads))
    assert graphs.count(graphs[0]) == len(formats)
    told = {(quad.subject, quad.predicate): quad.object for quad in graphs[0]}
    base = "https://w3id.org/asm-graph/"
    node = NamedNode(f"{base}{address[1:]}")
    assert told[node, AS("totalItems")].value == "1"
    item = told[node, AS("items")]
    assert told[item, RDF("type")] == AS("Update")
    assert told[item, AS("object")] == NamedNode(f"{base}id/{PROGRAM}")
    sources = {quad.object.value for quad in graphs[0] if quad.predicate == PROV("wasDerivedFrom")}
    assert sources == {f"{base}releases/{first}", f"{base}releases/{second}"}
    for quad in graphs[0]:
        if quad.predicate == DCAT("downloadURL"):
            assert site.client.get(quad.object.value).headers["content-type"] == "application/gzip"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
    ],
)
def test_changes_are_negotiated(site: Site, accept: str, media_type: str) -> None:
    address = f"/releases/{site.names[0]}/changes/{site.names[1]}"
    answer = site.client.get(address, headers={"Accept": accept})
    assert answer.headers["content-type"] == media_type
    assert "Accept" in answer.headers["vary"]
    assert site.client.get(address, headers={"Accept": "image/png"}).status_code == 406


def test_home_leads_to_what_is_new(site: Site) -> None:
    home = site.client.get("/", headers=HTML).text
    assert f'<a href="/releases/{site.names[-2]}/changes/{site.names[-1]}">Qué cambió</a>' in home


def test_any_two_releases_can_be_compared(site: Site) -> None:
    first, third = site.names[0], site.names[2]
    forward = site.client.get(f"/releases/{first}/changes/{third}").json()
    back = site.client.get(f"/releases/{third}/changes/{first}").json()
    assert (forward["added"], forward["removed"]) == (back["removed"], back["added"]) != (0, 0)
    assert forward["previous"] == first
    quads = gzip.decompress(site.client.get(f"/releases/{third}/changes/{first}/added.nq.gz").content)
    assert "Programa uno" in quads.decode()
    same = site.client.get(f"/releases/{first}/changes/{first}", headers=HTML)
    assert "Ninguna cosa cambió." in same.text


def test_many_comparisons_keep_their_bound(site: Site) -> None:
    pairs = [(before, after) for before in site.names for after in site.names]
    assert pairs
    for before, after in pairs:
        assert site.client.get(f"/releases/{before}/changes/{after}").status_code == 200


def test_the_form_leads_to_a_comparison(site: Site) -> None:
    first, second = site.names[:2]
    answer = site.client.get("/releases/compare", params={"before": first, "after": second})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/releases/{first}/changes/{second}")


@pytest.mark.parametrize(
    "path",
    [
        "/releases/compare?before=https://evil.example/&after=x",
        "/releases/compare",
        "/releases/{name}/changes/x",
        "/releases/..%2f..%2fetc/changes/{name}",
        "/releases/{name}/changes/{name}/store",
        "/releases/{name}/changes/{name}/difference.html",
        "/releases/{name}/changes/x/difference.ttl",
        "/releases/x/doc/program/20-S061",
        "/releases/{name}/doc/program/none",
        "/releases/x/audit",
        "/releases/x/audit.csv",
        "/releases/x/sparql",
        "/releases/x/sparql?query=ASK%20%7B%7D",
        "/releases/%0D%0Ax:y/sparql.csv?query=ASK%20%7B%7D",
        "/releases/{name}/sparql.exe?query=ASK%20%7B%7D",
        "/releases/x/search?q=a",
        "/releases/x/queries",
        "/releases/x/queries/programs-without-alignment",
        "/releases/x/api/queries/programs-without-alignment",
        "/releases/{name}/queries/none",
        "/releases/x/queries/programs-without-alignment/chart.svg",
        "/releases/{name}/api/queries/none.csv",
        "/releases/%5C1/doc/x",
        "/releases/%5C1/audit",
        "/releases/%22%3E%3Cb%3E/doc/x",
        "/releases/99999999T999999Z-a/doc/x",
    ],
)
def test_what_is_not_there_is_told(site: Site, path: str) -> None:
    for headers in ({}, HTML):
        answer = site.client.get(path.format(name=site.names[0]), headers=headers)
        assert answer.status_code == 404
        assert not re.search(r"//evil|<b>", answer.text)


def test_every_release_still_says_what_it_said(site: Site) -> None:
    for name, label in zip(site.names, LABELS, strict=True):
        root = f"/releases/{name}/doc/{PROGRAM}"
        page = site.client.get(root, headers=HTML)
        assert page.status_code == 200
        assert f"{label}</h1>" in page.text
        assert f'href="/doc/{PROGRAM}">Ver la versión vigente' in page.text
        assert f'href="{root}.ttl"' in page.text
        data = site.client.get(f"{root}.nt")
        assert label in data.text
        assert data.headers["content-location"] == f"{root}.nt"
        assert f'</doc/{PROGRAM}.nt>; rel="original"' in data.headers["link"]
        assert "memento-datetime" in data.headers
        assert (
            site.client.get(f"{root}.nt", headers={"If-None-Match": data.headers["etag"]}).status_code == 304
        )
    current = site.client.get(f"/doc/{PROGRAM}", headers=HTML).text
    assert "Ver la versión vigente" not in current


def test_few_older_releases_are_open_at_once(site: Site) -> None:
    for name in site.names * 2:
        assert site.client.get(f"/releases/{name}/doc/{PROGRAM}.ttl").status_code == 200
    assert len(site.server.workers()) <= 2 + 2  # those of the current release, and of one older


QUERY = f"SELECT ?name WHERE {{ <https://w3id.org/asm-graph/id/{PROGRAM}> rdfs:label ?name }}"
PREFIXED = f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {QUERY}"


def test_every_release_answers_queries_at_its_own_address(site: Site) -> None:
    for name, label in zip(site.names, LABELS, strict=True):
        root = f"/releases/{name}/sparql"
        told = site.client.get(root, params={"query": PREFIXED})
        assert told.json()["results"]["bindings"][0]["name"]["value"] == label
        assert told.headers["content-location"].startswith(f"{root}?query=")
        again = site.client.post(root, data={"query": PREFIXED})
        assert again.content == told.content
        tag = {"If-None-Match": told.headers["etag"]}
        assert site.client.get(root, params={"query": PREFIXED}, headers=tag).status_code == 304
        table = site.client.get(f"{root}.csv", params={"query": PREFIXED})
        assert table.text.split() == ["name", *label.split()]
        service = list(parse(site.client.get(root).content, format=RdfFormat.TURTLE))
        assert any(str(quad.object).endswith(f"{root}>") for quad in service)


def test_an_older_endpoint_keeps_its_limits(site: Site) -> None:
    root = f"/releases/{site.names[0]}/sparql"
    for query in ("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", "INSERT DATA {}", "SELECT"):
        for headers in ({}, HTML):
            answer = site.client.get(root, params={"query": query}, headers=headers)
            assert answer.status_code == 400
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    answer = site.client.get(root, params={"query": endless, "timeout": "0.5"})
    assert answer.json()["type"] == "urn:asm-graph:problem:time"
    assert site.client.get(root, params={"query": PREFIXED}).status_code == 200


def test_pages_of_an_older_release_stay_inside_it(site: Site) -> None:
    root = f"/releases/{site.names[0]}"
    answer = site.client.get(f"{root}/sparql", params={"query": PREFIXED}, headers=HTML).text
    assert "Programa uno" in answer
    assert f'<form id="ask" class="ask" action="{root}/sparql">' in answer
    assert f'href="{root}/sparql.csv?query=' in answer
    assert f"{site.client.base_url}{root}/sparql" in answer
    assert re.search(r'rel="latest-version" href="/sparql\?query=', answer)
    found = site.client.get(f"{root}/search", params={"q": "programa"}, headers=HTML).text
    assert f'<form action="{root}/search" role="search">' in found
    assert f'<a href="{root}/doc/{PROGRAM}">' in found
    audit = site.client.get(f"{root}/audit?severity=Info", headers=HTML).text
    assert f'<form action="{root}/search" role="search"' in audit
    assert 'rel="latest-version" href="/audit?severity=Info"' in audit
    assert 'href="/audit.atom"' in audit


def test_every_release_answers_the_questions_of_the_library(site: Site) -> None:
    for name, label in zip(site.names, LABELS, strict=True):
        root = f"/releases/{name}"
        told = site.client.get(f"{root}/api/queries/{QUESTION}.csv")
        assert label in told.text
        assert told.headers["content-location"].startswith(f"{root}/api/queries/{QUESTION}?")
        shown = site.client.get(f"{root}/queries/{QUESTION}", headers=HTML).text
        assert label in shown
        assert f'<form action="{root}/queries/{QUESTION}"' in shown
        assert f"{site.client.base_url}{root}/api/queries/{QUESTION}" in shown
        assert f'href="{root}/api/queries/{QUESTION}?format=csv"' in shown
        assert f'href="{root}/sparql?query=' in shown
        assert site.client.get(f"{root}/queries/{QUESTION}/chart.svg").status_code == 404  # nothing to draw
        library = site.client.get(f"{root}/queries", headers=HTML).text
        assert f'href="{root}/queries/{QUESTION}"' in library
        assert 'href="/queries.ttl"' in library


def test_every_release_is_searched_at_its_own_address(site: Site) -> None:
    for name, label in zip(site.names, LABELS, strict=True):
        root = f"/releases/{name}"
        hit, *_ = site.client.get(f"{root}/search", params={"q": label}).json()["results"]
        assert (hit["title"], hit["address"]) == (label, f"{root}/doc/{PROGRAM}")
        straight = site.client.get(f"{root}/search", params={"q": f"https://w3id.org/asm-graph/id/{PROGRAM}"})
        assert (straight.status_code, straight.headers["location"]) == (303, f"{root}/doc/{PROGRAM}")


def test_an_older_audit_stays(site: Site) -> None:
    answer = site.client.get(f"/releases/{site.names[0]}/audit.json")
    assert answer.json()["release"] == site.names[0]
    page = site.client.get(f"/releases/{site.names[0]}/audit", headers=HTML)
    assert f'href="/releases/{site.names[0]}/audit.csv' in page.text


def test_the_current_release_needs_no_other_engine_at_its_own_address(
    releases: Path, start: Callable[..., Any]
) -> None:
    with start(releases, workers=1) as server, server.client() as client:
        name, before = client.get("/ready").json()["release"], server.workers()
        assert client.get(f"/releases/{name}/sparql?query=ASK{{}}").json()["boolean"]
        assert server.workers() == before
