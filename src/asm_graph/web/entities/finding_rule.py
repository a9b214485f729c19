"""The rule of a finding in words: what it means, its limits, and of how many things it could tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.checks.report.edition import KINDS, SEVERITIES
from asm_graph.rdf.vocabulary import LANGUAGES
from asm_graph.releases.finding_details import denominators_of, rule_of
from asm_graph.web.findings.filters import local
from asm_graph.web.findings.scope import scope_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import NamedNode

    from asm_graph.checks.findings import Finding
    from asm_graph.web.entities.subject import PageSubject
    from asm_graph.web.findings.scope import ScopeRow


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule for a reader; `definition` and `limits` are empty where an older release does not say them.

    `scope` has what the rule could judge, in the documents of the finding and in all.
    """

    name: str
    title: str
    severity: str
    kind: str
    definition: str
    limits: str
    scope: tuple[ScopeRow, ...]

    @property
    def address(self) -> str:
        """Where all its findings are."""
        return f"/audit?rule={self.name}"


def rule_shown(subject: PageSubject, finding: Finding, documents: Sequence[NamedNode]) -> RuleShown:
    """Describe the rule of a finding to the reader of a page.

    Raises:
        InputError: the index of the release does not hold.
    """
    language, folder = subject.names.language, subject.reading.release.path
    at, rule = LANGUAGES.index(language), finding.rule.value
    said = rule_of(folder, rule)
    rows = scope_rows(denominators_of(folder, rule), local(rule), language)
    scope = tuple(row for row in rows if row.document is None or row.document in documents)
    return RuleShown(
        local(rule),
        finding.title.get(language, local(rule)),
        SEVERITIES[finding.severity][at],
        KINDS[finding.kind][at],
        said.definition.get(language, "") if said else "",
        said.limits.get(language, "") if said else "",
        scope,
    )
