"""A real SPARQL server in a process of its own: Virtuoso, from Debian's package `virtuoso-opensource`."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import httpx
import pytest
from bench.virtuoso import configuration

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = shutil.which("virtuoso-t")
_SECONDS = 120
_BUFFERS = 10_000
_QUERY_SECONDS = 10


@dataclass
class VirtuosoServer:
    """The server over a folder; it may be ended and started again on its port."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    settings: ClassVar[dict[str, str]] = {"engine_user": "dba", "engine_password": "dba"}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"

    @property
    def store(self) -> str:
        return f"{self.url}-graph-crud-auth"

    def start(self) -> None:
        command = [PROGRAM, "+foreground", "+configfile", "virtuoso.ini"]
        with (self.folder / "said").open("wb") as said:
            self.process = subprocess.Popen(command, cwd=self.folder, stdout=said, stderr=said)
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(httpx.TransportError):
                httpx.get(self.url, params={"query": "ASK {}"}, timeout=5, trust_env=False).raise_for_status()
                return
            time.sleep(0.1)
        raise AssertionError(f"Virtuoso did not start: {(self.folder / 'said').read_text()[-2000:]}")

    def end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            (self.folder / "virtuoso.lck").unlink(missing_ok=True)


@contextlib.contextmanager
def virtuoso_server(folder: Path) -> Iterator[VirtuosoServer]:
    """A server over an empty folder."""
    if PROGRAM is None:
        pytest.skip("Virtuoso (Debian's package virtuoso-opensource) is not installed")
    folder.mkdir(parents=True)
    ports = _free_ports()
    (folder / "virtuoso.ini").write_text(configuration(*ports, _BUFFERS, _QUERY_SECONDS))
    server = VirtuosoServer(folder, ports[0])
    try:
        server.start()
        yield server
    finally:
        server.end()


def _free_ports() -> tuple[int, int]:
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        return one.getsockname()[1], other.getsockname()[1]
