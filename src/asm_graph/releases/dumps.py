"""The dumps and texts of a release, from the blocks of its sorted lines."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from asm_graph.rdf.packed_blocks import unpacked
from asm_graph.releases.line_blocks import TURTLE_HEADER
from asm_graph.releases.statistics import Statistics

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Triple

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
