"""The store of a release: loaded once, or made of that of another by applying the difference between the two.

A store is kept with the names of the blocks that are in it and, where it was made of another, with the lines
that only one of them has. Stores share the files that are the same in both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store, parse

from asm_graph.garbage_collection import giving_memory_back
from asm_graph.kept_files import link_files
from asm_graph.rdf import document_iris
from asm_graph.rdf.memory_store import with_default_graph
from asm_graph.rdf.packed_blocks import unpacked
from asm_graph.rdf.store_changes import StoreChanges
from asm_graph.releases.difference import differing_subjects
from asm_graph.releases.line_blocks import TURTLE_PREFIXES, KeptBlock
from asm_graph.releases.statistics import default_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import Quad

    from asm_graph.kept_files import KeptFiles
    from asm_graph.rdf.vocabulary import Base

MOST = 100_000
"""Quads up to which a difference is applied; loading more of them anew costs no more, and packs better."""
AT_ONCE = 500_000
"""Lines that are loaded at a time, for which the engine takes some 700 MB while it sorts them."""
MOST_IN_MEMORY = 3_000_000
"""Triples of a default graph that is held in memory, some 400 bytes each. More stay on the disk."""
_SUFFIX, _STORE, _BLOCKS, _SINCE, _CHANGES = ".store", "store", "blocks.json", "since", "changes.nq"


@dataclass(frozen=True, slots=True)
class KeptStore:
    """A store in the folder where it is kept."""

    folder: Path

    @property
    def path(self) -> Path:
        """The store, to be read only."""
        return self.folder / _STORE

    @property
    def state(self) -> str:
        """What tells the content of the store."""
        return self.folder.name

    def blocks(self) -> list[KeptBlock]:
        """Return the blocks that are in it, while they are kept."""
        _, names = json.loads((self.folder / _BLOCKS).read_bytes())
        return [KeptBlock(self.folder.parent / name) for name in names]

    def in_memory(self) -> Store:
        """Open it as `open_in_memory` does."""
        return open_in_memory(self.path, self.blocks())

    def changes(self) -> StoreChanges | None:
        """Return what has changed since the state that it was made of; None if it was loaded whole."""
        if not (self.folder / _SINCE).is_file():
            return None
        lines = (self.folder / _CHANGES).read_bytes().splitlines(keepends=True)
        since = (self.folder / _SINCE).read_text(encoding="utf-8")
        return StoreChanges.of(since, lines, Store.read_only(str(self.path)))


def open_in_memory(path: Path, blocks: Iterable[KeptBlock]) -> Store:
    """Open a store of these blocks read-only, for callers that ask a great deal.

    Its default graph is in memory, unless it is too large for that.
    """
    on_disk, parts = Store.read_only(str(path)), list(blocks)
    if sum(block.statistics().triples for block in parts) > MOST_IN_MEMORY:
        return on_disk
    default_graph = Store()
    for block in parts:
        turtle = TURTLE_PREFIXES + unpacked(block.turtle())
        if b"_:" in turtle:  # a bulk load would rename blank nodes
            default_graph.bulk_extend(parse(turtle, format=RdfFormat.TURTLE))
        else:
            default_graph.bulk_load(turtle, RdfFormat.TURTLE, lenient=True)
    return with_default_graph(on_disk, default_graph)


def kept_store(blocks: Sequence[KeptBlock], base: Base, kept: KeptFiles) -> KeptStore:
    """Return the store of some blocks.

    It is corrected from one that an earlier build kept, where little differs, and loaded otherwise.
    """
    names = [block.folder.name for block in blocks]
    evidence = base.graph(document_iris.evidence_graph("")).value

    def make(partial: Path) -> None:
        earlier = _latest(kept.folder)
        partial.mkdir()
        differing = None if earlier is None else _since(earlier, blocks, evidence, kept.decisive)
        if earlier is not None and differing is not None and differing.is_small:
            differing.apply(earlier / _STORE, partial / _STORE)
            (partial / _SINCE).write_text(earlier.name, encoding="utf-8")
            (partial / _CHANGES).write_bytes(b"".join(differing.lines))
        else:
            _load(blocks, partial, evidence)
        (partial / _BLOCKS).write_text(json.dumps([kept.decisive, names]), encoding="utf-8")

    return KeptStore(kept.made(names, _SUFFIX, make))


def _latest(folder: Path) -> Path | None:
    """Return the kept store that was asked for last."""
    found = [path for path in folder.glob(f"*{_SUFFIX}") if (path / _BLOCKS).is_file()]
    return max(found, key=lambda path: path.stat().st_mtime_ns, default=None)


def _since(
    earlier: Path, blocks: Sequence[KeptBlock], evidence: str, decisive: Sequence[str]
) -> StoreDifference | None:
    """Return what differs from a kept store; None if other software made it, or a block is kept no longer."""
    made_by, names = json.loads((earlier / _BLOCKS).read_bytes())
    before = [KeptBlock(earlier.parent / name) for name in names]
    if made_by != list(decisive) or not all(block.folder.is_dir() for block in before):
        return None
    return StoreDifference(differing_subjects(*_apart(before, blocks)), evidence)


def _apart(
    before: Sequence[KeptBlock], after: Sequence[KeptBlock]
) -> tuple[Iterator[bytes], Iterator[bytes]]:
    """Return the lines of the blocks that only one of two lists has, in order."""
    shared = {block.folder for block in before} & {block.folder for block in after}
    lists = ([block for block in blocks if block.folder not in shared] for blocks in (before, after))
    old, new = (chain.from_iterable(block.lines() for block in blocks) for blocks in lists)
    return old, new


def add_found(
    store: KeptStore, stated: Sequence[KeptBlock], blocks: Sequence[KeptBlock], base: Base, target: Path
) -> None:
    """Make a store of a kept one, which has the blocks `stated`, and of what the audit found since."""
    evidence = base.graph(document_iris.evidence_graph("")).value
    StoreDifference(differing_subjects(*_apart(stated, blocks)), evidence, most=None).apply(
        store.path, target
    )


@giving_memory_back()
def _load(blocks: Iterable[KeptBlock], folder: Path, evidence: str) -> None:
    """Load blocks into a new store, so many lines at a time.

    A bulk load would rename blank nodes, so lines that have some are added separately.
    """
    store = Store(folder / _STORE)
    blank: list[bytes] = []
    waiting: list[bytes] = []
    for block in blocks:
        waiting += _without_blank_nodes(list(_stored(block.lines(), evidence)), blank)
        if len(waiting) >= AT_ONCE:
            _bulk_load(store, waiting)
    _bulk_load(store, waiting)
    store.bulk_extend(_parsed(blank))
    store.optimize()  # look-ups in the tables of several loads take twice as long
    _close(store, folder / _STORE)


def _bulk_load(store: Store, lines: list[bytes]) -> None:
    """Load lines, and keep none of them."""
    data = b"".join(lines)
    lines.clear()
    store.bulk_load(data, RdfFormat.N_QUADS, lenient=True)  # our own lines are well-formed


def _without_blank_nodes(lines: list[bytes], blank: list[bytes]) -> list[bytes]:
    """Return the lines without blank nodes, and collect the others."""
    if b"_:" not in b"".join(lines):  # far quicker than looking at each line
        return lines
    blank += (line for line in lines if b"_:" in line)
    return [line for line in lines if b"_:" not in line]


class StoreDifference:
    """The quads that a store lacks and those that it has too many, by the lines of the subjects that differ.

    `evidence` is how the IRIs of graphs begin that are no part of the default graph. More quads than `most`
    are not collected: then the difference is not small. `lines` are those that only one side has.
    """

    def __init__(
        self,
        subjects: Iterable[tuple[Sequence[bytes], Sequence[bytes]]],
        evidence: str,
        most: int | None = MOST,
    ) -> None:
        self.removed: list[bytes] = []
        self.added: list[bytes] = []
        self.lines: list[bytes] = []
        self.is_small = True
        for before, after in subjects:
            old, new = (set(_stored(lines, evidence)) for lines in (before, after))
            gone = old - new
            self.removed += gone
            self.lines += old ^ new
            # The engine keeps a number by its value: what it forgets with `1.0` may also be said as `1.00`.
            self.added += new if gone else new - old
            if most is not None and len(self.removed) + len(self.added) > most:
                self.is_small = False
                break

    def apply(self, source: Path, target: Path) -> None:
        """Make the store at `target` from that at `source`, which stays as it is."""
        # The tables of RocksDB are never changed once they are written: both stores may have them.
        link_files(source, target, copied=lambda path: path.suffix != ".sst")
        store = Store(target)
        for quad in _parsed(self.removed):
            store.remove(quad)
        (store.extend if len(self.added) <= MOST else store.bulk_extend)(_parsed(self.added))
        _close(store, target)


def _close(store: Store, folder: Path) -> None:
    """Finish writing, and remove the diary of the engine, which names the machine and its folders."""
    store.flush()
    del store
    for log in folder.glob("LOG*"):
        log.unlink()


def _stored(lines: Sequence[bytes], evidence: str) -> Iterator[bytes]:
    """Yield what a store holds of the lines of a subject: its quads, and its triples in the default graph."""
    return chain(lines, (triple + b" .\n" for triple in default_graph(lines, evidence)))


def _parsed(lines: Sequence[bytes]) -> Iterator[Quad]:
    return parse(b"".join(sorted(lines)), format=RdfFormat.N_QUADS)
