"""The number of a page, whatever stands in the address."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from asm_graph.web.http.addresses import asked_page, page_number


def asking(query: str) -> Request:
    return Request({"type": "http", "query_string": query.encode(), "headers": []})


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 1), ("page=1", 1), ("page=17", 17), ("page=99999", 99_999), ("page=2&page=3", 3)],
)
def test_the_page_that_is_named(query: str, number: int) -> None:
    assert asked_page(asking(query)) == page_number(asking(query)) == number


@pytest.mark.parametrize("given", ["", "0", "-1", "x", "1.5", "1e3", " 2", "٣", "²", "100000", "9" * 5000])
def test_what_is_no_page_is_none_and_the_first(given: str) -> None:
    query = f"page={quote(given)}"
    assert asked_page(asking(query)) is None
    assert page_number(asking(query)) == 1


@given(st.text())
def test_any_text_gives_a_page(given: str) -> None:
    assert 1 <= page_number(asking(f"page={quote(given, safe='', errors='replace')}")) <= 99_999
