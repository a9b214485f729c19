"""Cases: what a rule finds again and again in one matrix, or under one name in many, as one finding."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asm_graph.checks.denominators import documents_of
from asm_graph.checks.evidence import first_excerpts
from asm_graph.checks.findings import finding_node
from asm_graph.checks.rule_results import branch_labels
from asm_graph.rdf.vocabulary import ASM, LANGUAGES, RDFS
from asm_graph.results.short_texts import shorten
from asm_graph.shacl.core.paths import step
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pyoxigraph import NamedNode

    from asm_graph.checks.findings import Finding
    from asm_graph.checks.rule_results import FindingContext
    from asm_graph.rdf.index import Term

_MANY = 10
"""A name that recurs in so many matrices or programs makes one systemic case above them."""
_NAMED = 3
"""Members that the message of a case names."""
_MORE = {"es": "{names} y {more} más", "en": "{names} and {more} more"}
_LONGEST = 80
"""Characters of a name in such a message; the member has all of it."""
_QUOTED = {"es": "«{}»", "en": "“{}”"}
_SLOT = re.compile(r"\{[$?](this|count|cases|members)\}")


@dataclass(frozen=True, slots=True)
class Cases:
    """Makes cases of the findings of rules that declare where these belong (`rule:caseOf`)."""

    context: FindingContext
    phrase: Callable[[Term, str], str]

    def gathered(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings, those of rules with cases inside them, sorted by rule and place."""
        by_rule: dict[NamedNode, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_rule[finding.rule].append(finding)
        return tuple(
            one
            for rule, found in sorted(by_rule.items(), key=lambda item: item[0].value)
            for one in self._of_rule(rule, found)
        )

    def _of_rule(self, rule: NamedNode, findings: Sequence[Finding]) -> Iterable[Finding]:
        path = self.context.rules.case_path(rule)
        if path is None:
            return findings
        to_case = step(path, self.context.rules.graph, self.context.index)
        places = {one.node: min(map(str, to_case(one.focus)), default="") for one in findings}
        terms = {str(term): term for one in findings for term in to_case(one.focus)}
        systemic = self._systemic(findings, places) if self.context.rules.systemic_messages(rule) else {}
        groups: dict[str, list[Finding]] = defaultdict(list)
        for one in findings:
            if one.node not in systemic and places[one.node]:
                groups[places[one.node]].append(one)
        alone = [one for one in findings if one.node not in systemic and not places[one.node]]
        cases = [self._case(rule, terms[place], group) for place, group in sorted(groups.items())]
        return (*self._above(rule, findings, systemic, places), *cases, *alone)

    def _case(self, rule: NamedNode, about: Term, members: Sequence[Finding]) -> Finding:
        """Return the case of one matrix or program; a single member gives it its own words."""
        node = finding_node(self.context.base, (rule.value, str(about), "case", ""))
        templates = self.context.rules.case_messages(rule)
        messages = members[0].messages
        if len(members) > 1 and templates:
            messages = {
                language: self._filled(template, language, members, about)
                for language, template in templates.items()
            }
        return self._whole(replace(members[0], node=node, focus=about, messages=messages), members)

    def _above(
        self,
        rule: NamedNode,
        findings: Sequence[Finding],
        systemic: Mapping[NamedNode, str],
        places: Mapping[NamedNode, str],
    ) -> Iterable[Finding]:
        """Yield the systemic cases: what recurs under the names that stand in the same matrices."""
        for name in sorted(set(systemic.values())):
            members = [one for one in findings if systemic.get(one.node) == name]
            node = finding_node(self.context.base, (rule.value, name, "systemic", ""))
            cases = len({places[one.node] for one in members})
            messages = {
                language: self._filled(template, language, members, members[0].focus, cases)
                for language, template in self.context.rules.systemic_messages(rule).items()
            }
            document = self._document(members[0].focus)
            yield self._whole(replace(members[0], node=node, focus=document, messages=messages), members)

    def _systemic(
        self, findings: Sequence[Finding], places: Mapping[NamedNode, str]
    ) -> Mapping[NamedNode, str]:
        """Return, for each finding that recurs, the first of the names that recur together."""
        named = {one.node: compact(self._name(one.focus, LANGUAGES[0])) for one in findings}
        where: dict[str, set[str]] = defaultdict(set)
        for one in findings:
            where[named[one.node]].add(places[one.node])
        many = sorted(name for name, cases in where.items() if name and len(cases) >= _MANY)
        first: dict[str, str] = {}
        for name in many:
            alike = (one for one in first.values() if 2 * len(where[one] & where[name]) > len(where[name]))
            first[name] = next(alike, name)
        return {node: first[name] for node, name in named.items() if name in first}

    def _whole(self, case: Finding, members: Sequence[Finding]) -> Finding:
        """Return a case with its members and all whom they concern; its evidence is some of theirs."""
        programs = tuple(sorted({one for member in members for one in member.programs}, key=str))
        proofs = [excerpt for member in members for excerpt in member.evidence]
        return replace(
            case,
            value=None,
            path=None,
            programs=programs,
            evidence=first_excerpts(sorted(proofs, key=lambda one: not one.is_blank)),
            names=self.context.names(programs),
            branches=branch_labels(self.context.index, programs),
            members=tuple(members),
        )

    def _filled(
        self, template: str, language: str, members: Sequence[Finding], about: Term, cases: int = 1
    ) -> str:
        names = list(
            dict.fromkeys(
                _QUOTED[language].format(shorten(self._name(one.focus, language), _LONGEST))
                for one in members
            )
        )
        shown = ", ".join(names[:_NAMED])
        if len(names) > _NAMED:
            shown = _MORE[language].format(names=shown, more=len(names) - _NAMED)
        said = {"count": str(len(members)), "cases": str(cases), "members": shown}
        return _SLOT.sub(
            lambda slot: said[slot[1]] if slot[1] in said else self.phrase(about, language), template
        )

    def _name(self, node: Term, language: str) -> str:
        for property_ in (RDFS("label"), ASM("narrative"), ASM("text")):
            if text := self.context.index.text(node, property_, language):
                return text
        return self.phrase(node, language)

    def _document(self, node: Term) -> Term:
        """Return the document that a node was read from, as the place of what recurs in it."""
        documents = documents_of(self.context.index, node)
        return documents[0] if documents else node
