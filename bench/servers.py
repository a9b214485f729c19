"""Our server and its peers, each in a process of its own on a free port, over one release."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from asm_graph.rdf.nquads import packed_lines, packed_writer
from bench.mapping import PEERS
from bench.virtuoso import configuration

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from asm_graph.releases import Release

_PATIENCE_SECONDS = 300
_REPOSITORY = Path(__file__).parents[1]
_OXIGRAPH = Path(sys.executable).with_name("oxigraph")
_NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
_VIRTUOSO, _ISQL = shutil.which("virtuoso-t"), shutil.which("isql-vt")
_PROGRAM, _THINNED = b"/id/program/", 10
_WORKERS = "2"
_NGINX_CONFIGURATION = """
daemon off; user {user}; worker_processes {workers}; pid nginx.pid; error_log nginx.log;
events {{ }}
http {{
  access_log off; default_type application/sparql-results+json; keepalive_requests 100000000;
  server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""
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
def rdflib_endpoint(release: Release, folder: Path) -> Iterator[Server | None]:
    """rdflib-endpoint over a part of the dump; none where it is not installed.

    It has all that is said of programs, which short queries ask for, and a tenth of all else: rdflib would
    read a million quads for minutes, and less of them makes it no slower.
    """
    if not PEERS.exists():
        yield None
        return
    port, part = _free_port(), folder / "part.nq.gz"
    with packed_writer(part) as file:
        lines = enumerate(packed_lines(_dump(release)))
        file.writelines(line for number, line in lines if _PROGRAM in line[:60] or not number % _THINNED)
    command = [PEERS, "-m", "bench.peers.rdflib_server", part, str(port)]
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


@contextmanager
def starting(servers: Sequence[AbstractContextManager[Server | None]]) -> Iterator[list[Server]]:
    """Start several servers at a time, and yield those that are installed."""
    with ExitStack() as running, ThreadPoolExecutor(len(servers)) as starters:
        started = [starters.submit(running.enter_context, each) for each in servers]
        yield [server for each in started if (server := each.result()) is not None]


def fixed_answers(answer: Path, folder: Path) -> Iterator[AbstractContextManager[Server]]:
    """Yield servers that answer with a file: nginx, granian and gunicorn, each where it is installed."""
    environment = {"BENCH_ANSWER": str(answer)}
    commands = {
        "granian": "--interface rsgi --host 127.0.0.1 --workers {workers} --port {port} --no-ws "
        "--log-level error bench.peers.static_rsgi:answer",
        "gunicorn": "--bind 127.0.0.1:{port} --workers {workers} --threads 4 --worker-class gthread "
        "--log-level error bench.peers.static_wsgi:answer",
    }
    if _NGINX is not None:
        port, user = _free_port(), pwd.getpwuid(os.getuid()).pw_name
        path = folder / "nginx.conf"
        path.write_text(
            _NGINX_CONFIGURATION.format(port=port, root=answer.parent, user=user, workers=_WORKERS)
        )
        command = [_NGINX, "-p", folder, "-c", path, "-e", folder / "nginx.log"]
        yield _running("nginx, a file", command, f"http://127.0.0.1:{port}/{answer.name}")
    for name, arguments in commands.items():
        if (program := PEERS.with_name(name)).exists():
            port = _free_port()
            command = [program, *arguments.format(port=port, workers=_WORKERS).split()]
            url = f"http://127.0.0.1:{port}/"
            yield _running(f"{name}, a fixed answer", command, url, environment, _REPOSITORY)


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
