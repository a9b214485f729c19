"""Files of releases: those of the manifest and no others."""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    import httpx


@pytest.fixture
def name(client: httpx.Client) -> str:
    listed = client.get("/releases").json()
    assert listed["releases"][0] == listed["current"]
    return listed["current"]


def test_every_listed_file_is_served_as_the_manifest_says(client: httpx.Client, name: str) -> None:
    manifest = client.get(f"/releases/{name}").json()
    for path, facts in manifest["files"].items():
        answer = client.get(f"/releases/{name}/{path}")
        if path.startswith("store/"):
            assert answer.status_code == 404
        else:
            assert hashlib.sha256(answer.content).hexdigest() == facts["sha256"]
            assert client.head(f"/releases/{name}/{path}").headers["content-length"] == str(facts["size"])
    dump = client.get(f"/releases/{name}/dumps/all.nq.gz")
    assert dump.headers["content-type"] == "application/gzip"
    assert gzip.decompress(dump.content).count(b"\n") == manifest["quads"]


def test_the_current_release_by_its_own_name(client: httpx.Client, name: str) -> None:
    answer = client.get("/releases/current/dumps/all.nq.gz")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/releases/{name}/dumps/all.nq.gz")


def test_catalogue_and_void(client: httpx.Client) -> None:
    for path, term in (
        ("/catalog", b"Catalog"),
        ("/catalog.ttl", b"Catalog"),
        ("/.well-known/void", b"void"),
    ):
        answer = client.get(path)
        assert answer.headers["content-type"].startswith("text/turtle")
        assert term in answer.content
        assert client.head(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "../../current/manifest.json",
        "%2e%2e/%2e%2e/etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "store/CURRENT",
        "dumps",
        "dumps/",
        "/etc/passwd",
        "%00",
        "reports/nothing.json",
    ],
)
def test_no_path_leads_out(client: httpx.Client, name: str, releases: Path, path: str) -> None:
    (releases / "secret").write_text("secret")
    assert client.get(f"/releases/{name}/{path}").status_code == 404
    assert client.get("/releases/..%2fsecret").status_code == 404
    assert client.get("/releases/secret").status_code == 404
