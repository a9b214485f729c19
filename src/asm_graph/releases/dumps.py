"""The dumps, texts and store of a release, from one pass over the sorted quads."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from heapq import merge
from io import BytesIO
from itertools import groupby, islice
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store, parse, serialize

from asm_graph.rdf import document_iris
from asm_graph.rdf.nquads import BUFFER, graph_of, packed_writer, sorted_lines, triple_of
from asm_graph.rdf.vocabulary import ASM, PREFIXES, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Quad, Triple

    from asm_graph.rdf.vocabulary import Base


_TYPE = str(RDF("type")).encode()
_YEAR = str(ASM("year")).encode()


@dataclass(slots=True)
class Statistics:
    """Quads of each named graph; triples, subjects, properties, classes and years of the default graph.

    Lines come in their order, so that a subject is new exactly when it differs from the one before.
    """

    graphs: Counter[str] = field(default_factory=Counter)
    triples: int = 0
    subjects: int = 0
    properties: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    years: set[str] = field(default_factory=set)
    _subject: bytes = b""

    @property
    def quads(self) -> int:
        """The quads of all named graphs."""
        return self.graphs.total()

    def count_triple(self, triple: bytes) -> None:
        """Count a triple of the default graph (N-Triples without the full stop)."""
        subject, predicate, value = triple.split(b" ", 2)
        self.triples += 1
        self.subjects += subject != self._subject
        self._subject = subject
        self.properties[_iri(predicate)] += 1
        if predicate == _TYPE and value.startswith(b"<"):
            self.classes[_iri(value)] += 1
        elif predicate == _YEAR:
            self.years.add(value.split(b'"', 2)[1].decode())


def _iri(term: bytes) -> str:
    return term[1:-1].decode()


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

STATED, FOUND = "stated", "found"
"""Parts of the quads of a release: what is known before its audit, and what is added to that."""
_QUADS, _TRIPLES = "quads.nq", "triples.nt"
_BLANK = "blank-"
"""Before the names of the files of quads with blank nodes, which a bulk load would label anew."""
_BATCH = 20_000
"""Lines parsed at a time."""


@dataclass(frozen=True, slots=True)
class DumpSummary:
    """The SHA-256 of the sorted N-Quads, and their statistics."""

    content_hash: str
    statistics: Statistics


def sort_quads(
    quads: Iterable[Quad], scratch: Path, base: Base, sorted_files: Sequence[Path] = (), part: str = STATED
) -> None:
    """Write the quads, and those of files by `write_run`, as sorted lines to a part in `scratch`.

    The triples of the default graph are apart: each one of the named graphs, but for those of `evidence/`.

    Raises:
        ReleaseError: a quad is in no named graph.
    """
    folder = scratch / part
    folder.mkdir()
    evidence = base.graph(document_iris.evidence_graph("")).value.encode()
    last = b""
    with ExitStack() as stack:
        names = (_QUADS, _TRIPLES, _BLANK + _QUADS, _BLANK + _TRIPLES)
        named, triples, *apart = (stack.enter_context((folder / name).open("wb")) for name in names)
        for line in sorted_lines(quads, scratch, sorted_files):
            triple, _, graph = line.rpartition(b" <")
            files = apart if _has_blank_node(triple) else (named, triples)
            files[0].write(line)
            if triple != last and not graph.startswith(evidence):
                last = triple
                files[1].write(triple + b" .\n")


def _has_blank_node(triple: bytes) -> bool:
    if b"_:" not in triple:
        return False
    subject, _, value = triple.split(b" ", 2)
    return subject.startswith(b"_:") or value.startswith(b"_:")


def write_quads(release: Path, scratch: Path, base: Base) -> DumpSummary:
    """Write the N-Quads dump of all parts, and count what is in it."""
    digest, statistics = hashlib.sha256(), Statistics()
    evidence = base.graph(document_iris.evidence_graph("")).value
    last = b""
    with packed_writer(release / QUADS) as dump, _merged(scratch, _QUADS) as lines:
        for line in lines:
            digest.update(line)
            dump.write(line)
            graph, triple = graph_of(line), triple_of(line)
            statistics.graphs[graph] += 1
            if triple != last and not graph.startswith(evidence):
                last = triple
                statistics.count_triple(triple)
    return DumpSummary(digest.hexdigest(), statistics)


def write_turtle(release: Path, scratch: Path) -> None:
    """Write the default graph of all parts as Turtle, sorted by subject."""
    with packed_writer(release / TURTLE) as dump, _merged(scratch, _TRIPLES) as lines:
        serialize(_parsed(lines), dump, RdfFormat.TURTLE, prefixes=PREFIXES)


@contextmanager
def _merged(scratch: Path, name: str) -> Iterator[Iterator[bytes]]:
    """Yield the distinct lines of the files of this name in all parts, sorted."""
    with ExitStack() as stack:
        paths = sorted(scratch.glob(f"*/*{name}"))
        files = [stack.enter_context(path.open("rb", buffering=BUFFER)) for path in paths]
        yield (line for line, _ in groupby(merge(*files)))


def _parsed(lines: Iterator[bytes]) -> Iterator[Triple]:
    while batch := b"".join(islice(lines, _BATCH)):
        for quad in parse(batch, RdfFormat.N_TRIPLES):
            yield quad.triple


def turtle(triples: Iterable[Triple], prefixes: dict[str, str]) -> bytes:
    """Serialize triples as Turtle."""
    output = BytesIO()
    serialize(triples, output, RdfFormat.TURTLE, prefixes=prefixes)
    return output.getvalue()


def load_part(release: Path, scratch: Path, part: str = STATED) -> None:
    """Load named graphs and default graph of a part into the store, each file at once.

    Batches would be merged again by the engine, which takes a third of the time of a large load.
    """
    folder, store = scratch / part, Store(release / STORE)
    for name, form in ((_QUADS, RdfFormat.N_QUADS), (_TRIPLES, RdfFormat.N_TRIPLES)):
        if (folder / name).stat().st_size:
            store.bulk_load(path=folder / name, format=form, lenient=True)  # our own lines are well-formed
        store.extend(parse(path=folder / f"{_BLANK}{name}", format=form))
    store.flush()
    del store
    for log in (release / STORE).glob("LOG*"):
        log.unlink()  # the engine's diary names the machine and its folders
