"""A text in plain signs is made of few signs, and each still knows where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.spanish.plain_text import TELEPHONE_SIGN, PlainText


@pytest.mark.parametrize(
    ("original", "plain"),
    [
        ("Teléfono", "telefono"),
        ("Tele\N{COMBINING ACUTE ACCENT}fono", "telefono"),
        ("５４８１ ７２００", "5481 7200"),
        ("٥٤٨١ ५४८१", "5481 5481"),
        ("5️⃣4️⃣", "54"),
        ("5481‐‑‒–—―−－7200", "5481--------7200"),
        ("5481\x967200", "5481-7200"),
        ("54\N{SOFT HYPHEN}81\N{ZERO WIDTH SPACE}\N{WORD JOINER}\ufeff72", "548172"),
        ("a\N{NO-BREAK SPACE}b\N{THIN SPACE}c\N{IDEOGRAPHIC SPACE}d", "a b c d"),
        ("a\r\nb\u2028c\x85d", "a \nb\nc\nd"),
        ("（５５）＋５２＠．", "(55)+52@."),
        ("ñÑçÜ№ªº", "nncunao"),
        ("аб", "qq"),
        ("☎ ℡ 📞", f"{TELEPHONE_SIGN} {TELEPHONE_SIGN} {TELEPHONE_SIGN}"),
    ],
)
def test_signs_that_look_alike_are_one(original: str, plain: str) -> None:
    assert PlainText.of(original).text == plain


def test_capitals_are_kept_beside() -> None:
    plain = PlainText.of("Ñandú MX")
    assert (plain.text, plain.cased) == ("nandu mx", "Nandu MX")


@given(st.text())
def test_every_sign_knows_where_it_stood(original: str) -> None:
    plain = PlainText.of(original)
    assert plain.text.isascii()
    assert len(plain.offsets) == len(plain.text) + 1 == len(plain.cased) + 1
    assert plain.offsets[-1] == len(original)
    for place in range(len(plain.text)):
        span = plain.span(place, place + 1)
        assert span.start < span.end
        assert PlainText.of(original[span.start]).text == plain.text[place]


def test_a_span_goes_on_to_the_marks_upon_its_last_sign() -> None:
    original = "n\N{COMBINING TILDE}o"
    span = PlainText.of(original).span(0, 1)
    assert original[span.start : span.end] == "n\N{COMBINING TILDE}"
