"""Tokens of SPARQL text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hanging import fails_if_it_hangs

from asm_graph.query.scanner import position, tokens


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("?s a ex:b.", [("variable", "?s"), ("word", "a"), ("name", "ex:b.")]),
        ("<http://e/#a> # <b>\n1", [("iri", "<http://e/#a>"), ("number", "1")]),
        (
            "?a<?b && ?c>1",
            [("variable", "?a"), ("sign", "<"), ("variable", "?b"), ("sign", "&"), ("sign", "&")],
        ),
        ('"a\\"b" \'c\'', [("string", '"a\\"b"'), ("string", "'c'")]),
        ('"""a"b\n""c"""', [("string", '"""a"b\n""c"""')]),
        ("'' \"\"", [("string", "''"), ("string", '""')]),
        ('a """b"', [("word", "a"), ("open_string", '"""b"')]),
        ('"x"@es-MX', [("string", '"x"'), ("language", "@es-MX")]),
        ("1SERVICE", [("number", "1"), ("word", "SERVICE")]),
        ("_:b1 [] :x", [("name", "_:b1"), ("sign", "["), ("sign", "]"), ("name", ":x")]),
        ("ex:a\\-b%41:c", [("name", "ex:a\\-b%41:c")]),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text)[: len(expected)] == expected


@given(st.text())
def test_tokens_are_pieces_of_the_text_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.start >= end
        assert text[token.start : token.start + len(token.text)] == token.text
        end = token.start + len(token.text)


@pytest.mark.parametrize("piece", ['\\"""', "a.", '"a', "'''a", "<a", "%41", "a:\\-", "_", ":", '"""a""'])
def test_time_is_proportional_to_the_text(piece: str) -> None:
    """Quadratic time would take minutes here."""
    with fails_if_it_hangs():
        for prefix in ("", '"""', "<", "a:"):
            for _ in tokens(prefix + piece * (50_000 // len(piece))):
                pass


def test_position_counts_from_one() -> None:
    assert position("ab\ncd", 0) == (1, 1)
    assert position("ab\ncd", 4) == (2, 2)
