"""A store made from that of another release: a copy that shares its files, with the difference applied."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store, parse

from asm_graph.kept_files import link_files
from asm_graph.releases.statistics import default_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Quad

MOST = 100_000
"""Quads up to which a difference is applied; loading more of them anew costs no more, and packs better."""


class StoreDifference:
    """The quads that a store lacks and those that it has too many, by the lines of the subjects that differ.

    `evidence` is how the IRIs of graphs begin that are no part of the default graph.
    """

    def __init__(self, subjects: Iterable[tuple[Sequence[bytes], Sequence[bytes]]], evidence: str) -> None:
        self.removed: list[bytes] = []
        self.added: list[bytes] = []
        self.is_small = True
        for before, after in subjects:
            old, new = (set(stored_lines(lines, evidence)) for lines in (before, after))
            gone = old - new
            self.removed += gone
            # The engine keeps a number by its value: what it forgets with `1.0` may also be said as `1.00`.
            self.added += new if gone else new - old
            if len(self.removed) + len(self.added) > MOST:
                self.is_small = False
                break

    def apply(self, source: Path, target: Path) -> None:
        """Make the store at `target` from that at `source`, which stays as it is."""
        # The tables of RocksDB are never changed once they are written: both stores may have them.
        link_files(source, target, copied=lambda path: path.suffix != ".sst")
        store = Store(target)
        for quad in _parsed(self.removed):
            store.remove(quad)
        store.extend(_parsed(self.added))
        store.flush()
        del store
        forget_diary(target)


def forget_diary(store: Path) -> None:
    """Remove the diary of the engine, which names the machine and its folders."""
    for log in store.glob("LOG*"):
        log.unlink()


def stored_lines(lines: Sequence[bytes], evidence: str) -> Iterator[bytes]:
    """Yield what a store holds of the lines of a subject: its quads, and its triples in the default graph."""
    return chain(lines, (triple + b" .\n" for triple in default_graph(lines, evidence)))


def _parsed(lines: Sequence[bytes]) -> Iterator[Quad]:
    return parse(b"".join(sorted(lines)), format=RdfFormat.N_QUADS)
