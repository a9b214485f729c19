"""Numbers for monitoring: they count what happened, in a format that Prometheus reads."""

from __future__ import annotations

import json
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LINE = re.compile(r'([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+)\})? ([0-9.e+-]+)')


def read(url: str) -> dict[str, float]:
    """The metrics by name and labels; each has its type before it."""
    answer = httpx.get(f"{url}/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    values: dict[str, float] = {}
    declared = set()
    for line in answer.text.splitlines():
        if line.startswith("# TYPE "):
            declared.add(line.split()[2])
        elif not line.startswith("#"):
            match = _LINE.fullmatch(line)
            assert match, line
            assert match[1] in declared
            values[f"{match[1]}{{{match[2]}}}" if match[2] else match[1]] = float(match[3])
    return values


def test_requests_are_counted_by_how_they_end(releases: Path, start: Callable[..., object]) -> None:
    with start(releases, workers=1) as server:
        before = read(server.url)
        for _ in range(3):
            httpx.get(f"{server.url}/doc/program/99-X999")
        httpx.request("BREW", f"{server.url}/")
        after = read(server.url)
        problem = 'format="application/problem+json"'
        name = f'asm_graph_http_requests_total{{method="GET",status="404",{problem}}}'
        assert after[name] - before.get(name, 0) == 3
        assert f'asm_graph_http_requests_total{{method="other",status="405",{problem}}}' in after
        assert after['asm_graph_problems_total{problem="not-found"}'] == 3
        assert after["asm_graph_http_request_seconds_total"] > before["asm_graph_http_request_seconds_total"]
        assert after["asm_graph_http_requests_under_way"] == 1
        manifest = httpx.get(f"{server.url}/releases/current", follow_redirects=True).json()
        assert after["asm_graph_release_quads"] == manifest["quads"]
        assert any(manifest["name"] in key for key in after)


def test_what_queries_and_their_limits_did_is_counted(releases: Path, start: Callable[..., object]) -> None:
    def ask(query: str) -> int:
        return httpx.get(f"{server.url}/sparql", params={"query": query}, timeout=30).status_code

    with start(releases, workers=2, query_seconds=0.4) as server, ThreadPoolExecutor(1) as others:
        runaway = others.submit(ask, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
        while not runaway.done() and not read(server.url)["asm_graph_queries_under_way"]:
            time.sleep(0.01)
        assert runaway.result() == 503
        with httpx.Client(base_url=server.url) as client:  # each query worker keeps answers of its own
            short = [client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}) for _ in range(2)]
        assert [answer.status_code for answer in short] == [200, 200]
        with socket.create_connection(urlsplit(server.url).netloc.split(":")) as stranger:
            stranger.sendall(b"no request\r\n\r\n")
            stranger.recv(100)
        seen = read(server.url)
    assert seen["asm_graph_queries_under_way"] == seen["asm_graph_queries_waiting"] == 0
    assert seen["asm_graph_workers_killed_total"] == 1
    assert seen['asm_graph_problems_total{problem="time"}'] == 1
    assert seen['asm_graph_problems_total{problem="request"}'] == 1
    assert seen['asm_graph_cache_lookups_total{found="no"}'] == 2
    assert seen["asm_graph_cache_bytes"] > 0


def test_the_log_of_requests_says_nothing_of_who_asked_and_what(
    releases: Path, start: Callable[..., object], tmp_path: Path
) -> None:
    said = tmp_path / "said"
    with start(releases, said, workers=1, access_log=True) as server:
        query = "SELECT * { ?secret a <http://e/secret> }"
        headers = {"User-Agent": "secret", "Referer": "http://secret.example/"}
        for path in ("/sparql", "/sparql", "/secret", "/doc/program/20-S061.ttl"):
            httpx.get(f"{server.url}{path}", params={"query": query}, headers=headers)
    lines = [json.loads(line) for line in said.read_text().splitlines()]
    assert "secret" not in said.read_text()
    assert "127.0.0.1" not in said.read_text()
    asked = [line for line in lines if line["kind"] != "health"]
    assert [(line["kind"], line["status"]) for line in asked] == [
        *[("sparql", 200)] * 2,
        ("other", 404),
        ("doc", 200),
    ]
    assert {line["format"] for line in asked[:2]} == {"application/sparql-results+json"}
    assert asked[0]["bytes"] == asked[1]["bytes"] > 0
    assert asked[0].keys() == {"time", "method", "kind", "status", "milliseconds", "bytes", "format"}


def test_without_a_release_it_says_so(tmp_path: Path, start: Callable[..., object]) -> None:
    with start(tmp_path / "none", workers=1) as server:
        assert read(server.url)["asm_graph_ready"] == 0


def test_who_leaves_without_an_answer_is_no_failure_of_ours(
    releases: Path, start: Callable[..., object]
) -> None:
    with start(releases, workers=1) as server:
        host, _, port = urlsplit(server.url).netloc.partition(":")
        with socket.create_connection((host, port)) as leaving:
            runaway = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
            leaving.sendall(f"GET /sparql?query={runaway} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            while not read(server.url)["asm_graph_queries_under_way"]:
                time.sleep(0.01)
        while (seen := read(server.url))["asm_graph_queries_under_way"]:
            time.sleep(0.01)
    assert seen['asm_graph_http_requests_total{method="GET",status="499",format=""}'] == 1
