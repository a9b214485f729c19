"""A repeated query, which our server has in its cache, and servers that give a fixed answer of its bytes."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import httpx

from bench.load import ROUNDS, asked, in_turn
from bench.pieces import Reached, Table, ratios, shown
from bench.servers import fixed_answers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.pieces import Piece
    from bench.servers import Server

_REPEATED = "SELECT * { <https://w3id.org/asm-graph/id/program/20-S072> ?p ?o }"
_SECONDS = 3
_JSON = {"Accept": "application/sparql-results+json"}


def static_answers(ours: Server, reference: Server, folder: Path) -> Iterator[Piece]:
    """Ask one query over and over, and files of its answer."""
    body = httpx.get(ours.url, params={"query": _REPEATED}, headers=_JSON).raise_for_status().content
    path = folder / "answer.json"
    path.write_bytes(body)
    found = in_turn((ours, reference), lambda: [_REPEATED], folder, clients=8, seconds=_SECONDS)
    with ExitStack() as running:
        for server in filter(None, map(running.enter_context, fixed_answers(path, folder))):
            found[server.name] = [
                asked(server, [""], folder, clients=8, seconds=_SECONDS) for _ in range(ROUNDS)
            ]
    rows = tuple(
        (
            name,
            shown([one.rate for one in each]),
            shown([1000 * one.load.median for one in each]),
            shown([one.microseconds for one in each]),
        )
        for name, each in found.items()
    )
    columns = ("server", "answers a second", "median ms", "processor µs an answer")
    yield Table(f"A repeated query, 8 clients, an answer of {len(body):,} bytes", columns, rows)
    rates = [[one.rate for one in found[server.name]] for server in (ours, reference)]
    yield Reached("repeated-oxigraph", ratios(*rates))
