"""Pages of a text end with lines and lose nothing; pieces are covered by all that covers them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from asm_graph.web.entities import passages
from asm_graph.web.entities.passages import PAGE, CoveredRange, page_of, page_starts, pieces

TEXTS = st.lists(st.integers(0, 3 * PAGE), max_size=6).map(
    lambda sizes: "\n".join("x" * size for size in sizes)
)
SHORT = st.text("ab\n", min_size=1, max_size=40)


@given(TEXTS)
def test_pages_end_with_lines_and_hold_all(text: str) -> None:
    starts = page_starts(text)
    assert starts[0] == 0
    assert all(text[start - 1] == "\n" for start in starts[1:])
    assert all(first + PAGE < second < len(text) for first, second in pairwise(starts))
    assert all(page_of(text, start) == number for number, start in enumerate(starts, 1))


@given(SHORT, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)), max_size=8))
def test_pieces_are_the_text_and_know_what_covers_each_character(
    text: str, spans: list[tuple[int, int]]
) -> None:
    covering = [CoveredRange(start, start + length, number) for number, (start, length) in enumerate(spans)]
    found = list(pieces(text, 0, len(text), covering))
    assert "".join(piece.text for piece in found) == text
    for piece in found:
        for place in range(piece.start, piece.start + len(piece.text)):
            expected = {each.what for each in covering if each.start <= place < each.end}
            assert {each.what for each in piece.covered_by} == expected
        lengths = [each.end - each.start for each in piece.covered_by]
        assert lengths == sorted(lengths)


def test_a_page_shows_what_began_before_it() -> None:
    (piece,) = passages.pieces("abcdef", 2, 4, [CoveredRange(0, 6, "all")])
    assert (piece.text, [each.what for each in piece.covered_by]) == ("cd", ["all"])
