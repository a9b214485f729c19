"""The years of annual evaluation programs and fiscal years in texts."""

from __future__ import annotations

import pytest

from asm_graph.documents import Passage
from asm_graph.spanish.evaluation_years import fiscal_years, program_years


@pytest.mark.parametrize(
    ("text", "programs", "fiscal"),
    [
        ("PAE 2022, ejercicio fiscal 2021", [2022], [2021]),
        ("Programa Anual de Evaluaciones (PAE 2021) emitido", [2021], []),
        ("Programa Anual de Evaluación (PAE) 2021, derivado", [2021], []),
        ("Programa Anual de Evaluación del ejercicio 2017", [2017], [2017]),
        ("lo señalado en el PAE-18, y sujetarse", [2018], []),
        ("correspondiente al ejercicio fiscal2017.", [], [2017]),
        ("PAE 20 de marzo de 2018", [], []),
        ("PAE 15%", [], []),
        ("ejercicio 2019-2020", [], []),
        ("EJERCICIO FISCAL: 2020", [], [2020]),
    ],
)
def test_years(text: str, programs: list[int], fiscal: list[int]) -> None:
    passage = Passage.of(text, 0, len(text))
    assert [year.value for year in program_years(passage)] == programs
    assert [year.value for year in fiscal_years(passage)] == fiscal


def test_a_year_leads_to_what_names_it() -> None:
    text = "Anexo D del PAE 2022, ejercicio fiscal 2021"
    passage = Passage.of(text, 0, len(text))
    assert next(program_years(passage)).passage.text == "PAE 2022"
    assert next(fiscal_years(passage)).passage.text == "ejercicio fiscal 2021"
