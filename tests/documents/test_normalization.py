"""Texts that look alike become alike, every character knows its place, the work grows as the text does."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents import normalization
from asm_graph.documents.normalization import (
    is_ignorable,
    no_text,
    normalized,
    normalized_with_offsets,
)

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("muni\u00adcipios", "municipios"),
        ("\ufeffmuni\u200bci\u2060pios\u200e", "municipios"),
        ("poblacio\u0301n", "población"),
        ("an\u0303o, U\u0308", "año, Ü"),
        ("\u212bngstrom\u037e", "Ångstrom;"),
        (
            "bene\ufb01cio \ufb02ujo o\ufb00 o\ufb03 o\ufb04 \ufb05 \ufb06",
            "beneficio flujo off offi offl st st",
        ),
        ("1°\u00a0de\u202fjulio\u2009de\u30002010", "1° de julio de 2010"),
        ("３×１ ＡＢＣ＠", "3×1 ABC@"),
        ("centro\u2010sur, 3\u2011x\u20111", "centro-sur, 3-x-1"),
        ("\x93Hábitat\x94 \x96 \x80", "“Hábitat” – €"),
        ("3×1 – 2007–2008 — −4 “¿Qué?” º ª ½ ² ● ►", "3×1 – 2007–2008 — −4 “¿Qué?” º ª ½ ² ● ►"),
        ("uno\tdos\r\ntres\u2028", "uno\tdos\r\ntres\u2028"),
        ("\u1112\u1161\u11ab", "\ud55c"),
    ],
)
def test_normal_form(given_text: str, expected: str) -> None:
    assert normalized(given_text) == expected
    assert normalized_with_offsets(given_text, 0, len(given_text))[0] == expected


def test_what_unicode_calls_ignorable() -> None:
    wanted = regex.compile(r"\p{Default_Ignorable_Code_Point}")
    found = [one for one in EVERY if wanted.match(one)]
    assert len(found) > 4000
    assert found == [one for one in EVERY if is_ignorable(one)]


def test_no_letter_is_lost() -> None:
    """Whatever is no space, no ignorable and no control character stands for the same letter as before."""
    for one in EVERY:
        if not is_ignorable(one) and unicodedata.category(one) not in {"Zs", "Cc", "Cs"}:
            hyphen = "-" if one in "\u2010\u2011" else None
            assert normalized(one) in {
                hyphen,
                unicodedata.normalize("NFC", one),
                unicodedata.normalize("NFKC", one),
            }


@given(st.text())
def test_composed_as_unicode_has_it(text: str) -> None:
    assert unicodedata.is_normalized("NFC", normalized(text))
    assert normalized(unicodedata.normalize("NFD", text)) == normalized(text)


@given(st.text() | st.text("ae\u0301\u0323\u00ad\ufb01\u00a0\uff11\n"), st.data())
def test_every_character_has_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    form, offsets = normalized_with_offsets(text, start, end)
    assert form == normalized(text[start:end])
    assert len(offsets) == len(form)
    assert all(start <= offset < end for offset in offsets)
    assert all(before <= after for before, after in pairwise(offsets))
    for sign, offset in zip(form, offsets, strict=True):
        assert sign == text[offset] or normalized(text[offset]) != text[offset] or offset + 1 < end


@given(st.text())
def test_once_is_enough(text: str) -> None:
    assert normalized(normalized(text)) == normalized(text)


def test_once_is_enough_for_a_letter_under_a_heap_of_marks() -> None:
    heap = "e" + "\u0301\u0323" * 40
    assert normalized(normalized(heap)) == normalized(heap) == heap


@pytest.mark.parametrize(
    "run", ["e\u0301", "\u0308", "\u0301\u0323", "\u00ad", "\ufb01", "\u00a0", "a", "\u1161"]
)
def test_work_grows_as_the_text_does(run: str, monkeypatch: pytest.MonkeyPatch) -> None:
    composed: list[int] = []

    def normalize(form: Any, text: str) -> str:
        composed.append(len(text))
        return unicodedata.normalize(form, text)

    monkeypatch.setattr(normalization, "unicodedata", _Unicode(normalize))
    short, long = (_calls(lambda times=times: normalized(f"x{run * times}x")) for times in (1_000, 4_000))
    assert long < 4.2 * short + 100
    assert max(composed, default=0) <= 31


class _Unicode:
    """The module `unicodedata`, with a `normalize` that is watched."""

    category = staticmethod(unicodedata.category)

    def __init__(self, normalize: Callable[[Any, str], str]) -> None:
        self.normalize = normalize


def _calls(work: Callable[[], object]) -> int:
    """How many functions are called, in Python and in C."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\x00b", "\x00"),
        ("\x1b[31m", "\x1b"),
        ("😀\ud83d", "\ud83d"),
        ("\x7f", "\x7f"),
        ("\uffff", "\uffff"),
    ],
)
def test_what_no_text_holds(text: str, found: str) -> None:
    assert no_text(text) == found


def test_white_space_and_signs_of_windows_are_text() -> None:
    assert no_text("uno\tdos\r\n\f\v\x85\x95 😀 ●\u00ad") is None
