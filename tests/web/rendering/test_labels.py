"""Counts, formats and sizes as pages write them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asm_graph.web.rendering.values import counted, format_name, plural, size_shown


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 renglones"), (1, "1 renglón"), (2, "2 renglones"), (1200, "1,200 renglones")]
)
def test_one_is_not_many(number: int, text: str) -> None:
    assert counted(number, "renglón|renglones") == text
    assert plural("renglón|renglones") == "renglones"


def test_rdf_is_named_by_its_standards() -> None:
    assert [format_name(name) for name in ("ttl", "nt", "rdf", "jsonld", "csv", "png")] == [
        *("Turtle", "N-Triples", "RDF/XML", "JSON-LD"),
        *("CSV", "PNG"),
    ]


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1 kB"),
        (1_250, "1.2 kB"),
        (999_999, "1 MB"),
        (123_456_789, "123 MB"),
    ],
)
def test_sizes_have_the_unit_that_fits(size: int, text: str) -> None:
    assert size_shown(size) == text


@given(st.integers(0, 10**15))
@example(99_500_000_000)
def test_no_size_is_written_with_an_exponent(size: int) -> None:
    number, unit = size_shown(size).split()
    assert 0 <= float(number) <= 1000
    assert "e" not in number
    assert unit in {"B", "kB", "MB", "GB", "TB"}
