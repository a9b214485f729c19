"""Whatever is done to a passage, its quotations are the document's own characters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents import Passage, Span
from asm_graph.documents.normalization import normalized

SOURCE = "Contar con <b>información</b> confia ble\tsobre los hogares\natendidos."


def whole(source: str) -> Passage:
    return Passage.of(source, 0, len(source))


def letters(text: str) -> str:
    return re.sub("[\u0301\u0323]", "", text)


def quoted(passage: Passage) -> list[str]:
    return [passage.source[span.start : span.end] for span in passage.quotes()]


def test_a_dropped_space_stays_in_the_quotation() -> None:
    joined = whole("Microrre giones").without([Span(8, 9)])
    assert (joined.text, quoted(joined)) == ("Microrregiones", ["Microrre giones"])


def test_pieces_from_two_cells_are_two_quotations() -> None:
    passage = Passage.joined([whole(SOURCE).slice(30, 40), whole(SOURCE).slice(41, 58)])
    assert passage.text == "confia ble sobre los hogares"
    assert quoted(passage) == ["confia ble", "sobre los hogares"]


def test_markup_does_not_end_a_quotation_and_a_line_does() -> None:
    text = whole(SOURCE)
    tags = [Span(*match.span()) for match in re.finditer(r"<[^>]*>", SOURCE)]
    assert quoted(text.slice(0, 29).without([tag for tag in tags if tag.end <= 29]))[0].startswith(
        "Contar con <b>"
    )
    line = SOURCE.index("\n")
    assert len(quoted(text.slice(line - 7).without([Span(7, 8)]))) == 2


def test_pieces_in_another_order_stay_apart() -> None:
    text = whole("uno dos")
    assert quoted(Passage.joined([text.slice(4), text.slice(0, 3)])) == ["dos", "uno"]


def test_nothing_to_join_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing to join"):
        Passage.joined([whole("")])


@given(st.text("ab \t\n", min_size=1, max_size=30), st.data())
def test_a_part_is_quoted_from_where_it_stands(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    part = whole(source).slice(start, data.draw(st.integers(start, len(source)))).strip()
    if part:
        assert "".join("".join(quoted(part)).split()) == "".join(part.text.split())
        assert all(quote == quote.strip() for quote in quoted(part))


@given(st.text("ab ,", max_size=30))
def test_splitting_loses_only_what_it_splits_at(source: str) -> None:
    parts = [part.text for part in whole(source).split(re.compile(","))]
    assert parts == [piece.strip() for piece in source.split(",") if piece.strip()]


def test_a_sign_of_our_own_is_no_quotation() -> None:
    replaced = whole("de 1 y 2 a 3.").replaced([Span(3, 4), Span(7, 8)], "[…]")
    assert (replaced.text, quoted(replaced)) == ("de […] y […] a 3.", ["de", "y", "a 3."])


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("los muni\u00adci\u200bpios", "los municipios"),
        ("la poblacio\u0301n", "la población"),
        ("poblacio\u200d\u0301n", "población"),
        ("bene\ufb01ciarios o\ufb03ciales", "beneficiarios officiales"),
        ("30\u00a0de\u202fjunio", "30 de junio"),
        ("n\u0303o\u0308q\u0301", "ñöq\u0301"),
    ],
)
def test_a_normalized_text_is_quoted_as_it_was_received(source: str, text: str) -> None:
    passage = whole(source)
    assert (passage.text, quoted(passage)) == (text, [source])
    word = passage.slice(text.rfind(" ") + 1)
    assert quoted(word) == [re.split("[ \u00a0\u202f]", source)[-1]]


@given(st.text("ae\u0301\u0323\u00ad\u200b\ufb01\u00a0\uff11\u1112\u1161\n\x96", min_size=1), st.data())
def test_a_quotation_is_of_the_passage_and_of_nothing_else(source: str, data: st.DataObject) -> None:
    passage = whole(source)
    start = data.draw(st.integers(0, len(passage)))
    part = passage.slice(start, data.draw(st.integers(start, len(passage)))).strip()
    if part:
        (quote,) = quoted(part)
        assert part.text in normalized(quote)
        # a ligature at either end, and a vowel after it that could be one with what stands before
        assert len(letters(normalized(quote))) <= len(letters(part.text)) + 3


def test_a_quotation_goes_on_to_a_vowel_that_joins() -> None:
    assert quoted(whole("a\ufb01\u1161").slice(0, 2)) == ["a\ufb01\u1161"]


def test_letters_of_a_ligature_are_not_counted_twice() -> None:
    assert quoted(whole("\ufb01n").slice(1)) == ["\ufb01n"]
    assert whole("a\ufb01n").offsets == (0, 1, 1, 2)
