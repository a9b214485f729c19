"""A real SPARQL server in a process of its own: Oxigraph's, from its package."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = Path(sys.executable).with_name("oxigraph")
_QUERY_SECONDS = 5
"""Without a limit, a query whose client has left keeps a core busy until the server ends."""


@dataclass
class OxigraphServer:
    """The server over a folder; it may be ended and started again on its port."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    settings: ClassVar[dict[str, str]] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/query"

    @property
    def store(self) -> str:
        return f"http://127.0.0.1:{self.port}/store"

    def start(self) -> None:
        command = [PROGRAM, "serve", "--location", self.folder, "--bind", f"127.0.0.1:{self.port}"]
        command += ["--timeout-s", str(_QUERY_SECONDS)]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        for _ in range(200):
            with contextlib.suppress(httpx.TransportError):
                httpx.get(self.url, params={"query": "ASK {}"}, timeout=5, trust_env=False).raise_for_status()
                return
            time.sleep(0.05)
        raise AssertionError("Oxigraph's server did not start")

    def end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def oxigraph_server(folder: Path) -> Iterator[OxigraphServer]:
    """A server over an empty folder."""
    if not PROGRAM.exists():
        pytest.skip("Oxigraph's server (the package oxigraph) is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = OxigraphServer(folder, port)
    try:
        server.start()
        yield server
    finally:
        server.end()
