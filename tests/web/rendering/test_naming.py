"""Names for readers: cut between words, and said in words where documents have only a code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from asm_graph.rdf.vocabulary import RDFS, Base
from asm_graph.web.rendering.naming import Names, cut
from asm_graph.web.services.kept_names import Naming


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


@pytest.mark.parametrize(
    ("path", "label", "shown"),
    [
        ("unit/ramo-9/j2t", "J2T", "Unidad J2T del ramo 9"),
        ("unit/ramo-13/j2t", "Administración Portuaria", "Administración Portuaria"),
        ("unit/sedesol/j2t", "J2T", "J2T"),
    ],
)
def test_a_unit_with_only_a_code_is_named_with_its_branch(path: str, label: str, shown: str) -> None:
    base = Base()
    unit = base.id(path)
    named = {unit: Naming(((RDFS("label"), Literal(label)),))}
    assert Names(named, {}, "es", base).link(unit).name.text == shown
