"""The dumps, texts and store of a release, from the blocks of its sorted lines."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store, parse, serialize

from asm_graph.rdf import document_iris
from asm_graph.rdf.packed_blocks import unpacked
from asm_graph.releases.line_blocks import TURTLE_HEADER
from asm_graph.releases.statistics import Statistics
from asm_graph.releases.store_copies import forget_diary, stored_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Quad, Triple

    from asm_graph.rdf.vocabulary import Base
    from asm_graph.releases.line_blocks import KeptBlock


_FOLDER = "texts"
ORIGINALS = "originals"


def write_texts(release: Path, texts: Mapping[str, str]) -> None:
    """Write each text under the slug of its document, as UTF-8 with its line ends unchanged."""
    if texts:
        (release / _FOLDER).mkdir()
    for slug, text in texts.items():
        (release / _FOLDER / f"{slug}.txt").write_bytes(text.encode())


def read_text(release: Path, slug: str) -> str | None:
    """Read the text of a document; None for a table, or in a release that kept no texts."""
    path = release / _FOLDER / f"{slug}.txt"
    return path.read_bytes().decode() if path.is_file() else None


def write_originals(release: Path, originals: Mapping[str, Path]) -> None:
    """Copy the files that are published as they are, under their names below `originals/`."""
    if originals:
        (release / ORIGINALS).mkdir()
    for name, path in originals.items():
        shutil.copyfile(path, release / ORIGINALS / name)


QUADS = "dumps/all.nq.gz"
TURTLE = "dumps/default.ttl.gz"
STORE = "store"

_BATCH = 400_000
"""Quads loaded at a time: some 600 MB, where all of the federation at once takes 1.6 GB."""


@dataclass(frozen=True, slots=True)
class DumpSummary:
    """The SHA-256 of the sorted N-Quads, and their statistics."""

    content_hash: str
    statistics: Statistics


def write_dumps(release: Path, blocks: Sequence[KeptBlock]) -> DumpSummary:
    """Write the blocks of a release as N-Quads and, of the default graph, as Turtle sorted by subject.

    The default graph holds every triple of the named graphs once, but for those of `evidence/`.
    """
    digest = hashlib.sha256()
    with (release / QUADS).open("wb") as quads, (release / TURTLE).open("wb") as triples:
        triples.write(TURTLE_HEADER)
        for block in blocks:
            data = block.quads()
            digest.update(unpacked(data))
            quads.write(data)
            triples.write(block.turtle())
    return DumpSummary(digest.hexdigest(), Statistics.sum(block.statistics() for block in blocks))


def turtle(triples: Iterable[Triple], prefixes: dict[str, str]) -> bytes:
    """Serialize triples as Turtle."""
    output = BytesIO()
    serialize(triples, output, RdfFormat.TURTLE, prefixes=prefixes)
    return output.getvalue()


def write_store(release: Path, blocks: Sequence[KeptBlock], base: Base) -> None:
    """Load named graphs and default graph, keeping blank node labels."""
    evidence = base.graph(document_iris.evidence_graph("")).value
    store = Store(release / STORE)
    quads = chain.from_iterable(_to_load(block, evidence) for block in blocks)
    while batch := list(islice(quads, _BATCH)):
        store.bulk_extend(batch)
    store.flush()
    store.optimize()
    del store
    forget_diary(release / STORE)


def _to_load(block: KeptBlock, evidence: str) -> Iterator[Quad]:
    return parse(b"".join(stored_lines(block.lines(), evidence)), format=RdfFormat.N_QUADS)
