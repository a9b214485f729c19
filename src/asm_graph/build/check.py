"""The checks of a build: integrity of each graph not yet known to hold, and the audit of the whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, parse

from asm_graph.checks.audit import AuditResult, audit
from asm_graph.checks.graph_check import check_graphs, surroundings
from asm_graph.checks.graph_files import divided, split_by_graph
from asm_graph.checks.graph_tables import CheckSettings, SourceGraph, prepare
from asm_graph.checks.integrity import IntegrityReport
from asm_graph.checks.similar_texts import similar_texts
from asm_graph.messages import Message
from asm_graph.rdf import document_iris
from asm_graph.rdf.nquads import graph_of
from asm_graph.releases.atomic_folder import STAGING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from pyoxigraph import NamedNode

    from asm_graph.build.document_cache import DocumentGraph
    from asm_graph.checks.graph_tables import CheckedGraph
    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Base
    from asm_graph.releases import Progress

_BATCH = 20_000
"""Lines parsed at a time."""


@dataclass(frozen=True, slots=True)
class CheckResults:
    """The results of the checks; `similar` are quads about nearly identical texts.

    `marks` are the files that say which documents hold.
    """

    integrity: IntegrityReport
    audit: AuditResult
    similar: tuple[Quad, ...]
    marks: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs of a build as N-Quads files: those of documents, those they share, and what is derived."""

    documents: tuple[DocumentGraph, ...]
    shared: Path
    derived: Path
    knowledge: Knowledge
    base: Base

    def facts(self) -> Iterator[Quad]:
        """Yield every quad except evidence."""
        return chain(self._of_documents(are_evidence=False), self.common())

    def common(self) -> Iterator[Quad]:
        """Yield every quad that no document states."""
        files = (self.shared, self.derived)
        return chain.from_iterable(parse(path=path, format=RdfFormat.N_QUADS) for path in files)

    def evidence(self) -> Iterator[Quad]:
        """Yield the quads of evidence, grouped by excerpt."""
        return self._of_documents(are_evidence=True)

    def _of_documents(self, *, are_evidence: bool) -> Iterator[Quad]:
        evidence = self.base.graph(document_iris.evidence_graph("")).value
        for document in self.documents:
            with document.path.open("rb") as lines:
                chosen = (line for line in lines if graph_of(line).startswith(evidence) == are_evidence)
                while batch := b"".join(islice(chosen, _BATCH)):
                    yield from parse(batch, format=RdfFormat.N_QUADS)

    def mark(self, document: DocumentGraph, around: Iterable[object]) -> Path:
        """Return the file that marks a document as sound; its name depends on everything the check looks at.

        That is what the document states and the rules, which both decide about the name of its own file, and
        what the other graphs say `around` it.
        """
        decisive = "\n".join((document.path.stem, *sorted(map(str, around))))
        return self.shared.with_name(f"{hashlib.sha256(decisive.encode()).hexdigest()}.conforms")


def check(graphs: Graphs, progress: Progress, executor: Executor | None) -> CheckResults:
    """Run integrity and audit, in parallel if there is an executor.

    The graph of a document that was found to hold is not checked again as long as nothing has changed that
    decides about it; the audit looks at the whole graph each time.
    """
    progress(Message("Checking integrity of {count} documents, and auditing", count=len(graphs.documents)))
    if executor is None:
        (integrity, marks), (result, similar) = check_documents(graphs), audit_all(graphs)
    else:
        auditing = executor.submit(audit_all, graphs)
        integrity, marks = check_documents(graphs, executor)
        result, similar = auditing.result()
    return CheckResults(integrity, result, similar, marks)


def check_documents(
    graphs: Graphs, executor: Executor | None = None
) -> tuple[IntegrityReport, tuple[Path, ...]]:
    """Check the shared graphs and each document; return the results and the marks of sound documents.

    A document whose mark an earlier build has left is not checked again. The work is divided by ranges of
    documents, so that no process holds more than the lines of one subject and what it must look up.
    """
    base = graphs.base
    settings = CheckSettings(graphs.knowledge.shapes / "integrity", base, executor)
    documents = {base.graph(document_iris.source_graph(one.file.slug)): one for one in graphs.documents}
    with TemporaryDirectory(prefix=STAGING, dir=graphs.shared.parent) as scratch:
        shared, others = divided(split_by_graph((graphs.shared, graphs.derived), Path(scratch)), base)
        sources = [SourceGraph(name, document.path) for name, document in documents.items()]
        checked = prepare((*shared, *sources), others, settings, Path(scratch))
        marks = _known(graphs, documents, [one for one in checked if one.name in documents], settings)
        found = check_graphs((one for one in checked if one.name not in marks), settings)
    results = {name: one.results for name, one in found.items()} | dict.fromkeys(marks, ())
    for name, one in found.items():
        if name in documents and not one.results:
            marks[name] = graphs.mark(documents[name], (one.around.hex(),))
            marks[name].touch()
    return IntegrityReport(dict(sorted(results.items(), key=str))), tuple(marks.values())


def _known(
    graphs: Graphs,
    documents: Mapping[NamedNode, DocumentGraph],
    checked: Sequence[CheckedGraph],
    settings: CheckSettings,
) -> dict[NamedNode, Path]:
    """Return the marks of documents that an earlier build has found sound."""
    if not any(graphs.shared.parent.glob("*.conforms")):
        return {}
    digests = surroundings(checked, settings)
    marks = {name: graphs.mark(documents[name], (digest.hex(),)) for name, digest in digests.items()}
    return {name: mark for name, mark in marks.items() if mark.exists()}


def audit_all(graphs: Graphs) -> tuple[AuditResult, tuple[Quad, ...]]:
    """Audit all graphs; return what was found and the similar texts that some of it rests on."""
    similar = tuple(similar_texts(graphs.facts(), graphs.base))
    facts = chain(graphs.facts(), similar)
    return audit(facts, graphs.base, knowledge=graphs.knowledge, evidence=graphs.evidence()), similar
