"""Starting, stopping, and serving before there is anything to serve."""

from __future__ import annotations

import signal
import socket
import threading
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from asm_graph.errors import UsageError
from asm_graph.settings import Settings, read_settings
from asm_graph.web import server
from asm_graph.web.server import serve

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 60000"


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"127.0.0.1:{port}: .* \([A-Z][a-z ]+\); .*choose another"):
            serve(Settings(port=port, releases=tmp_path))


def test_small_answers_leave_at_once(tmp_path: Path) -> None:
    with server._listen(Settings(port=0, releases=tmp_path)) as listener:
        assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_setting_that_does_not_fit_is_named() -> None:
    with pytest.raises(UsageError, match=r"port: .*65535"):
        read_settings({"port": 99999})


def test_health_is_not_readiness(
    start: Callable[..., Any], publish: Callable[[Path, str], str], tmp_path: Path
) -> None:
    folder = tmp_path / "releases"
    with start(folder, workers=1) as running, running.client() as client:
        assert client.get("/health").json() == {"status": "ok"}
        waiting = client.get("/ready")
        assert (waiting.status_code, waiting.json()["type"]) == (503, "urn:asm-graph:problem:release")
        assert client.get("/").status_code == 200
        assert client.get("/catalog").status_code == 503
        assert client.get("/sparql?query=ASK{}").status_code == 503
        name = publish(folder, "uno")
        assert client.get("/ready").json() == {"status": "ready", "release": name}


def test_stopping_finishes_the_answers_under_way(start: Callable[..., Any], releases: Path) -> None:
    with start(releases, workers=1) as running:
        workers = running.workers()
        with httpx.stream("GET", f"{running.url}/sparql", params={"query": LONG, "format": "csv"}) as answer:
            pieces = answer.iter_bytes(1000)
            body = [next(pieces)]
            running.process.send_signal(signal.SIGINT)
            threading.Event().wait(0.3)
            with pytest.raises(httpx.ConnectError):  # new ones are refused meanwhile
                httpx.get(f"{running.url}/health")
            body += list(pieces)
        assert running.process.wait(15) == 0
    assert b"".join(body).count(b"\r\n") == 60_001
    assert workers
    assert "Traceback" not in running.log.read_text()
