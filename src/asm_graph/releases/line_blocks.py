"""The lines of a release, block by block: packed as N-Quads and as Turtle, counted, and hashed by property.

A block is made again only when a file has changed that has lines in it; blocks are independent of each other,
so that several processes make them.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse, serialize

from asm_graph.atomic_files import writing_whole
from asm_graph.executors import InProcess, finish
from asm_graph.rdf import document_iris
from asm_graph.rdf.block_bounds import blocks, write_bounds
from asm_graph.rdf.packed_blocks import packed, unpacked
from asm_graph.rdf.vocabulary import PREFIXES
from asm_graph.releases.class_uses import ClassUses
from asm_graph.releases.statistics import Statistics, default_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from asm_graph.kept_files import KeptFiles
    from asm_graph.rdf.block_bounds import Block
    from asm_graph.rdf.vocabulary import Base

_QUADS, _TURTLE, _FACTS, _USES = "quads", "turtle", "facts.json", "uses.json"
TURTLE_PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()).encode()
"""The prefixes that the Turtle of all blocks needs before it."""
TURTLE_HEADER = packed(TURTLE_PREFIXES)
_GROUP = 8
"""Blocks that a process makes at a time."""


@dataclass(frozen=True, slots=True)
class KeptBlock:
    """A block in the folder where it is kept; what it was cut from, where that is known, is its `source`."""

    folder: Path
    source: Block | None = None

    def quads(self) -> bytes:
        """Return its N-Quads, packed."""
        return (self.folder / _QUADS).read_bytes()

    def turtle(self) -> bytes:
        """Return its part of the default graph as Turtle without prefixes, packed."""
        return (self.folder / _TURTLE).read_bytes()

    def lines(self) -> list[bytes]:
        """Return its N-Quads lines, with their line ends; with its source, it need not be made before."""
        if self.source is not None:
            return self.source.lines()
        return unpacked(self.quads()).splitlines(keepends=True)

    def statistics(self) -> Statistics:
        """Return what was counted in it."""
        return Statistics.from_json(json.loads((self.folder / _FACTS).read_bytes()))

    def uses(self) -> ClassUses:
        """Return how its things are described."""
        return ClassUses(**json.loads((self.folder / _USES).read_bytes()))


def kept_blocks(
    files: Sequence[Path], base: Base, kept: KeptFiles, executor: Executor | None = None
) -> list[KeptBlock]:
    """Make the blocks of sorted files, in order, but for those that are kept.

    The names of the files tell what they hold.
    """
    found = cut_blocks(files, base, kept, executor)
    finish(begin_blocks(found, base, kept, executor))
    return found


def cut_blocks(
    files: Sequence[Path], base: Base, kept: KeptFiles, executor: Executor | None = None
) -> list[KeptBlock]:
    """Divide sorted files into blocks that are not made yet; see `kept_blocks`."""
    bounds = [kept.path([path.name], ".bounds") for path in files]
    missing = [pair for pair in zip(files, bounds, strict=True) if not kept.has(pair[1])]
    run = executor or InProcess()
    finish([run.submit(_make_bounds, *pair) for pair in missing])
    evidence = _evidence(base)
    return [KeptBlock(kept.path((*one.identity, evidence), ".block"), one) for one in blocks(files, bounds)]


def begin_blocks(
    found: Iterable[KeptBlock], base: Base, kept: KeptFiles, executor: Executor | None = None
) -> list[Future[None]]:
    """Begin to make those of some blocks that are not kept; they are made when all of this is done."""
    wanted = [block for block in found if not kept.has(block.folder)]
    groups = [wanted[place : place + _GROUP] for place in range(0, len(wanted), _GROUP)]
    return [(executor or InProcess()).submit(_make_blocks, group, _evidence(base)) for group in groups]


def _evidence(base: Base) -> str:
    """Return how the IRIs of graphs of evidence begin."""
    return base.graph(document_iris.evidence_graph("")).value


def _make_bounds(path: Path, target: Path) -> None:
    with writing_whole(target) as partial:
        write_bounds(path, partial)


def _make_blocks(group: Sequence[KeptBlock], evidence: str) -> None:
    for block in group:
        lines = block.lines()
        triples = default_graph(lines, evidence)
        with writing_whole(block.folder) as partial:
            partial.mkdir()
            (partial / _QUADS).write_bytes(packed(b"".join(lines)))
            (partial / _TURTLE).write_bytes(packed(_turtle(triples)))
            (partial / _USES).write_text(json.dumps(asdict(ClassUses.of(triples))), encoding="utf-8")
            facts = Statistics.of(lines, triples).as_json()
            (partial / _FACTS).write_text(json.dumps(facts), encoding="utf-8")


def _turtle(triples: Iterable[bytes]) -> bytes:
    text = b"".join(triple + b" .\n" for triple in triples)
    parsed = (quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES))
    written = serialize(parsed, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    return written.removeprefix(TURTLE_PREFIXES)
