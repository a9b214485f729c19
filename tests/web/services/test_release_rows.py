"""Answers that all readers share: kept by release, within a bound."""

from __future__ import annotations

from pyoxigraph import Literal

from asm_graph.results import Rows
from asm_graph.web.services.release_rows import KeptRows, ReleaseRows

ROWS = KeptRows(Rows(("x",), ((Literal("valor"),),)), 1_000)


def test_an_answer_is_kept_for_its_release() -> None:
    kept = ReleaseRows()
    kept.put(("first", "SELECT"), ROWS)
    assert kept.get(("first", "SELECT")) is ROWS
    assert kept.get(("second", "SELECT")) is None


def test_the_least_used_makes_room() -> None:
    kept = ReleaseRows(10_000)
    for number in range(20):
        kept.put(("release", f"query {number}"), ROWS)
        assert 0 < kept.used <= 10_000
    assert kept.get(("release", "query 19")) is ROWS
    assert kept.get(("release", "query 0")) is None
