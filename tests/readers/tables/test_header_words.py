"""Headers that name one column, and headers that only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.readers.tables.header_words import same_column
from asm_graph.readers.tables.results_matrix_columns import COLUMNS

HEADERS = [column.header for column in COLUMNS if not column.pattern]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Temas de Evaluación ", "TEMA EVAL."),
        ("DESC_RAMO", "Nombre del Ramo"),
        ("Ramo[Descripción]", "DESC RAMO"),
        ("ID_PP", "Clave PP"),
        ("DESC_ID_PROGRAMA_DERIVADO", "Nombre del programa derivado"),
        ("Tipo de Mejora", "Mejora (tipo)"),
    ],
)
def test_the_same_column_in_other_words(one: str, other: str) -> None:
    assert same_column(one, other)
    assert same_column(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("EJERCIDO_MDP", "EJERCIDO"),
        ("EJERCIDO_MDP", "EJERCIDO_PESOS"),
        ("Submeta 1", "Submeta 2"),
        ("Submeta 1", "Submeta 12"),
        ("ID_PP", "DESC_PP"),
        ("KA_FIN", "KA_COMPONENTE"),
        ("", ""),
        ("de la", "el"),
    ],
)
def test_another_column(one: str, other: str) -> None:
    assert not same_column(one, other)


@given(st.sampled_from(HEADERS), st.sampled_from(HEADERS))
def test_no_two_columns_of_a_layout_are_the_same(one: str, other: str) -> None:
    assert same_column(one, other) == (one == other)
