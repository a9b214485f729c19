"""The checks of a build: integrity of each graph not yet known to hold, and the audit of the whole.

Integrity looks at files; the audit asks the store of the release that is being made, several rules at once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Store, parse

from asm_graph.build.document_cache import quads_about
from asm_graph.checks.audit import audit_rules, combined
from asm_graph.checks.integrity import (
    IDENTITY,
    Context,
    IntegrityReport,
    by_graph,
    check_graph,
    checked_graphs,
)
from asm_graph.checks.similar_texts import COMPARED, similar_texts
from asm_graph.executors import InProcess, finish
from asm_graph.rdf import document_iris
from asm_graph.shacl.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from pyoxigraph import NamedNode

    from asm_graph.build.document_cache import DocumentGraph
    from asm_graph.checks.audit import AuditResult, RuleResult
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

    def common(self) -> Iterator[Quad]:
        """Yield every quad that no document states."""
        files = (self.shared, self.derived)
        return chain.from_iterable(parse(path=path, format=RdfFormat.N_QUADS) for path in files)

    def mark(self, document: DocumentGraph, around: Iterable[Quad]) -> Path:
        """Return the file that marks a document as sound; its name depends on everything the check looks at.

        That is what the document states and the rules, which both decide about the name of its own file, and
        what the other graphs say `around` it.
        """
        decisive = "\n".join((document.path.stem, *sorted(map(str, around))))
        return self.shared.with_name(f"{hashlib.sha256(decisive.encode()).hexdigest()}.conforms")


def check_documents(graphs: Graphs) -> tuple[IntegrityReport, tuple[Path, ...]]:
    """Check the shared graphs and each document; return the results and the marks of sound documents.

    A document whose mark an earlier build has left is not checked again. One document is in memory at a time;
    of the others, only who their nodes are.
    """
    shared = by_graph(graphs.common())
    who = chain.from_iterable(document.about(IDENTITY) for document in graphs.documents)
    context = Context.of({**shared, **by_graph(who)}, graphs.base)
    rules = Shapes.load(graphs.knowledge.shapes / "integrity", graphs.base)
    results = {
        name: check_graph(name, own, context, rules) for name, own in checked_graphs(shared, graphs.base)
    }
    marks: list[Path] = []
    for document in graphs.documents:
        name, own = graphs.base.graph(document_iris.source_graph(document.file.slug)), list(document.quads())
        mark = graphs.mark(document, context.around(own))
        results[name] = () if mark.exists() else check_graph(name, own, context, rules)
        if not results[name]:
            mark.touch()
            marks.append(mark)
    return IntegrityReport(dict(sorted(results.items(), key=str))), tuple(marks)


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
