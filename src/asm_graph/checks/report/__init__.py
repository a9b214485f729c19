"""The audit as a report for a terminal, a browser, a spreadsheet or a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.checks.report.csv_table import COLUMNS, write_csv
from asm_graph.checks.report.edition import Edition, Standing, State, gravest_first
from asm_graph.checks.report.html_page import write_page
from asm_graph.checks.report.json_report import (
    finding_objects,
    read_finding,
    read_json,
    read_report,
    write_json,
)
from asm_graph.checks.report.text_table import write_lines
from asm_graph.checks.report.xlsx import write_workbook
from asm_graph.errors import UsageError
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from asm_graph.checks.findings import Finding

__all__ = [
    "COLUMNS",
    "FORMATS",
    "REPORT",
    "Edition",
    "Standing",
    "State",
    "finding_objects",
    "gravest_first",
    "read_finding",
    "read_json",
    "read_report",
    "write_audit",
]

REPORT = "audit.json"
"""The report of a release in which its findings are kept."""
FORMATS: Mapping[str, Callable[[Sequence[Finding], Edition], bytes]] = {
    "table": write_lines,
    "html": write_page,
    "csv": write_csv,
    "xlsx": write_workbook,
    "json": write_json,
}
"""What `--format` takes."""


def write_audit(findings: Sequence[Finding], form: str, edition: Edition | None = None) -> bytes:
    """Write the findings in one of `FORMATS`, UTF-8 where it is text, most severe first.

    Raises:
        UsageError: there is no such format.
    """
    writer = FORMATS.get(form)
    if writer is None:
        raise UsageError(
            Message("{form}: no such format; choose one of {names}.", form=form, names=", ".join(FORMATS))
        )
    return writer(gravest_first(findings), edition or Edition())
