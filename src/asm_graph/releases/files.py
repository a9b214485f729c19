"""The files that a release is made of, written beside each other: dumps, tables, indexes, reports."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Store

from asm_graph.executors import finish
from asm_graph.explorer.index import EXPLORER, write_explorer_index
from asm_graph.messages import Message
from asm_graph.releases.csv_tables import write_tables
from asm_graph.releases.dataset_description import DatasetDescription
from asm_graph.releases.dumps import (
    FOUND,
    STORE,
    load_part,
    sort_quads,
    write_originals,
    write_quads,
    write_texts,
    write_turtle,
)
from asm_graph.releases.page_pictures import write_pages
from asm_graph.releases.void import Uses
from asm_graph.search.index import SEARCH, write_search_index

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.releases.content import Progress, ReleaseContent
    from asm_graph.releases.dumps import DumpSummary


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """What is known of the quads once the files are written; what blocks a release has no `uses`."""

    dumped: DumpSummary
    uses: Uses | None


def write_files(
    release: Path, scratch: Path, content: ReleaseContent, progress: Progress, executor: Executor
) -> WrittenFiles:
    """Add the quads of the content to what the store of a release holds, and write all that is made of them.

    Of content that does not conform there are only the dump and the reports.
    """
    progress(Message("Writing dumps, tables and indexes"))
    license_iri = DatasetDescription.load(content.knowledge).license
    sort_quads(content.quads, scratch, content.base, content.sorted_files, FOUND)
    dump = executor.submit(write_quads, release, scratch, content.base)
    others: list[Future[None]] = []
    uses: Future[Uses] | None = None
    if content.conforms:
        others.append(executor.submit(write_turtle, release, scratch))
        load_part(release, scratch, FOUND)
        uses = executor.submit(count_uses, release)
        others += [
            executor.submit(write_explorer, release, content.knowledge),
            executor.submit(write_search, release, content.knowledge, content.base),
            executor.submit(write_csv_tables, release, content.knowledge, license_iri),
        ]
    else:
        shutil.rmtree(release / STORE)
    for name, report in content.reports.items():
        (release / "reports" / name).write_bytes(report)
    write_texts(release, content.texts)
    write_pages(release, content.pages)
    write_originals(release, content.originals)
    finish((dump, *others, *((uses,) if uses else ())))
    shutil.rmtree(scratch)
    return WrittenFiles(dump.result(), uses.result() if uses else None)


def count_uses(release: Path) -> Uses:
    """Count how the store of a release uses its classes."""
    return Uses.of(_store(release))


def write_csv_tables(release: Path, knowledge: Knowledge, license_iri: str) -> None:
    """Write the tables for spreadsheets from the store of a release."""
    write_tables(_store(release), knowledge.sparql / "tables", release / "dumps", license_iri)


def write_search(release: Path, knowledge: Knowledge, base: Base) -> None:
    """Write the search index from the store of a release."""
    write_search_index(_store(release), release / SEARCH, knowledge, base)


def write_explorer(release: Path, knowledge: Knowledge) -> None:
    """Write the index of the explorer from the store of a release."""
    write_explorer_index(_store(release), knowledge, release / EXPLORER)


def _store(release: Path) -> Store:
    return Store.read_only(str(release / STORE))
