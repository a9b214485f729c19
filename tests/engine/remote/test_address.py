"""Credentials as an engine wants them, over a real connection."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import httpx
import pytest

from asm_graph.engine.remote.address import Bearer, UserAndPassword

if TYPE_CHECKING:
    from collections.abc import Iterator

CHALLENGE = 'Digest realm="r", nonce="n1", qop="auth", algorithm=MD5'


class WantsDigests(BaseHTTPRequestHandler):
    """Challenges only who says nothing, as Virtuoso does."""

    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        said = self.headers.get("Authorization", "")
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((said.partition(" ")[0], body))
        taken = said.startswith("Digest") and 'username="ana"' in said
        self.send_response(200 if taken else 401)
        if not said:
            self.send_header("WWW-Authenticate", CHALLENGE)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def engine() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), WantsDigests) as server:
        server.seen = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def put(engine: HTTPServer, auth: httpx.Auth, times: int = 1) -> list[int]:
    with httpx.Client(auth=auth, trust_env=False) as client:
        url = f"http://127.0.0.1:{engine.server_port}/"
        return [client.put(url, content=b"body").status_code for _ in range(times)]


def test_an_engine_that_wants_digests_gets_them_from_then_on(engine: HTTPServer) -> None:
    assert put(engine, UserAndPassword("ana", "clave"), 3) == [200, 200, 200]
    assert [kind for kind, _ in engine.seen] == ["Basic", "", "Digest", "Digest", "Digest"]
    assert {body for _, body in engine.seen} == {b"body"}


def test_what_it_does_not_take_is_told(engine: HTTPServer) -> None:
    assert put(engine, UserAndPassword("otra", "clave"), 2) == [401, 401]
    assert put(engine, Bearer("t")) == [401]
    assert engine.seen[-1][0] == "Bearer"
