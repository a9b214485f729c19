"""Search: by names, keys and texts, whatever the accents; nothing that is typed breaks it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import unicodedata
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asm_graph.rdf.vocabulary import ASM
from asm_graph.search.index import SEARCH
from asm_graph.search.reading import PAGE, search, thing_of_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from asm_graph.releases import Release

ID = "https://w3id.org/asm-graph/id/"
HTML = {"Accept": "text/html"}


def iris(reader: httpx.Client, text: str, **parameters: str) -> list[str]:
    answer = reader.get("/search", params={"q": text, **parameters})
    assert answer.status_code == 200
    return [hit["iri"] for hit in answer.json()["results"]]


def test_accents_and_case_make_no_difference(reader: httpx.Client) -> None:
    found = iris(reader, "población potencial")
    assert found == iris(reader, "POBLACION POTENCIAL")
    assert found
    assert iris(reader, "poblacion potenc")


OTHER_FORMS = (
    unicodedata.normalize("NFD", "población potencial"),
    "po\u00adbla\u200bción\u00a0potencial",
    "ｐoblación\u2003potencial\ufeff",
)


@pytest.mark.parametrize("text", OTHER_FORMS)
def test_a_search_is_normalized_as_texts_are(reader: httpx.Client, text: str) -> None:
    assert iris(reader, text) == iris(reader, "población potencial")


def test_ligatures_are_undone_in_a_search(reader: httpx.Client) -> None:
    assert iris(reader, "bene\ufb01ciarios") == iris(reader, "beneficiarios") != []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("migrantes 3x1", "program/20-S061"),
        ("S061", "program/20-S061"),
        ("conceptos de población Potencial", "asm/20-S061/2007-2008/institutional/1"),
        ("democracia efectiva", "plan/pnd-2007-2012/axis/5"),
    ],
)
def test_names_keys_and_texts_are_found(reader: httpx.Client, text: str, path: str) -> None:
    assert ID + path in iris(reader, text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("20S061", "/doc/program/20-S061"),
        (" 20-s061 ", "/doc/program/20-S061"),
        ("\ufeff２0–S061\u00a0", "/doc/program/20-S061"),
        (f"{ID}plan/pnd-2007-2012", "/doc/plan/pnd-2007-2012"),
        (f"{ASM.iri}Program", "/ontology#Program"),
    ],
)
def test_an_iri_or_a_key_goes_straight_to_its_thing(reader: httpx.Client, text: str, address: str) -> None:
    answer = reader.get("/search", params={"q": text})
    assert (answer.status_code, answer.headers["location"]) == (303, address)


def test_an_address_of_this_server_goes_straight_too(reader: httpx.Client) -> None:
    address = str(reader.base_url.join("/doc/program/20-S061"))
    assert reader.get("/search", params={"q": address}).headers["location"] == "/doc/program/20-S061"


@pytest.mark.parametrize(
    "text",
    ["https://evil.example/", "//evil.example", "https://w3id.org/asm-graph/id/../../x", "javascript:x"],
)
def test_no_search_leads_away(reader: httpx.Client, text: str) -> None:
    assert reader.get("/search", params={"q": text}, headers=HTML).status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "NEAR(",
        "name:x",
        "a AND NOT",
        "*",
        "'; DROP TABLE things --",
        "<b>x</b>",
        "a\x00b",
        "x" * 5000,
        "",
    ],
)
def test_what_is_typed_is_only_ever_words(reader: httpx.Client, text: str) -> None:
    answer = reader.get("/search", params={"q": text}, headers=HTML)
    assert answer.status_code == 200
    assert "<b>x" not in answer.text


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_searched(founding_release: Release, text: str) -> None:
    found = search(founding_release.path, text, {}, 1, "es")
    assert len(found.hits) <= min(found.total, PAGE)
    thing_of_key(founding_release.path, text)


@pytest.mark.parametrize("typed", ["poblaci%F3n", "poblaci%F3n%20", "poblaci%C3%B3n", "poblaci%F3n&x=%"])
def test_escapes_of_latin_1_are_what_they_were_typed_as(reader: httpx.Client, typed: str) -> None:
    found = reader.get("/search?q=población&format=json").json()
    assert found["total"] > 0
    assert reader.get(f"/search?q={typed}&format=json").json()["total"] == found["total"]


def test_pages_and_kinds_part_what_was_found(founding_release: Release) -> None:
    path = founding_release.path
    everything = search(path, "programa", {}, 1, "es")
    assert everything.total == sum(everything.kinds.values()) > PAGE
    pages = [
        search(path, "programa", {}, number, "es").hits for number in range(1, 2 + everything.total // PAGE)
    ]
    seen = [hit.address or hit.iri for hits in pages for hit in hits]
    assert len(seen) == len(set(seen)) == everything.total
    for kind, count in everything.kinds.items():
        assert search(path, "programa", {"kind": kind}, 1, "es").total == count


def test_facets_narrow_what_was_found(reader: httpx.Client) -> None:
    def ask(**narrowed: str) -> dict[str, Any]:
        return dict(reader.get("/search", params={"q": "programa", **narrowed}).json())

    wide = ask()
    assert set(wide["facets"]) == {"program", "branch", "plan", "class", "year"}
    for facet, counts in wide["facets"].items():
        assert list(counts.values()) == sorted(counts.values(), reverse=True)
        for value, count in counts.items():
            assert ask(**{facet: value})["total"] == count
    both = ask(**{"class": f"{ID}code/asm-class/specific", "program": f"{ID}program/20-S061"})
    assert 0 < both["total"] < wide["total"]
    assert ask(year="1800")["total"] == 0


def test_what_is_part_of_a_program_is_found_by_its_program(reader: httpx.Client) -> None:
    found = iris(reader, "coordinacion autoridades", program=f"{ID}program/20-S061", year="2009")
    assert f"{ID}mir/20-S061/2009/proposito" in found


def test_a_chosen_facet_leads_back(reader: httpx.Client) -> None:
    page = reader.get("/search", params={"q": "programa", "year": "2009"}, headers=HTML).text
    assert '<a href="/search?q=programa" aria-current="true">2009</a>' in page


def test_an_index_of_earlier_software_is_told(
    releases: Path, start: Callable[..., object], tmp_path: Path
) -> None:
    folder = tmp_path / "releases"
    shutil.copytree(releases, folder, symlinks=True)
    with closing(sqlite3.connect(folder / "current" / SEARCH)) as index, index:
        index.execute("PRAGMA user_version = 0")
    with start(folder, workers=1) as server, server.client() as client:
        answer = client.get("/search?q=x")
        assert (answer.status_code, answer.json()["type"]) == (404, "urn:asm-graph:problem:no-index")


def test_what_was_mistyped_is_corrected_and_told(reader: httpx.Client) -> None:
    answer = reader.get("/search", params={"q": "migramtes"}).json()
    assert answer["results"][0]["iri"] == f"{ID}program/20-S061"
    assert answer["corrected"] == "migrantes"
    page = reader.get("/search", params={"q": "migramtes"}, headers=HTML).text
    assert "Se muestran resultados de <strong>«migrantes»</strong>" in page
    literally = reader.get("/search", params={"q": "migramtes", "literal": "1"}).json()
    assert (literally["total"], literally["corrected"]) == (0, None)


def test_a_former_or_short_name_is_the_reason(reader: httpx.Client) -> None:
    found = reader.get("/search", params={"q": "SEDESOL"}).json()["results"][0]
    assert (found["iri"], found["foundBy"]["name"]) == (f"{ID}branch/20", "SEDESOL")
    page = reader.get("/search", params={"q": "SEDESOL"}, headers=HTML).text
    assert '<p class="reason">también «SEDESOL»</p>' in page


def test_a_question_leads_to_its_page(reader: httpx.Client) -> None:
    found = reader.get("/search", params={"q": "qué programas no cumplieron sus metas"}).json()["results"][0]
    assert (found["iri"], found["address"]) == (None, "/queries/indicator-achievement")
    page = reader.get("/search?lang=en&q=which+programs+missed+their+targets", headers=HTML).text
    assert 'href="/queries/indicator-achievement?lang=en"' in page


def test_nothing_found_says_what_is_near_and_where_to_look(reader: httpx.Client) -> None:
    page = reader.get("/search?q=xqzwvk", headers=HTML).text
    assert "No se encontró nada con esas palabras." in page
    assert '<a href="/browse">' in page
    near = reader.get("/search", params={"q": "Programa 3x1 pra Migrntes", "literal": "1"}).json()
    assert near["total"] == 0
    assert "Programa 3x1 para Migrantes" in near["near"]
    page = reader.get("/search", params={"q": near["q"], "literal": "1"}, headers=HTML).text
    assert "¿Quiso decir…?" in page


def test_searches_to_try_find_something(reader: httpx.Client) -> None:
    page = reader.get("/search", headers=HTML).text.partition("Por ejemplo:")[2].partition("</p>")[0]
    examples = re.findall(r'href="/search\?q=([^"]+)"', page)
    assert examples
    assert all(reader.get(f"/search?q={each}&format=json").json()["total"] for each in examples)


def test_facets_stand_open_beside_the_hits(reader: httpx.Client) -> None:
    page = reader.get("/search?q=programa", headers=HTML).text
    assert "<details" not in page.partition('<aside class="search-facets"')[2].partition("</aside>")[0]
    assert 'aria-label="Acotar los resultados"' in page


def test_hits_show_the_words_that_match(reader: httpx.Client) -> None:
    page = reader.get("/search", params={"q": "migrantes"}, headers=HTML).text
    assert "<mark>Migrantes</mark>" in page
    assert 'href="/doc/program/20-S061"' in page


def test_english_readers_see_english_names(reader: httpx.Client) -> None:
    parameters = {"q": "institucional", "kind": "http://www.w3.org/2004/02/skos/core#Concept"}
    answers = [
        reader.get("/search", params=parameters, headers={"Accept-Language": each}) for each in ("es", "en")
    ]
    titles = [{hit["iri"]: hit["title"] for hit in answer.json()["results"]} for answer in answers]
    code = f"{ID}code/asm-class/institutional"
    assert [each[code] for each in titles] == ["Institucional", "Institutional"]


def test_a_release_of_earlier_software_says_that_it_has_no_index(
    releases: Path, start: Callable[..., object], tmp_path: Path
) -> None:
    folder = tmp_path / "releases"
    shutil.copytree(releases, folder, symlinks=True)
    (folder / "current" / SEARCH).unlink()
    manifest = json.loads((folder / "current" / "manifest.json").read_bytes())
    del manifest["files"][SEARCH]
    (folder / "current" / "manifest.json").write_text(json.dumps(manifest))
    with start(folder, workers=1) as server, server.client() as client:
        answer = client.get("/search?q=x")
        assert (answer.status_code, answer.json()["type"]) == (404, "urn:asm-graph:problem:no-index")
        assert client.get("/doc/program/20-S061.ttl").status_code == 200


def test_a_damaged_index_is_told(releases: Path, start: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    shutil.copytree(releases, folder, symlinks=True)
    index = folder / "current" / SEARCH
    index.write_bytes(b"\xff" * index.stat().st_size)
    with start(folder, workers=1) as server, server.client() as client:
        answer = client.get("/search?q=x")
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:asm-graph:problem:index")
        assert client.get("/doc/program/20-S061.ttl").status_code == 200
        assert "is damaged" in server.log.read_text()
        assert "Traceback" not in server.log.read_text()


def test_a_title_that_is_cut_says_so(reader: httpx.Client) -> None:
    page = reader.get("/search?q=migrantes", headers=HTML).text
    titles = re.findall(r'<li>\n<p><a href="[^"]+">(.+?)</a>', page)
    titles = [re.sub("</?mark>", "", title) for title in titles]
    assert len(titles) > 10
    assert any(title.endswith("…") for title in titles)
    assert max(map(len, titles)) <= 161
