"""A page of a result as the table of the site: names that lead to things, numbers, dates in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from asm_graph.explorer.reading import PAGE
from asm_graph.rdf import iris
from asm_graph.rdf.vocabulary import XSD
from asm_graph.results.spoken import number_shown, shown
from asm_graph.web.rendering.naming import cut, link_to
from asm_graph.web.tables.table import DataTable, TableCell, TableColumn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from asm_graph.explorer.cells import Cell, CellValue
    from asm_graph.explorer.definition import ExplorerColumn, ExplorerTable
    from asm_graph.explorer.reading import ExplorerPage
    from asm_graph.rdf.vocabulary import Base, Language
    from asm_graph.web.tables.view import TableView

_LONGEST = 200
"""Characters of a text in a cell; its page and the files have the whole of it."""
_MONTH = len("2024-06")
_DAY = len("2024-06-30")


@dataclass(frozen=True, slots=True)
class ResultReader:
    """For whom a table is written: the base of the release's IRIs, and the language."""

    base: Base
    language: Language

    def table(
        self, table: ExplorerTable, found: ExplorerPage, view: TableView, downloads: Mapping[str, str]
    ) -> DataTable:
        """Make the table of a page; columns without a value in the whole result are left out."""
        kept = [name for name in table.choosable if found.filled[name] or name == table.choosable[0]]
        columns = tuple(self._column(name, table.columns[name]) for name in kept)
        places = [found.columns.index(name) for name in kept if name in found.columns]
        rows = tuple(
            tuple(self._cell(table.columns[found.columns[place]], row[place]) for place in places)
            for row in found.rows
        )
        return DataTable(columns, rows, found.total, view, PAGE, downloads)

    def _column(self, name: str, column: ExplorerColumn) -> TableColumn:
        return TableColumn(
            name,
            column.of(self.language),
            column.unit.of(self.language) if column.unit else "",
            is_number=column.is_number,
            shown=column.shown,
        )

    def _cell(self, column: ExplorerColumn, cell: Cell) -> TableCell:
        values = [self._value(column, value) for value in cell]
        if not values:
            return TableCell()
        return replace(values[0], others=tuple(values[1:]))

    def _value(self, column: ExplorerColumn, value: CellValue) -> TableCell:
        address = self._address(value.iri) if value.iri else None
        text = _text(column, value.value, self.language)
        return TableCell(text, address, "es" if value.is_spanish else None)

    def _address(self, iri: str) -> str | None:
        """Return where a thing is; codes, classes and rules are words of the table, which nobody follows."""
        address = link_to(iri, self.base) or ""
        is_thing = address.startswith("/doc/") and not address.startswith(f"/doc/{iris.code_list('')}")
        return address if is_thing else None


def columns_without_values(table: ExplorerTable, found: ExplorerPage, language: Language) -> list[str]:
    """Return the heads of the columns that were asked for and have no value in the whole result."""
    return [
        table.columns[name].of(language) for name in found.columns if found.total and not found.filled[name]
    ]


def _text(column: ExplorerColumn, value: str | float, language: Language) -> str:
    if column.kind == "year":
        return str(value)
    if not isinstance(value, str):
        return number_shown(Decimal(str(value)))
    if column.kind == "date" and len(value) in {_MONTH, _DAY}:
        return shown(Literal(value, datatype=XSD("date" if len(value) == _DAY else "gYearMonth")), language)
    return cut(value, _LONGEST)


def shares(found: ExplorerPage) -> Sequence[tuple[str, int]]:
    """Return the shown columns that few rows have a value in, with the number of those."""
    few = found.total // 10
    return [(name, found.filled[name]) for name in found.columns if 0 < found.filled[name] <= few]
