"""Folding keeps positions in normalized texts; loose patterns forgive spaces inside words."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents.normalization import normalized
from asm_graph.spanish.forms import DASHES, compact, fold, loose, natural_order


def test_fold_drops_case_and_accents() -> None:
    assert fold("ACCIÓN, Año İ ß ﬁ") == "accion, ano i s fi"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_text_folds_alike_however_its_letters_are_composed(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "Población, DIAGNÓSTICO y año")
    assert (fold(text), compact(text)) == ("poblacion, diagnostico y ano", "poblaciondiagnosticoyano")


def test_every_dash_folds_to_a_hyphen() -> None:
    assert {unicodedata.category(dash) for dash in DASHES} <= {"Pd", "Sm"}
    assert fold("2007" + "2008".join(DASHES)) == "2007" + "2008".join("-" * len(DASHES))


@given(st.text())
def test_fold_keeps_positions(text: str) -> None:
    assert len(fold(text)) == len(normalized(text))


def test_loose_patterns_forgive_spaces() -> None:
    assert re.fullmatch(loose("Documento de Trabajo"), fold("Docu mento  deTra bajo"))
    assert not re.fullmatch(loose("Nota"), "noto")


def test_texts_are_in_spanish_order() -> None:
    names = ["Zacatecas", "Ñandú", "niñez", "nube", "2.10", "2.9", "Árboles"]
    assert sorted(names, key=natural_order) == [
        "2.9",
        "2.10",
        "Árboles",
        "niñez",
        "nube",
        "Ñandú",
        "Zacatecas",
    ]
