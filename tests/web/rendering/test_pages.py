"""Pages for people: no script, no other host, both languages, nothing of a stranger's as markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from asm_graph import web
from asm_graph.rdf.vocabulary import ASM

if TYPE_CHECKING:
    import httpx

HTML = {"Accept": "text/html"}
WEB = Path(web.__file__).parent
PAGES = [
    "/",
    "/doc/program/20-S061",
    "/browse",
    "/explore/asm",
    "/alignment",
    "/audit",
    "/ontology",
    "/search",
    "/search?q=migrantes",
    "/sparql",
    "/queries",
    "/queries/program-alignment",
    "/queries/objectives-without-program",
    "/releases",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["es", "en"])
def test_pages_are_plain_and_closed_to_other_hosts(client: httpx.Client, path: str, language: str) -> None:
    answer = client.get(path, headers={**HTML, "Accept-Language": language})
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    assert f'<html lang="{language}">' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.findall(r'<script(?! type="application/ld\+json">|[^>]* src="/static/)', answer.text)
    assert "style=" not in answer.text
    assert not re.findall(
        r'<(?!a |link rel="alternate")[^>]*(?:src|href|action)="(?:https?:)?//', answer.text
    )
    assert answer.text.count("<h1") == 1


def test_links_of_pages_lead_somewhere(client: httpx.Client) -> None:
    for path in PAGES:
        text = client.get(path, headers=HTML).text
        links = re.findall(r'<(?:a|link)[^>]* href="(?!https:)([^"]+)"', text)
        assert links
        for link in links:
            address = f"{path.partition('?')[0]}{link}" if link.startswith("?") else link
            answer = client.get(address.replace("&amp;", "&"), headers=HTML)
            assert answer.status_code in {200, 400 if "/api/" in link else 200}, link


def test_the_language_of_the_address_goes_over_the_header(client: httpx.Client) -> None:
    answer = client.get("/?lang=en", headers={"Accept-Language": "es"})
    assert answer.headers["content-language"] == "en"
    assert 'href="?lang=es"' in answer.text


def test_links_go_on_in_the_language_of_the_address(client: httpx.Client) -> None:
    for path in PAGES:
        address = f"{path}{'&' if '?' in path else '?'}lang=en"
        text = client.get(address, headers=HTML).text
        links = re.findall(r'<a [^>]*href="(/[^"]*)"', text)
        assert links
        assert all("lang=en" in link for link in links), path
        for link in links[:7]:  # those of the header
            assert client.get(link.replace("&amp;", "&"), headers=HTML).headers["content-language"] == "en"


def test_the_frame_tells_release_license_and_where_one_is(client: httpx.Client) -> None:
    manifest = client.get(client.get("/releases/current").headers["location"]).json()
    text = client.get("/queries/program-alignment", headers=HTML).text
    assert f'<a href="/releases/{manifest["name"]}"><time datetime=' in text
    assert 'rel="license"' in text
    assert re.findall(r'href="([^"]+)" aria-current="page"', text) == ["/queries"]


def test_the_switch_of_language_keeps_the_page_and_its_parameters(client: httpx.Client) -> None:
    text = client.get("/search?q=migrantes&page=1", headers=HTML).text
    assert 'href="?q=migrantes&amp;page=1&amp;lang=en"' in text


def test_home_has_the_numbers_of_the_release(client: httpx.Client) -> None:
    text = client.get("/").text
    manifest = client.get(client.get("/releases/current").headers["location"]).json()
    assert manifest["name"] in text
    assert manifest["classes"][f"{ASM.iri}Program"] == 1
    assert re.search(r"<dt>Programas</dt><dd><a [^>]*>1</a></dd>", text)


class Titles(HTMLParser):
    """All text that is in an element `title`, wherever it is: as simple readers take it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.is_in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  its name
        self.is_in_title = self.is_in_title or tag == "title"

    def handle_endtag(self, tag: str) -> None:
        self.is_in_title = self.is_in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        if self.is_in_title:
            self.texts.append(data)


def test_drawings_add_nothing_to_the_title_of_a_page(reader: httpx.Client) -> None:
    paths = (
        "/",
        "/ontology",
        "/alignment",
        "/explore/asm",
        "/doc/program/20-S061",
        "/queries/units-workload",
    )
    drawings = 0
    for path in paths:
        text = reader.get(path, headers={"Accept": "text/html"}).text
        drawings += len(re.findall(r"<svg[ >]", text))
        titles = Titles()
        titles.feed(text)
        assert len(titles.texts) == 1, path
    assert drawings > 4
    assert "<title>" in reader.get("/alignment.svg").text, "by itself a drawing has its own"
