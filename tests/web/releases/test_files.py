"""Files of releases: those of the manifest and no others."""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
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


def test_a_file_that_is_had_already_is_not_sent(client: httpx.Client, name: str) -> None:
    address = f"/releases/{name}/dumps/all.nq.gz"
    first = client.get(address)
    for header, known in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
        again = client.get(address, headers={header: first.headers[known]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    assert first.headers["etag"] != client.get(f"/releases/{name}/manifest.json").headers["etag"]


@pytest.mark.parametrize(("asked", "length"), [("bytes=0-5", 6), ("bytes=-5", 5), ("BYTES=1-1", 1)])
def test_a_range_of_bytes(client: httpx.Client, name: str, asked: str, length: int) -> None:
    address = f"/releases/{name}/dumps/all.nq.gz"
    answer = client.get(address, headers={"Range": asked})
    assert (answer.status_code, len(answer.content)) == (206, length)
    assert client.head(address, headers={"Range": asked}).status_code == 200


@pytest.mark.parametrize("asked", ["items=0-5", "bytes=abc", "bytes=5-2", "bytes=", "bytes=0-1,3-4"])
def test_what_is_no_range_is_passed_over(client: httpx.Client, name: str, asked: str) -> None:
    for address in (f"/releases/{name}/dumps/all.nq.gz", "/static/style.css"):
        answer = client.get(address, headers={"Range": asked})
        assert (answer.status_code, answer.content) == (200, client.get(address).content)


def test_a_range_beyond_the_end(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/releases/{name}/dumps/all.nq.gz", headers={"Range": "bytes=99999999-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"].startswith("bytes */")


def test_a_file_that_is_gone_is_told(
    start: Callable[..., Any], publish: Callable[[Path, str], str], tmp_path: Path
) -> None:
    name = publish(tmp_path / "releases", "uno")
    with start(tmp_path / "releases", workers=1) as server, server.client() as client:
        (tmp_path / "releases" / name / "dumps" / "all.nq.gz").unlink()
        answer = client.get(f"/releases/{name}/dumps/all.nq.gz")
        assert answer.status_code == 503
        assert answer.json()["remedy"]


def test_the_current_release_by_its_own_name(client: httpx.Client, name: str) -> None:
    answer = client.get("/releases/current/dumps/all.nq.gz")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/releases/{name}/dumps/all.nq.gz")


def test_catalog_and_void(client: httpx.Client) -> None:
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
