"""Labels and values above tables: side by side, below each other, crosswise, over several lines."""

from __future__ import annotations

import pytest

from asm_graph.documents import Passage
from asm_graph.readers.labeled_values import begins_field, read_fields


def fields(*lines: str) -> tuple[dict[str, str], list[str]]:
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:index]) for index in range(len(lines))]
    passages = [Passage.of(text, start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    found, loose = read_fields(passages)
    values = {one.name: Passage.joined(one.value).text if one.value else "" for one in found}
    return values, [line.text for line in loose]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["Nombre del Programa: Huertos", "Modalidad:", "Año de la Evaluación: 2021"],
            {"program": "Huertos", "modality": "", "year": "2021"},
        ),
        (
            [
                "Nombre de la Dependencia/Entidad:",
                "INSTITUTO DE DURANGO",
                "Nombre del programa:",
                "107 Becas en el",
                "estado de Durango",
            ],
            {"agency": "INSTITUTO DE DURANGO", "program": "107 Becas en el estado de Durango"},
        ),
        (
            ["Modalidad:", "Secretaría de Desarrollo Urbano y", "Dependencia/Entidad: Vivienda (SEDUVOT)"],
            {"modality": "", "agency": "Secretaría de Desarrollo Urbano y Vivienda (SEDUVOT)"},
        ),
        (
            [
                "Nombre del",
                "Programa: Mejoramiento",
                "Dependencia/Entidad Secretaría de Obras y",
                ": Vivienda",
            ],
            {"program": "Mejoramiento", "agency": "Secretaría de Obras y Vivienda"},
        ),
        (
            ["INSTITUTO DE DURANGO", "Nombre de la Dependencia:", "107 Becas", "Nombre del programa:"],
            {"agency": "INSTITUTO DE DURANGO", "program": "107 Becas"},
        ),
        (["Nornbre del programa: Huertos"], {"program": "Huertos"}),
    ],
)
def test_fields(lines: list[str], expected: dict[str, str]) -> None:
    assert fields(*lines) == (expected, [])


def test_lines_of_no_field() -> None:
    assert fields("PAE 2022, ejercicio fiscal 2021", "Nombre del programa: Huertos") == (
        {"program": "Huertos"},
        ["PAE 2022, ejercicio fiscal 2021"],
    )
    assert fields("Programa de Educación Media", "Núm.") == ({}, ["Programa de Educación Media", "Núm."])


def test_what_stands_above_an_empty_label_is_not_its_value() -> None:
    assert fields("Formato de seguimiento", "2021", "Nombre del programa:", "Modalidad:") == (
        {"program": "", "modality": ""},
        ["Formato de seguimiento", "2021"],
    )


def test_what_begins_a_field() -> None:
    text = "Fuente: Secretaría del Campo"
    assert not begins_field([Passage.of(text, 0, len(text))])
    assert not begins_field([])
