"""The findings as rows of text, and as CSV for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.checks.shacl import plain
from asm_graph.results.sheets import csv_for_spreadsheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.checks.audit import Finding
    from asm_graph.checks.report.edition import Edition

COLUMNS = (
    "severity", "rule", "title_es", "title_en", "branch", "program", "program_name", "focus", "value",
    "message_es", "message_en", "evidence", "place", "document", "finding",
)  # fmt: skip
"""The columns of the CSV and XLSX reports."""


def row(finding: Finding) -> tuple[str, ...]:
    """The cells of a finding, one for each of `COLUMNS`."""
    return (
        finding.severity,
        finding.rule.value,
        finding.title.get("es", ""),
        finding.title.get("en", ""),
        "; ".join(finding.branches),
        " ".join(program.value for program in finding.programs),
        "; ".join(finding.names.values()),
        plain(finding.focus, ""),
        plain(finding.value, "") if finding.value is not None else "",
        finding.messages.get("es", ""),
        finding.messages.get("en", ""),
        " ¶ ".join(excerpt.quote for excerpt in finding.evidence),
        " ¶ ".join(excerpt.place for excerpt in finding.evidence),
        " ".join(sorted({excerpt.document.value for excerpt in finding.evidence})),
        finding.node.value,
    )


def write_csv(findings: Sequence[Finding], _edition: Edition) -> bytes:
    """RFC 4180; a cell that a spreadsheet would run begins with an apostrophe."""
    return csv_for_spreadsheets(COLUMNS, map(row, findings))
