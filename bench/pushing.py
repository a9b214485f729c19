"""Loading graphs into a remote engine, one after the other and several at once."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Store
from tests.oxigraph_server import PROGRAM as OXIGRAPH
from tests.oxigraph_server import oxigraph_server
from tests.virtuoso_server import PROGRAM as VIRTUOSO
from tests.virtuoso_server import virtuoso_server

from asm_graph.engine.remote.address import EngineAddress
from asm_graph.push.graph_loading import facts_of, loaded
from asm_graph.push.graph_store import RemoteStore
from asm_graph.push.transfer import AT_ONCE
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import Base
from asm_graph.settings import Settings
from bench.federal_graph import federal_graph
from bench.pieces import Remark, Table, ratios, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from asm_graph.push.graph_loading import Facts
    from bench.pieces import Piece
    from bench.workspace import Workspace

_GRAPHS, _MATRICES = 8, 6
_ROUNDS = 3
_DISTANCE = 0.2
"""Seconds that a request is under way to an engine far away, and back."""
_COLUMNS = ("engine", "graphs at once", "runs", "s", "triples a second", "× of one at once")


class _FarStore(RemoteStore):
    """An engine that each request takes some time to get to."""

    def put(self, graph: str, n_triples: bytes) -> None:
        time.sleep(_DISTANCE)
        super().put(graph, n_triples)

    def add(self, graph: str, n_triples: bytes) -> None:
        time.sleep(_DISTANCE)
        super().add(graph, n_triples)

    def count(self, graph: str) -> int:
        time.sleep(_DISTANCE)
        return super().count(graph)


_ENGINES = (
    ("Oxigraph", OXIGRAPH, oxigraph_server, RemoteStore),
    (f"Oxigraph, {_DISTANCE} s away", OXIGRAPH, oxigraph_server, _FarStore),
    ("Virtuoso", VIRTUOSO, virtuoso_server, RemoteStore),
)


@dataclass(frozen=True, slots=True)
class _Release:
    """Graphs that are loaded, and the facts about each by its name."""

    store: Store
    graphs: Mapping[str, Facts]

    @classmethod
    def made(cls) -> _Release:
        """Make some graphs of the federal shape, all alike."""
        store, base = Store(), Base()
        ontology = base.graph(iris.ONTOLOGY)
        quads = [quad for quad in federal_graph(_MATRICES) if quad.graph_name != ontology]
        names = [base.graph(f"source/{number}") for number in range(_GRAPHS)]
        for name in names:
            store.bulk_extend(Quad(*quad.triple, name) for quad in quads)
        return cls(store, {name.value: facts_of(store, name.value) for name in names})

    def load(self, remote: RemoteStore, at_once: int) -> float:
        """Load the graphs into an engine that has none of them; return the seconds."""
        for name in self.graphs:
            remote.remove(name)
        began = time.monotonic()
        for _ in loaded(self.store, remote, self.graphs, at_once):
            pass
        return time.monotonic() - began


def measure(workspace: Workspace) -> Iterator[Piece]:
    """Load the same graphs into each engine that is here, one and several at once in turn."""
    release = _Release.made()
    rows: list[tuple[str, ...]] = []
    for number, (name, program, running, kind) in enumerate(_ENGINES):
        if program is None or not Path(program).exists():
            yield Remark(f"{name} is not installed.")
            continue
        with running(workspace.sub("push") / name) as server:
            settings = Settings(**server.settings, engine_store=server.store)
            with kind(EngineAddress.of(server.url, settings)) as remote:
                seconds = workspace.left / (len(_ENGINES) - number)
                for found in _rounds(release, remote, seconds):
                    yield Table(_title(release), _COLUMNS, (*rows, *_rows(name, release, found)))
                rows += _rows(name, release, found)


def _rounds(release: _Release, remote: RemoteStore, seconds: float) -> Iterator[Mapping[int, list[float]]]:
    """Yield the seconds by the number of graphs at once, after each round that there is time for."""
    found: dict[int, list[float]] = {1: [], AT_ONCE: []}
    began, took = time.monotonic(), 0.0
    while len(found[1]) < _ROUNDS and time.monotonic() - began + took < seconds:
        before = time.monotonic()
        for at_once, runs in found.items():
            runs.append(release.load(remote, at_once))
        took = time.monotonic() - before
        yield found


def _rows(name: str, release: _Release, found: Mapping[int, list[float]]) -> Iterator[tuple[str, ...]]:
    count = sum(facts.count for facts in release.graphs.values())
    for at_once, seconds in found.items():
        gain = ratios(found[1], seconds)
        rates = shown([count / each for each in seconds], 0)
        yield (name, str(at_once), str(len(seconds)), shown(seconds), rates, shown(gain))


def _title(release: _Release) -> str:
    count = next(iter(release.graphs.values())).count
    return f"Loading {len(release.graphs)} graphs of {count:,} triples into an engine on this machine"
