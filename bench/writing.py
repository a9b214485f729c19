"""Writing N-Quads: pyoxigraph, which writes our dumps, and rdflib."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize
from rdflib import Dataset

from bench.measuring import Comparison, Way, in_turn

if TYPE_CHECKING:
    from asm_graph.releases import Release

_ROUNDS = 3


def writing(release: Release) -> Comparison:
    """Measure writing the quads of a release from memory to memory, by each library."""
    quads = list(release.store().quads_for_pattern(None, None, None))
    data = serialize(quads, format=RdfFormat.N_QUADS) or b""
    dataset = Dataset()
    dataset.parse(data=data, format="nquads")
    ours, peer = in_turn(
        (
            lambda: serialize(quads, format=RdfFormat.N_QUADS),
            lambda: dataset.serialize(format="nquads"),
        ),
        _ROUNDS,
    )
    amount = f"{len(quads):,} quads"
    return Comparison("writing N-Quads", amount, Way("pyoxigraph", ours), Way("rdflib", peer))
