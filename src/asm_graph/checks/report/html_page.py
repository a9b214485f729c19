"""Findings as pages to read, print and hand over: a summary, and the findings of each rule."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jinja2

from asm_graph.checks.report.edition import (
    KINDS,
    NO_BRANCH,
    SEVERITIES,
    STATES,
    by_branch,
    by_rule,
    by_severity,
    quoted,
)
from asm_graph.rdf.vocabulary import LANGUAGES
from asm_graph.results.spoken import number_shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from asm_graph.checks.denominators import Denominator
    from asm_graph.checks.findings import Finding
    from asm_graph.checks.report.edition import Edition
    from asm_graph.rdf.vocabulary import Language

_MOST_BARS = 20
"""Bars of a chart; its table has all of them."""
_LONGEST_BAR = 400
"""Units of the drawing."""
_FEW = 60
"""A report of so many findings is one page."""
_PART = 80
"""Findings on one page of a rule, some 150 kB of them and hardly ever 400."""


class _Most(NamedTuple):
    """What a page shows of one finding; its IRI leads to the other quotations, members and programs."""

    quotes: int = 4
    members: int = 20
    programs: int = 12


@dataclass(frozen=True, slots=True)
class ReportBar:
    """One bar of a chart: `length` in units of the drawing."""

    label: str
    count: int
    length: float


@dataclass(frozen=True, slots=True)
class ReportChart:
    """A bar chart with its title; `rows` are all its numbers, `bars` the largest of them."""

    name: str
    title: str
    column: str
    rows: Mapping[str, int]

    @property
    def bars(self) -> tuple[ReportBar, ...]:
        """The bars that are drawn, the longest as long as the drawing has room."""
        largest = max(self.rows.values(), default=0) or 1
        shown = [item for item in self.rows.items() if item[1]][:_MOST_BARS]
        return tuple(
            ReportBar(label, count, round(_LONGEST_BAR * count / largest, 1)) for label, count in shown
        )


@dataclass(frozen=True, slots=True)
class PartNames:
    """Where the pages of a report are, as links: files of a `folder`, each with a `query` after it."""

    folder: str = ""
    query: str = ""

    def address(self, rule: str, number: int = 1) -> str:
        """Return where the findings of a rule are, page by page."""
        return f"{self.folder}{part_name(rule, number)}{self.query}"


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A page of a rule: its number, of how many findings, and where the summary and the other pages are."""

    number: int
    found: int
    summary: str
    names: PartNames


def part_name(rule: str, number: int = 1) -> str:
    """Name the page of a rule, by its IRI or the end of it.

    >>> part_name("https://w3id.org/asm-graph/shapes#TargetMissing", 2)
    'TargetMissing-2.html'
    """
    return f"{_local(rule)}{'' if number == 1 else f'-{number}'}.html"


def is_short(count: int) -> bool:
    """Tell whether so many findings make one page with their summary."""
    return count <= _FEW


def write_page(findings: Sequence[Finding], edition: Edition) -> bytes:
    """Write one page that has it all: the summary, and each finding."""
    sections = [(rule, list(group)) for rule, group in groupby(findings, key=lambda one: one.rule.value)]
    addresses = {rule: f"#{_local(rule)}" for rule, _ in sections}
    articles = [_articles(found, edition) for _, found in sections]
    return _summary(findings, edition, addresses, articles)


def write_summary(findings: Sequence[Finding], edition: Edition, parts: PartNames) -> bytes:
    """Write the page that leads to the parts."""
    addresses = {one.rule: parts.address(one.rule) for one in by_rule(findings)}
    return _summary(findings, edition, addresses, [])


def parts_of(count: int) -> int:
    """Return on how many pages so many findings of a rule stand."""
    return -(-count // _PART)


def in_part(number: int) -> slice:
    """Return which findings of a rule stand on a page, counted from 1."""
    return slice(_PART * (number - 1), _PART * number)


def write_part(findings: Sequence[Finding], edition: Edition, part: ReportPart) -> bytes:
    """Write a page of findings of one rule."""
    at, first = LANGUAGES.index(edition.language), findings[0]
    rule, total = first.rule.value, parts_of(part.found)
    context = {
        "rule": rule,
        "title": first.title.get(edition.language, _local(rule)),
        "kind": KINDS[first.kind][at],
        "severity": SEVERITIES[first.severity][at],
        "said": next((one for one in edition.rules if one.rule == first.rule), None),
        "judged": _scope(edition).get(rule),
        "found": number_shown(part.found),
        "summary": part.summary,
        "addresses": [part.names.address(rule, one) for one in range(1, total + 1)],
        "at": part.number,
        "total": total,
        "articles": _articles(findings, edition),
    }
    return _rendered("report_part.html", edition, context)


def _articles(findings: Sequence[Finding], edition: Edition) -> list[str]:
    module = _template("report_findings.html").make_module(_frame(edition))
    article: Any = vars(module)["article"]
    words = _words(edition.language)
    return [article(finding, edition, _Most(), edition.language, words) for finding in findings]


def _summary(
    findings: Sequence[Finding],
    edition: Edition,
    addresses: Mapping[str, str],
    articles: Sequence[Sequence[str]],
) -> bytes:
    rules, words, scope = by_rule(findings), _words(edition.language), _scope(edition)
    context = {
        "total": len(findings),
        "rules": rules,
        "addresses": addresses,
        "charts": _charts(findings, edition.language, words),
        "scope": scope,
        "without": [one for rule, one in scope.items() if rule not in addresses],
        "sections": list(zip(rules, articles, strict=False)),
        "described": {one.rule.value: one for one in edition.rules},
        "kind_of": {one.rule.value: one.kind for one in findings},
    }
    return _rendered("report_summary.html", edition, context)


def _scope(edition: Edition) -> dict[str, Denominator]:
    """Return what each rule could judge in all documents, by its IRI."""
    return {one.rule.value: one for one in edition.denominators if one.document is None}


def _charts(
    findings: Sequence[Finding], language: Language, words: Mapping[str, str]
) -> tuple[ReportChart, ...]:
    at = LANGUAGES.index(language)
    severities = {names[0]: names[at] for names in SEVERITIES.values()}
    grave = {severities[name]: count for name, count in by_severity(findings).items()}
    rules = Counter[str]()
    for one in by_rule(findings):
        rules[one.title.get(language, _local(one.rule))] += one.findings
    branches = {
        words["no_branch_of_budget"] if name == NO_BRANCH else name: count
        for name, count in by_branch(findings).items()
    }
    return (
        ReportChart("severity", words["by_severity"], words["severity"], grave),
        ReportChart("rule", words["by_rule"], words["rule"], _largest_first(rules)),
        ReportChart("branch", words["by_branch"], words["branch"], branches),
    )


def _rendered(template: str, edition: Edition, context: Mapping[str, object]) -> bytes:
    return _template(template).render(**_frame(edition), **context).encode()


def _frame(edition: Edition) -> dict[str, object]:
    at = LANGUAGES.index(edition.language)
    named: dict[str, Mapping[str, tuple[str, str]]] = {
        "kinds": KINDS,
        "severities": SEVERITIES,
        "states": {state: STATES[state] for state in STATES},
    }
    return {
        "edition": edition,
        "language": edition.language,
        "words": _words(edition.language),
        "number": number_shown,
        **{name: {key: words[at] for key, words in several.items()} for name, several in named.items()},
    }


@cache
def _words(language: Language) -> Mapping[str, str]:
    table = tomllib.loads((Path(__file__).parent / "report_words.toml").read_text(encoding="utf-8"))
    return {key: said[language] for key, said in table.items()}


def _template(name: str) -> jinja2.Template:
    return _templates().get_template(name)


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("asm_graph.checks.report", "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"quoted": quoted, "local": _local}
    return environment


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _largest_first(counts: Mapping[str, int]) -> Mapping[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
