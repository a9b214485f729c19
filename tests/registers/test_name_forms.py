import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.registers.name_forms import ComparisonForm, program_forms, without_connectives
from asm_graph.spanish.forms import compact, fold, loose


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3 x 1", "3x1"),
        ("Re glas de Operación", "REGLAS DE OPERACION"),
        ("Diconsa, S.A. de C.V.", "DICONSA S A DE C V"),
        ("Artesanías “FONART”", "artesanias (Fonart)"),
    ],
)
def test_spelling_does_not_matter(one: str, other: str) -> None:
    assert compact(one) == compact(other)


def test_other_letters_and_digits_do() -> None:
    assert compact("70 y más") != compact("65 y más")
    assert compact("Programa 3x1") != compact("Programa 3x2")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Dirección General de Evaluación y Monitoreo del", "Dirección General de Evaluación y Monitoreo"),
        ("Dirección General de los ", "Dirección General"),
        ("Unidad de Microrregiones", "Unidad de Microrregiones"),
        ("del", ""),
    ],
)
def test_connectives_at_the_end_are_dropped(text: str, whole: str) -> None:
    assert without_connectives(text).strip() == whole


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Programa de Abasto Rural a cargo de Diconsa, S.A. de C.V. (DICONSA)", "abastorural"),
        ("Programa para el Desarrollo de Zonas Prioritarias", "desarrollodezonasprioritarias"),
        ("PROGRAMA 3X1 PARA MIGRANTES 2009", "3x1paramigrantes"),
        ("Programa de Apoyo Alimentario cargo de Diconsa S.A de C.V.", "apoyoalimentario"),
        ('Programa "Tu Casa"', "tucasa"),
        ("Rescate de espacios públicos", "rescatedeespaciospublicos"),
    ],
)
def test_the_core_of_a_program_name(name: str, core: str) -> None:
    assert program_forms(name)[0] == compact(name)
    assert program_forms(name)[-1] == core


@given(st.text())
def test_offsets_lead_back_to_the_letters(text: str) -> None:
    comparable = ComparisonForm.of(text)
    assert comparable.form == compact(text)
    for index, letter in enumerate(comparable.form):
        start, end = comparable.span(index, 1)
        assert letter in compact(text[start:end])


@given(st.text(alphabet="abcñáé ", min_size=1), st.integers(0, 20))
def test_a_spaced_pattern_finds_broken_words(words: str, at: int) -> None:
    broken = words.strip()[:at] + " " + words.strip()[at:]
    assert re.fullmatch(loose(words), fold(broken).strip())
