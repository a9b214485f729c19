"""What the name of an evaluation says of its type, its years and its program."""

from __future__ import annotations

import pytest

from asm_graph.documents import Passage
from asm_graph.readers.parts.evaluation_names import (
    annual_program,
    evaluation_type,
    fiscal_year,
    program_in,
    without_fiscal_year,
    year_in,
)


def passage(text: str) -> Passage:
    return Passage.of(text, 0, len(text))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Evaluación de Diseño del Programa 107", "Evaluación de Diseño"),
        ("Evaluación en materia de Diseño", "Evaluación en materia de Diseño"),
        ("Evaluación Específica de Desempeño para el Programa", "Evaluación Específica de Desempeño"),
        (
            "Evaluación Específica de Consistencia y Resultados con Enfoque Social",
            "Consistencia y Resultados",
        ),
        ("Evaluación Externa de Consistencia y Resultados al Programa", "Consistencia y Resultados"),
        ("Evaluación del Desempeño Fideicomiso de Impuesto sobre Nómina", "Evaluación del Desempeño"),
        ("Evaluación de Diseño y Procesos del Fondo", "Evaluación de Diseño y Procesos"),
        ("Informe final de resultados", None),
    ],
)
def test_the_type(name: str, kind: str | None) -> None:
    found = evaluation_type(passage(name))
    assert (found.value if found else None) == kind


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("correspondiente al ejercicio fiscal 2017.", 2017),
        ("Programa de Becas, Ejercicio 2020", 2020),
        ("del ejercicio 2013-2018", None),
        ("ejercicio fiscal 2017 y ejercicio fiscal 2018", None),
        ("en 2017", None),
    ],
)
def test_the_fiscal_year(text: str, year: int | None) -> None:
    found = fiscal_year(passage(text))
    assert (found.value if found else None) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Evaluación de Diseño, ejercicio fiscal 2021 (PAE 2022)", "2022"),
        ("Programa Anual de Evaluación 2018", "2018"),
        ("Programa Anual de Evaluaciones para el Ejercicio Fiscal 2019", "2019"),
        ("PAE-17", None),
        ("PAE 2021 y PAE 2022", None),
    ],
)
def test_the_year_of_the_annual_program(text: str, year: str | None) -> None:
    found = annual_program(passage(text))
    assert (found.value if found else None) == year


def test_a_year_alone() -> None:
    found = year_in(passage("PAE 2018"))
    assert found is not None
    assert found.value == 2018
    assert year_in(passage("2017 y 2018")) is None
    assert year_in(passage("")) is None


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("107 Educación Superior, Ejercicio 2020", "107 Educación Superior"),
        ("Fondo de Becas, correspondiente al ejercicio fiscal 2017.", "Fondo de Becas"),
        ("Ejercicio de los derechos", "Ejercicio de los derechos"),
    ],
)
def test_a_program_is_without_its_year(name: str, program: str) -> None:
    assert without_fiscal_year(passage(name)).text == program


def test_the_program_within_a_name() -> None:
    name = "Evaluación de Diseño del Programa Presupuestario 107 “Becas”, Ejercicio 2020 Instituto"
    found = program_in(passage(name))
    assert found is not None
    assert found.text == "Programa Presupuestario 107 “Becas”"
    assert program_in(passage("Evaluación de Diseño")) is None
