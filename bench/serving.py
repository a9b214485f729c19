"""Answering over HTTP: our server, Oxigraph's, Virtuoso and rdflib-endpoint over the same million quads.

The servers run all the time and are asked in turn, each some seconds, round after round.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from asm_graph.knowledge import Knowledge
from asm_graph.library import Library
from asm_graph.rdf.vocabulary import Base
from asm_graph.releases import ReleaseContent, write_release
from bench.federal_graph import federal_graph
from bench.load import WRK, Asked, Batches, asked, ending, in_turn
from bench.pieces import Reached, Remark, Table, ratios, shown
from bench.scaling import scaling
from bench.servers import our_server, oxigraph, rdflib_endpoint, starting, virtuoso
from bench.static_answers import static_answers
from bench.strain import IDLE, idle, runaway, streaming

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from asm_graph.releases import Release
    from bench.pieces import Piece
    from bench.servers import Server
    from bench.workspace import Workspace

_MATRICES = 1160
"""Of the made-up graph, which has a million quads then."""
_OURS, _REFERENCE = "ours", "Oxigraph"
_PEERS = (
    ("Oxigraph", "short-oxigraph", "`make setup` installs it"),
    ("Virtuoso", "short-virtuoso", "on Debian: `apt-get install virtuoso-opensource`"),
    ("rdflib-endpoint", "short-rdflib", "`make bench` installs it"),
)
"""The peers of short queries, the goal against each, and how to have it where it is missing."""


def measure(workspace: Workspace) -> Iterator[Piece]:
    """Hold our server against its peers; a peer that is not installed is named in place of its figure."""
    if not WRK:
        yield Remark("wrk is missing, which asks the servers. On Debian: `apt-get install wrk`.")
        return
    folder, batches = workspace.sub("serving"), Batches()
    release = _release(folder)
    with ExitStack() as running:
        slow = (virtuoso(release, folder / "virtuoso"), rdflib_endpoint(release, folder))
        peers = [running.enter_context(oxigraph(release)), *running.enter_context(starting(slow))]
        with our_server(release, cache_bytes="0") as ours:
            yield from _short([ours, *peers], folder, batches)
            reference = peers[0]
            yield _overhead(ours, reference, folder, batches)
            yield from streaming(ours, reference)
            yield from runaway(ours, folder, batches)
        with our_server(release, cache_bytes="0", connections=str(2 * IDLE)) as ours:
            yield from idle(ours, folder, batches)
        with our_server(release) as ours:
            yield from static_answers(ours, reference, folder)
            yield _library(ours, reference, folder)
    yield from scaling(release, folder, batches)


def _release(folder: Path) -> Release:
    """Write the graph as a build would release it."""
    quads, base, knowledge = list(federal_graph(_MATRICES)), Base(), Knowledge.default()
    content = ReleaseContent(quads, (), "1.0", base, knowledge, (), {"violations": 0}, {})
    return write_release(folder / "releases", content)


def _short(servers: Sequence[Server], folder: Path, batches: Batches) -> Iterator[Piece]:
    """Each round asks queries that nobody has asked before, so that no server has kept an answer."""
    found = in_turn(servers, batches.next, folder, clients=8, seconds=3)
    yield rates_table("Short queries, uncached, 8 clients", found)
    ours = [one.rate for one in found[_OURS]]
    for name, goal, remedy in _PEERS:
        if name in found:
            yield Reached(goal, ratios(ours, [one.rate for one in found[name]]))
        else:
            yield Reached(goal, (), f"{name} is not installed; {remedy}")


def rates_table(title: str, found: Mapping[str, Sequence[Asked]]) -> Table:
    """Return what servers answered: rates, waits, processor time."""
    columns = ("server", "answers a second", "median ms", "slowest ms", "processor µs an answer", "failed")
    rows = tuple(
        (
            name,
            shown([one.rate for one in each]),
            shown([1000 * one.load.median for one in each]),
            shown([1000 * one.load.slowest for one in each]),
            shown([one.microseconds for one in each]),
            str(sum(one.load.failed for one in each)),
        )
        for name, each in found.items()
    )
    return Table(title, columns, rows)


def _overhead(ours: Server, peer: Server, folder: Path, batches: Batches) -> Reached:
    """Return how much longer one client waits than with the engine's own server, in the median."""
    found = in_turn((ours, peer), batches.next, folder, clients=1, seconds=2)
    waits = {name: [1000 * one.load.median for one in each] for name, each in found.items()}
    more = tuple(mine - other for mine, other in zip(waits[ours.name], waits[peer.name], strict=True))
    return Reached("front-overhead", more, f"{peer.name}: {shown(waits[peer.name])} ms in all")


def _library(ours: Server, peer: Server, folder: Path) -> Table:
    """Ask every question of the library with its example, in turn."""
    endings = [
        ending(one.bind({each.name: each.example for each in one.parameters if each.required}))
        for one in Library.load(Knowledge.default().sparql)
    ]
    found = {each.name: [asked(each, endings, folder, clients=8, seconds=5)] for each in (ours, peer)}
    return rates_table("Questions of the library, 8 clients, ours from its cache", found)
