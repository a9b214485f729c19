"""The rules for w3id.org in a real Apache: every IRI leads to what a real server says of it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from tests.apache_server import apache
from tests.nginx_server import DEPLOY
from tests.running_server import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from asm_graph.releases import Release

SITE = "https://asm-graph.example"
BASE = "https://w3id.org/asm-graph/"
MOST = 300
DIRECT = {"Content-Type": "application/sparql-query"}


@pytest.fixture(scope="module", params=["", "/asm"], ids=["whole host", "below a path"])
def w3id(
    request: pytest.FixtureRequest, founding_release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A client of Apache at the address that stands for `https://w3id.org/asm-graph/`."""
    folder: Path = tmp_path_factory.mktemp("w3id")
    documents = folder / "documents" / "asm-graph"
    documents.mkdir(parents=True)
    shutil.copy(DEPLOY / "w3id" / "README.md", documents)
    with running(
        founding_release.path.parent, folder / "log", workers=2, root_path=request.param or "/"
    ) as server:
        rules = (DEPLOY / "w3id" / ".htaccess").read_text()
        assert rules.count(SITE) == 1
        (documents / ".htaccess").write_text(rules.replace(SITE, server.url + request.param))
        with (
            apache(folder, documents.parent) as url,
            httpx.Client(base_url=f"{url}/asm-graph/", timeout=30, follow_redirects=True) as client,
        ):
            yield client


def test_every_iri_of_a_release_leads_to_what_is_said_of_it(
    w3id: httpx.Client, founding_release: Release
) -> None:
    rows = founding_release.query("SELECT DISTINCT ?s { ?s ?p ?o FILTER(isIRI(?s)) } ORDER BY ?s")
    ours = [row["s"].value for row in rows if row["s"].value.startswith(f"{BASE}id/")]
    chosen = [*ours[:: max(1, len(ours) // MOST)], f"{BASE}ontology#Program", f"{BASE}catalog"]
    assert len(chosen) > MOST
    for iri in chosen:
        answer = w3id.get(iri.removeprefix(BASE).partition("#")[0], headers={"Accept": "text/turtle"})
        assert answer.status_code == 200, iri
        if iri == f"{BASE}catalog":
            continue
        said = {quad.subject for quad in parse(answer.content, RdfFormat.TURTLE)}
        assert NamedNode(iri) in said, iri


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("id/program/20-S061", 303),
        ("id/code/asm-class/institutional?lang=en", 303),
        ("ontology", 302),
        ("graph/reference", 302),
        ("releases", 302),
        ("catalog.ttl", 302),
        (".well-known/void", 302),
        ("", 302),
        ("sparql?query=SELECT%28%22a%26b%23%25%22AS%3Fx%29%7B%7D&x=a+b", 307),
        ("api/queries/evaluations?format=csv", 307),
    ],
)
def test_addresses_go_over_as_they_are(w3id: httpx.Client, path: str, status: int) -> None:
    answer = w3id.get(path, follow_redirects=False)
    assert answer.status_code == status
    assert answer.headers["location"].endswith(f"/{path}")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert w3id.get(path).status_code == 200


def test_its_own_readme_stays_where_it_is(w3id: httpx.Client) -> None:
    assert "asm-graph" in w3id.get("README.md", follow_redirects=False).text


def test_a_query_stays_a_post(w3id: httpx.Client) -> None:
    for sent in ({"data": {"query": "ASK {}"}}, {"content": b"ASK {}", "headers": DIRECT}):
        answer = w3id.post("sparql", **sent)
        assert [each.status_code for each in answer.history] == [307]
        assert answer.json()["boolean"] is True


def test_the_format_is_the_servers_affair(w3id: httpx.Client) -> None:
    for accept in ("text/html", "application/ld+json", "application/n-triples", "application/rdf+xml"):
        for path in ("id/program/20-S061", "ontology"):
            answer = w3id.get(path, headers={"Accept": accept})
            assert answer.headers["content-type"].partition(";")[0] == accept
