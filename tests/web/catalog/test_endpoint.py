"""The catalog as portals meet it: what it declares is what they can download."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from typing import TYPE_CHECKING

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from starlette.testclient import TestClient
from typer.testing import CliRunner

from asm_graph.commands import main as cli
from asm_graph.rdf.vocabulary import DCAT, DCT, RDF, VOID
from asm_graph.releases.dcat import FILE_TYPE, MEDIA, SPDX
from asm_graph.settings import Settings
from asm_graph.web.app import create_app
from asm_graph.web.catalog import endpoint as catalog

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.web.conftest import Server

runner = CliRunner()
FORMATS = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
}


def store_of(answer: httpx.Response) -> Store:
    store = Store()
    store.load(answer.content, RdfFormat.TURTLE)
    return store


def value(store: Store, node: NamedNode, prop: NamedNode) -> str | None:
    found = [quad.object.value for quad in store.quads_for_pattern(node, prop, None)]
    return found[0] if found else None


def test_every_distribution_is_as_declared(client: httpx.Client) -> None:
    store = store_of(client.get("/catalog"))
    nodes = {quad.object for quad in store.quads_for_pattern(None, DCAT("distribution"), None)}
    assert len(nodes) > 10
    for node in nodes:
        url = value(store, node, DCAT("downloadURL")) or value(store, node, DCAT("accessURL"))
        answer = httpx.get(str(url), params=None if "sparql" not in str(url) else {"query": "ASK {}"})
        assert answer.status_code == 200, url
        size = value(store, node, DCAT("byteSize"))
        if size is None:
            continue
        assert int(size) == len(answer.content) == int(httpx.head(str(url)).headers["content-length"])
        (checksum,) = store.quads_for_pattern(node, SPDX("checksum"), None)
        assert (
            value(store, checksum.object, SPDX("checksumValue")) == hashlib.sha256(answer.content).hexdigest()
        )
        held(store, node, answer)


def held(store: Store, node: NamedNode, answer: httpx.Response) -> None:
    """What is inside of a file is of its declared type, and as much as declared."""
    packed = value(store, node, DCAT("compressFormat")) is not None
    assert packed == (answer.headers["content-type"] == "application/gzip")
    body = gzip.decompress(answer.content) if packed else answer.content
    declared, kind = value(store, node, DCAT("mediaType")), value(store, node, DCT("format"))
    if declared == MEDIA("application/n-quads").value:
        count = value(store, node, VOID("triples"))
        assert len(list(parse(body, RdfFormat.N_QUADS))) == int(str(count))
    elif declared == MEDIA("text/turtle").value:
        assert list(parse(body, RdfFormat.TURTLE))
    elif declared == MEDIA("text/csv").value:
        assert kind == FILE_TYPE("CSV").value
        assert list(csv.reader(body.decode().splitlines(), strict=True))
        link = answer.headers["link"]
        assert 'rel="describedby"' in link
        described = httpx.get(answer.url.join(link.partition(">")[0][1:]))
        assert described.json()["tables"]
    if not packed:
        assert str(declared).endswith(f"/{answer.headers['content-type'].partition(';')[0]}")


def test_a_source_has_as_many_triples_as_declared(client: httpx.Client) -> None:
    store = store_of(client.get("/catalog"))
    source = NamedNode("https://w3id.org/asm-graph/graph/source/d1")
    (distribution,) = store.quads_for_pattern(source, DCAT("distribution"), None)
    answer = httpx.get(str(value(store, distribution.object, DCAT("downloadURL"))))
    assert answer.headers["content-type"].startswith("text/turtle")
    assert str(len(list(parse(answer.content, RdfFormat.TURTLE)))) == value(store, source, VOID("triples"))


def test_the_iri_of_every_dataset_leads_to_what_is_said_of_it(reader: httpx.Client) -> None:
    base = "https://w3id.org/asm-graph"
    store = store_of(reader.get("/catalog"))
    datasets = {quad.object for quad in store.quads_for_pattern(None, DCAT("dataset"), None)}
    assert len(datasets) == 14
    for form in ("ttl", "nt", "rdf", "jsonld"):
        media_type, rdf_format = FORMATS[form]
        for dataset in datasets:
            path = dataset.value.removeprefix(base)
            answer = reader.get(path, headers={"Accept": media_type}, follow_redirects=True)
            assert answer.headers["content-type"].partition(";")[0] == media_type, path
            said = {quad.predicate for quad in parse(answer.content, rdf_format) if quad.subject == dataset}
            assert said >= {RDF("type"), DCT("publisher"), DCT("license")}, path


def test_a_graph_by_its_iri_is_a_dataset_and_its_file_what_it_holds(client: httpx.Client) -> None:
    graph = NamedNode("https://w3id.org/asm-graph/graph/source/d1")
    whole = set(
        parse(client.get("/graph/source/d1", headers={"Accept": "text/turtle"}).content, RdfFormat.TURTLE)
    )
    held = set(parse(client.get("/graph/source/d1.ttl").content, RdfFormat.TURTLE))
    assert held < whole
    assert {quad.subject for quad in whole - held} == {graph}


def test_all_formats_hold_the_same(client: httpx.Client) -> None:
    whole = {quad.triple for quad in parse(client.get("/catalog").content, RdfFormat.TURTLE)}
    for name, (media_type, form) in FORMATS.items():
        by_extension = client.get(f"/catalog.{name}")
        by_accept = client.get("/catalog", headers={"Accept": media_type})
        assert by_extension.headers["content-type"].startswith(media_type)
        assert by_extension.content == by_accept.content
        assert {quad.triple for quad in parse(by_extension.content, form)} == whole
    assert client.get("/catalog.xml").content == client.get("/catalog.rdf").content


@pytest.mark.parametrize("headers", [{}, {"Accept": "*/*"}])
def test_who_asks_for_nothing_gets_rdf_and_head_is_like_get(
    client: httpx.Client, headers: dict[str, str]
) -> None:
    answer, head = client.get("/catalog", headers=headers), client.head("/catalog", headers=headers)
    assert answer.headers["content-type"].startswith("text/turtle")
    assert {name: head.headers[name] for name in ("content-type", "content-length", "etag")} == {
        name: answer.headers[name] for name in ("content-type", "content-length", "etag")
    }
    assert client.get("/catalog", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_what_is_no_page_or_no_format_is_refused(client: httpx.Client) -> None:
    for page in ("0", "2", "-1", "x", "٣", "9" * 30):
        assert client.get("/catalog", params={"page": page}).status_code == 404
    assert client.get("/catalog.exe").status_code == 404
    assert client.get("/catalog", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/catalog", params={"state": "of-yesterday"}).status_code == 409


def test_a_page_for_people_links_to_the_files(client: httpx.Client) -> None:
    text = client.get("/catalog", headers={"Accept": "text/html", "Accept-Language": "en"}).text
    assert "dumps/all.nq.gz" in text
    assert "Releases of" not in text, "the series is no dataset"


def test_a_large_catalog_is_read_page_by_page_or_not_at_all(
    publish: Callable[[Path, str], str], tmp_path: Path
) -> None:
    """With a page for each few datasets the crawl finds all; where a release comes between, it fails."""
    publish(tmp_path / "releases", "Uno")
    client = TestClient(create_app(Settings(releases=tmp_path / "releases", catalog_page=4)))
    found, url, pages = set(), "/catalog.rdf", 0
    while url:
        store = Store()
        store.load(client.get(url).content, RdfFormat.RDF_XML)
        found |= {quad.object for quad in store.quads_for_pattern(None, DCAT("dataset"), None)}
        following = [quad.object.value for quad in store.quads_for_pattern(None, catalog.HYDRA("next"), None)]
        url, pages, last = (following or [""])[0], pages + 1, url
    assert (len(found), pages) == (13, 4)
    publish(tmp_path / "releases", "Dos")
    assert client.get(last).status_code == 409


def test_a_harvest_creates_every_dataset_and_changes_only_what_a_new_release_changes(
    start: Callable[..., AbstractContextManager[Server]], publish: Callable[[Path, str], str], tmp_path: Path
) -> None:
    folder, previous = tmp_path / "releases", tmp_path / "harvest.json"
    publish(folder, "Uno")
    with start(folder, workers=2) as server:
        url = f"{server.url}/catalog"
        done = runner.invoke(cli.app, ["check-harvest", url, "--save", str(previous)])
        assert done.stdout.splitlines()[-1] == "13 create, 0 change, 0 delete, 0 unchanged"
        name = publish(folder, "Dos")
        done = runner.invoke(cli.app, ["check-harvest", url, "--previous", str(previous), "-f", "json"])
        changes = json.loads(done.stdout)
        assert list(changes["create"]) == [f"https://w3id.org/asm-graph/releases/{name}"]
        assert not changes["delete"]
        assert len(changes["change"]) == 11, "the whole, and its ten tables"
        assert len(changes["unchanged"]) == 2, "the first release, and the source"
