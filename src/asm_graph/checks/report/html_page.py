"""Findings as one self-contained HTML page to read and print: no script, nothing fetched."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import jinja2

from asm_graph.checks.report.denominators import COLUMNS, table_rows
from asm_graph.checks.report.edition import KINDS, SEVERITIES, STATES, by_branch, by_rule, by_severity, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asm_graph.checks.findings import Finding
    from asm_graph.checks.report.edition import Edition

_MOST_BARS = 20
"""Bars of a chart; its table has all of them."""
_MOST_QUOTES = 4
"""Quotations of a finding that the page shows; the finding's IRI leads to the others."""
_MOST_MEMBERS = 20
"""Members of a case that the page lists."""
_MOST_PROGRAMS = 12
"""Programs of a finding that the page names."""
_LONGEST_BAR = 400
"""Units of the drawing."""


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


def write_page(findings: Sequence[Finding], edition: Edition) -> bytes:
    """Write an HTML page in Spanish with the English beside it."""
    rules = by_rule(findings)
    sections = [(rule, list(group)) for rule, group in groupby(findings, key=lambda one: one.rule)]
    titles = {f"{count.title.get('es', '')} ({_local(count.rule)})": count.findings for count in rules}
    charts = (
        ReportChart("severity", "Hallazgos por gravedad", "Gravedad", by_severity(findings)),
        ReportChart("rule", "Hallazgos por regla", "Regla", _largest_first(titles)),
        ReportChart("branch", "Hallazgos por ramo", "Ramo", by_branch(findings)),
    )
    page = _template().render(
        total=len(findings),
        sections=list(zip(rules, [found for _, found in sections], strict=True)),
        charts=charts,
        edition=edition,
        severities=SEVERITIES,
        states=STATES,
        quotes=_MOST_QUOTES,
        programs=_MOST_PROGRAMS,
        kinds=KINDS,
        most_members=_MOST_MEMBERS,
        scope=table_rows(one for one in edition.denominators if one.document is None),
        scope_columns=COLUMNS,
    )
    return page.encode()


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("asm_graph.checks.report", "."),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"quoted": quoted, "local": _local}
    return environment.get_template("page.html")


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _largest_first(counts: Mapping[str, int]) -> Mapping[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
