"""The items of lists and the paragraphs of a field."""

from __future__ import annotations

import pytest
from tests.paged_documents import Gap, Ruled, paged_document
from tests.readers.parts.reading import lines_of

from asm_graph.readers.parts.listed_texts import listed_texts
from asm_graph.readers.parts.part_lines import joined


def read(*lines: str | Ruled | Gap) -> list[tuple[int | None, str]]:
    texts = listed_texts(lines_of(paged_document(list(lines))))
    return [(text.value, joined(text.lines).text) for text in texts]


@pytest.mark.parametrize("bullet", ["•", "-", "–", "▪", "\uf0b7", "o", "*", "➢"])
def test_a_bullet_begins_an_item(bullet: str) -> None:
    assert read(f"{bullet} Definir la población", "  objetivo.", f"{bullet} Elaborar un diagnóstico.") == [
        (None, "Definir la población objetivo."),
        (None, "Elaborar un diagnóstico."),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("1.", "2."), ("1:", "2:"), ("1)", "2)"), ("1.-", "2.-"), ("1).-", "2).-"), ("I.", "II."), ("a)", "b)"),
     ("Recomendación No. 1", "Recomendación No. 2"), ("Recomendación 1:", "Recomendación 2:")],
)  # fmt: skip
def test_a_number_begins_an_item(first: str, second: str) -> None:
    assert read(f"{first} Definir la población.", f"{second} Elaborar un diagnóstico.") == [
        (1, "Definir la población."),
        (2, "Elaborar un diagnóstico."),
    ]


def test_the_name_of_an_item_may_stand_alone_in_its_line() -> None:
    assert read(
        "Recomendación No. 1", "Definir la población.", "Recomendación No. 2", "Elaborar la MIR."
    ) == [
        (1, "Definir la población."),
        (2, "Elaborar la MIR."),
    ]


def test_a_number_that_does_not_count_on_is_text() -> None:
    assert read("1. Alcanzar los 80 proyectos de un total de", "17. En este sentido, se bajó la meta.") == [
        (1, "Alcanzar los 80 proyectos de un total de 17. En este sentido, se bajó la meta."),
    ]


def test_a_list_within_an_item_belongs_to_it() -> None:
    assert read(
        "1. Realizar un plan que contemple:",
        "     • Generar estadísticas;",
        "     • Capacitar al personal.",
        "2. Ajustar la convocatoria.",
    ) == [
        (1, "Realizar un plan que contemple: Generar estadísticas; Capacitar al personal."),
        (2, "Ajustar la convocatoria."),
    ]


def test_an_item_goes_on_over_cells_and_pages() -> None:
    document = paged_document(
        [Ruled([["• Elaborar un diagnóstico de la"], ["  población objetivo y de sus"]])],
        ["necesidades.", "• Ajustar la convocatoria."],
    )
    assert [joined(text.lines).text for text in listed_texts(lines_of(document))] == [
        "Elaborar un diagnóstico de la población objetivo y de sus necesidades.",
        "Ajustar la convocatoria.",
    ]


def test_prose_is_divided_into_paragraphs() -> None:
    assert read(
        "Las causas que generan de forma directa el problema están bien",
        "identificadas.",
        "El programa presenta una alineación correcta con las metas del",
        "plan.",
    ) == [
        (None, "Las causas que generan de forma directa el problema están bien identificadas."),
        (None, "El programa presenta una alineación correcta con las metas del plan."),
    ]


def test_a_paragraph_below_a_list_is_no_item_of_it() -> None:
    texts = listed_texts(
        lines_of(
            paged_document(
                [
                    "   • El programa tiene un padrón de los beneficiarios de",
                    "     apoyos.",
                    "Sin embargo, no opera.",
                ]
            )
        )
    )
    assert [(text.is_item, joined(text.lines).text) for text in texts] == [
        (True, "El programa tiene un padrón de los beneficiarios de apoyos."),
        (False, "Sin embargo, no opera."),
    ]


def test_bullets_that_ocr_misread_are_known_by_their_places() -> None:
    assert read("e Obtener convenios.", "e Disminuir la cartera.") == [
        (None, "Obtener convenios."),
        (None, "Disminuir la cartera."),
    ]


def test_the_word_o_before_a_small_letter_is_no_bullet() -> None:
    assert read("áreas de enfoque potencial y objetivo", "o atendida, ni las define.") == [
        (None, "áreas de enfoque potencial y objetivo o atendida, ni las define."),
    ]
