"""The checks of a build that look at its files: integrity of its graphs, and texts nearly the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from asm_graph.build.line_extracts import Asked, extracted
from asm_graph.build.soundness_marks import Surroundings
from asm_graph.checks.graph_check import check_graphs
from asm_graph.checks.graph_files import divided, split_by_graph
from asm_graph.checks.graph_tables import SourceGraph, prepare
from asm_graph.checks.integrity import IntegrityReport
from asm_graph.checks.similar_texts import COMPARED, similar_texts
from asm_graph.kept_files import content_hash, named_by_content
from asm_graph.rdf import document_iris
from asm_graph.rdf.nquads import write_run
from asm_graph.releases.atomic_folder import STAGING
from asm_graph.releases.catalog import source_node
from asm_graph.shacl.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pyoxigraph import NamedNode, Quad

    from asm_graph.build.document_cache import DocumentGraph
    from asm_graph.kept_files import KeptFiles
    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Base


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs of a build as N-Quads files: those of documents, those they share, and what is derived."""

    documents: tuple[DocumentGraph, ...]
    shared: Path
    derived: Path
    knowledge: Knowledge
    base: Base

    def extracts(self, predicates: Collection[NamedNode]) -> list[Path]:
        """Return files of the lines with these predicates, except evidence."""
        sources = self.base.graph(document_iris.source_graph("")).value
        stated = [document.extract(predicates, within=sources) for document in self.documents]
        return [*stated, *(extracted(path, Asked(predicates)) for path in (self.shared, self.derived))]

    @property
    def sorted_files(self) -> tuple[Path, ...]:
        """The files, each sorted."""
        return (self.shared, self.derived, *(document.path for document in self.documents))

    def common(self) -> Iterator[Quad]:
        """Yield every quad that no document states."""
        files = (self.shared, self.derived)
        return chain.from_iterable(parse(path=path, format=RdfFormat.N_QUADS) for path in files)


def check_documents(graphs: Graphs, kept: KeptFiles) -> IntegrityReport:
    """Check the shared graphs and each document.

    A document whose mark an earlier build has left is not checked again. No more is held than the lines of
    one subject and what must be looked up for it. All of it is one task, beside which the store is loaded.
    """
    base, common = graphs.base, (graphs.shared, graphs.derived)
    rules = Shapes.load(graphs.knowledge.shapes / "integrity", base)
    surroundings = Surroundings(graphs.documents, common, base)
    marks = {source_node(base, one.file.slug): surroundings.mark(one, kept) for one in graphs.documents}
    sound = {name for name, mark in marks.items() if kept.has(mark)}
    with TemporaryDirectory(prefix=STAGING, dir=graphs.shared.parent) as scratch:
        shared, others = divided(split_by_graph(common, Path(scratch)), base)
        sources = [SourceGraph(source_node(base, one.file.slug), one.path) for one in graphs.documents]
        prepared = prepare((*shared, *sources), others, rules, base, Path(scratch))
        found = check_graphs((one for one in prepared if one.name not in sound), rules, base)
    for name, results in found.items():
        if name in marks and not results:
            marks[name].touch()
    every = dict(found) | dict.fromkeys(sound, ())
    return IntegrityReport(dict(sorted(every.items(), key=str)))


def similar_narratives(graphs: Graphs, kept: KeptFiles) -> Path:
    """State which narratives of documents are nearly identical, in a file of sorted lines."""
    compared = graphs.extracts(COMPARED)

    def make(partial: Path) -> None:
        quads = chain.from_iterable(parse(path=path, format=RdfFormat.N_QUADS) for path in compared)
        write_run(similar_texts(quads, graphs.base), partial)

    return named_by_content(kept.made(map(content_hash, compared), ".similar", make))
