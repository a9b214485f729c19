"""Numbers for monitoring: they count what happened, in a format that Prometheus reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
        name = 'asm_graph_http_requests_total{method="GET",status="404"}'
        assert after[name] - before.get(name, 0) == 3
        assert 'asm_graph_http_requests_total{method="other",status="405"}' in after
        assert after["asm_graph_http_request_seconds_total"] > before["asm_graph_http_request_seconds_total"]
        assert after["asm_graph_http_requests_under_way"] == 1
        manifest = httpx.get(f"{server.url}/releases/current", follow_redirects=True).json()
        assert after["asm_graph_release_quads"] == manifest["quads"]
        assert any(manifest["name"] in key for key in after)


def test_without_a_release_it_says_so(tmp_path: Path, start: Callable[..., object]) -> None:
    with start(tmp_path / "none", workers=1) as server:
        assert read(server.url)["asm_graph_ready"] == 0
