"""Formats by Accept and by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.web.http.negotiation import GRAPHS, RESULTS, choose, named, offers_for, prefers_html

JSON, XML, CSV, TSV = (offer.media_type for offer in RESULTS[:4])


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ([], JSON),
        ([""], JSON),
        (["*/*"], JSON),
        (["text/*"], CSV),
        ([f"{CSV}, {XML}"], XML),
        ([f"{XML};q=0.3", f"{TSV};q=0.7"], TSV),
        ([f"{JSON};q=0, */*;q=0.1"], XML),
        (["*/*;q=0"], None),
        (["image/png"], None),
        ([f"{CSV};header=absent;q=0.9, {JSON};q=0.8"], CSV),
        ([f'{CSV};note="a, b;q=0";q=0.9, {JSON};q=0.8'], CSV),
        (["TEXT/CSV"], CSV),
        (["text/*;q=0.9, text/csv;q=0.1"], TSV),
        ([f"{TSV};q=2, {CSV};q=0.9"], TSV),
        ([",,;,=,q=1"], None),
    ],
)
def test_by_accept(accept: list[str], expected: str | None) -> None:
    offer = choose(RESULTS, accept)
    assert (offer and offer.media_type) == expected


@pytest.mark.parametrize("offers", [RESULTS, GRAPHS])
def test_by_name_or_media_type_over_accept(offers: tuple) -> None:
    for offer in offers:
        assert choose(offers, ["image/png"], offer.media_type) == offer
        chosen = choose(offers, ["image/png"], offer.name)
        assert chosen is not None
        assert chosen.asks == offer.asks
        assert choose(offers, ["image/png"], offer.name.upper()) == chosen
    assert choose(offers, ["*/*"], "docx") is None
    assert choose(offers, ["*/*"], "") == offers[0]


@pytest.mark.parametrize(
    ("names", "result", "graph"),
    [
        (["turtle"], None, "text/turtle"),
        (["N3"], None, "text/turtle"),
        (["text/n3"], None, "text/n3"),
        (["rdf+xml"], None, "application/rdf+xml"),
        (["json-ld"], None, "application/ld+json"),
        (["xml"], XML, "application/rdf+xml"),
        (["json"], JSON, "application/ld+json"),
        (["application/json"], "application/json", "application/json"),
        (["application/ld+json, application/x-json+ld"], None, "application/ld+json"),
        (["tsv", "text/tab-separated-values"], TSV, None),
        (["", "nothing", "ntriples; a=b,csv"], CSV, "application/n-triples"),
        ([",,;,"], None, None),
        ([], None, None),
    ],
)
def test_names_of_other_endpoints(names: list[str], result: str | None, graph: str | None) -> None:
    for offers, expected in ((RESULTS, result), (GRAPHS, graph)):
        offer = named(offers, names)
        assert (offer and offer.media_type) == expected


def test_texts_say_their_encoding() -> None:
    assert {offer.content_type for offer in RESULTS if offer.name == "csv"} == {"text/csv; charset=utf-8"}
    assert offers_for("ASK") is RESULTS
    assert offers_for("DESCRIBE") is GRAPHS


def test_browsers_and_machines() -> None:
    assert prefers_html(["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"])
    assert not prefers_html([])
    assert not prefers_html(["*/*"])
    assert not prefers_html(["text/turtle, text/html;q=0.5"])
    assert prefers_html(["text/html, text/*;q=0.5, application/*, */*"])  # w3m
    assert prefers_html(["text/html, application/json"])
    assert not prefers_html([f"text/html;q=0.5, {CSV}"])
    assert not prefers_html(["text/html;q=0.1", "application/problem+json"])
    assert not prefers_html(["text/turtle;q=0, */*;q=0.5"])


@given(st.lists(st.text(max_size=60), max_size=3))
def test_no_header_breaks_it(accept: list[str]) -> None:
    offer = choose(RESULTS, accept)
    assert offer is None or offer in RESULTS


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ('text/csv;a="b,c";q=0.5, text/tab-separated-values;q=0.4', "csv"),
        ('text/csv;a="\\"";q=0.5, text/tab-separated-values;q=0.6', "tsv"),
        ('text/csv;a="b, text/tab-separated-values', "csv"),
        ("a/b," * 99 + "text/csv", "csv"),
        ("a/b," * 100 + "text/csv", None),
    ],
)
def test_quotations_are_read_as_one_and_ranges_up_to_a_number(accept: str, name: str | None) -> None:
    offer = choose(RESULTS, [accept])
    assert (offer and offer.name) == name
