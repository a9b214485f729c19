"""Evidence one can see: the place on the page, whole pages with their marks, and the pictures of both."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.entities import paged_release
from tests.web.entities.paged_release import DOCUMENT, QUOTES, SLUG, STATEMENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paged") / "releases"
    paged_release.write(folder)
    return folder


@pytest.fixture(scope="module")
def visit(
    folder: Path, run: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    log = tmp_path_factory.mktemp("log") / "server.log"
    with run(folder, log, workers=2) as server, server.client() as client:
        yield client


def page_of(visit: httpx.Client, path: str, language: str = "es") -> str:
    answer = visit.get(path, headers={**HTML, "Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.text


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str, **with_: str) -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.found
            if name == tag and with_.items() <= {**attributes}.items()
        ]


def test_a_picture_is_sent_once(visit: httpx.Client) -> None:
    answer = visit.get(f"{DOCUMENT}/pages/2.webp")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.content == paged_release.picture(2)
    again = visit.get(f"{DOCUMENT}/pages/2.webp", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert visit.get(f"{DOCUMENT}/pages/3.webp").headers["etag"] != answer.headers["etag"]


def test_the_picture_of_a_named_release_never_changes(visit: httpx.Client) -> None:
    name = visit.get("/releases").json()["current"]
    answer = visit.get(f"/releases/{name}{DOCUMENT}/pages/2.webp")
    assert answer.content == paged_release.picture(2)
    assert "immutable" in answer.headers["cache-control"]
    assert visit.get(f"/releases/20000101T000000Z-abc{DOCUMENT}/pages/2.webp").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        f"{DOCUMENT}/pages/4.webp",
        f"{DOCUMENT}/pages/4",
        f"{DOCUMENT}/pages/0",
        f"{DOCUMENT}/pages/-1.webp",
        f"{DOCUMENT}/pages/02.webp",
        f"{DOCUMENT}/pages/{'9' * 5_000}",
        f"{DOCUMENT}/pages/2.png",
        "/doc/document/ninguno/pages/1",
        "/doc/document/ninguno/pages/1.webp",
        "/doc/document/..%2f..%2fpages/pages/1.webp",
        f"/doc/document/%2e%2e/pages/{SLUG}/2.webp",
        "/doc/document/INFORME/pages/1.webp",
    ],
)
def test_no_other_address_leads_to_a_page(visit: httpx.Client, path: str) -> None:
    assert visit.get(path, headers=HTML).status_code in {400, 404, 414}


def test_why_shows_the_place_on_the_page_with_the_quotation_as_its_text(visit: httpx.Client) -> None:
    elements = Elements(page_of(visit, f"/doc/{STATEMENT}/1"))
    (image,) = elements.of("image")
    assert image["href"] == f"{DOCUMENT}/pages/2.webp"
    (drawing,) = elements.of("svg", role="img")
    assert drawing["aria-label"] == QUOTES[1][0]
    left, top, width, height = map(float, (drawing["viewbox"] or "").split())
    assert left <= 50
    assert top <= 100
    assert left + width >= 250
    assert top + height >= 126
    assert height < paged_release.HEIGHT / 2, "it is a part of the page"
    assert len(elements.of("rect")) == len(QUOTES[1][2])
    assert elements.of("a", href=f"{DOCUMENT}/pages/2#e1"), "a click leads to the whole page"


def test_why_tells_how_sure_the_recognition_was(visit: httpx.Client) -> None:
    told = page_of(visit, f"/doc/{STATEMENT}/3")
    assert "confianza baja" in told
    assert "(0.62)" in told
    assert "low confidence" in page_of(visit, f"/doc/{STATEMENT}/3", "en")
    assert "confianza" not in page_of(visit, f"/doc/{STATEMENT}/1"), "where the document has the characters"


def test_the_page_of_a_document_has_every_quotation_marked(visit: httpx.Client) -> None:
    text = page_of(visit, DOCUMENT)
    elements = Elements(text)
    pictures = [image["src"] for image in elements.of("img")]
    assert pictures == [f"{DOCUMENT}/pages/{number}.webp" for number in (1, 2, 3)]
    assert all(image.get("loading") == "lazy" and image.get("alt") for image in elements.of("img"))
    for number in QUOTES:
        assert elements.of("a", href=f"/doc/{STATEMENT}/{number}#facts")
    boxes = sum(len(boxes) for _, _, boxes, _ in QUOTES.values())
    assert len([each for each in elements.of("rect") if each["class"] == "quoted"]) == boxes
    assert len([each for each in elements.of("rect") if each["class"] == "unread"]) == 1
    assert "Anexo de hallazgos" in text
    assert elements.of("a", href=f"{DOCUMENT}/pages/2")
    assert "(OCR): 1 de 3." in text


def test_one_page_lists_what_it_proves(visit: httpx.Client) -> None:
    text = page_of(visit, f"{DOCUMENT}/pages/2")
    elements = Elements(text)
    assert elements.of("g", id="e1")
    assert elements.of("g", id="e2")
    for number in (1, 2):
        assert QUOTES[number][0] in text
        assert elements.of("a", href=f"/doc/{STATEMENT}/{number}#facts")
    assert QUOTES[3][0] not in text
    assert elements.of("a", rel="prev", href=f"{DOCUMENT}/pages/1")
    assert elements.of("a", rel="next", href=f"{DOCUMENT}/pages/3")
    assert not Elements(page_of(visit, f"{DOCUMENT}/pages/3")).of("a", rel="next")
    assert "ningún dato" in page_of(visit, f"{DOCUMENT}/pages/1")


def test_pages_are_as_plain_and_closed_as_the_others(visit: httpx.Client) -> None:
    for path in (DOCUMENT, f"{DOCUMENT}/pages/2", f"/doc/{STATEMENT}/1"):
        answer = visit.get(path, headers=HTML)
        assert "img-src 'self'" in answer.headers["content-security-policy"]
        assert "style-src 'self'" in answer.headers["content-security-policy"]
        assert "style=" not in answer.text
        assert not re.findall(r"<script(?! type=\"application/ld\+json\">)", answer.text)
        assert answer.text.count("<h1") == 1
        assert visit.get(path, headers={**HTML, "If-None-Match": answer.headers["etag"]}).status_code == 304


def test_an_older_release_shows_its_own_pages(folder: Path, visit: httpx.Client) -> None:
    name = visit.get("/releases").json()["current"]
    root = f"/releases/{name}"
    for path in (DOCUMENT, f"{DOCUMENT}/pages/2", f"/doc/{STATEMENT}/1"):
        elements = Elements(page_of(visit, f"{root}{path}"))
        pictures = [each["src"] for each in elements.of("img")] + [
            each["href"] for each in elements.of("image")
        ]
        assert pictures
        assert all((address or "").startswith(f"{root}{DOCUMENT}/pages/") for address in pictures)


def test_a_part_leads_to_its_document_and_pages_and_has_a_layout_that_people_know(
    visit: httpx.Client,
) -> None:
    page = page_of(visit, f"{DOCUMENT}/part/1")
    assert "Parte de:" in page
    found = Elements(page)
    assert found.of("a", href=DOCUMENT)
    assert found.of("a", href=f"{DOCUMENT}/pages/2")
    assert "Anexo de aspectos susceptibles de mejora (ASM)" in page
    (layout,) = found.of("span", content="asm-annex")
    assert (layout["property"] or "").endswith("ontology#layout")
    assert "Part of:" in page_of(visit, f"{DOCUMENT}/part/1", "en")


def test_the_withheld_text_says_why_its_digest_is_another(visit: httpx.Client) -> None:
    text = page_of(visit, DOCUMENT)
    assert "ab" * 32 in text
    assert "no se publica tal como se recibió" in text
    assert "tacharon los datos de contacto" in text
    name = visit.get("/releases").json()["current"]
    assert f"/releases/{name}/texts/{SLUG}.txt" in text


def test_the_release_lists_pictures_in_one_line(visit: httpx.Client) -> None:
    name = visit.get("/releases").json()["current"]
    text = page_of(visit, f"/releases/{name}")
    assert "Imágenes de las páginas" in text
    assert f"pages/{SLUG}/2.webp" not in text
    manifest = visit.get(f"/releases/{name}/manifest.json").json()
    assert f"pages/{SLUG}/2.webp" in manifest["files"]


def test_without_a_picture_the_text_is_quoted(start: Callable[..., Any], tmp_path: Path) -> None:
    paged_release.write(tmp_path / "releases", without_picture=2)
    with start(tmp_path / "releases", workers=1) as server, server.client() as client:
        elements = Elements(page_of(client, f"/doc/{STATEMENT}/1"))
        assert not elements.of("image")
        assert QUOTES[1][0] in page_of(client, f"/doc/{STATEMENT}/1")
        assert client.get(f"{DOCUMENT}/pages/2.webp").status_code == 404
        assert len(Elements(page_of(client, DOCUMENT)).of("img")) == 2
        assert QUOTES[1][0] in page_of(client, f"{DOCUMENT}/pages/2")
