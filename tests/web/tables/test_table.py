"""Tables: order, columns and pages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from asm_graph.web.tables.table import TableCell, TableColumn, table_of
from asm_graph.web.tables.view import TableView

COLUMNS = (
    TableColumn("program", "Programa"),
    TableColumn("amount", "Aprobado", unit="millones de pesos", is_number=True),
    TableColumn("iri", "IRI", shown=False, for_machines=True),
)


def row(name: str, amount: int | None) -> tuple[TableCell, ...]:
    number = TableCell() if amount is None else TableCell(f"{amount:,}", value=Decimal(amount))
    return TableCell(name), number, TableCell(f"https://example.org/{name}")


ROWS = (row("Ñandú", 5), row("ábaco", 1_000), row("Zorro", None), row("nube", 70))


def names(view: TableView, length: int = 50) -> list[str]:
    return [cells[0].text for cells in table_of(COLUMNS, ROWS, view, length).rows]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["Ñandú", "ábaco", "Zorro", "nube"]),
        ("program", ["ábaco", "nube", "Ñandú", "Zorro"]),
        ("-program", ["Zorro", "Ñandú", "nube", "ábaco"]),
        ("amount", ["Ñandú", "nube", "ábaco", "Zorro"]),
        ("-amount", ["ábaco", "nube", "Ñandú", "Zorro"]),
        ("-nothing", ["Ñandú", "ábaco", "Zorro", "nube"]),
    ],
)
def test_rows_are_sorted_by_any_column_and_the_empty_stand_last(order: str, expected: list[str]) -> None:
    view = TableView(sort=order.removeprefix("-"), descending=order.startswith("-"))
    assert names(view) == expected


def test_pages_go_through_all_rows() -> None:
    first = table_of(COLUMNS, ROWS, TableView(kept=(("lang", "es"),), sort="program"), 3)
    assert (first.total, first.pages, first.previous) == (4, 2, None)
    assert first.following == "?lang=es&sort=program&page=2"
    last = table_of(COLUMNS, ROWS, TableView(sort="program", number=9), 3)
    assert [cells[0].text for cells in last.rows] == ["Zorro"]
    assert (last.number, last.first, last.previous, last.following) == (2, 4, "?sort=program", None)


def test_chosen_columns_stand_after_the_name() -> None:
    chosen = table_of(COLUMNS, ROWS, TableView(columns=("iri",)))
    assert [column.key for column in chosen.shown] == ["program", "iri"]
    assert [cell.text for cell in chosen.rows[0]] == ["Ñandú", "https://example.org/Ñandú"]
    unknown = table_of(COLUMNS, ROWS, TableView(columns=("nothing",)))
    assert [column.key for column in unknown.shown] == ["program", "amount"]


def test_a_head_sorts_numbers_from_the_largest_and_then_turns_around() -> None:
    table = table_of(COLUMNS, ROWS, TableView())
    assert table.sort_address(COLUMNS[0]) == "?sort=program"
    assert table.sort_address(COLUMNS[1]) == "?sort=-amount"
    turned = table_of(COLUMNS, ROWS, TableView(sort="amount", descending=True))
    assert turned.sorting(COLUMNS[1]) == "descending"
    assert turned.sorting(COLUMNS[0]) is None
    assert turned.sort_address(COLUMNS[1]) == "?sort=amount"
