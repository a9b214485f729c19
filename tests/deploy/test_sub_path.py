"""The site below a path of a host, behind nginx with the configuration that operators are given."""

from __future__ import annotations

import json
import re
from collections import deque
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from tests.nginx_server import nginx
from tests.running_server import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asm_graph.releases import Release

ROOT = "/asm"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
MOST_PAGES = 80
DATA = (
    *("/catalog.ttl", "/catalog.jsonld", "/.well-known/void", "/sparql.ttl", "/queries.ttl", "/openapi.json"),
    *("/audit.atom", "/audit.json", "/sitemap.xml", "/sitemap-0.xml", "/sitemap-1.xml", "/robots.txt"),
    *("/search?q=poblacion&format=json", "/alignment.svg", "/ontology/diagram.svg", "/ontology.ttl"),
    *("/queries/units-workload/chart.svg", "/sparql/completions", "/doc/program/20-S061.ttl"),
)
WITHOUT_ADDRESSES = {
    *("/audit.json", "/sparql/completions", "/ontology.ttl", "/doc/program/20-S061.ttl"),
    "/queries/units-workload/chart.svg",
}


@pytest.fixture(scope="module", params=["8000/", "8000"], ids=["taken off", "left on"])
def site(
    request: pytest.FixtureRequest, founding_release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the site behind a proxy that takes the path off, or leaves it on."""
    folder: Path = tmp_path_factory.mktemp("sub-path")
    with running(founding_release.path.parent, folder / "log", workers=2, root_path=ROOT) as server:
        there = f"{server.url}/" if request.param.endswith("/") else server.url
        with nginx(folder, "nginx-sub-path.conf", {"http://127.0.0.1:8000/": there}) as url:
            yield f"{url}{ROOT}"


class Addresses(HTMLParser):
    """What the elements of a page lead to, load or send forms to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  its name
        names = {"href", "src", "action", "formaction", "poster", "xlink:href", "srcset"}
        self.found |= {value for name, value in attrs if name in names and value}


def addresses_of(answer: httpx.Response) -> set[str]:
    """All addresses of a page and of its headers, absolute."""
    page = Addresses()
    page.feed(answer.text)
    named = re.findall(r"<([^>]*)>", answer.headers.get("link", ""))
    named += [answer.headers[name] for name in ("location", "content-location") if name in answer.headers]
    return {urljoin(str(answer.url), address) for address in (*page.found, *named)}


def test_every_address_of_every_page_is_below_the_path(site: str) -> None:
    origin = f"http://{urlsplit(site).netloc}/"
    waiting, seen, pages = deque([f"{site}/"]), {f"{site}/"}, 0
    with httpx.Client(headers=BROWSER, timeout=30) as client:
        while waiting and pages < MOST_PAGES:
            answer = client.get(waiting.popleft())
            pages += 1
            assert answer.status_code < 400, answer.url
            if answer.status_code == 200 and not answer.headers["content-type"].startswith("text/html"):
                continue
            ours = {address for address in addresses_of(answer) if address.startswith(origin)}
            assert ours
            assert not [address for address in ours if not address.startswith(f"{site}/")], answer.url
            fresh = {address.partition("#")[0] for address in ours} - seen
            seen |= fresh
            waiting.extend(sorted(fresh))
    assert pages == MOST_PAGES
    kinds = {urlsplit(address).path.split("/")[2] for address in seen}
    assert {"doc", "static", "queries", "api", "audit", "browse", "releases", "catalog", "sparql"} <= kinds


@pytest.mark.parametrize("path", DATA)
def test_documents_name_addresses_below_the_path(site: str, path: str) -> None:
    answer = httpx.get(f"{site}{path}", timeout=30)
    assert answer.status_code == 200
    origin = f"http://{urlsplit(site).netloc}"
    text = answer.text.replace("\\/", "/")
    ours = re.findall(rf"{re.escape(origin)}(?P<path>/[^\s<>\"')]*)", text)
    assert not [found for found in ours if not found.startswith(f"{ROOT}/") and found != ROOT]
    if path not in WITHOUT_ADDRESSES:
        assert ours or ROOT in text
    inner = re.findall(r"[\"'(=]/(?:doc|id|sparql|queries|audit|releases|static|search|ontology)\b", text)
    assert not inner or path == "/openapi.json"  # its paths are below those of `servers`
    named = re.findall(r"<(/[^>]*)>", answer.headers.get("link", ""))
    assert all(
        each.startswith(f"{ROOT}/") for each in (*named, answer.headers.get("content-location", f"{ROOT}/"))
    )


def test_redirects_lead_below_the_path(site: str) -> None:
    for path, expected in (
        ("/id/program/20-S061", "/doc/program/20-S061"),
        ("/search?q=20S061", "/doc/program/20-S061"),
        (f"/search?q={site}/id/program/20-S061", "/doc/program/20-S061"),
        ("/sparql/", "/sparql"),
    ):
        answer = httpx.get(f"{site}{path}")
        assert answer.status_code in {303, 307}
        assert answer.headers["location"] in {f"{ROOT}{expected}", f"{site}{expected}"}
        assert httpx.get(f"{site}{path}", follow_redirects=True).status_code == 200


def test_a_portal_finds_the_files(site: str) -> None:
    catalog = httpx.get(f"{site}/catalog.ttl", timeout=30).text
    files = re.findall(r"dcat:downloadURL <([^>]+)>", catalog)
    assert len(files) > 5
    for address in files:
        assert address.startswith((f"{site}/releases/", f"{site}/graph/"))
        assert httpx.head(address, timeout=30).status_code == 200
    assert f"dcat:endpointURL <{site}/sparql>" in catalog


def test_assistants_and_programs_are_told_the_path(site: str) -> None:
    assert httpx.get(f"{site}/openapi.json").json()["servers"] == [{"url": ROOT}]
    call = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "search", "arguments": {"words": "migrantes"}},
    }
    accept = {"Accept": "application/json, text/event-stream"}
    answer = httpx.post(f"{site}/mcp", json=call, headers=accept, timeout=30)
    assert answer.status_code == 200
    assert f"{site}/" in json.dumps(answer.json())


def test_questions_can_be_asked_below_the_path(site: str) -> None:
    for address in (f"{site}/sparql?query=ASK%7B%7D", f"{site}/sparql?query=SELECT(STR(%3C%3E)AS%3Fx)%7B%7D"):
        answer = httpx.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-location"].startswith(f"{ROOT}/sparql?query=")
        again = httpx.get(urljoin(site, answer.headers["content-location"]))
        assert again.content == answer.content
    assert answer.json()["results"]["bindings"][0]["x"]["value"] == f"{site}/sparql"
