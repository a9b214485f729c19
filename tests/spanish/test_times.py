"""Cells of date columns that give no date are told from other short texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hanging import fails_if_it_hangs

from asm_graph.spanish.times import says_when


@pytest.mark.parametrize(
    "text",
    [
        "31/09/2008", "30 de febrero de 2009", "2008", "2009 y 2010", "Septiembre", "Marzo-abril", "Dic 09",
        "Tercer trimestre de 2009", "1er. trimestre 2010", "2do semestre", "Segunda quincena de mayo",
        "Durante 2009", "Ejercicio fiscal 2009", "A finales de año", "Corto plazo", "12 meses",
        "Por definir", "Fecha por definir", "No se ha definido", "Pendiente", "Sin fecha", "A la brevedad",
        "Permanente", "Perma nente", "Actividad permanente", "Mensual", "Trimestral",
        "Indefinida", "PERMANENTE.",
    ],
)  # fmt: skip
def test_what_says_when(text: str) -> None:
    assert says_when(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "Informe anual 2009", "Documento de diagnóstico 2009.", "Reporte del tercer trimestre",
        "Padrón de diciembre", "Reglas de operación", "Planeación", "Unidad de Microrregiones",
        "Avance: 100%.",
        "Se contará con el padrón en diciembre de 2009.", "Institucional", "Alta",
    ],
)  # fmt: skip
def test_what_does_not(text: str) -> None:
    assert not says_when(text)


@given(st.lists(st.sampled_from(["a", "al", "la", "ano", "no", "1", "20", "mes", "x"]), max_size=8))
def test_no_text_takes_long(words: list[str]) -> None:
    with fails_if_it_hangs():
        says_when(" ".join(words * 1000))
