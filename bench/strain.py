"""What is hard on a server: a million rows to one client, queries that do not end, connections that idle."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import httpx

from bench.load import ROUNDS, load
from bench.pieces import Reached, Table, ratios, shown
from bench.processes import anonymous_megabytes, processor_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.load import Batches, Load
    from bench.pieces import Piece
    from bench.servers import Server

_MILLION = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 1000000"
_ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_LIMIT_SECONDS = 3
IDLE = 1000
_IDLE_SECONDS = 3
_PATIENCE_SECONDS = 120
_JSON = {"Accept": "application/sparql-results+json"}


class _Stream(NamedTuple):
    """Seconds to the first byte, megabytes a second, processor seconds of an answer; memory it took more."""

    first: float
    rate: float
    used: float
    growth: float


def streaming(ours: Server, peer: Server) -> Iterator[Piece]:
    """Measure the answer of a million rows, from one server and the other in turn."""
    found: dict[str, list[_Stream]] = {ours.name: [], peer.name: []}
    for _ in range(ROUNDS):
        for server in (ours, peer):
            found[server.name].append(_streamed(server))
    yield Table(
        "A million rows to one client",
        ("server", "first byte ms", "MB/s", "processor s", "MB of memory more"),
        tuple(
            (
                name,
                shown([1000 * one.first for one in each]),
                shown([one.rate for one in each]),
                shown([one.used for one in each]),
                shown([one.growth for one in each], 0),
            )
            for name, each in found.items()
        ),
    )
    mine, others = found[ours.name], found[peer.name]
    yield Reached("million-first-byte", tuple(1000 * one.first for one in mine))
    yield Reached("million-speed", ratios([one.rate for one in mine], [one.rate for one in others]))
    yield Reached("million-memory", tuple(one.growth for one in mine))


def _streamed(server: Server) -> _Stream:
    process, size, first = server.process.pid, 0, 0.0
    before = most = anonymous_megabytes(process)
    used, start = processor_seconds(process), time.perf_counter()
    with httpx.stream(
        "GET", server.url, params={"query": _MILLION}, headers=_JSON, timeout=_PATIENCE_SECONDS
    ) as answer:
        answer.raise_for_status()
        looked = start
        for piece in answer.iter_raw():
            now = time.perf_counter()
            first = first or now - start
            size += len(piece)
            if now - looked > 0.1:
                most, looked = max(most, anonymous_megabytes(process)), now
    seconds = time.perf_counter() - start
    return _Stream(first, size / 1e6 / seconds, processor_seconds(process) - used, most - before)


class _Runaway(NamedTuple):
    late: float
    short: Load
    after: float


def runaway(ours: Server, folder: Path, batches: Batches) -> Iterator[Piece]:
    """Ask two queries without end, beside clients with short ones."""
    found = [_run_away(ours, folder, batches) for _ in range(ROUNDS)]
    columns = (
        "run",
        "ended after its limit s",
        "short: answers",
        "median ms",
        "slowest ms",
        "processor s after",
    )
    rows = tuple(
        (
            str(number),
            f"{one.late:.3f}",
            f"{one.short.answers:,}",
            f"{1000 * one.short.median:.2f}",
            f"{1000 * one.short.slowest:.1f}",
            f"{one.after:.2f}",
        )
        for number, one in enumerate(found, 1)
    )
    yield Table("Two queries without end, beside two clients with short ones", columns, rows)
    slowest = max(1000 * one.short.slowest for one in found)
    yield Reached("runaway-end", tuple(one.late for one in found))
    short = tuple(1000 * one.short.median for one in found)
    yield Reached("runaway-short", short, f"the slowest of all: {slowest:,.0f} ms")
    yield Reached("runaway-after", tuple(one.after for one in found))


def _run_away(ours: Server, folder: Path, batches: Batches) -> _Runaway:
    with ThreadPoolExecutor(2) as clients:
        ends = [clients.submit(_ended, ours) for _ in range(2)]
        told = load(ours.url, batches.next(), folder, clients=2, seconds=_LIMIT_SECONDS - 1)
        late = max(each.result() for each in ends) - _LIMIT_SECONDS
    before = processor_seconds(ours.process.pid)
    time.sleep(1)
    return _Runaway(late, told, processor_seconds(ours.process.pid) - before)


def _ended(server: Server) -> float:
    parameters = {"query": _ENDLESS, "timeout": str(_LIMIT_SECONDS)}
    with httpx.Client(timeout=_PATIENCE_SECONDS) as client:  # takes a tenth of a second itself to be made
        start = time.perf_counter()
        answer = client.get(server.url, params=parameters)
        seconds = time.perf_counter() - start
    if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
        raise RuntimeError(f"a query without end was answered {answer.status_code}")
    return seconds


def idle(ours: Server, folder: Path, batches: Batches) -> Iterator[Piece]:
    """Hold connections that ask nothing more after a first request; measure what they cost."""
    parts, process = urlsplit(ours.url), ours.process.pid
    address = (parts.hostname or "", parts.port or 0)
    runs: list[tuple[float, float, float, float]] = []
    for _ in range(ROUNDS):
        alone = load(ours.url, batches.next(), folder, seconds=2).rate
        before = anonymous_megabytes(process)
        with ExitStack() as held:
            for _ in range(IDLE):
                held.enter_context(_answered_once(address))
            used = processor_seconds(process)
            time.sleep(_IDLE_SECONDS)
            used = processor_seconds(process) - used
            memory = anonymous_megabytes(process) - before
            runs.append((used, memory, load(ours.url, batches.next(), folder, seconds=2).rate, alone))
    processor, more, beside, without = (tuple(column) for column in zip(*runs, strict=True))
    yield Table(
        f"{IDLE:,} idle connections, for {_IDLE_SECONDS} s, then 8 clients with short queries",
        ("processor s", "MB more", "answers a second beside them", "without them"),
        ((shown(processor, 2), shown(more), shown(beside), shown(without)),),
    )
    yield Reached("idle-processor", processor)
    yield Reached("idle-rate", ratios(beside, without))


def _answered_once(address: tuple[str, int]) -> socket.socket:
    """Open a connection whose first request has been answered."""
    connection = socket.create_connection(address, _PATIENCE_SECONDS)
    connection.sendall(b"GET /health HTTP/1.1\r\nHost: bench\r\n\r\n")
    connection.recv(65_536)
    return connection
