"""A result has one address, whatever way it was asked for; every choice leads to another."""

import pytest
from starlette.datastructures import QueryParams

from asm_graph.explorer.choice import Choice
from asm_graph.explorer.definition import ExplorerTable, read_explorer_tables
from asm_graph.knowledge import Knowledge
from asm_graph.web.explore.address import ResultAddress, read_choice, written


@pytest.fixture(scope="module")
def table() -> ExplorerTable:
    tables = read_explorer_tables(Knowledge.default().sparql / "explore")
    return next(table for table in tables if table.kind == "asm")


def test_an_address_says_what_is_chosen(table: ExplorerTable) -> None:
    given = QueryParams("class=specific&branch=20&branch=12&q= leche &sort=-due&columns=due,asm")
    facets = {"class": ("specific",), "branch": ("12", "20")}
    assert read_choice(table, given) == Choice(
        "asm", facets, "leche", "due", descending=True, columns=("asm", "due")
    )


def test_what_a_table_does_not_have_is_left_out(table: ExplorerTable) -> None:
    given = QueryParams("level=fin&branch=&sort=-size&columns=size,")
    assert read_choice(table, given) == Choice("asm")


def test_the_columns_that_are_shown_at_first_need_not_be_chosen(table: ExplorerTable) -> None:
    given = QueryParams([("columns", name) for name in table.shown])
    assert read_choice(table, given).columns == ()


@pytest.mark.parametrize(
    "query",
    [
        "q=&branch=20&branch=12&sort=&columns=due&columns=asm&lang=en",
        "lang=en&columns=asm,due&branch=12&branch=20&page=1",
    ],
)
def test_the_same_result_has_the_same_address(table: ExplorerTable, query: str) -> None:
    address = ResultAddress.of("", table, QueryParams(query))
    assert written(address.path, address.query()) == (
        "/explore/asm?branch=12&branch=20&lang=en&columns=asm,due"
    )


def test_another_choice_keeps_how_the_result_is_looked_at(table: ExplorerTable) -> None:
    address = ResultAddress.of("/releases/r", table, QueryParams("branch=12&view=chart&lang=en&page=3"))
    assert address.to(Choice("asm")) == "/releases/r/explore/asm?view=chart&lang=en"
    assert address.file("csv") == "/releases/r/explore/asm.csv?branch=12&lang=en"


def test_long_addresses_are_cut(table: ExplorerTable) -> None:
    many = QueryParams([("branch", str(number)) for number in range(10_000)] + [("q", "a" * 10_000)])
    choice = read_choice(table, many)
    assert len(choice.facets["branch"]) == 100
    assert len(choice.text) == 300
