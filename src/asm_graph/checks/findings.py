"""What the audit found: findings, cases of several of them, and their quads."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from asm_graph.rdf import audit_iris, iris
from asm_graph.rdf.vocabulary import ASM, RDF, RDFS, SH, Base

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from asm_graph.checks.evidence import Excerpt
    from asm_graph.rdf.index import Term

_DIGITS = 20

FINDING, CLUE, LISTING = "finding", "clue", "listing"
"""Notations of the code list `finding-kind`: what the sources prove, what wants a look, a list of things."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What an audit rule found at one place; `severity` is `Violation`, `Warning` or `Info`.

    `title` (of the rule) and `messages` are by language, `evidence` is in reading order, its blank cells
    first. `names` has the label and the key of each program, `branches` those of their budget branches,
    sorted by number. `blank` is what the columns of a table state whose blank cells prove that something is
    absent (`asm:value (target)`). `kind` is a notation of the code list `finding-kind`. A case has `members`:
    what its rule found in one matrix or program, or under one name in many.
    """

    node: NamedNode
    rule: NamedNode
    title: Mapping[str, str]
    focus: Term
    path: NamedNode | None
    value: Term | None
    severity: str
    messages: Mapping[str, str]
    programs: tuple[NamedNode, ...]
    evidence: tuple[Excerpt, ...]
    names: Mapping[NamedNode, str] = field(default_factory=dict)
    branches: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    kind: str = FINDING
    members: tuple[Finding, ...] = ()

    @property
    def count(self) -> int:
        """How many places it is about: those of its members, or its own."""
        return len(self.members) or 1


def finding_node(base: Base, key: Iterable[str]) -> NamedNode:
    """Return the IRI of a finding, which depends on what tells it from others alone."""
    digest = hashlib.sha256("\n".join(key).encode()).hexdigest()[:_DIGITS]
    return base.id(audit_iris.finding(digest))


def findings_quads(findings: Iterable[Finding], base: Base | None = None) -> Iterator[Quad]:
    """State the findings, their members and the titles of their rules as quads of the graph `audit`."""
    base, known = base or Base(), tuple(findings)
    graph = base.graph(iris.AUDIT)
    for finding in known:
        described = [(finding, ASM("Finding"))]
        described += [(member, ASM("FindingMember")) for member in finding.members]
        for one, class_ in described:
            yield Quad(one.node, RDF("type"), class_, graph)
            for predicate, term in _description(one, base):
                yield Quad(one.node, predicate, term, graph)
    for rule, title in {finding.rule: finding.title for finding in known}.items():
        for language, text in title.items():
            yield Quad(rule, RDFS("label"), Literal(text, language=language), graph)


def _description(finding: Finding, base: Base) -> Iterator[tuple[NamedNode, Term]]:
    yield ASM("rule"), finding.rule
    yield SH("focusNode"), finding.focus
    yield SH("resultSeverity"), SH(finding.severity)
    yield ASM("findingKind"), base.code("finding-kind", finding.kind)
    if finding.path is not None:
        yield SH("resultPath"), finding.path
    if finding.value is not None:
        yield SH("value"), finding.value
    for language, text in finding.messages.items():
        yield SH("resultMessage"), Literal(text, language=language)
    for program in finding.programs:
        yield ASM("program"), program
    for excerpt in finding.evidence:
        yield ASM("evidence"), excerpt.node
    for member in finding.members:
        yield ASM("member"), member.node
