"""The groups of a listing as tables: names with their numbers or keys, and how many things are below each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.web.rendering.pages import words_in
from asm_graph.web.tables.table import ROWS, TableCell, TableColumn, table_of
from asm_graph.web.tables.view import TableView

if TYPE_CHECKING:
    from starlette.requests import Request

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.browse.listings import BrowseListing, ListingEntry, ListingGroup
    from asm_graph.web.tables.table import DataTable


def group_tables(request: Request, listing: BrowseListing, language: Language) -> list[DataTable]:
    """Return a table for each group; that of the last one is paged, the others have a name in addresses."""
    *others, last = listing.groups
    tables = [_table(each, TableView.of(request, each.heading), 0, language) for each in others]
    return [*tables, _table(last, TableView.of(request), ROWS, language)]


def _table(group: ListingGroup, view: TableView, length: int, language: Language) -> DataTable:
    words = words_in(language)
    columns = [TableColumn("name", words["name"])]
    if group.noted:
        columns.append(TableColumn("note", words[group.noted]))
    if group.counted:
        columns.append(TableColumn("count", words[group.counted], is_number=True))
    makers = {"name": _named, "note": _noted, "count": _counted}
    rows = [tuple(makers[column.key](entry) for column in columns) for entry in group.entries]
    return table_of(columns, rows, view, length)


def _named(entry: ListingEntry) -> TableCell:
    name = entry.link.name
    return TableCell(name.text, entry.address, name.language, depth=entry.depth)


def _noted(entry: ListingEntry) -> TableCell:
    return TableCell(entry.note)


def _counted(entry: ListingEntry) -> TableCell:
    return TableCell() if entry.count is None else TableCell(f"{entry.count:,}", value=entry.count)
