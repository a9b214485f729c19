"""A finding is followed from release to release: found, solved, found again, and never forgotten."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from asm_graph.errors import InputError
from asm_graph.releases import Releases
from asm_graph.releases.finding_details import case_of, correction_of
from asm_graph.releases.findings import finding_of, findings_of
from asm_graph.releases.findings_index import (
    FINDINGS,
    FOUND,
    SOLVED,
    WITHDRAWN,
    FindingHistory,
    write_findings_index,
)
from asm_graph.releases.manifest import Manifest
from asm_graph.releases.release import Release

if TYPE_CHECKING:
    from pathlib import Path

A, B, C = (f"https://w3id.org/asm-graph/id/finding/{name}" for name in "abc")


def finding(iri: str, message: str = "mensaje") -> dict[str, object]:
    return {
        "finding": iri,
        "rule": "https://w3id.org/asm-graph/shapes#AsmWithoutAction",
        "title": {"es": "ASM sin actividad", "en": "ASM without action"},
        "severity": "Warning",
        "programs": ["https://w3id.org/asm-graph/id/program/20-S061"],
        "names": {"https://w3id.org/asm-graph/id/program/20-S061": "Programa 3x1"},
        "branches": ["20 Desarrollo Social"],
        "focus": "https://w3id.org/asm-graph/id/asm/1",
        "path": None,
        "value": None,
        "messages": {"es": message, "en": "message"},
        "evidence": [],
    }


def release(folder: Path, name: str, *findings: dict[str, object], **more: object) -> Release:
    """A release of which there is only the report, in the folder of its name."""
    path = folder / name
    (path / "reports").mkdir(parents=True)
    report = json.dumps({"findings": findings, **more})
    (path / "reports" / "audit.json").write_text(report, encoding="utf-8")
    return Release(path, Manifest.model_construct(name=name))


def test_findings_are_followed_through_releases(tmp_path: Path) -> None:
    first = release(tmp_path, "1", finding(A), finding(B))
    second = release(tmp_path, "2", finding(B, "otro"), finding(C))
    third = release(tmp_path, "3", finding(A), finding(C))
    write_findings_index(first.path, "1", None)
    write_findings_index(second.path, "2", first)
    write_findings_index(third.path, "3", second)
    past = FindingHistory.of(third)
    assert past.events == {
        A: [("1", FOUND), ("2", SOLVED), ("3", FOUND)],
        B: [("1", FOUND), ("3", SOLVED)],
        C: [("2", FOUND)],
    }
    assert list(past.contents) == [A, C, B]  # those of the release first, in their order
    assert past.contents[B]["messages"]["es"] == "otro"  # a solved one stays as it was last said


def test_a_release_of_earlier_software_counts_by_its_report(tmp_path: Path) -> None:
    first = release(tmp_path, "1", finding(A))
    second = release(tmp_path, "2")
    write_findings_index(second.path, "2", first)
    assert FindingHistory.of(second).events == {A: [("1", FOUND), ("2", SOLVED)]}


def test_a_finding_of_a_corrected_rule_is_withdrawn_with_the_reason(tmp_path: Path) -> None:
    rule = str(finding(A)["rule"])
    corrections = [{"rule": rule, "date": "2026-11-30", "reason_es": "Sobraba.", "reason_en": "Too much."}]
    first = release(tmp_path, "20261101T000000Z-a", finding(A), finding(B))
    second = release(tmp_path, "20261201T000000Z-b", finding(B), corrections=corrections)
    third = release(tmp_path, "20261202T000000Z-c", corrections=corrections)
    for name, previous in ((first, None), (second, first), (third, second)):
        write_findings_index(name.path, name.name, previous)
    assert FindingHistory.of(third).events == {
        A: [(first.name, FOUND), (second.name, WITHDRAWN)],
        B: [(first.name, FOUND), (third.name, SOLVED)],
    }
    states = {one.iri: one.state for one in findings_of(third.path).known}
    assert states == {A: "withdrawn", B: "solved"}
    assert correction_of(second.path, rule, "2026-12-01") == ("Sobraba.", "Too much.")
    assert correction_of(second.path, rule, "2026-11-01") is None


def test_a_finding_that_becomes_a_member_keeps_its_history(tmp_path: Path) -> None:
    first = release(tmp_path, "20261101T000000Z-a", finding(A))
    second = release(tmp_path, "20261201T000000Z-b", finding(C) | {"members": [finding(A), finding(B)]})
    write_findings_index(first.path, first.name, None)
    write_findings_index(second.path, second.name, first)
    assert FindingHistory.of(second).events[A] == [(first.name, FOUND)]
    assert [one.iri for one in findings_of(second.path).known] == [C]
    assert case_of(second.path, A) == C
    assert case_of(second.path, C) is None
    assert finding_of(second.path, B) is not None


def test_a_report_that_is_none_is_told(tmp_path: Path) -> None:
    broken = release(tmp_path, "1")
    (broken.path / "reports" / "audit.json").write_text("[]")
    with pytest.raises(InputError, match="build the release again"):
        write_findings_index(broken.path, "1", None)


def test_a_build_writes_the_index_of_its_report(founding_release: Release) -> None:
    report = json.loads((founding_release.reports / "audit.json").read_bytes())["findings"]
    with sqlite3.connect(founding_release.path / FINDINGS) as index:
        rows = index.execute("SELECT finding, release, state FROM events").fetchall()
    members = {member["finding"] for one in report for member in one.get("members", ())}
    assert members
    assert {iri for iri, _, _ in rows} == {one["finding"] for one in report} | members
    assert {(name, state) for _, name, state in rows} == {(founding_release.name, FOUND)}
    assert FINDINGS in Releases(founding_release.path.parent).open(founding_release.name).manifest.files
