"""Findings and what the rules could judge, as tables of the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asm_graph.checks.report.edition import KINDS, SEVERITIES
from asm_graph.rdf.vocabulary import LANGUAGES
from asm_graph.web.rendering.naming import cut, link_to
from asm_graph.web.rendering.pages import words_in
from asm_graph.web.tables.table import (
    ROWS,
    DataTable,
    TableCell,
    TableColumn,
    in_order,
    page_count,
    shown_columns,
    table_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pyoxigraph import NamedNode

    from asm_graph.checks.findings import Finding
    from asm_graph.rdf.vocabulary import Base, Language
    from asm_graph.releases.findings import Findings, FindingSummary
    from asm_graph.web.findings.scope import ScopeRow
    from asm_graph.web.tables.view import TableView

_MESSAGE_CHARACTERS = 300
_STATES = ("new", "persists", "solved", "withdrawn")
_SCOPE_FILES = "/api/queries/rule-denominators?format="


@dataclass(frozen=True, slots=True)
class FindingTable:
    """Findings by the columns that their summaries have; messages are read for those of a page only."""

    findings: Findings
    base: Base
    view: TableView
    language: Language

    def sorted(self, chosen: Sequence[FindingSummary]) -> Sequence[FindingSummary]:
        """Return findings in the order asked for, else as they come: the most severe first."""
        if self.view.sort not in self._cells:
            return chosen
        cell = self._cells[self.view.sort]
        return in_order(chosen, cell, descending=self.view.descending)

    def table(
        self, chosen: Sequence[FindingSummary], whole: Sequence[Finding], downloads: Mapping[str, str]
    ) -> DataTable:
        """Return the page of sorted findings, of which `whole` are those of the page."""
        columns = self._columns
        part = page_of(chosen, self.view)
        kept = [column.key for column in shown_columns(columns, self.view)][1:]
        rows = tuple(
            (self._finding(one), *(self._cells[key](known) for key in kept))
            for known, one in zip(part, whole, strict=True)
        )
        return DataTable(columns, rows, len(chosen), self.view, downloads=downloads)

    @property
    def _columns(self) -> tuple[TableColumn, ...]:
        words = words_in(self.language)
        heads = {name: words[name] for name in self._cells}
        first = TableColumn("finding", words["finding_head"], is_sortable=False)
        return (first, *(TableColumn(name, head, shown=name != "branch") for name, head in heads.items()))

    @property
    def _cells(self) -> Mapping[str, Callable[[FindingSummary], TableCell]]:
        """What each column but the first says of a finding."""
        place, words = LANGUAGES.index(self.language), words_in(self.language)
        order = {severity: str(number) for number, severity in enumerate(SEVERITIES)}

        def program(one: FindingSummary) -> TableCell:
            for iri, name in one.programs.items():
                remark = f"+{len(one.programs) - 1}" if len(one.programs) > 1 else ""
                return TableCell(name, link_to(iri, self.base), "es", remark)
            return TableCell()

        def rule(one: FindingSummary) -> TableCell:
            title = self.findings.titles.get(one.rule, {}).get(self.language, one.rule)
            return TableCell(title, link_to(one.rule, self.base))

        return {
            "program": program,
            "rule": rule,
            "severity": lambda one: TableCell(SEVERITIES[one.severity][place], value=order[one.severity]),
            "kind": lambda one: TableCell(KINDS[one.kind][place]),
            "state": lambda one: TableCell(words[f"state_{one.state}"] if one.state in _STATES else ""),
            "branch": lambda one: TableCell(", ".join(one.branches.values())),
        }

    def _finding(self, one: Finding) -> TableCell:
        text = one.messages.get(self.language) or one.title.get(self.language, "")
        return TableCell(cut(text, _MESSAGE_CHARACTERS), link_to(one.node.value, self.base))


def page_of(chosen: Sequence[FindingSummary], view: TableView) -> Sequence[FindingSummary]:
    """Return the findings of the page that an address asks for, or of the last."""
    number = min(view.number, page_count(len(chosen), ROWS))
    return chosen[ROWS * (number - 1) : ROWS * number]


def scope_table(
    rows: Sequence[ScopeRow],
    titles: Mapping[NamedNode, str],
    address_of: Callable[[ScopeRow], str],
    view: TableView,
    language: Language,
) -> DataTable:
    """Return what the rules could judge, or one rule document by document, on a single page."""
    words = words_in(language)
    by_document = any(row.document for row in rows)
    numbers = ("evaluable", "found", "not_evaluable", "not_applicable")
    heads = ("evaluable", "scope_found", "not_evaluable", "not_applicable")
    columns = (
        TableColumn("rule", words["scope_document" if by_document else "rule"]),
        *(TableColumn(name, words[head], is_number=True) for name, head in zip(numbers, heads, strict=True)),
        TableColumn("why", words["why_not"], is_sortable=False),
    )

    def named(row: ScopeRow) -> TableCell:
        if row.document:
            slug = row.document.value.rpartition("/")[2]
            return TableCell(titles.get(row.document) or slug, address_of(row))
        return TableCell(words["all_documents"]) if by_document else TableCell(row.title, address_of(row))

    cells = [
        (
            named(row),
            *(TableCell(f"{number:,}", value=number) for name in numbers for number in [getattr(row, name)]),
            TableCell(" ".join(f"{count:,}: {reason}" for count, reason in row.reasons)),
        )
        for row in rows
    ]
    downloads = {name: f"{_SCOPE_FILES}{name}" for name in ("csv", "xlsx")}
    return table_of(columns, cells, view, 0, downloads)
