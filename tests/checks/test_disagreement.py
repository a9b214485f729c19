"""What two documents say differently of one thing, from the files to the finding."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest
from tests.filled_workbooks import ACTION, ASM, FEDERAL, PROGRAM, filled

from asm_graph.build.extract import Extractor
from asm_graph.build.pipeline import founding_documents
from asm_graph.checks.audit import audit
from asm_graph.documents import load
from asm_graph.knowledge import Knowledge
from asm_graph.rdf.vocabulary import Base
from asm_graph.shacl.shapes import RULE

if TYPE_CHECKING:
    from pathlib import Path

    from asm_graph.checks.findings import Finding

FOLLOWED_UP = {
    "program": FEDERAL["program"],
    "cycle": "2007-2008",
    "classification": "Específico",
    "number": "1",
}


def contradictions(*paths: Path) -> list[Finding]:
    extractor = Extractor(Knowledge.default(), Base())
    extractions = [extractor.extract(load(path), path.stem) for path in paths]
    findings = audit(chain.from_iterable(one.quads for one in extractions)).findings
    return [finding for finding in findings if finding.rule == RULE("ProgressStatedTwice")]


def workbook(folder: Path, name: str, progress: str) -> Path:
    (folder / name).mkdir()
    actions = [ACTION | {"progress": progress}]
    path = filled(folder / name, "asm", {"Programas": [PROGRAM], "ASM": [ASM], "Actividades": actions})
    return path.rename(folder / f"{name}.xlsx")


@pytest.mark.parametrize(("progress", "count"), [("45.5", 0), ("80", 1)])
def test_two_workbooks_that_report_other_progress_of_one_action(
    tmp_path: Path, progress: str, count: int
) -> None:
    findings = contradictions(workbook(tmp_path, "march", "45.5"), workbook(tmp_path, "june", progress))
    assert len(findings) == count
    for finding in findings:
        assert {Base().local(excerpt.document) for excerpt in finding.evidence} == {
            "document/march",
            "document/june",
        }


def test_a_workbook_may_contradict_the_follow_up_that_it_continues(tmp_path: Path) -> None:
    rows = {
        "Programas": [FEDERAL],
        "ASM": [FOLLOWED_UP | {"text": "Capacitar."}],
        "Actividades": [FOLLOWED_UP | {"action": "2", "text": "Capacitar.", "progress": "12"}],
    }
    follow_up = next(path for path in founding_documents() if "seguimiento" in path.name)
    (finding,) = contradictions(follow_up, filled(tmp_path, "asm", rows))
    assert Base().local(finding.focus) == "asm/20-S061/2007-2008/specific/1/action/2"
