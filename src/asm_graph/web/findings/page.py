"""The audit page: the findings that pass the filters, and facets as bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from asm_graph.checks.report.edition import KINDS, SEVERITIES, shorten_quote
from asm_graph.rdf.vocabulary import LANGUAGES, Base
from asm_graph.releases.findings import program_key
from asm_graph.results.formats import FORMATS
from asm_graph.web.findings.filters import FACETS, Filters, facets, local
from asm_graph.web.findings.scope import scope_rows
from asm_graph.web.findings.table import FindingTable, page_of
from asm_graph.web.rendering.naming import link_to
from asm_graph.web.tables.view import SORT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.releases import Release
    from asm_graph.releases.findings import Findings
    from asm_graph.web.findings.filters import Facet, FacetName
    from asm_graph.web.findings.scope import ScopeRow
    from asm_graph.web.tables.view import TableView

MEDIA_TYPES = {"csv": "text/csv", "xlsx": FORMATS["xlsx"].media_type, "json": "application/json"}
"""The files that have the same findings."""
_VIEW, _TABLE = "view", "table"
_SHOWN = 10
"""Values of a facet that stand open; the others fold out."""
_MOST = 40
"""Values of a facet that the page has; the files have all."""


@dataclass(frozen=True, slots=True)
class FacetBar:
    """A facet value: its count, its share of the largest in percent, its link.

    The link chooses the value, or lets go of it where it is `chosen`.
    """

    label: str
    count: int
    share: float
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetChart:
    """A facet as a table and a chart; `total` counts its values."""

    shown: tuple[FacetBar, ...]
    folded: tuple[FacetBar, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AuditPage:
    """One page of findings for one reader; `root` is the address of the audit.

    `view` is what the address asks of the findings: their order, and with `view=table` no passages.
    """

    release: Release
    findings: Findings
    filters: Filters
    view: TableView
    language: Language
    root: str

    def context(self) -> dict[str, Any]:
        """Return the context of the template."""
        base, labels = Base(self.release.manifest.base), self._labels()
        table = FindingTable(self.findings, base, self.view, self.language)
        chosen = table.sorted(self.filters.choose(self.findings.known))
        part = page_of(chosen, self.view)
        whole = self.findings.whole(part)
        query = urlencode(self.filters.parameters)
        downloads = {name: f"{self.root}.{name}?{query}" for name in MEDIA_TYPES}
        return {
            **self._ways(),
            "filters": self.filters,
            "release": self.release.manifest,
            "root": self.root,
            "table": table.table(chosen, whole, downloads),
            "as_table": self._view == _TABLE,
            "findings": list(zip(part, whole, strict=True)),
            "bars": {
                name: self._bars(facet, labels[name])
                for name, facet in facets(self.filters, self.findings.known).items()
            },
            "labels": labels,
            "program_name": self._program_name(),
            "media_types": MEDIA_TYPES,
            "downloads": downloads,
            "printable": f"{self.root}/report.html?{query}",
            "severities": _words(SEVERITIES, self.language),
            "address_of": lambda node: link_to(node.value, base) or node.value,
            "shorten_quote": shorten_quote,
            "kinds": _words(KINDS, self.language),
            "scope": scope_rows(self.findings.denominators, self.filters.rule, self.language),
        }

    def _ways(self) -> dict[str, Any]:
        """Return where the page leads: to its other view, and to less of what is chosen."""
        return {
            "kept": self._kept(self.filters.without("program")),
            "views": {
                "view_list": self._address(self.filters, view=""),
                "view_table": self._address(self.filters, view=_TABLE),
            },
            "lifted": {
                name: self._address(self.filters.without(name))
                for name in FACETS
                if getattr(self.filters, name)
            },
        }

    def scope_address(self, row: ScopeRow) -> str:
        """Where a row of what the rules could judge leads: to its document, else to its rule by document."""
        if row.document:
            return link_to(row.document.value, Base(self.release.manifest.base)) or row.document.value
        return f"{self.root}?{urlencode({'rule': local(row.rule)})}#scope"

    def _bars(self, facet: Facet, labels: Mapping[str, str]) -> FacetChart:
        largest = max(facet.counts.values(), default=1)
        current = getattr(self.filters, facet.name)
        bars = []
        for value, count in list(facet.counts.items())[:_MOST]:
            key = program_key(value) if facet.name == "program" else value
            others = self.filters.without(facet.name)
            address = self._address(others if key == current else others.having(facet.name, key))
            bars.append(
                FacetBar(
                    labels.get(value, value),
                    count,
                    round(100 * count / largest, 1),
                    address,
                    chosen=key == current,
                )
            )
        return FacetChart(tuple(bars[:_SHOWN]), tuple(bars[_SHOWN:]), len(facet.counts))

    def _labels(self) -> dict[FacetName, Mapping[str, str]]:
        """Return the labels of each facet's values; the template names states."""
        known = self.findings.known
        return {
            "kind": _words(KINDS, self.language),
            "state": {},
            "severity": _words(SEVERITIES, self.language),
            "rule": {
                local(rule): title.get(self.language, rule) for rule, title in self.findings.titles.items()
            },
            "branch": {number: label for one in known for number, label in one.branches.items()},
            "program": {iri: name for one in known for iri, name in one.programs.items()},
        }

    def _program_name(self) -> str:
        """Return the name of the requested program, or the request as it is."""
        key = self.filters.program
        names = (
            name
            for one in self.findings.known
            for iri, name in one.programs.items()
            if program_key(iri) == key
        )
        return next(names, key) if key else ""

    @property
    def _view(self) -> str:
        """How the findings are shown; empty for the list."""
        return dict(self.view.kept).get(_VIEW, "")

    def _kept(self, filters: Filters, view: str | None = None) -> dict[str, str]:
        """Return the parameters of the findings that pass, in the same order and view."""
        shown = {_VIEW: self._view if view is None else view, SORT: self.view.order}
        return filters.parameters | {name: value for name, value in shown.items() if value}

    def _address(self, filters: Filters, view: str | None = None) -> str:
        parameters = self._kept(filters, view)
        return f"{self.root}?{urlencode(parameters)}" if parameters else self.root


def _words(names: Mapping[str, tuple[str, str]], language: Language) -> dict[str, str]:
    return {name: words[LANGUAGES.index(language)] for name, words in names.items()}
