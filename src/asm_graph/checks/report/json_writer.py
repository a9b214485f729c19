"""Findings as complete JSON: every excerpt with its place."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from asm_graph.checks.report.summary import by_branch, by_rule
from asm_graph.shacl.validation import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.checks.audit import Finding
    from asm_graph.checks.evidence import Excerpt
    from asm_graph.checks.report.edition import Edition


def write_json(findings: Sequence[Finding], edition: Edition) -> bytes:
    """Write one object with the edition, the summary and the findings."""
    document = {
        "release": edition.release,
        "licence": edition.licence,
        "date": edition.date,
        "summary": [asdict(count) for count in by_rule(findings)],
        "branches": by_branch(findings),
        "findings": [_finding(finding, edition) for finding in findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _finding(finding: Finding, edition: Edition) -> dict[str, object]:
    """Return a finding as an object, with its state if the release knows it."""
    standing = edition.standings.get(finding.node.value)
    followed = {}
    if standing is not None:
        followed = {"state": standing.state, "since": standing.since, "sinceRelease": standing.release}
    return {
        "finding": finding.node.value,
        "rule": finding.rule.value,
        "title": dict(finding.title),
        "severity": finding.severity,
        **followed,
        "programs": [program.value for program in finding.programs],
        "names": {program.value: name for program, name in finding.names.items()},
        "branches": list(finding.branches),
        "focus": plain(finding.focus, ""),
        "path": finding.path.value if finding.path else None,
        "value": plain(finding.value, "") if finding.value is not None else None,
        "messages": dict(finding.messages),
        "evidence": [_excerpt(excerpt) for excerpt in finding.evidence],
    }


def _excerpt(excerpt: Excerpt) -> dict[str, object]:
    """Return a quotation with character offsets in a text, or sheet and cells in a workbook."""
    where: dict[str, object] = {"start": excerpt.start, "end": excerpt.end}
    if excerpt.cell:
        where = {"sheet": excerpt.sheet, "cell": excerpt.cell}
    return {
        "excerpt": excerpt.node.value,
        "document": excerpt.document.value,
        "quote": excerpt.quote,
        **where,
    }
