"""Findings for a terminal: the summary, then each finding with its evidence."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from asm_graph.checks.report.edition import KINDS, SEVERITIES, STATES, by_rule, quoted
from asm_graph.messages import Message, in_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.checks.findings import Finding
    from asm_graph.checks.report.edition import Edition

_WIDTH = 140
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What would move the cursor of a terminal."""


def write_lines(findings: Sequence[Finding], edition: Edition) -> bytes:
    """Write lines of text without markup or control characters, in the language of the edition."""
    parts = [
        *_summary(findings, edition.language),
        "",
        *(line for finding in findings for line in _finding(finding, edition)),
    ]
    return ("\n".join(_CONTROLS.sub("\N{REPLACEMENT CHARACTER}", part) for part in parts) + "\n").encode()


def _summary(findings: Sequence[Finding], language: str) -> Iterator[str]:
    yield in_language(Message("{count} findings", count=len(findings)), language)
    for count in by_rule(findings):
        severity = _word(SEVERITIES[count.severity], language)
        yield f"{count.findings:>7}  {severity:<12} {count.title.get(language, '')}"


def _finding(finding: Finding, edition: Edition) -> Iterator[str]:
    language = edition.language
    kind, severity = (_word(words, language) for words in (KINDS[finding.kind], SEVERITIES[finding.severity]))
    text = (
        f"{kind}, {severity.lower()}. {finding.title.get(language, '')}. {finding.messages.get(language, '')}"
    )
    yield from textwrap.wrap(text, _WIDTH, subsequent_indent="    ")
    for excerpt in finding.evidence:
        shown = quoted(excerpt)
        quote = f"{shown if excerpt.is_blank else f'«{shown}»'} {excerpt.place}"
        yield from textwrap.wrap(quote, _WIDTH, initial_indent="    ", subsequent_indent="    ")
    followed = ""
    if standing := edition.standings.get(finding.node.value):
        state = _word(STATES[standing.state], language).lower()
        since = Message(" ({state} since {day})", state=state, day=standing.since)
        followed = in_language(since, language)
    yield f"    {finding.node.value}{followed}"


def _word(words: tuple[str, str], language: str) -> str:
    """Return a word, given in Spanish and in English, in a language."""
    spanish, english = words
    return in_language(Message.of(english, spanish), language)
