"""Answering over HTTP: our server, Oxigraph's, Virtuoso and rdflib-endpoint over the same million quads.

The servers run all the time and are asked in turn, each some seconds, round after round.
"""

from __future__ import annotations

from contextlib import ExitStack
from itertools import count
from statistics import median
from typing import TYPE_CHECKING

from asm_graph.knowledge import Knowledge
from asm_graph.library import Library
from asm_graph.rdf.vocabulary import Base
from asm_graph.releases import ReleaseContent, write_release
from bench.federal_graph import federal_graph
from bench.load import WRK, load
from bench.servers import our_server, oxigraph, rdflib_endpoint, virtuoso
from bench.strain import runaway, streaming
from bench.targets import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from asm_graph.releases import Release
    from bench.load import Load
    from bench.servers import Server

_MATRICES = 1160
"""Of the made-up graph, which has a million quads then."""
_PROGRAMS = 1000
_ROUNDS = 3
_DISTINCT = 20_000
"""Queries of a load: more than a server answers before the next one is asked."""
_REPEATED = "SELECT * { <https://w3id.org/asm-graph/id/program/20-S072> ?p ?o }"
_PEERS = (
    ("Virtuoso", 2, "not installed; on Debian, `apt-get install virtuoso-opensource`"),
    ("rdflib-endpoint", 60, "not installed; `make bench` does it"),
    ("Oxigraph", 0.4, "not installed; `make setup` does it"),
)
"""The peers of short queries, and how many times their rate is ours to reach."""


def missing() -> str | None:
    """Return what has to be installed for this part to run at all."""
    return None if WRK else "not measured: wrk is missing. On Debian: `apt-get install wrk`."


def serving(folder: Path) -> Iterator[Target]:
    """Every target; a peer that is not installed is named in place of its figure."""
    release, fresh = _release(folder), count(1)
    with ExitStack() as running:
        reference = running.enter_context(oxigraph(release))
        others = (virtuoso(release, folder / "virtuoso"), rdflib_endpoint(release))
        peers = [reference, *filter(None, map(running.enter_context, others))]
        with our_server(release, cache_bytes="0") as ours:
            yield from _short([ours, *peers], folder, fresh)
            yield _overhead(ours, reference, folder, fresh)
            yield _without_target(ours, folder)
            yield from streaming(ours, reference)
            yield from runaway(ours, folder, _short_queries(next(fresh)))
        with our_server(release) as ours:
            yield _repeated(ours, reference, folder)
            yield _library(ours, reference, folder)


def _release(folder: Path) -> Release:
    """Write the graph as a build would release it."""
    quads, base, knowledge = list(federal_graph(_MATRICES)), Base(), Knowledge.default()
    content = ReleaseContent(quads, (), "1.0", base, knowledge, (), {"violations": 0}, {})
    return write_release(folder / "serving", content)


def _short_queries(batch: int) -> Iterator[str]:
    """Make queries of some ten rows, none of them in another batch."""
    for number in range(_DISTINCT):
        thing = f"https://w3id.org/asm-graph/id/program/20-S{number % _PROGRAMS:03}"
        yield f"SELECT ?p ?o {{ <{thing}> ?p ?o }} LIMIT {batch * _DISTINCT + number}"


def _in_turn(servers: Sequence[Server], ask: Callable[[Server], Load]) -> dict[str, list[Load]]:
    found: dict[str, list[Load]] = {server.name: [] for server in servers}
    for _ in range(_ROUNDS):
        for server in servers:
            found[server.name].append(ask(server))
    return found


def _rates(found: dict[str, list[Load]]) -> dict[str, float]:
    return {name: median(each.rate for each in loads) for name, loads in found.items()}


def _short(servers: Sequence[Server], folder: Path, fresh: Iterator[int]) -> Iterator[Target]:
    """Each round asks queries that nobody has asked before, so that no server has kept an answer."""
    found = _in_turn(servers, lambda server: load(server.url, _short_queries(next(fresh)), folder))
    rates, work = _rates(found), "short queries, uncached, 8 clients"
    for name, ratio, why in _PEERS:
        if name in rates:
            yield Target.at_least(work, "/s", rates["ours"], (name, rates[name]), ratio)
        else:
            yield Target.unknown(work, f"{name}: {why}")


def _overhead(ours: Server, peer: Server, folder: Path, fresh: Iterator[int]) -> Target:
    """Return how much longer one client waits than with the engine's own server, in the median."""
    found = _in_turn(
        (ours, peer),
        lambda server: load(server.url, _short_queries(next(fresh)), folder, clients=1, seconds=2),
    )
    waits = {name: 1000 * median(each.median for each in loads) for name, loads in found.items()}
    more = waits["ours"] - waits[peer.name]
    return Target.at_most(
        "overhead of the front, 1 client", "ms", more, 0.3, f"{peer.name}: {waits[peer.name]:.2f} ms in all"
    )


def _without_target(ours: Server, folder: Path) -> Target:
    question = Library.load(Knowledge.default().sparql)["indicators-without-target"]
    told = load(ours.url, [question.bind({})], folder, clients=1, seconds=3)
    return Target.at_most("indicators without a target, uncached", "s", told.median, 1)


def _repeated(ours: Server, peer: Server, folder: Path) -> Target:
    rates = _rates(_in_turn((ours, peer), lambda server: load(server.url, [_REPEATED], folder)))
    return Target.at_least(
        "a repeated query, 8 clients", "/s", rates["ours"], (peer.name, rates[peer.name]), 1
    )


def _library(ours: Server, peer: Server, folder: Path) -> Target:
    """Every question of the library with its example, in turn."""
    questions = Library.load(Knowledge.default().sparql)
    texts = [
        one.bind({each.name: each.example for each in one.parameters if each.required}) for one in questions
    ]
    rates = _rates(_in_turn((ours, peer), lambda server: load(server.url, texts, folder, seconds=10)))
    return Target.at_least(
        "questions of the library, 8 clients", "/s", rates["ours"], (peer.name, rates[peer.name]), 5
    )
