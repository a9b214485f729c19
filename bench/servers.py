"""Our server and its peers, each in a process of its own on a free port, over one release."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bench.mapping import PEERS
from bench.virtuoso import configuration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asm_graph.releases import Release

_PATIENCE_SECONDS = 1200
"""rdflib takes two minutes to read a million quads on an idle machine."""
_OXIGRAPH = Path(sys.executable).with_name("oxigraph")
_VIRTUOSO, _ISQL = shutil.which("virtuoso-t"), shutil.which("isql-vt")
_BUFFERS = 170_000
"""For 2 GB of memory, as Virtuoso's manual has them."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers, and its process."""

    name: str
    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def our_server(release: Release, **settings: str) -> Iterator[Server]:
    """`asm-graph serve` with these settings."""
    port = _free_port()
    command = [sys.executable, "-m", "asm_graph", "serve", "--port", str(port)]
    command += ["--releases", str(release.path.parent)]
    environment = {f"ASM_GRAPH_{name.upper()}": value for name, value in settings.items()}
    with _running("ours", command, f"http://127.0.0.1:{port}/sparql", environment) as server:
        yield server


@contextmanager
def oxigraph(release: Release) -> Iterator[Server]:
    """Oxigraph's server over the very store of the release."""
    port = _free_port()
    command = [_OXIGRAPH, "serve-read-only", "--location", release.path / "store"]
    command += ["--bind", f"127.0.0.1:{port}"]
    with _running("Oxigraph", command, f"http://127.0.0.1:{port}/query") as server:
        yield server


@contextmanager
def rdflib_endpoint(release: Release) -> Iterator[Server | None]:
    """rdflib-endpoint over the dump; none where it is not installed."""
    if not PEERS.exists():
        yield None
        return
    port = _free_port()
    command = [PEERS, "-m", "bench.peers.rdflib_server", _dump(release), str(port)]
    with _running("rdflib-endpoint", command, f"http://127.0.0.1:{port}/sparql") as server:
        yield server


@contextmanager
def virtuoso(release: Release, folder: Path) -> Iterator[Server | None]:
    """Virtuoso over the dump, which it has loaded; none where it is not installed."""
    if _VIRTUOSO is None or _ISQL is None:
        yield None
        return
    http, sql, dump = _free_port(), _free_port(), _dump(release).absolute()
    folder.mkdir()
    (folder / "virtuoso.ini").write_text(configuration(http, sql, _BUFFERS, 0, str(dump.parent)))
    command = [_VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"]
    url = f"http://127.0.0.1:{http}/sparql"
    with _running("Virtuoso", command, url, folder=folder) as server:
        work = f"ld_dir('{dump.parent}', '{dump.name}', 'urn:none'); rdf_loader_run(); checkpoint;"
        isql = [_ISQL, f"127.0.0.1:{sql}", "dba", "dba", f"exec={work}"]
        subprocess.run(isql, check=True, capture_output=True)
        yield server


def _dump(release: Release) -> Path:
    return release.path / "dumps" / "all.nq.gz"


@contextmanager
def _running(
    name: str,
    command: Sequence[object],
    url: str,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator[Server]:
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(name, url, process)
        yield Server(name, url, process)
    finally:
        process.terminate()
        process.wait()


def _wait(name: str, url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < end:
        with suppress(httpx.TransportError, httpx.HTTPStatusError):
            httpx.get(url, params={"query": "ASK {}"}, timeout=_PATIENCE_SECONDS).raise_for_status()
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
    raise RuntimeError(f"{name} did not start.")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port
