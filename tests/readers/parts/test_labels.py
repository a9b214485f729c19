"""The labels of forms: numbered or not, cut over lines, misread, and those that are none."""

from __future__ import annotations

import pytest
from tests.paged_documents import Ruled, paged_document
from tests.readers.parts.reading import lines_of

from asm_graph.readers.parts.labels import fields, find_labels, labels_of
from asm_graph.readers.parts.part_lines import joined

LABELS = labels_of(
    [
        {"key": "name", "number": "1.1", "words": ["Nombre de la evaluación"]},
        {"key": "started_on", "number": "1.2", "words": ["Fecha de inicio de la evaluación"]},
        {"key": "purpose", "number": "1.5", "words": ["Objetivo general de la evaluación"]},
        {"key": "acronym", "number": "5.2", "words": ["Siglas"]},
        {
            "key": "programs",
            "number": "5.1",
            "words": ["Nombre del (los) programa(s) evaluado(s)", "Nombre del programa evaluado"],
        },
    ]
)


def read(*lines: str | Ruled) -> dict[str, str]:
    return {
        field.key: joined(field.lines).text
        for field in fields(lines_of(paged_document(list(lines))), LABELS)
        if field.key
    }


@pytest.mark.parametrize(
    "line",
    [
        "1.1 Nombre de la evaluación: Becas",
        "1.1. Nombre de la evaluación : Becas",
        "• Nombre de la evaluación: Becas",
        "1.1 N ombre de la E valuación: Becas",
        "1.1 Nombre dela evaluacion. Becas",
        "3.4 Nombre de la evaluación: Becas",
        "1,1 Nornbre de 1a evaluaclón: Becas",
    ],
)
def test_a_label_is_known_by_its_words(line: str) -> None:
    assert read(line) == {"name": "Becas"}


def test_words_in_parentheses_before_the_colon_belong_to_the_label() -> None:
    assert read("1.2 Fecha de inicio de la evaluación (dd/mm/aaaa): 06/08/2018") == {
        "started_on": "06/08/2018"
    }


def test_parentheses_of_an_answer_stay() -> None:
    assert read("1.1 Nombre de la evaluación: (ECyR) de Becas") == {"name": "(ECyR) de Becas"}


def test_a_label_may_be_cut_over_lines_and_pages() -> None:
    document = paged_document(
        [Ruled([["5.1 Nombre del (los)\nprograma(s)\nevaluado(s): Becas\ny apoyos"]])], ["de zonas rurales"]
    )
    (_, field) = fields(lines_of(document), LABELS)
    assert joined(field.lines).text == "Becas y apoyos de zonas rurales"
    assert [piece.text for piece in field.label] == ["5.1 Nombre del (los)", "programa(s)", "evaluado(s):"]


def test_an_answer_may_stand_in_the_cell_beside_or_below() -> None:
    assert read(
        Ruled(
            [["5.1 Nombre del programa evaluado", "Becas"], ["1.5 Objetivo general de la evaluación", None]]
        ),
        "Valorar el diseño.",
    ) == {"programs": "Becas", "purpose": "Valorar el diseño."}


def test_several_labels_of_one_line_are_told_by_their_numbers() -> None:
    assert read("Programa de becas. 5.1 Nombre del programa evaluado: Becas 5.2 Siglas: PB") == {
        "programs": "Becas",
        "acronym": "PB",
    }


@pytest.mark.parametrize(
    "line",
    [
        "El nombre de la evaluación se publicará en la página",
        "Siglas y acrónimos de este informe",
        "Nombre del evaluador que dictaminó",
        "1.1 Nombre de las unidades",
    ],
)
def test_prose_and_other_labels_are_none(line: str) -> None:
    assert read(line) == {}


def test_a_short_label_needs_its_number_or_a_colon() -> None:
    assert read("Siglas: PB") == {"acronym": "PB"}
    assert read("5.2 Siglas PB") == {"acronym": "PB"}


def test_labels_at_any_word_need_a_colon() -> None:
    labels = labels_of([{"key": "unit", "words": ["Unidad administrativa"]}])
    (line,) = lines_of(paged_document(["La unidad administrativa es nueva. Unidad administrativa: Becas"]))
    assert [found.start.at for found in find_labels([line], labels, "colon")] == [35]
