"""The files that a release is made of, written beside each other: dumps, tables, indexes, reports."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Store

from asm_graph.executors import finish
from asm_graph.explorer.index import EXPLORER, write_explorer_index
from asm_graph.messages import Message
from asm_graph.rdf import document_iris
from asm_graph.rdf.kept_answers import KeptAnswers
from asm_graph.rdf.nquads import write_sorted
from asm_graph.rdf.query_reads import EVERYTHING
from asm_graph.releases.csv_tables import write_tables
from asm_graph.releases.dataset_description import DatasetDescription
from asm_graph.releases.difference import Difference
from asm_graph.releases.dumps import STORE, write_dumps, write_originals, write_texts
from asm_graph.releases.line_blocks import kept_blocks
from asm_graph.releases.page_pictures import write_pages
from asm_graph.releases.stores import StoreDifference, add_found, kept_store
from asm_graph.releases.void import Uses
from asm_graph.search.index import SEARCH, write_search_index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor, Future
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
class Workplace:
    """The folders of a release that is being made, who helps, who is told, and what is kept for the next."""

    staging: Path
    scratch: Path
    progress: Progress
    executor: Executor
    kept: KeptFiles


def write_files(place: Workplace, content: ReleaseContent, previous: Release | None) -> WrittenFiles:
    """Write all that is made of the quads of the content; there is only the dump of what does not conform."""
    release, executor, kept = place.staging, place.executor, place.kept
    place.progress(Message("Writing dumps, tables and indexes"))
    license_iri = DatasetDescription.load(content.knowledge).license
    files = (*content.sorted_files, write_sorted(content.quads, place.scratch))
    blocks = kept_blocks(files, content.base, kept, executor)
    dumped = write_dumps(release, blocks)
    for name, report in content.reports.items():
        (release / "reports" / name).write_bytes(report)
    write_texts(release, content.texts)
    write_pages(release, content.pages)
    write_originals(release, content.originals)
    uses: Future[Uses] | None = None
    if content.conforms:
        stated = kept_blocks(content.sorted_files, content.base, kept, executor)
        write_store(release, previous, Stated(stated, blocks), content, kept)
        said = {EVERYTHING: dumped.content_hash, **dumped.statistics.said}
        source = Source(release, content.knowledge, content.base, kept, said)
        uses = executor.submit(count_uses, blocks)
        # From here on nothing may fail before all are done: the folder must not go while they write to it.
        others = [executor.submit(write, source) for write in (write_explorer, write_search)]
        others.append(executor.submit(write_csv_tables, source, license_iri))
        finish([uses, *others])
    shutil.rmtree(place.scratch)
    return WrittenFiles(dumped, uses.result() if uses else None)


class Stated(NamedTuple):
    """The blocks of what was known before the audit, and those of all."""

    stated: Sequence[KeptBlock]
    all: Sequence[KeptBlock]


def write_store(
    release: Path, previous: Release | None, blocks: Stated, content: ReleaseContent, kept: KeptFiles
) -> None:
    """Write the store: that of the previous release, corrected, where little differs; else loaded."""
    base = content.base
    if previous is not None and previous.manifest.version == content.version:
        evidence = base.graph(document_iris.evidence_graph("")).value
        differing = StoreDifference(Difference(previous.path, release).subjects(), evidence)
        if differing.is_small:
            differing.apply(previous.path / STORE, release / STORE)
            return
    add_found(kept_store(blocks.stated, base, kept), blocks.stated, blocks.all, base, release / STORE)


def count_uses(blocks: Sequence[KeptBlock]) -> Uses:
    """Count how a release uses its classes."""
    return Uses.of([block.uses() for block in blocks])


@dataclass(frozen=True, slots=True)
class Source:
    """What tables and indexes are made from: a release with its store, and hashes of what is in it."""

    release: Path
    knowledge: Knowledge
    base: Base
    kept: KeptFiles
    said: Mapping[str, str]

    def answers(self) -> KeptAnswers:
        """Return the answers of its store."""
        return KeptAnswers(_store(self.release), self.kept, self.said)


def write_csv_tables(source: Source, license_iri: str) -> None:
    """Write the tables for spreadsheets from the store of a release."""
    write_tables(source.answers(), source.knowledge.sparql / "tables", source.release / "dumps", license_iri)


def write_search(source: Source) -> None:
    """Write the search index from the store of a release."""
    release = source.release
    write_search_index(_store(release), release / SEARCH, source.knowledge, source.base)


def write_explorer(source: Source) -> None:
    """Write the index of the explorer from the store of a release."""
    write_explorer_index(source.answers(), source.knowledge, source.release / EXPLORER)


def _store(release: Path) -> Store:
    return Store.read_only(str(release / STORE))
