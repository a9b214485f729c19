"""Undefined values that restrict nothing are left out, and nothing else is."""

from __future__ import annotations

import pytest

from asm_graph.query.graph_patterns import without_undefined


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?x { VALUES ?x { UNDEF } ?x ?p ?o }", "SELECT ?x {  ?x ?p ?o }"),
        ("ASK { values $x {undef} VALUES ?y { UNDEF } ?x ?p ?y }", "ASK {   ?x ?p ?y }"),
    ],
)
def test_what_restricts_nothing_is_left_out(text: str, expected: str) -> None:
    assert without_undefined(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { VALUES ?x { UNDEF } ?s ?p ?o }",
        "SELECT * { VALUES ?x { UNDEF 1 } ?x ?p ?o }",
        "SELECT * { VALUES ?x { 1 UNDEF } ?x ?p ?o }",
        "SELECT * { VALUES (?x) { (UNDEF) } ?x ?p ?o }",
        "SELECT * { VALUES ?x { UNDEF UNDEF } ?x ?p ?o }",
        'SELECT * { ?x ?p "VALUES ?x { UNDEF }" } # VALUES ?x { UNDEF }',
        "SELECT * { VALUES ?x { UNDEF",
        "SELECT * { ?x ?p ?o } VALUES",
    ],
)
def test_all_else_stays(text: str) -> None:
    assert without_undefined(text) == text
