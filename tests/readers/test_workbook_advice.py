"""Which workbook is named to whoever has a document that is not understood."""

from __future__ import annotations

import pytest

from asm_graph.readers.workbook_advice import workbook_advice


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        (["No.", "Aspecto Susceptible de Mejora", "CLASIFICACIÓN", "Cumplimiento"], "asm"),
        (["Programa", "Nivel", "Nombre del indicador", "Método de cálculo", "Meta 2024"], "mir"),
    ],
)
def test_a_table_of_ones_own_is_led_to_the_workbook_with_its_headers(headers: list[str], name: str) -> None:
    assert f"`asm-graph template {name}` writes" in workbook_advice(headers=headers)


def test_layouts_come_first_and_nothing_alike_names_all() -> None:
    assert "`asm-graph template alignment` writes" in workbook_advice(["spending", "alignment-axes"])
    for nothing in (workbook_advice(), workbook_advice(["spending"], ["Programa", "Gasto"])):
        assert "`asm-graph template asm` for" in nothing
        assert "`asm-graph template mir` el de" in nothing.spanish
