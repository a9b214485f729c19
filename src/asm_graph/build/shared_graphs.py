"""The graphs of a build that come from no document: ontology, registers, links, catalog and derived facts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from asm_graph.build.line_extracts import Asked, extract_each
from asm_graph.checks.graph_tables import IDENTITY
from asm_graph.checks.similar_texts import COMPARED
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
    from concurrent.futures import Executor
    from pathlib import Path

    from asm_graph.build.gather import BuildCache, GatheredDocuments
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
    return SharedGraphs(path, _derived(path, gathered, workshop), links.notices)


def _described(gathered: GatheredDocuments, workshop: BuildCache) -> set[NamedNode]:
    """Return the things that documents describe, of those that cross-references may lead to."""
    sections = linked_sections(workshop.knowledge.seeds / "links.csv", workshop.base)
    begins = tuple(f"<{section}".encode() for section in sections)
    found: set[bytes] = set()
    for document in gathered.documents:
        with document.extract(_DESCRIBED).open("rb") as lines:
            found.update(subject_of(line) for line in lines if line.startswith(begins))
    return {NamedNode(subject[1:-1].decode()) for subject in found if subject.startswith(b"<")}


def _derived(shared: Path, gathered: GatheredDocuments, workshop: BuildCache) -> Path:
    """Return the file of the derived facts; computed again if what they rest on has changed."""
    sources = workshop.base.graph(document_iris.source_graph("")).value
    read = [document.extract(READ, within=sources) for document in gathered.documents]

    def make(partial: Path) -> None:
        parts = (parse(path=path, format=RdfFormat.N_QUADS) for path in (shared, *read))
        quads = derived_quads(chain.from_iterable(parts), gathered.registers.verbs, workshop.base)
        workshop.keep(quads).rename(partial)

    return named_by_content(workshop.kept.made((shared.name, *map(content_hash, read)), ".derived", make))
