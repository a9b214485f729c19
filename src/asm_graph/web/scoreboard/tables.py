"""The tables of the scoreboard: by branch or agency, by cycle, and what is complete over the cycles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.web.rendering.pages import words_in
from asm_graph.web.tables.table import TableCell, TableColumn, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from asm_graph.rdf.vocabulary import Language
    from asm_graph.web.scoreboard.tallies import Owner, Tally
    from asm_graph.web.tables.table import DataTable
    from asm_graph.web.tables.view import TableView


def tally_table(
    rows: Iterable[tuple[TableCell, Tally]],
    columns: tuple[str, Mapping[str, str]],
    view: TableView,
    language: Language,
    downloads: Mapping[str, str] | None = None,
) -> DataTable:
    """Return a table with a tally in each row; `columns` are the words of its heads."""
    words = words_in(language)
    head, figures = columns
    heads = (
        TableColumn("name", words[head]),
        *(TableColumn(name, words[key], is_number=True) for name, key in figures.items()),
        TableColumn("share", words["share_completed"], is_number=True),
    )
    cells = [(name, *_figures(tally, figures), _share(tally)) for name, tally in rows]
    return table_of(heads, cells, view, 0, downloads)


def share_table(
    rows: Iterable[tuple[TableCell, Sequence[tuple[Tally, int]]]],
    head: str,
    cycles: Iterable[str],
    view: TableView,
    language: Language,
) -> DataTable:
    """Return how many ASM of each cycle are complete, the darker the larger their share."""
    columns = (
        TableColumn("name", words_in(language)[head]),
        *(TableColumn(cycle, cycle, is_number=True) for cycle in cycles),
    )
    cells = [(name, *(_completed(tally, shade) for tally, shade in tallies)) for name, tallies in rows]
    return replace(table_of(columns, cells, view, 0), is_matrix=True)


def owner_cell(owner: Owner, opens: Callable[[Owner], str | None], unknown: str) -> TableCell:
    """Name a branch or an agency, which leads to what it has."""
    if not owner.iri:
        return TableCell(unknown)
    return TableCell(owner.name.text, opens(owner), owner.name.language)


def _figures(tally: Tally, figures: Iterable[str]) -> list[TableCell]:
    return [TableCell(f"{number:,}", value=number) for name in figures for number in [getattr(tally, name)]]


def _share(tally: Tally) -> TableCell:
    return TableCell() if tally.share is None else TableCell(f"{tally.share} %", value=tally.share)


def _completed(tally: Tally, shade: int) -> TableCell:
    if not tally.asms:
        return TableCell()
    text = f"{tally.completed:,}/{tally.asms:,}"
    return TableCell(text, value=tally.completed, shade=shade)
