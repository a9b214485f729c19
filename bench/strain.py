"""What is hard on a server: a million rows to one client, and queries that do not end."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import httpx

from bench.load import load
from bench.targets import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bench.servers import Server

_MILLION = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 1000000"
_ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_ROUNDS = 3
_LIMIT_SECONDS = 3
_PATIENCE_SECONDS = 120
_JSON = {"Accept": "application/sparql-results+json"}


class _Stream(NamedTuple):
    """Seconds to the first byte and megabytes a second of an answer; megabytes that the server took more."""

    first: float
    rate: float
    growth: float


def streaming(ours: Server, peer: Server) -> Iterator[Target]:
    """Measure the answer of a million rows, from one server and the other in turn."""
    pairs = [(_streamed(ours), _streamed(peer)) for _ in range(_ROUNDS)]
    mine, others = zip(*pairs, strict=True)
    first, growth = median(each.first for each in mine), max(each.growth for each in mine)
    rates = [median(each.rate for each in streams) for streams in (mine, others)]
    work = "a million rows"
    yield Target.at_most(f"{work}: first byte", "ms", 1000 * first, 250)
    yield Target.at_least(f"{work}: speed", "MB/s", rates[0], (peer.name, rates[1]), 0.9)
    yield Target.at_most(f"{work}: growth of memory", "MB", growth, 80)


def _streamed(server: Server) -> _Stream:
    before, most, size = _memory(server), 0.0, 0
    start = time.perf_counter()
    with httpx.stream(
        "GET", server.url, params={"query": _MILLION}, headers=_JSON, timeout=_PATIENCE_SECONDS
    ) as answer:
        answer.raise_for_status()
        first = 0.0
        for piece in answer.iter_raw(1_000_000):
            first = first or time.perf_counter() - start
            size += len(piece)
            most = max(most, _memory(server))
    return _Stream(first, size / 1e6 / (time.perf_counter() - start), most - before)


def runaway(ours: Server, folder: Path, queries: Iterable[str]) -> Iterator[Target]:
    """Two queries without end, beside clients with short ones."""
    with ThreadPoolExecutor(2) as clients:
        ends = [clients.submit(_ended, ours) for _ in range(2)]
        told = load(ours.url, queries, folder, clients=2, seconds=_LIMIT_SECONDS - 1)
        late = max(each.result() for each in ends) - _LIMIT_SECONDS
    work = "a query without end"
    yield Target.at_most(f"{work}: ended after its limit", "s", late, 0.2)
    yield Target.at_most(f"{work}: median of short ones beside two", "ms", 1000 * told.median, 100)
    yield Target.at_most(f"{work}: slowest of short ones beside two", "ms", 1000 * told.slowest, 100)
    before = _processor_seconds(ours)
    time.sleep(1)
    yield Target.at_most(
        f"{work}: processor time in the second after", "s", _processor_seconds(ours) - before, 0.1
    )


def _ended(server: Server) -> float:
    start = time.perf_counter()
    parameters = {"query": _ENDLESS, "timeout": str(_LIMIT_SECONDS)}
    answer = httpx.get(server.url, params=parameters, timeout=_PATIENCE_SECONDS)
    if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
        raise RuntimeError(f"a query without end was answered {answer.status_code}")
    return time.perf_counter() - start


def _processes(server: Server) -> Iterator[int]:
    """List the server and the processes it has started (Linux)."""
    yield server.process.pid
    task = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    yield from map(int, task.read_text().split())


def _memory(server: Server) -> float:
    """Megabytes of all its processes that no file stands behind."""
    return sum(_anonymous(process) for process in _processes(server)) / 1000


def _anonymous(process: int) -> int:
    """Kilobytes; none of a process that was killed a moment ago."""
    told = Path(f"/proc/{process}/status").read_text().partition("RssAnon:")[2].split()
    return int(told[0]) if told else 0


def _processor_seconds(server: Server) -> float:
    ticks = 0
    for process in _processes(server):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
