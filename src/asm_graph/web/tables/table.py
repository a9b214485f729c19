"""A table for people: columns with heads and units, the rows of one page, and how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from asm_graph.spanish.forms import natural_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from asm_graph.web.tables.view import TableView

ROWS = 50
"""Rows of a page."""
_NARROW, _MANY, _MOST_ON_PAPER = 2, 6, 10

T = TypeVar("T")
SortKey = tuple[int, Decimal | int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: what addresses call it, its head in the reader's language, its unit and a note, if any.

    One that is not `shown` has to be chosen. `for_machines` are IRIs, which are chosen apart. No row has
    a value in one that `is_empty`.
    """

    key: str
    label: str
    unit: str = ""
    note: str = ""
    is_number: bool = False
    is_sortable: bool = True
    shown: bool = True
    for_machines: bool = False
    is_empty: bool = False

    @property
    def orders(self) -> tuple[tuple[str, str], ...]:
        """Both orders by the column, as an address has them, with the keys of the words for them."""
        ways = (
            ("table_number_up", "table_number_down")
            if self.is_number
            else ("table_text_up", "table_text_down")
        )
        return (self.key, ways[0]), (f"-{self.key}", ways[1])

    @property
    def label_with_unit(self) -> str:
        """The head in one line, as a card of a phone has it before each value."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


@dataclass(frozen=True, slots=True)
class TableCell:
    """What stands in a cell: a text with its link and language, a remark below it, and what it is sorted by.

    Without `value`, a cell is sorted by its text. The larger its number, the darker its `shade`, from 1 to 4.
    `others` are more values that stand in it. In the order in which rows come, `depth` 1 is below 0.
    """

    text: str = ""
    address: str | None = None
    language: str | None = None
    remark: str = ""
    value: Decimal | int | str | None = None
    shade: int = 0
    depth: int = 0
    others: tuple[TableCell, ...] = ()


@dataclass(frozen=True, slots=True)
class DataTable:
    """One page of a table: `rows` have a cell for each of the columns that are `shown`.

    `total` counts the rows of all pages; `length` is that of a page, 0 where the table has only one.
    `downloads` are the addresses of the whole table by format. With `is_cut` they have rows that no page has.
    One that `is_matrix` is read across and down: on a phone it stays a table.
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    total: int
    view: TableView
    length: int = ROWS
    downloads: Mapping[str, str] = field(default_factory=dict)
    is_cut: bool = False
    is_matrix: bool = False

    @property
    def shown(self) -> tuple[TableColumn, ...]:
        """The columns that stand in the table."""
        return shown_columns(self.columns, self.view)

    @property
    def pages(self) -> int:
        """How many pages there are; an empty table has one."""
        return page_count(self.total, self.length)

    @property
    def number(self) -> int:
        """The number of the page, the last where the address asks for one beyond."""
        return min(self.view.number, self.pages)

    @property
    def first(self) -> int:
        """The number of the first row of the page, from 1."""
        return self.length * (self.number - 1) + 1

    @property
    def previous(self) -> str | None:
        """Where the previous page is."""
        return self.view.page(self.number - 1) if self.number > 1 else None

    @property
    def following(self) -> str | None:
        """Where the next page is."""
        return self.view.page(self.number + 1) if self.number < self.pages else None

    @property
    def shape(self) -> str:
        """The classes by which the table fits a phone and a sheet of paper."""
        wide = len(self.shown)
        cards = wide > _NARROW and not self.is_matrix
        classes = ("row-cards", cards), ("many", wide > _MANY), ("too-many", wide > _MOST_ON_PAPER)
        return " ".join(["data-table", *(name for name, holds in classes if holds)])

    def sorting(self, column: TableColumn) -> str | None:
        """Return how the table is sorted by a column, as `aria-sort` has it."""
        if column.key != self.view.sort:
            return None
        return "descending" if self.view.descending else "ascending"

    def sort_address(self, column: TableColumn) -> str:
        """Return where the head of a column leads: numbers begin with the largest; again, it turns around."""
        first = column.is_number
        return self.view.sorted_by(
            column.key,
            descending=not self.view.descending if column.key == self.view.sort else first,
        )


def shown_columns(columns: Sequence[TableColumn], view: TableView) -> tuple[TableColumn, ...]:
    """Return the columns that were chosen, else those shown at first; the first, the name, always stays."""
    known = {column.key for column in columns}
    chosen = known.intersection(view.columns)
    return tuple(
        column
        for place, column in enumerate(columns)
        if place == 0 or (column.key in chosen if chosen else column.shown)
    )


def page_count(total: int, length: int) -> int:
    """Return how many pages of a length hold the rows; at least one."""
    return max(1, -(-total // length)) if length else 1


def table_of(
    columns: Sequence[TableColumn],
    rows: Sequence[Sequence[TableCell]],
    view: TableView,
    length: int = ROWS,
    downloads: Mapping[str, str] | None = None,
) -> DataTable:
    """Sort rows that have a cell for every column, and cut the page out of them."""
    places = {column.key: place for place, column in enumerate(columns)}
    if (place := places.get(view.sort)) is not None and columns[place].is_sortable:
        rows = in_order(rows, lambda row: row[place], descending=view.descending)
    number = min(view.number, page_count(len(rows), length))
    part = rows[length * (number - 1) : length * number] if length else rows
    kept = [places[column.key] for column in shown_columns(columns, view)]
    cells = tuple(tuple(row[each] for each in kept) for row in part)
    return DataTable(tuple(columns), cells, len(rows), view, length, downloads or {})


def in_order(rows: Iterable[T], cell: Callable[[T], TableCell], *, descending: bool = False) -> list[T]:
    """Sort rows by what stands in a cell of each; the empty stand last in either order."""
    known: dict[tuple[object, str], SortKey | None] = {}
    found, empty = [], []
    for row in rows:
        one = cell(row)
        if (same := (one.value, one.text)) not in known:
            known[same] = sort_key(one)
        if (key := known[same]) is None:
            empty.append(row)
        else:
            found.append((key, row))
    found.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in found] + empty


def sort_key(cell: TableCell) -> SortKey | None:
    """Return the sort key of a cell: numbers by size, texts in Spanish order; None where it is empty."""
    if isinstance(cell.value, Decimal | int):
        return 0, cell.value, ("", "")
    text = cell.value or cell.text
    return (1, 0, natural_order(text)) if text else None
