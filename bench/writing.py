"""Serialization on one core: quads to N-Quads lines, lines to the dumps, and rdflib beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, RdfFormat, serialize
from rdflib import Dataset

from asm_graph.rdf.nquads import packed_writer, sorted_lines, write_run
from bench.federal_graph import federal_graph
from bench.pieces import Reached, Table, shown
from bench.processes import spent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Quad

    from bench.pieces import Piece
    from bench.workspace import Workspace

_ROUNDS = 3
_RUNS = 4
"""Sorted files that a dump is merged from."""
_MATRICES, _PEER_MATRICES = 300, 30
"""Some 260,000 quads, and a tenth of them for rdflib."""


def measure(workspace: Workspace) -> Iterator[Piece]:
    """Write the quads of a made graph in the ways of a build, and by rdflib, in turn."""
    quads, few = _named(federal_graph(_MATRICES)), list(federal_graph(_PEER_MATRICES))
    scratch = workspace.sub("serialization")
    runs = [write_run(quads[part::_RUNS], scratch / f"sorted-{part}.nq") for part in range(_RUNS)]
    peer = Dataset()
    peer.parse(data=serialize(few, format=RdfFormat.N_QUADS) or b"", format="nquads")
    ways: dict[str, tuple[int, Callable[[], object]]] = {
        "quads to N-Quads": (len(quads), lambda: serialize(quads, format=RdfFormat.N_QUADS)),
        "quads to a file of sorted lines": (len(quads), lambda: write_run(quads, scratch / "again.nq")),
        "four files of sorted lines to one dump, not packed": (len(quads), lambda: _merged(runs, scratch)),
        "four files of sorted lines to one dump, packed (gzip)": (len(quads), lambda: _packed(runs, scratch)),
        "rdflib: its graph to N-Quads": (len(few), lambda: peer.serialize(format="nquads")),
    }
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(_ROUNDS):
        for name, (count, way) in ways.items():
            rates[name].append(count / spent(way))
    rows = tuple((name, f"{ways[name][0]:,}", shown(each, 0)) for name, each in rates.items())
    yield Table("Serialization", ("way", "quads", "quads a second of processor"), rows)
    slowest = min(list(rates)[:3], key=lambda name: sum(rates[name]))
    yield Reached("serialization", tuple(rates[slowest]), f"the slowest way that packs nothing: {slowest}")


def _named(quads: Iterable[Quad]) -> list[Quad]:
    """Return the quads without blank nodes, which runs have none of."""
    return [
        quad
        for quad in quads
        if not (isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode))
    ]


def _merged(runs: Sequence[Path], scratch: Path) -> None:
    with (scratch / "merged.nq").open("wb") as file:
        file.writelines(sorted_lines((), scratch, runs))


def _packed(runs: Sequence[Path], scratch: Path) -> None:
    with packed_writer(scratch / "merged.nq.gz") as file:
        file.writelines(sorted_lines((), scratch, runs))
