"""Whether words are those of a language."""

from __future__ import annotations

import pytest

from asm_graph.documents.pages import Box, PageWord
from asm_graph.documents.pdf.language import is_language

SPANISH = """El programa cuenta con un diagnóstico en el que se identifica el problema y se define la
población objetivo, que se actualiza cada año conforme a las reglas de operación vigentes y al presupuesto
autorizado; los indicadores miden el avance de componentes y actividades en cada trimestre del ejercicio."""
NAMES = "Zacatecas Fresnillo Jerez Guadalupe Calera Sombrerete Jalpa Loreto Tlaltenango Nochistlán " * 3
ENGLISH = """The evaluation team reviewed every document that the program had published during the year, and
found that targets were missing from most indicators, while budgets were complete and well documented."""


def words(text: str) -> list[PageWord]:
    return [PageWord(word, Box(0, 0, 1, 1)) for word in text.split()]


@pytest.mark.parametrize("text", [SPANISH, NAMES, ENGLISH, "", "1 2 3 " * 50, "Xqzt wprk"])
def test_words_of_a_language_and_too_few_to_tell(text: str) -> None:
    assert is_language(words(text))


@pytest.mark.parametrize("shift", [1, 3, -29])
def test_letters_that_a_font_has_shifted_are_none(shift: int) -> None:
    shifted = "".join(chr(ord(sign) + shift) if sign.isalpha() else sign for sign in SPANISH)
    assert not is_language(words(shifted))
