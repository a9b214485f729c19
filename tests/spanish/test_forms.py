"""Folding keeps positions; loose patterns forgive spaces inside words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from asm_graph.spanish.forms import fold, loose


def test_fold_drops_case_and_accents() -> None:
    assert fold("ACCIÓN, Año İ ß ﬁ") == "accion, ano i s f"


@given(st.text())
def test_fold_keeps_positions(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_loose_patterns_forgive_spaces() -> None:
    assert re.fullmatch(loose("Documento de Trabajo"), fold("Docu mento  deTra bajo"))
    assert not re.fullmatch(loose("Nota"), "noto")
