"""The audit of a build: tasks beside each other, each of which evaluates rules until none is left.

Each task takes the next rule that no other has taken, so that all end at about the same time, whatever a
rule costs. Rules about the same things stand together, since a task looks up once what its rules share.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from pyoxigraph import Store

from asm_graph.checks.audit import Auditor, combined, read_result
from asm_graph.executors import InProcess, finish
from asm_graph.garbage_collection import giving_memory_back
from asm_graph.rdf.kept_results import KeptResults
from asm_graph.rdf.store_reads import RecordedStore
from asm_graph.releases.atomic_folder import STAGING
from asm_graph.shacl.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor

    from pyoxigraph import NamedNode

    from asm_graph.build.check import Graphs
    from asm_graph.checks.audit import AuditResult
    from asm_graph.kept_files import KeptFiles
    from asm_graph.releases.stores import KeptStore

_MOST_TASKS = 4
"""Tasks of an audit, each of which may hold the default graph."""
_WORTH_MEMORY = 24
"""Rules from which it takes less time to load the default graph first than to ask the disk."""
_RULE = ".rule"


def audit_store(store: KeptStore, graphs: Graphs, kept: KeptFiles, executor: Executor) -> AuditResult:
    """Audit a read-only store.

    A rule is not evaluated again if nothing that it read in an earlier build has changed.
    """
    rules = Shapes.load(graphs.knowledge.shapes / "audit", graphs.base)
    results = KeptResults(kept, store.state, store.changes())
    asked = [rule for rule in rules.audited if results.find((rule.value,), _RULE) is None]
    alike = sorted(asked, key=lambda rule: sorted(map(str, rules.classes(rule))))
    most = 1 if isinstance(executor, InProcess) else min(_MOST_TASKS, os.cpu_count() or 1)
    count = min(most, len(alike))
    with TemporaryDirectory(prefix=STAGING, dir=graphs.shared.parent) as claims:
        starts = (number * len(alike) // count for number in range(count))
        orders = [(*alike[start:], *alike[:start]) for start in starts]
        finish([executor.submit(audit_some, store, one, graphs, kept, Path(claims)) for one in orders])
    found = (results.find((rule.value,), _RULE) for rule in rules.audited)
    return combined((read_result(path.read_bytes()) for path in found if path), rules)


@giving_memory_back()
def audit_some(
    store: KeptStore, rules: Sequence[NamedNode], graphs: Graphs, kept: KeptFiles, claims: Path
) -> None:
    """Evaluate, in order, the rules that no other task has claimed, and keep their results."""
    results, recorded = KeptResults(kept, store.state), RecordedStore(_opened(store, rules))
    # The rules ask only for what a recorded store can answer.
    auditor = Auditor.load(cast("Store", recorded), graphs.knowledge, graphs.base)
    for rule in _claimed(rules, claims):

        def write(_: Store, path: Path, rule: NamedNode = rule) -> None:
            path.write_bytes(auditor.result(rule).written())

        results.made(recorded, (rule.value,), _RULE, write)


def _opened(store: KeptStore, rules: Sequence[NamedNode]) -> Store:
    return store.in_memory() if len(rules) >= _WORTH_MEMORY else Store.read_only(str(store.path))


def _claimed(rules: Sequence[NamedNode], claims: Path) -> Iterator[NamedNode]:
    """Yield the rules that no task has claimed yet, and claim each by a file in the folder of claims."""
    for rule in rules:
        try:
            (claims / rule.value.rpartition("#")[2]).touch(exist_ok=False)
        except FileExistsError:
            continue
        yield rule
