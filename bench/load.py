"""Load by wrk: in Debian, itself a tenth of the load, and its requests come from a script."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from bench.processes import processor_seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bench.servers import Server

WRK = shutil.which("wrk")
ROUNDS = 3
_SCRIPT = Path(__file__).with_name("replay.lua")
_DISTINCT = 50_000
"""Queries of a load: more than a server answers before the next one is asked."""
_PROGRAMS = 1000


@dataclass(frozen=True, slots=True)
class Load:
    """Answers, those that failed, and the seconds: in all, of one in the median, of the slowest."""

    answers: int
    failed: int
    seconds: float
    median: float
    slowest: float

    @property
    def rate(self) -> float:
        """Good answers a second; none where most failed."""
        return max(0, self.answers - self.failed) / self.seconds


@dataclass(frozen=True, slots=True)
class Asked:
    """A load, and the processor seconds that the server took for it."""

    load: Load
    processor_seconds: float

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return self.load.rate

    @property
    def microseconds(self) -> float:
        """Processor time of an answer."""
        return 1e6 * self.processor_seconds / max(1, self.load.answers)


class Batches:
    """Short queries of two rows, none of which is in two batches."""

    def __init__(self) -> None:
        self._taken = 0

    def next(self) -> Iterator[str]:
        """Make queries that were never asked."""
        self._taken += 1
        for number in range(_DISTINCT):
            thing = f"https://w3id.org/asm-graph/id/program/20-S{number % _PROGRAMS:03}"
            yield f"SELECT ?p ?o {{ <{thing}> ?p ?o }} LIMIT {self._taken * _DISTINCT + number}"


def in_turn(
    servers: Sequence[Server],
    queries: Callable[[], Iterable[str]],
    folder: Path,
    *,
    clients: int,
    seconds: float,
) -> dict[str, list[Asked]]:
    """Ask each server in turn, round after round, each time by queries that are made for it."""
    found: dict[str, list[Asked]] = {server.name: [] for server in servers}
    for _ in range(ROUNDS):
        for server in servers:
            one = asked(server, map(ending, queries()), folder, clients=clients, seconds=seconds)
            found[server.name].append(one)
    return found


def asked(server: Server, endings: Iterable[str], folder: Path, *, clients: int, seconds: float) -> Asked:
    """Get the addresses of a server that have these endings, and measure its processor time."""
    before = processor_seconds(server.process.pid)
    told = loaded(server.url, endings, folder, clients=clients, seconds=seconds)
    return Asked(told, processor_seconds(server.process.pid) - before)


def ending(query: str) -> str:
    """Return what the address of a query has after that of its endpoint."""
    return f"?query={quote(query, safe='')}"


def load(url: str, queries: Iterable[str], folder: Path, *, clients: int = 8, seconds: float = 4) -> Load:
    """Ask a SPARQL endpoint these queries in turn, over and over, by so many clients for so many seconds."""
    return loaded(url, map(ending, queries), folder, clients=clients, seconds=seconds)


def loaded(url: str, endings: Iterable[str], folder: Path, *, clients: int, seconds: float) -> Load:
    """Get the addresses that begin with this and have these endings, in turn, over and over."""
    paths = folder / "paths"
    address, _, path = url.removeprefix("http://").partition("/")
    paths.write_text("".join(f"/{path}{ending}\n" for ending in endings), encoding="ascii")
    command = [
        *(str(WRK), "--threads", "1", "--connections", str(clients), "--duration", f"{seconds:g}s"),
        *("--timeout", "60s", "--header", "Accept: application/sparql-results+json"),
        *("--script", str(_SCRIPT), f"http://{address}", "--", str(paths)),
    ]
    done = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        start_new_session=True,  # on a busy machine Linux favors a server of the same session (sched(7))
    )
    told = json.loads(done.stdout.strip().splitlines()[-1])
    return Load(told["answers"], told["failed"], told["seconds"], told["median"], told["slowest"])
