"""Findings in order and in numbers: by rule, by severity, by budget branch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.shacl.validation import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asm_graph.checks.audit import Finding
    from asm_graph.checks.report.edition import State

SEVERITIES = {
    "Violation": ("Infracción", "Violation"),
    "Warning": ("Advertencia", "Warning"),
    "Info": ("Aviso", "Notice"),
}
"""The severities from grave to slight, with their names in Spanish and English."""

STATES: Mapping[State, tuple[str, str]] = {
    "new": ("Nuevo", "New"),
    "persists": ("Persiste", "Persists"),
    "solved": ("Resuelto", "Solved"),
}
"""What may have become of a finding, in Spanish and English."""

NO_BRANCH = "Sin ramo"
"""Where findings stand that no program of the federal budget has."""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many findings a rule made; `title` is by language."""

    rule: str
    severity: str
    title: Mapping[str, str]
    findings: int


def gravest_first(findings: Iterable[Finding]) -> Sequence[Finding]:
    """The findings by severity, rule and place."""
    grave = list(SEVERITIES)
    return sorted(
        findings, key=lambda f: (grave.index(f.severity), f.rule.value, plain(f.focus, ""), f.node.value)
    )


def by_rule(findings: Sequence[Finding]) -> tuple[RuleCount, ...]:
    """How many findings each rule made, in the order of the findings."""
    counts = Counter(finding.rule for finding in findings)
    first = {finding.rule: finding for finding in reversed(findings)}
    return tuple(
        RuleCount(rule.value, first[rule].severity, dict(first[rule].title), count)
        for rule, count in counts.items()
    )


def by_severity(findings: Iterable[Finding]) -> Mapping[str, int]:
    """How many findings there are of each severity, by its name in Spanish, the gravest first."""
    counts = Counter(finding.severity for finding in findings)
    return {name: counts[severity] for severity, (name, _) in SEVERITIES.items()}


def by_branch(findings: Iterable[Finding]) -> Mapping[str, int]:
    """How many findings concern programs of each budget branch, the most first.

    A finding that concerns programs of several branches counts in each.
    """
    counts = Counter(branch for finding in findings for branch in finding.branches or (NO_BRANCH,))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
