"""The graphs of a build that come from no document: ontology, registers, links, catalog and derived facts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from asm_graph.build.line_extracts import Asked, extract_each
from asm_graph.checks.graph_tables import IDENTITY
from asm_graph.checks.similar_texts import COMPARED
from asm_graph.executors import InProcess
from asm_graph.garbage_collection import giving_memory_back
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
    from collections.abc import Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from asm_graph.build.gather import BuildCache, GatheredDocuments
    from asm_graph.registers import Verbs
    from asm_graph.releases import Progress


_DESCRIBED = (PROV("wasDerivedFrom"),)
"""What is stated of all that a document describes."""


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

    What is read of the documents for them, and for the checks, is taken out of their graphs first.
    """
    progress(Message("Linking"))
    knowledge, base = workshop.knowledge, workshop.base
    sources = base.graph(document_iris.source_graph("")).value
    asked = (Asked(_DESCRIBED), *(Asked(one, sources) for one in (READ, IDENTITY, COMPARED)))
    extract_each((document.path for document in gathered.documents), asked, executor)
    links = link_quads(knowledge.seeds / "links.csv", _described(gathered, workshop), base)
    slugs = (document.file.slug for document in gathered.documents)
    tables = {table.name: table.title for table in read_tables(knowledge.sparql / "tables")}
    quads = [
        *ontology_quads(knowledge.ontology, base),
        *reference_quads(gathered.registers, base),
        *links.quads,
        *catalog_quads(DatasetDescription.load(knowledge), base, slugs, tables),
    ]
    path = workshop.keep(quads)
    read = [document.extract(READ, within=sources) for document in gathered.documents]
    # It holds the facts that it computes from, which the first process would hold for the rest of the build.
    derived = (executor or InProcess()).submit(_derived, (path, *read), gathered.registers.verbs, workshop)
    return SharedGraphs(path, derived.result(), links.notices)


def _described(gathered: GatheredDocuments, workshop: BuildCache) -> set[NamedNode]:
    """Return the things that documents describe, of those that cross-references may lead to."""
    sections = linked_sections(workshop.knowledge.seeds / "links.csv", workshop.base)
    begins = tuple(f"<{section}".encode() for section in sections)
    found: set[bytes] = set()
    for document in gathered.documents:
        with document.extract(_DESCRIBED).open("rb") as lines:
            found.update(subject_of(line) for line in lines if line.startswith(begins))
    return {NamedNode(subject[1:-1].decode()) for subject in found if subject.startswith(b"<")}


@giving_memory_back()
def _derived(read: Sequence[Path], verbs: Verbs, workshop: BuildCache) -> Path:
    """Return the file of the derived facts; computed again if what they rest on has changed."""

    def make(partial: Path) -> None:
        facts = chain.from_iterable(parse(path=path, format=RdfFormat.N_QUADS) for path in read)
        workshop.keep(derived_quads(facts, verbs, workshop.base)).rename(partial)

    return named_by_content(workshop.kept.made(map(content_hash, read), ".derived", make))
