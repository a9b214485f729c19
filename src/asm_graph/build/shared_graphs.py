"""The graphs of a build that come from no document: ontology, registers, links, catalog and derived facts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from asm_graph.build.document_cache import extract
from asm_graph.executors import InProcess
from asm_graph.graph.cross_references import link_quads, linked_sections
from asm_graph.graph.derived import READ, derived_quads
from asm_graph.graph.ontology import ontology_quads
from asm_graph.graph.reference import reference_quads
from asm_graph.kept_files import content_hash, named_by_content
from asm_graph.messages import Message
from asm_graph.rdf import document_iris
from asm_graph.rdf.nquads import subject_of
from asm_graph.rdf.vocabulary import PROV
from asm_graph.releases import DatasetDescription, catalog_quads
from asm_graph.releases.csv_tables import read_tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from asm_graph.build.gather import BuildCache, GatheredDocuments
    from asm_graph.registers import Verbs
    from asm_graph.releases import Progress


@dataclass(frozen=True, slots=True)
class SharedGraphs:
    """The graphs that come from no document, as sorted N-Quads, and notices for the publisher.

    `derived` is the graph computed from all others.
    """

    path: Path
    derived: Path
    notices: tuple[str, ...]


def shared_graphs(
    gathered: GatheredDocuments, workshop: BuildCache, progress: Progress, executor: Executor | None = None
) -> SharedGraphs:
    """Make the graphs that come from no document: ontology, registers, links, catalog and derived facts.

    `executor` reads the documents for it; without one, this process does.
    """
    progress(Message("Linking"))
    knowledge, base = workshop.knowledge, workshop.base
    executor = executor or InProcess()
    derived_of = _extracted(gathered, READ, base.graph(document_iris.source_graph("")).value, executor)
    described = _described(_extracted(gathered, (PROV("wasDerivedFrom"),), "", executor), workshop)
    links = link_quads(knowledge.seeds / "links.csv", described, base)
    slugs = (document.file.slug for document in gathered.documents)
    tables = {table.name: table.title for table in read_tables(knowledge.sparql / "tables")}
    quads = [
        *ontology_quads(knowledge.ontology, base),
        *reference_quads(gathered.registers, base),
        *links.quads,
        *catalog_quads(DatasetDescription.load(knowledge), base, slugs, tables),
    ]
    path = workshop.keep(quads)
    read = [each.result() for each in derived_of]
    return SharedGraphs(path, _derived(path, read, gathered.registers.verbs, workshop), links.notices)


def _extracted(
    gathered: GatheredDocuments, predicates: Collection[NamedNode], within: str, executor: Executor
) -> list[Future[Path]]:
    """Have the lines with some predicates looked for in all documents; see `document_cache.extract`."""
    return [executor.submit(extract, one.path, predicates, within) for one in gathered.documents]


def _described(extracts: Iterable[Future[Path]], workshop: BuildCache) -> set[NamedNode]:
    """Return the things that documents describe, of those that cross-references may lead to."""
    sections = linked_sections(workshop.knowledge.seeds / "links.csv", workshop.base)
    begins = tuple(f"<{section}".encode() for section in sections)
    found: set[bytes] = set()
    for one in extracts:
        with one.result().open("rb") as lines:
            found.update(subject_of(line) for line in lines if line.startswith(begins))
    return {NamedNode(subject[1:-1].decode()) for subject in found if subject.startswith(b"<")}


def _derived(shared: Path, read: Sequence[Path], verbs: Verbs, workshop: BuildCache) -> Path:
    """Return the file of the derived facts; computed again if what they rest on has changed.

    `read` are the facts of documents that they are computed from.
    """

    def make(partial: Path) -> None:
        parts = (parse(path=path, format=RdfFormat.N_QUADS) for path in (shared, *read))
        quads = derived_quads(chain.from_iterable(parts), verbs, workshop.base)
        workshop.keep(quads).rename(partial)

    return named_by_content(workshop.kept.made((shared.name, *map(content_hash, read)), ".derived", make))
