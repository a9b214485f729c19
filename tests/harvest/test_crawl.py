"""Harvests over a real port: what a portal would find, and what no catalog may do to the one who looks."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from tests.hanging import fails_if_it_hangs

from asm_graph.errors import HarvestFailed, UsageError
from asm_graph.harvest.crawl import Limits, crawl
from asm_graph.harvest.state import compare
from asm_graph.releases.content import silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.harvest.state import HarvestState

PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
"""
XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'


@dataclass
class Portal:
    """A server whose answers a test writes: status, headers, body by path."""

    url: str = ""
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    accepted: set[str] = field(default_factory=set)

    def turtle(self, path: str, body: str, **headers: str) -> str:
        return self.serve(path, (PREFIXES + body).encode(), **{"Content-Type": "text/turtle", **headers})

    def serve(self, path: str, body: bytes, status: int = 200, **headers: str) -> str:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (status, named, body)
        return f"{self.url}{path}"


@pytest.fixture
def portal() -> Iterator[Portal]:
    portal = Portal()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            portal.asked[self.path].append(self.command)
            portal.accepted.add(self.headers["accept"])
            status, headers, body = portal.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name there
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    portal.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield portal
    server.shutdown()
    thread.join()
    server.server_close()


def dataset(name: str, more: str = "") -> str:
    return f'<http://e/{name}> a dcat:Dataset ; dct:title "{name}" {more} .\n'


def harvest(url: str, **limits: float) -> HarvestState:
    return crawl(url, silent, Limits(**limits))  # type: ignore[arg-type]


def test_datasets_are_created_changed_and_deleted(portal: Portal) -> None:
    url = portal.turtle("/catalog", dataset("a") + dataset("b") + dataset("c"))
    first = harvest(url)
    assert set(compare(None, first).created) == {"http://e/a", "http://e/b", "http://e/c"}
    file = "dcat:distribution [ dcat:downloadURL <http://e/f> ; dcat:byteSize 1 ]"
    portal.turtle("/catalog", dataset("d") + dataset("b", f"; {file}") + dataset("a"))
    second = harvest(url)
    changes = compare(first, second)
    assert (set(changes.created), set(changes.changed), set(changes.deleted), set(changes.unchanged)) == (
        {"http://e/d"},
        {"http://e/b"},
        {"http://e/c"},
        {"http://e/a"},
    )
    assert second.datasets["http://e/b"].distributions == 1


def test_what_is_said_of_a_file_belongs_to_its_dataset_but_no_label_of_a_blank_node(portal: Portal) -> None:
    said = '; dcat:distribution <http://e/f> . <http://e/f> dct:format _:{} . _:{} dct:title "{}"'
    url = portal.turtle("/catalog", dataset("a", said.format("x", "x", "CSV")))
    first = harvest(url)
    portal.turtle("/catalog", dataset("a", said.format("y", "y", "CSV")))
    assert compare(first, harvest(url)).changed == {}
    portal.turtle("/catalog", dataset("a", said.format("y", "y", "XLSX")))
    assert set(compare(first, harvest(url)).changed) == {"http://e/a"}


def test_head_goes_before_get_and_nobody_asks_for_rdf(portal: Portal) -> None:
    harvest(portal.turtle("/catalog", dataset("a")))
    assert portal.asked == {"/catalog": ["HEAD", "GET"]}
    assert portal.accepted == {"*/*"}


def test_pages_are_followed_in_both_words_of_hydra(portal: Portal) -> None:
    following = f"<http://e/v> a hydra:PartialCollectionView ; hydra:next <{portal.url}/2> ."
    url = portal.turtle("/1", dataset("a") + following)
    portal.turtle(
        "/2", dataset("b") + f"<http://e/v> a hydra:PagedCollection ; hydra:nextPage <{portal.url}/3> ."
    )
    portal.turtle("/3", dataset("c"))
    state = harvest(url)
    assert (state.pages, set(state.datasets)) == (3, {"http://e/a", "http://e/b", "http://e/c"})


def test_a_dataset_without_an_iri_is_known_by_its_identifier(portal: Portal) -> None:
    state = harvest(portal.turtle("/catalog", '[] a dcat:Dataset ; dct:identifier "k-1" ; dct:title "K" .'))
    assert set(state.datasets) == {"k-1"}


def test_of_several_titles_the_spanish_one_is_shown(portal: Portal) -> None:
    titled = '<http://e/a> a dcat:Dataset ; dct:title "Budget programs"@en, "Programas"@es, "A"@fr .'
    assert compare(None, harvest(portal.turtle("/catalog", titled))).created == {"http://e/a": "Programas"}


def test_rdf_xml_and_json_ld_are_read_by_what_they_say_they_are(portal: Portal) -> None:
    xml = XML.replace("e=", "d=").replace("http://e/", "http://www.w3.org/ns/dcat#").encode()
    url = portal.serve("/x", xml + b'<d:Dataset rdf:about="http://e/x"/></rdf:RDF>', Content_Type="text/xml")
    assert set(harvest(url).datasets) == {"http://e/x"}
    json = b'{"@id": "http://e/j", "@type": "http://www.w3.org/ns/dcat#Dataset"}'
    url = portal.serve("/j", json, Content_Type="application/ld+json; charset=utf-8")
    assert set(harvest(url).datasets) == {"http://e/j"}


@pytest.mark.parametrize("status", [404, 500, 503])
def test_an_error_on_a_later_page_is_no_harvest(portal: Portal, status: int) -> None:
    following = f"<http://e/v> a hydra:PartialCollectionView ; hydra:next <{portal.url}/2> ."
    url = portal.turtle("/1", dataset("a") + following)
    portal.serve("/2", b"", status)
    with pytest.raises(HarvestFailed, match=rf"/2: answers {status}"):
        harvest(url)


def test_pages_that_do_not_end(portal: Portal) -> None:
    url = portal.turtle("/1", f"<http://e/v> a hydra:PartialCollectionView ; hydra:next <{portal.url}/1> .")
    with pytest.raises(HarvestFailed, match="do not end"):
        harvest(url)
    assert portal.asked["/1"].count("GET") == 1


def test_no_other_host_is_asked(portal: Portal) -> None:
    other = portal.url.replace("127.0.0.1", "localhost")
    url = portal.serve("/moved", b"", 302, Location=f"{other}/catalog")
    portal.turtle("/catalog", dataset("a"))
    with pytest.raises(HarvestFailed, match="another host"):
        harvest(url)
    url = portal.turtle("/1", f"<http://e/v> a hydra:PartialCollectionView ; hydra:next <{other}/2> .")
    with pytest.raises(HarvestFailed, match="another host"):
        harvest(url)
    assert set(portal.asked) == {"/moved", "/1"}
    portal.serve("/here", b"", 301, Location="/catalog")
    assert set(harvest(f"{portal.url}/here").datasets) == {"http://e/a"}
    portal.serve("/round", b"", 302, Location="/round")
    with pytest.raises(HarvestFailed, match="redirects more than"):
        harvest(f"{portal.url}/round")


def test_a_page_is_bounded_whether_or_not_it_tells_its_size(portal: Portal) -> None:
    body = dataset("a", '; dct:description "' + "x" * 5_000 + '"')
    for headers in ({}, {"Content-Length": str(len(PREFIXES + body))}):
        url = portal.turtle("/catalog", body, **headers)
        with pytest.raises(HarvestFailed, match="larger than the 4,000 bytes"):
            harvest(url, page_bytes=4_000)
    assert harvest(url, page_bytes=6_000).datasets
    portal.serve("/packed", b"x", Content_Type="text/turtle", Content_Encoding="gzip")
    with pytest.raises(HarvestFailed, match="packed"):
        harvest(f"{portal.url}/packed")


HOSTILE = {
    "laughs": (
        "application/rdf+xml",
        '<!DOCTYPE rdf:RDF [<!ENTITY a0 "ha">'
        + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
        + f"]>{XML}<rdf:Description><e:p>&a11;</e:p></rdf:Description></rdf:RDF>",
    ),
    "file": (
        "application/rdf+xml",
        (
            '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            f"{XML}<rdf:Description><e:p>&x;</e:p></rdf:Description></rdf:RDF>"
        ),
    ),
    "brackets": ("text/turtle", "<http://e/a> <http://e/b> " + "[ <http://e/c> " * 1_000_000),
    "context": ("application/ld+json", '{"@context": "http://127.0.0.1:1/c", "@id": "http://e/a"}'),
    "page": ("text/html", "<!doctype html><p>Hola"),
    "nothing": ("", "\x00\x00"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_ends_the_harvest_and_nothing_else(portal: Portal, name: str) -> None:
    media_type, body = HOSTILE[name]
    url = portal.serve("/catalog", body.encode(), Content_Type=media_type)
    with (
        fails_if_it_hangs(),
        pytest.raises(HarvestFailed, match=r"/catalog: (cannot be read in|is not the RDF)") as raised,
    ):
        harvest(url, memory=600_000_000, page_seconds=8)
    assert "root:" not in str(raised.value)


@pytest.mark.parametrize(
    "url", ["", "catalog.ttl", "file:///etc/passwd", "ftp://host/x", "http://[", "http:///x"]
)
def test_what_is_no_address_of_the_web(url: str) -> None:
    with pytest.raises(UsageError, match="no address"):
        harvest(url)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(HarvestFailed, match="cannot be had"):
        harvest("http://127.0.0.1:1/catalog")
