"""Tasks of an audit share the rules between them, and find the same in memory as on the disk."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from asm_graph.build.audit_tasks import audit_store
from asm_graph.build.check import Graphs
from asm_graph.executors import InProcess
from asm_graph.kept_files import KeptFiles
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.kept_results import KeptResults
from asm_graph.rdf.vocabulary import Base
from asm_graph.releases import stores
from asm_graph.releases.stores import KeptStore

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

    from asm_graph.checks.audit import AuditResult
    from asm_graph.releases import Release

KNOWLEDGE = Knowledge.default()


@pytest.fixture
def store(founding_release: Release) -> KeptStore:
    kept = founding_release.path.parent / ".work"
    return KeptStore(next(path for path in kept.glob("*.store")))


def audited(store: KeptStore, folder: Path, executor: Executor) -> AuditResult:
    folder.mkdir()
    graphs = Graphs((), folder / "shared", folder / "derived", KNOWLEDGE, Base())
    return audit_store(store, graphs, KeptFiles(folder), executor)


def test_several_tasks_evaluate_each_rule_once_and_find_the_same(
    store: KeptStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = KeptResults.made

    def counted(self: KeptResults, asked: object, inputs: tuple[str, ...], *others: object) -> Path:
        made.extend(inputs)
        return make(self, asked, inputs, *others)  # type: ignore[arg-type]  # passed on as given

    monkeypatch.setattr(KeptResults, "made", counted)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    in_memory = audited(store, tmp_path / "memory", InProcess())
    with ThreadPoolExecutor(1) as several:
        divided = audited(store, tmp_path / "divided", several)
    monkeypatch.setattr(stores, "MOST_IN_MEMORY", 0)
    on_disk = audited(store, tmp_path / "disk", InProcess())
    assert in_memory.findings
    assert in_memory == divided == on_disk
    rules = [rule.rule for rule in in_memory.rules]
    assert len(made) == 3 * len(set(made)) == 3 * len(rules)


def test_what_is_kept_is_not_evaluated_again(store: KeptStore, tmp_path: Path) -> None:
    first = audited(store, tmp_path / "kept", InProcess())
    results = {path.stat().st_ino for path in (tmp_path / "kept").glob("*.rule/result")}
    graphs = Graphs((), tmp_path / "kept/shared", tmp_path / "kept/derived", KNOWLEDGE, Base())
    with ThreadPoolExecutor(1) as several:
        assert audit_store(store, graphs, KeptFiles(tmp_path / "kept"), several) == first
    assert {path.stat().st_ino for path in (tmp_path / "kept").glob("*.rule/result")} == results
