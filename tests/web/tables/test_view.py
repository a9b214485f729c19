"""What an address asks of a table."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from asm_graph.web.tables.view import TableView


def asked(query: str, name: str = "") -> TableView:
    scope = {"type": "http", "path": "/", "headers": [], "query_string": query.encode()}
    return TableView.of(Request(scope), name)


def test_an_address_tells_order_columns_and_page() -> None:
    view = asked("program=20-S061&sort=-year&columns=a,b&columns=c&page=3&lang=es")
    assert (view.sort, view.descending, view.columns, view.number) == ("year", True, ("a", "b", "c"), 3)
    assert view.kept == (("program", "20-S061"), ("lang", "es"))
    assert view.page(4) == "?program=20-S061&lang=es&sort=-year&columns=a,b,c&page=4"
    assert view.sorted_by("name") == "?program=20-S061&lang=es&sort=name&columns=a,b,c"


@pytest.mark.parametrize("query", ["", "page=0", "page=-1", "page=x", "sort=&columns=,,&page="])
def test_what_asks_for_nothing_is_the_table_as_it_comes(query: str) -> None:
    view = asked(query)
    assert (view.order, view.columns, view.number, view.address) == ("", (), 1, "?")


def test_tables_of_one_page_are_asked_for_apart() -> None:
    view = asked("sort=name&cycles-sort=-asms&page=2", "cycles")
    assert (view.sort, view.descending, view.number) == ("asms", True, 1)
    assert view.page(2) == "?sort=name&page=2&cycles-sort=-asms&cycles-page=2#cycles"


def test_what_a_stranger_writes_is_quoted() -> None:
    assert asked('sort="><b>').page(2) == "?sort=%22%3E%3Cb%3E&page=2"
