"""What all reports share: edition, states and counts of findings, and how quotations are shortened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from asm_graph.results.short_texts import shorten_counted
from asm_graph.shacl.validation import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asm_graph.checks.corrections import Correction
    from asm_graph.checks.denominators import Denominator
    from asm_graph.checks.evidence import Excerpt
    from asm_graph.checks.findings import Finding
    from asm_graph.checks.rule_descriptions import RuleDescription
    from asm_graph.rdf.vocabulary import Language


SEVERITIES = {
    "Violation": ("Infracción", "Violation"),
    "Warning": ("Advertencia", "Warning"),
    "Info": ("Aviso", "Notice"),
}
"""The severities from grave to slight, with their names in Spanish and English."""

KINDS = {
    "finding": ("Hallazgo", "Finding"),
    "clue": ("Pista", "Clue"),
    "listing": ("Listado", "Listing"),
}
"""What a rule makes, from what sources prove to what merely lists, in Spanish and English."""

STATES: Mapping[State, tuple[str, str]] = {
    "new": ("Nuevo", "New"),
    "persists": ("Persiste", "Persists"),
    "solved": ("Resuelto", "Solved"),
    "withdrawn": ("Retirado: regla corregida", "Withdrawn: rule corrected"),
}
"""What may have become of a finding, in Spanish and English."""

NO_BRANCH = "Sin ramo"
"""Where findings stand that no program of the federal budget has."""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """The number of findings of a rule; `title` is by language."""

    rule: str
    severity: str
    title: Mapping[str, str]
    findings: int


def gravest_first(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Sort findings by severity, rule and place."""
    grave = list(SEVERITIES)
    return sorted(
        findings, key=lambda f: (grave.index(f.severity), f.rule.value, plain(f.focus, ""), f.node.value)
    )


def by_rule(findings: Sequence[Finding]) -> tuple[RuleCount, ...]:
    """Count the findings of each rule, in the order of the findings."""
    counts = Counter(finding.rule for finding in findings)
    first = {finding.rule: finding for finding in reversed(findings)}
    return tuple(
        RuleCount(rule.value, first[rule].severity, dict(first[rule].title), count)
        for rule, count in counts.items()
    )


def by_severity(findings: Iterable[Finding]) -> Mapping[str, int]:
    """Count the findings of each severity by its Spanish name, most severe first."""
    counts = Counter(finding.severity for finding in findings)
    return {name: counts[severity] for severity, (name, _) in SEVERITIES.items()}


def by_branch(findings: Iterable[Finding]) -> Mapping[str, int]:
    """Count the findings about programs of each budget branch, largest first.

    A finding that concerns programs of several branches counts in each.
    """
    counts = Counter(branch for finding in findings for branch in finding.branches or (NO_BRANCH,))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


State = Literal["new", "persists", "solved", "withdrawn"]
GONE: frozenset[State] = frozenset({"solved", "withdrawn"})
"""The states of findings that a release no longer has."""

_LONGEST_QUOTE = 300
"""Characters, a sentence or two: the row of a wide table has thousands. The graph has all of them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a finding; `release` is the one in which it last reappeared or was solved.

    `since` is the day on which that release was written (ISO 8601).
    """

    state: State
    since: str
    release: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The release a report is about, its license and date, and the states of findings by IRI.

    `filters` say which findings were asked for (`severity=Info`); empty: all. `denominators` are what the
    rules could judge, `corrections` those of rules that are known, `rules` the rules in words. What
    has one language alone is in `language`; `address` is where the report is published, if it is.
    """

    release: str = ""
    license: str = "https://creativecommons.org/licenses/by/4.0/"
    date: str = ""
    standings: Mapping[str, Standing] = field(default_factory=dict)
    filters: str = ""
    denominators: tuple[Denominator, ...] = ()
    corrections: tuple[Correction, ...] = ()
    rules: tuple[RuleDescription, ...] = ()
    language: Language = "es"
    address: str = ""


def quoted(excerpt: Excerpt) -> str:
    """Return what an excerpt shows: its quotation, shortened, or the column of a cell without a value."""
    if excerpt.is_blank:
        return f"[{excerpt.column}: {excerpt.quote or 'vacía'}]"
    return shorten_quote(excerpt.quote)


def shorten_quote(quote: str) -> str:
    """Shorten a quotation, its cells set apart by ` · `; how much is left out is said."""
    text = " · ".join(cell.strip() for cell in quote.split("\t") if cell.strip())
    return shorten_counted(text, _LONGEST_QUOTE)
