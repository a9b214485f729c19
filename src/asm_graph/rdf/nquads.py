"""Quads as sorted N-Quads lines, the order in which a release is hashed, dumped and compared."""

from __future__ import annotations

import gzip
import hashlib
import io
from bisect import bisect_right
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat, serialize

from asm_graph.errors import ReleaseError
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from pyoxigraph import Quad

RUN = 250_000
"""Quads sorted in memory at a time: about 250 MB with all copies."""

_COMPRESSION = 6
"""Level of gzip: sorted quads shrink to a twentieth; level 9 takes twice the time to save a fifth of that."""

BUFFER = 1 << 20
"""Bytes of a file read or written at a time."""


def sorted_lines(
    quads: Iterable[Quad], scratch: Path, sorted_files: Sequence[Path] = (), run: int = RUN
) -> Iterator[bytes]:
    """Yield the distinct quads as N-Quads lines in byte order, with line ends; `scratch` holds sorted runs.

    `sorted_files` hold more quads, as `write_run` writes them. Blank nodes get the labels of RDF Dataset
    Canonicalization (RDFC-1.0), which are the same in every build.

    Raises:
        ReleaseError: a quad is in no named graph.
    """
    blank: list[Quad] = []
    remaining = iter(_without_blank_nodes(quads, blank))
    runs = list(sorted_files)
    while batch := list(islice(remaining, run)):
        runs.append(write_run(batch, scratch / f"{len(runs)}.run"))
    runs.append(write_run(_canonical(blank), scratch / f"{len(runs)}.run"))
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("rb", buffering=BUFFER)) for path in runs]
        yield from merged(files)


def merged(files: Iterable[BinaryIO], block: int = BUFFER) -> Iterator[bytes]:
    """Yield the distinct lines of sorted files in order, so many bytes of each in memory at a time.

    A block of each is sorted at once, up to where all of them are known: a heap would cost more for every
    line. Several documents may state the same quad of a shared graph.
    """
    left = [(file, lines) for file in files if (lines := file.readlines(block))]
    while left:
        known = min(lines[-1] for _, lines in left)
        batch: list[bytes] = []
        rest = []
        for file, lines in left:
            end = bisect_right(lines, known)
            batch += lines[:end]
            if unknown := lines[end:] or file.readlines(block):
                rest.append((file, unknown))
        left = rest
        batch.sort()
        yield from dict.fromkeys(batch)


def write_sorted(quads: Iterable[Quad], folder: Path, scratch_prefix: str = "") -> Path:
    """Write quads as sorted lines to a file of the folder that is named by its content."""
    with TemporaryDirectory(prefix=scratch_prefix, dir=folder) as scratch:
        path, digest = Path(scratch) / "quads.nq", hashlib.sha256()
        with path.open("wb") as file:
            for line in sorted_lines(quads, Path(scratch)):
                digest.update(line)
                file.write(line)
        target = folder / f"{digest.hexdigest()}.nq"
        return target if target.exists() else path.rename(target)


def triple_of(line: bytes) -> bytes:
    """Return a line without its graph and full stop; sorted lines of the same triple are adjacent."""
    return line.rpartition(b" <")[0]


def subject_of(line: bytes) -> bytes:
    """Return the subject of a line as written; sorted lines of the same subject are adjacent."""
    return line.partition(b" ")[0]


def graph_of(line: bytes) -> str:
    """Return the IRI of the named graph of a line.

    >>> graph_of(b'<urn:s> <urn:p> "o" <urn:g> .')
    'urn:g'
    """
    return line.rpartition(b" <")[2].partition(b">")[0].decode()


@contextmanager
def packed_writer(path: Path) -> Iterator[BinaryIO]:
    """Open a gzip file for writing whose bytes depend on the content alone: no time or name in its header."""
    with (
        path.open("wb") as raw,
        gzip.GzipFile("", "wb", _COMPRESSION, raw, mtime=0) as packed,
        io.BufferedWriter(packed, BUFFER) as buffered,
    ):
        yield buffered


def packed_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a gzip file, each with its line end."""
    with gzip.open(path, "rb") as packed, io.BufferedReader(packed, BUFFER) as buffered:
        yield from buffered


def _without_blank_nodes(quads: Iterable[Quad], blank: list[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if not isinstance(quad.graph_name, NamedNode):
            raise ReleaseError(
                Message("{quad}: is in no named graph; every quad of a release is.", quad=quad)
            )
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            blank.append(quad)
        else:
            yield quad


def _canonical(blank: list[Quad]) -> Dataset:
    dataset = Dataset(blank)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def write_run(quads: Iterable[Quad], path: Path) -> Path:
    """Write quads in named graphs, without blank nodes, as sorted distinct N-Quads lines."""
    lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
    path.write_bytes(b"".join(sorted(set(io.BytesIO(lines)))))
    return path


def sorted_by_subject(said: Mapping[str, Iterable[str]]) -> bytes:
    """Return sorted lines, each once, of what is said of each subject: its lines without the subject.

    Subjects sort quickly, and so do the few lines of each; all lines together take several times as long.
    """
    lines = io.BytesIO()
    for subject in sorted(said):
        start = f"{subject} "
        lines.write((start + start.join(sorted(set(said[subject])))).encode())
    return lines.getvalue()


def with_predicates(
    lines: Iterable[bytes], predicates: Collection[NamedNode], within: str = ""
) -> Iterator[bytes]:
    """Yield those lines that have these predicates.

    `within` is a prefix of the IRIs of the graphs to read from.
    """
    wanted = {str(predicate).encode() for predicate in predicates}
    for line in lines:
        if line.split(b" ", 2)[1] in wanted and (not within or graph_of(line).startswith(within)):
            yield line
