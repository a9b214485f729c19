"""Spanish first, English for those who ask for it."""

from __future__ import annotations

import datetime as dt

import pytest
from starlette.requests import Request

from asm_graph.results.spoken import spoken_date
from asm_graph.web.http.negotiation import language_of


def request(query: str = "", *accepted: str) -> Request:
    headers = [(b"accept-language", value.encode()) for value in accepted]
    return Request({"type": "http", "query_string": query.encode(), "headers": headers})


@pytest.mark.parametrize(
    ("query", "accepted", "expected"),
    [
        ("", [], "es"),
        ("", ["en"], "en"),
        ("", ["en-US,en;q=0.9"], "en"),
        ("", ["es-MX, en;q=0.9"], "es"),
        ("", ["en;q=0.5, es;q=0.8"], "es"),
        ("", ["de, en;q=0.3"], "en"),
        ("", ["de"], "es"),
        ("", ["*"], "es"),
        ("", ["", ";;,"], "es"),
        ("lang=en", ["es"], "en"),
        ("lang=es", ["en"], "es"),
        ("lang=fr", ["en"], "en"),
    ],
)
def test_language(query: str, accepted: list[str], expected: str) -> None:
    assert language_of(request(query, *accepted)) == expected


def test_dates_are_said_in_both_languages() -> None:
    day = dt.date(2026, 11, 1)
    assert spoken_date(day, "es") == "1 de noviembre de 2026"
    assert spoken_date(day, "en") == "1 November 2026"
