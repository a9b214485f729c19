"""The dumps, texts and store of a release, from one pass over the sorted quads."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store, parse, serialize

from asm_graph.rdf import document_iris
from asm_graph.rdf.nquads import graph_of, packed_writer, sorted_lines, triple_of
from asm_graph.rdf.vocabulary import ASM, PREFIXES, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
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

_TRIPLES_TO_LOAD = "default.nt"
_QUADS_TO_LOAD = "load.nq"
_BATCH = 400_000
"""Quads loaded at a time: some 600 MB, where all of the federation at once takes 1.6 GB."""


@dataclass(frozen=True, slots=True)
class DumpSummary:
    """The SHA-256 of the sorted N-Quads, and their statistics."""

    content_hash: str
    statistics: Statistics


def write_quads(
    quads: Iterable[Quad], release: Path, scratch: Path, base: Base, sorted_files: Sequence[Path] = ()
) -> DumpSummary:
    """Write the N-Quads dump of the quads and of files by `write_run`.

    What `write_turtle` and `write_store` need is left in `scratch`.

    The default graph holds every triple of the named graphs once, but for those of `evidence/`.
    """
    digest, statistics = hashlib.sha256(), Statistics()
    evidence = base.graph(document_iris.evidence_graph("")).value
    last = b""
    with (
        packed_writer(release / QUADS) as dump,
        (scratch / _QUADS_TO_LOAD).open("wb") as load,
        (scratch / _TRIPLES_TO_LOAD).open("wb") as union,
    ):
        for line in sorted_lines(quads, scratch, sorted_files):
            digest.update(line)
            dump.write(line)
            load.write(line)
            graph, triple = graph_of(line), triple_of(line)
            statistics.graphs[graph] += 1
            if triple != last and not graph.startswith(evidence):
                last = triple
                statistics.count_triple(triple)
                load.write(triple + b" .\n")
                union.write(triple + b" .\n")
    return DumpSummary(digest.hexdigest(), statistics)


def write_turtle(release: Path, scratch: Path) -> None:
    """Write the default graph as Turtle, sorted by subject."""
    triples = parse(path=scratch / _TRIPLES_TO_LOAD, format=RdfFormat.N_TRIPLES)
    with packed_writer(release / TURTLE) as dump:
        serialize((quad.triple for quad in triples), dump, RdfFormat.TURTLE, prefixes=PREFIXES)


def turtle(triples: Iterable[Triple], prefixes: dict[str, str]) -> bytes:
    """Serialize triples as Turtle."""
    output = BytesIO()
    serialize(triples, output, RdfFormat.TURTLE, prefixes=prefixes)
    return output.getvalue()


def write_store(release: Path, scratch: Path) -> None:
    """Load named graphs and default graph in batches, keeping blank node labels."""
    store = Store(release / STORE)
    quads = parse(path=scratch / _QUADS_TO_LOAD, format=RdfFormat.N_QUADS)
    while batch := list(islice(quads, _BATCH)):
        store.bulk_extend(batch)
    store.flush()
    store.optimize()
    del store
    for log in (release / STORE).glob("LOG*"):
        log.unlink()  # the engine's diary names the machine and its folders
