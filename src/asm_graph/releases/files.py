"""The files that a release is made of, written beside each other: dumps, tables, indexes, reports."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Store

from asm_graph.executors import finish
from asm_graph.explorer.index import EXPLORER, write_explorer_index
from asm_graph.garbage_collection import giving_memory_back
from asm_graph.messages import Message
from asm_graph.rdf import document_iris
from asm_graph.rdf.kept_results import KeptResults
from asm_graph.rdf.nquads import write_sorted
from asm_graph.rdf.store_changes import StoreChanges
from asm_graph.releases.csv_tables import write_tables
from asm_graph.releases.dataset_description import DatasetDescription
from asm_graph.releases.difference import Difference
from asm_graph.releases.dumps import STORE, write_dumps, write_originals, write_texts
from asm_graph.releases.findings_index import write_findings_index
from asm_graph.releases.line_blocks import kept_blocks
from asm_graph.releases.page_pictures import write_pages
from asm_graph.releases.stores import StoreDifference, add_found, kept_store, open_in_memory
from asm_graph.releases.void import Uses
from asm_graph.search.index import SEARCH, write_search_index

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from asm_graph.kept_files import KeptFiles
    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.releases.content import Progress, ReleaseContent
    from asm_graph.releases.dumps import DumpSummary
    from asm_graph.releases.line_blocks import KeptBlock
    from asm_graph.releases.release import Release


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """What is known of the quads once the files are written; what blocks a release has no `uses`."""

    dumped: DumpSummary
    uses: Uses | None


@dataclass(frozen=True, slots=True)
class WrittenQuads:
    """The dumped quads, their blocks, and what has changed in the store since the release before."""

    dumped: DumpSummary
    blocks: Sequence[KeptBlock]
    changes: StoreChanges | None = None


@dataclass(frozen=True, slots=True)
class Workplace:
    """The folders of a release that is being made, who helps, who is told, and what is kept for the next."""

    staging: Path
    scratch: Path
    progress: Progress
    executor: Executor
    kept: KeptFiles


def write_quads(place: Workplace, content: ReleaseContent, previous: Release | None) -> WrittenQuads:
    """Write the dumps, the reports and texts and, of what conforms, the store."""
    release, executor, kept = place.staging, place.executor, place.kept
    place.progress(Message("Writing dumps, tables and indexes"))
    files = (*content.sorted_files, write_sorted(content.quads, place.scratch))
    blocks = kept_blocks(files, content.base, kept, executor)
    dumped = write_dumps(release, blocks)
    for name, report in content.reports.items():
        (release / "reports" / name).write_bytes(report)
    write_texts(release, content.texts)
    write_pages(release, content.pages)
    write_originals(release, content.originals)
    if not content.conforms:
        return WrittenQuads(dumped, blocks)
    stated = kept_blocks(content.sorted_files, content.base, kept, executor)
    return WrittenQuads(dumped, blocks, write_store(release, previous, Stated(stated, blocks), content, kept))


def write_indexes(
    place: Workplace, content: ReleaseContent, quads: WrittenQuads, name: str, previous: Release | None
) -> Uses:
    """Write the tables and indexes of the release of this name; return how it uses its classes."""
    results = KeptResults(place.kept, quads.dumped.content_hash, quads.changes)
    source = Source(place.staging, content.knowledge, content.base, results, quads.blocks)
    submit = place.executor.submit
    license_iri = DatasetDescription.load(content.knowledge).license
    # From here on nothing may fail before all are done: the folder must not go while they write to it.
    uses = submit(count_uses, quads.blocks)
    others = [submit(write, source) for write in (write_explorer, write_search)]
    others.append(submit(write_csv_tables, source, license_iri))
    others.append(submit(write_findings_index, place.staging, name, previous))
    finish([uses, *others])
    shutil.rmtree(place.scratch)
    return uses.result()


class Stated(NamedTuple):
    """The blocks of what was known before the audit, and those of all."""

    stated: Sequence[KeptBlock]
    all: Sequence[KeptBlock]


def write_store(
    release: Path, previous: Release | None, blocks: Stated, content: ReleaseContent, kept: KeptFiles
) -> StoreChanges | None:
    """Write the store: that of the previous release, corrected, where little differs; else loaded.

    Return what has changed since then, if little has.
    """
    base = content.base
    if previous is not None and previous.manifest.version == content.version:
        evidence = base.graph(document_iris.evidence_graph("")).value
        differing = StoreDifference(Difference(previous.path, release).subjects(), evidence)
        if differing.is_small:
            differing.apply(previous.path / STORE, release / STORE)
            store = Store.read_only(str(release / STORE))
            return StoreChanges.of(previous.manifest.content_hash, differing.lines, store)
    add_found(kept_store(blocks.stated, base, kept), blocks.stated, blocks.all, base, release / STORE)
    return None


def count_uses(blocks: Sequence[KeptBlock]) -> Uses:
    """Count how a release uses its classes."""
    return Uses.of([block.uses() for block in blocks])


@dataclass(frozen=True, slots=True)
class Source:
    """What tables and indexes are made from: a release with its store, and the results that are kept."""

    release: Path
    knowledge: Knowledge
    base: Base
    results: KeptResults
    blocks: Sequence[KeptBlock]

    def store(self) -> Store:
        """Open the store of the release."""
        return Store.read_only(str(self.release / STORE))

    def store_in_memory(self) -> Store:
        """Open it to read nearly all of it: in memory, unless an earlier result may still hold."""
        if self.results.changes is not None:
            return self.store()
        return open_in_memory(self.release / STORE, self.blocks)


@giving_memory_back()
def write_csv_tables(source: Source, license_iri: str) -> None:
    """Write the tables for spreadsheets from the store of a release."""
    queries, folder = source.knowledge.sparql / "tables", source.release / "dumps"
    write_tables(source.store(), source.results, queries, folder, license_iri)


@giving_memory_back()
def write_search(source: Source) -> None:
    """Write the search index from the store of a release, or that of the same things."""

    def make(store: Store, path: Path) -> None:
        write_search_index(store, path, source.knowledge, source.base)

    made = source.results.made(source.store(), (SEARCH,), ".sqlite", make)
    shutil.copyfile(made, source.release / SEARCH)


@giving_memory_back()
def write_explorer(source: Source) -> None:
    """Write the index of the explorer from the store of a release, or that of the same things."""

    def make(store: Store, path: Path) -> None:
        write_explorer_index(store, source.knowledge, path)

    made = source.results.made(source.store_in_memory(), (EXPLORER,), ".sqlite", make)
    shutil.copyfile(made, source.release / EXPLORER)
