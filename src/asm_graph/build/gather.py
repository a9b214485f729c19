"""All documents of a build become graphs: tables first, then texts, which need the programs tables name."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from asm_graph.build.document_cache import DocumentGraph, Task, key_of
from asm_graph.build.loaded_documents import LoadedDocument
from asm_graph.build.spread import SpreadWork
from asm_graph.build.table_documents import whole_graph
from asm_graph.build.worker_processes import processes
from asm_graph.documents import shown_path
from asm_graph.errors import InputError
from asm_graph.kept_files import KeptFiles
from asm_graph.messages import Message, as_message, joined
from asm_graph.rdf.nquads import write_sorted
from asm_graph.registers import Registers
from asm_graph.registers.census import Census
from asm_graph.releases import knowledge_hash
from asm_graph.releases.atomic_folder import STAGING
from asm_graph.spanish.contact import withheld

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from pyoxigraph import Quad

    from asm_graph.build.source_files import SourceFile
    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.releases import Progress

_UNFINISHED = (".partial", ".shares")
"""What only a build that was killed leaves."""
_IMPORTED = "asm_graph.build.pipeline"
"""What imports all that the tasks of a build need."""
WORTH_PROCESSES = 1_000_000
"""Bytes of documents from which reading them in several processes outweighs starting these."""


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file of a folder that is in no graph, and why."""

    file: SourceFile
    reason: Message

    @property
    def shown_reason(self) -> Message:
        """The reason without the folder that the file is in, and without contact data."""
        shown = str(shown_path(self.file.path))
        return self.reason.map(lambda reason: withheld(reason.replace(shown, self.file.name)))


@dataclass(frozen=True, slots=True)
class GatheredDocuments:
    """The graphs of all documents, sorted by slug, the registers with every program, and files not read.

    `made` has besides the graphs that documents had before every program was known.
    """

    documents: tuple[DocumentGraph, ...]
    registers: Registers
    unread: tuple[UnreadFile, ...] = ()
    made: tuple[DocumentGraph, ...] = ()


@dataclass(frozen=True)
class BuildCache:
    """Cached document graphs, keyed by everything that affects them."""

    folder: Path
    knowledge: Knowledge
    base: Base
    software: str

    def task(self, file: SourceFile, registers: Registers | None = None, others: str = "") -> Task:
        """Return the task for one graph; `others` is what affects it in other documents."""
        content = knowledge_hash(self.knowledge)
        key = key_of(file, self.software, content, self.base.iri, others)
        return Task(file, self.folder, key, self.knowledge, self.base, registers, self.software, content)

    def loaded(self, file: SourceFile) -> LoadedDocument:
        """Return a document as it was read."""
        return LoadedDocument(file, self.folder, self.software)

    def keep(self, quads: Iterable[Quad]) -> Path:
        """Write quads to a file named by its content, with stable blank node labels."""
        return write_sorted(quads, self.folder, STAGING)

    @cached_property
    def kept(self) -> KeptFiles:
        """The files that are derived from the graphs."""
        decisive = (self.software, knowledge_hash(self.knowledge), self.base.iri)
        return KeptFiles(self.folder, decisive)

    def begin(self) -> int:
        """Return the time that what this build makes or asks for is not before, by the clock of the disk."""
        self.folder.mkdir(parents=True, exist_ok=True)
        began = self.folder / ".began"
        began.touch()
        return began.stat().st_mtime_ns

    def forget_others(self, kept: Iterable[Path], began: int) -> None:
        """Remove what only earlier builds made or asked for, comparing names up to the first dot."""
        names = {path.name.partition(".")[0] for path in kept}
        for path in self.folder.iterdir():
            is_of_others = path.name.partition(".")[0] not in names or path.suffix in _UNFINISHED
            if path.name.startswith(".") or not is_of_others or path.stat().st_mtime_ns >= began:
                continue
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def gather(
    files: Sequence[SourceFile], workshop: BuildCache, progress: Progress, executor: Executor | None = None
) -> GatheredDocuments:
    """Make the graph of every file, except those cached by an earlier build.

    `executor` does the work on each document; without one, this process does.

    Raises:
        InputError: documents that were asked for cannot be read, or none of a folder; all of them are named.
    """
    progress(Message("Reading documents ({count})", count=len(files)))
    workshop.folder.mkdir(parents=True, exist_ok=True)
    refused = [UnreadFile(file, as_message(file.refusal)) for file in files if file.refusal]
    tasks = [workshop.task(file) for file in files if not file.refusal]
    first, unread = _make(tasks, executor, progress)
    unread = [*refused, *unread]
    if unread and not first:
        raise InputError(joined("\n", (one.reason for one in unread)))
    census = Census.of((one.file.slug, ref) for one in first for ref in one.programs)
    named = (program for one in first for program in one.unregistered)
    registers = Registers.load(workshop.knowledge.seeds / "registers").with_census(census, named)
    again = [
        workshop.task(one.file, registers, others)
        for one in first
        if (others := _cross_document_key(one, census, registers))
    ]
    second = {one.file.slug: one for one in _make(again, executor, progress)[0]}
    documents = tuple(second.get(one.file.slug, one) for one in first)
    return GatheredDocuments(
        tuple(sorted(documents, key=lambda one: one.file.slug)),
        registers,
        tuple(unread),
        (*first, *second.values()),
    )


def _cross_document_key(document: DocumentGraph, census: Census, registers: Registers) -> str:
    """Return the part of the cache key for facts in other documents that affect this graph."""
    # A report whose program no other document can tell better is not read again: that may take minutes.
    federal = census.fingerprint if census and document.names_federal else ""
    divided = census.divided_elsewhere(document.file.slug) if document.keyed else ()
    renamed = registers.jurisdictions.renamed(document.unregistered)
    return repr((federal, divided, renamed)) if federal or divided or renamed else ""


def _make(
    tasks: Sequence[Task], executor: Executor | None, progress: Progress
) -> tuple[list[DocumentGraph], list[UnreadFile]]:
    """Make the graphs of the tasks in order; one error names every unreadable document that was asked for."""
    if executor is None or not tasks:
        results = [_attempt(task, progress) for task in tasks]
    else:
        results = SpreadWork(executor, progress).graphs(tasks)
    unread = [
        UnreadFile(task.file, result.message)
        for task, result in zip(tasks, results, strict=True)
        if isinstance(result, InputError)
    ]
    if asked_for := [one.reason for one in unread if one.file.is_named]:
        raise InputError(joined("\n", asked_for))
    return [result for result in results if isinstance(result, DocumentGraph)], unread


def _attempt(task: Task, progress: Progress) -> DocumentGraph | InputError:
    progress(Message("Reading {file}", file=task.file.name))
    try:
        return whole_graph(task, progress)
    except InputError as error:
        return error


@contextmanager
def workers(executor: Executor | None, files: Sequence[SourceFile]) -> Iterator[Executor | None]:
    """Yield the given executor, or a process pool if the documents are large enough to warrant one."""
    total = sum(file.size for file in files)
    if executor is not None or total < WORTH_PROCESSES:
        yield executor
        return
    tasks = max(len(files), 2, total // WORTH_PROCESSES)
    with processes(min(tasks, os.cpu_count() or 1), [_IMPORTED]) as pool:
        yield pool
