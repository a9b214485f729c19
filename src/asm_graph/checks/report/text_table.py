"""Findings for a terminal: the summary, then each finding with its evidence."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from asm_graph.checks.report.edition import KINDS, SEVERITIES, STATES, by_rule, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.checks.findings import Finding
    from asm_graph.checks.report.edition import Edition

_WIDTH = 140
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What would move the cursor of a terminal."""


def write_lines(findings: Sequence[Finding], edition: Edition) -> bytes:
    """Write lines of text without markup or control characters."""
    parts = [*_summary(findings), "", *(line for finding in findings for line in _finding(finding, edition))]
    return ("\n".join(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", part) for part in parts) + "\n").encode()


def _summary(findings: Sequence[Finding]) -> Iterator[str]:
    yield f"{len(findings)} hallazgos"
    for count in by_rule(findings):
        yield f"{count.findings:>7}  {SEVERITIES[count.severity][0]:<12} {count.title.get('es', '')}"


def _finding(finding: Finding, edition: Edition) -> Iterator[str]:
    message = finding.messages.get("es", "")
    worth = f"{KINDS[finding.kind][0]}, {SEVERITIES[finding.severity][0].lower()}"
    text = f"{worth}. {finding.title.get('es', '')}. {message}"
    yield from textwrap.wrap(text, _WIDTH, subsequent_indent="    ")
    for excerpt in finding.evidence:
        shown = quoted(excerpt)
        quote = f"{shown if excerpt.is_blank else f'«{shown}»'} {excerpt.place}"
        yield from textwrap.wrap(quote, _WIDTH, initial_indent="    ", subsequent_indent="    ")
    standing = edition.standings.get(finding.node.value)
    followed = f" ({STATES[standing.state][0].lower()} desde {standing.since})" if standing else ""
    yield f"    {finding.node.value}{followed}"
