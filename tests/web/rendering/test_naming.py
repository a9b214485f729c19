"""Names that are too long are cut between words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asm_graph.web.rendering.naming import cut


@given(st.text("ab ñ,.", max_size=60), st.integers(1, 40))
def test_a_cut_name_is_the_beginning_of_it(text: str, longest: int) -> None:
    shown = cut(text, longest)
    if len(text) <= longest:
        assert shown == text
    else:
        assert shown.endswith("…")
        assert len(shown) <= longest + 1
        assert text.startswith(shown[:-1])


def test_no_word_is_cut_in_the_middle() -> None:
    assert cut("mejora de la gestión, con indicadores", 23) == "mejora de la gestión…"
    assert cut("mejora de la gestión", 13) == "mejora de la…"
    assert cut("indivisible" * 3, 10) == "indivisibl…"
