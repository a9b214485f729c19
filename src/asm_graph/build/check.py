"""The checks of a build: integrity of each graph not yet known to hold, and the audit of the whole.

Integrity looks at files; the audit asks the store of the release that is being made, several rules at once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Store

from asm_graph.build.document_cache import quads_about
from asm_graph.checks.audit import audit_rules, combined
from asm_graph.checks.graph_check import check_graphs, surroundings
from asm_graph.checks.graph_files import divided, split_by_graph
from asm_graph.checks.graph_tables import CheckSettings, SourceGraph, prepare
from asm_graph.checks.integrity import IntegrityReport
from asm_graph.checks.similar_texts import COMPARED, similar_texts
from asm_graph.executors import InProcess, finish
from asm_graph.rdf import document_iris
from asm_graph.releases.atomic_folder import STAGING
from asm_graph.shacl.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from pyoxigraph import NamedNode

    from asm_graph.build.document_cache import DocumentGraph
    from asm_graph.checks.audit import AuditResult, RuleResult
    from asm_graph.checks.graph_tables import CheckedGraph
    from asm_graph.knowledge import Knowledge
    from asm_graph.rdf.vocabulary import Base

_MOST_RULES = 12
"""Rules of one task, which begins by opening the store and reading all rules."""


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs of a build as N-Quads files: those of documents, those they share, and what is derived."""

    documents: tuple[DocumentGraph, ...]
    shared: Path
    derived: Path
    knowledge: Knowledge
    base: Base

    def about(self, predicates: Collection[NamedNode]) -> Iterator[Quad]:
        """Yield the quads with these predicates, except evidence."""
        sources = self.base.graph(document_iris.source_graph("")).value
        paths = [document.path for document in self.documents]
        stated = (quads_about(path, predicates, within=sources) for path in paths)
        common = (quads_about(path, predicates) for path in (self.shared, self.derived))
        return chain.from_iterable(chain(stated, common))

    @property
    def sorted_files(self) -> tuple[Path, ...]:
        """The files, each sorted."""
        return (self.shared, self.derived, *(document.path for document in self.documents))

    def mark(self, document: DocumentGraph, around: Iterable[object]) -> Path:
        """Return the file that marks a document as sound; its name depends on everything the check looks at.

        That is what the document states and the rules, which both decide about the name of its own file, and
        what the other graphs say `around` it.
        """
        decisive = "\n".join((document.path.stem, *sorted(map(str, around))))
        return self.shared.with_name(f"{hashlib.sha256(decisive.encode()).hexdigest()}.conforms")


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


def similar_narratives(graphs: Graphs) -> tuple[Quad, ...]:
    """State which narratives of documents are nearly identical."""
    return tuple(similar_texts(graphs.about(COMPARED), graphs.base))


def audit_store(store: Path, knowledge: Knowledge, base: Base, executor: Executor) -> AuditResult:
    """Audit a store that nobody writes to, in several tasks of some rules each."""
    rules = Shapes.load(knowledge.shapes / "audit", base)
    tasks = [
        executor.submit(audit_some, store, group, knowledge, base)
        for group in ([rules.audited] if isinstance(executor, InProcess) else _groups(rules))
    ]
    finish(tasks)
    return combined(chain.from_iterable(task.result() for task in tasks), rules)


def _groups(rules: Shapes) -> list[Sequence[NamedNode]]:
    """Divide the rules into tasks; those about the same things stand together and share what they look up."""
    alike = sorted(rules.audited, key=lambda rule: sorted(map(str, rules.classes(rule))))
    return [alike[start : start + _MOST_RULES] for start in range(0, len(alike), _MOST_RULES)]


def audit_some(store: Path, rules: Sequence[NamedNode], knowledge: Knowledge, base: Base) -> list[RuleResult]:
    """Evaluate some audit rules over a store on the disk."""
    return audit_rules(Store.read_only(str(store)), rules, knowledge, base)
