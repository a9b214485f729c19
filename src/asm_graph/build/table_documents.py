"""The graph of a large table, made of shares of its rows, in one process or in several.

Each share has the rows of some programs, and its quads in memory are all that a process holds. What rows of
several shares say together is stated when all of them are read, and the sorted lines of all are merged: the
graph is the same as that of the whole table, byte for byte.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from asm_graph.atomic_files import writing_whole
from asm_graph.build.document_cache import document_graph, keep_facts, load_document, make_graph
from asm_graph.build.extract import ExtractedShare, Extractor
from asm_graph.documents.parcels import packed, receive, send
from asm_graph.errors import InputError
from asm_graph.messages import Message
from asm_graph.rdf.nquads import merged
from asm_graph.readers.by_program import shares_of
from asm_graph.readers.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from asm_graph.build.document_cache import DocumentGraph, Task
    from asm_graph.documents import TableDocument
    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.readers.tables.row_layout import RowLayout
    from asm_graph.releases import Progress

_HEAD = 0
"""The number of the share that has the head of the table alone."""


@dataclass(frozen=True, slots=True)
class DividedTable:
    """A table of which the shares are kept in the folder of a build, numbered from 1."""

    task: Task
    layout: str
    count: int

    @property
    def folder(self) -> Path:
        """The shares, and what was made of them."""
        return self.task.folder / f"{self.task.key}.shares"

    @property
    def numbers(self) -> range:
        """The numbers of the shares with rows."""
        return range(1, self.count + 1)

    @property
    def rows(self) -> RowLayout:
        """How the rows of the table are read."""
        found = next(one.by_program for one in LAYOUTS if one.name == self.layout)
        if found is None:
            raise ValueError(f"{self.layout}: is not read by programs")
        return found

    def share(self, number: int) -> Path:
        """Return where the rows of a share are."""
        return self.folder / f"{number}.rows"

    def quads(self, number: int) -> Path:
        """Return where the quads of a share are; those that all rows state together are with the head."""
        return self.folder / f"{number}.nq"

    def extracted(self, number: int) -> Path:
        """Return where all else is that a share was read to; nothing is if it cannot be read alone."""
        return self.folder / f"{number}.extracted"


def whole_graph(task: Task, progress: Progress) -> DocumentGraph:
    """Return the graph of a document, cached or new, made in this process.

    Raises:
        InputError: the document cannot be read.
    """
    begun = begin(task, progress)
    if not isinstance(begun, DividedTable):
        return begun
    for number in begun.numbers:
        progress(
            Message(
                "Reading {file}: part {number} of {count}",
                file=task.file.name,
                number=number,
                count=begun.count,
            )
        )
        read_share(begun, number)
    return finish(begun)


def begin(task: Task, progress: Progress | None = None) -> DocumentGraph | DividedTable:
    """Return the graph of a document, cached or new, or the shares of a large table that are to be read.

    Raises:
        InputError: the document cannot be read.
    """
    if task.is_done:
        return document_graph(task)
    document, data = load_document(task, progress)
    rows, shares = shares_of(document)
    if rows is None or not shares:
        make_graph(task, progress, (document, data))
        return document_graph(task)
    table = DividedTable(task, rows.layout.name, len(shares) - 1)
    table.folder.mkdir(exist_ok=True)
    for number, share in enumerate(shares):
        _write(table.share(number), share)
    return table


def read_share(table: DividedTable, number: int) -> None:
    """Read a share and keep its quads and what else it says, unless that was done before.

    One that cannot be read without the other rows is left to `finish`.
    """
    if table.extracted(number).exists():
        return
    share: TableDocument = _read(table.share(number))
    try:
        extracted = _extractor(table.task).extract_share(share, table.rows, table.task.file.slug)
    except InputError:
        return
    with writing_whole(table.quads(number)) as partial:
        partial.write_bytes(extracted.lines)
    _write(table.extracted(number), replace(extracted, lines=b""))


def finish(table: DividedTable) -> DocumentGraph:
    """Return the graph of a table whose shares are read; of one that cannot be divided, read it whole.

    Raises:
        InputError: the table cannot be read.
    """
    task = table.task
    if not all(table.extracted(number).exists() for number in table.numbers):
        return _undivided(table)
    shares: list[ExtractedShare] = [_read(table.extracted(number)) for number in table.numbers]
    if not _are_apart(one.mapped.claims for one in shares):
        return _undivided(table)
    head: TableDocument = _read(table.share(_HEAD))
    file = task.file
    extraction = _extractor(task).extract_joined(head, table.rows, shares, file.slug, file.origin)
    table.quads(_HEAD).write_bytes(extraction.lines)
    with writing_whole(task.graph_path) as partial, partial.open("wb") as lines, ExitStack() as stack:
        runs = (table.quads(number).open("rb") for number in (_HEAD, *table.numbers))
        lines.writelines(merged([stack.enter_context(run) for run in runs]))
    keep_facts(task, extraction, None)
    shutil.rmtree(table.folder)
    return document_graph(task)


def _undivided(table: DividedTable) -> DocumentGraph:
    shutil.rmtree(table.folder)
    return document_graph(table.task)


def _are_apart(several: Iterable[frozenset[int]]) -> bool:
    """Tell whether no share numbers, names or proves what another one does."""
    seen: set[int] = set()
    for claims in several:
        if not seen.isdisjoint(claims):
            return False
        seen |= claims
    return True


def _write(path: Path, content: object) -> None:
    with writing_whole(path) as partial, partial.open("wb") as file:
        send(file, packed("share", content))


def _read(path: Path) -> Any:  # noqa: ANN401  (whatever `_write` was given)
    with path.open("rb") as file:
        # What this build wrote itself.
        return receive(file, trusted=True).content


def _extractor(task: Task) -> Extractor:
    """Return what extracts the shares of a table; a process that reads several of them has loaded it once."""
    if task.registers is not None:
        return Extractor(task.knowledge, task.base, task.registers)
    return _first_extractor(task.knowledge, task.base, task.knowledge_hash)


@lru_cache(maxsize=1)
def _first_extractor(knowledge: Knowledge, base: Base, content: str) -> Extractor:  # noqa: ARG001
    # `content` is part of the key: a process may serve several builds, between which the knowledge changes.
    return Extractor(knowledge, base)
