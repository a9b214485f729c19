"""Statements below the themes of a field, and what is none."""

from __future__ import annotations

from tests.documents_of_ours.stated import WORDS
from tests.paged_documents import paged_document
from tests.readers.parts.reading import lines_of

from asm_graph.documents.lexicon import Lexicon
from asm_graph.readers.annotator import Annotator
from asm_graph.readers.parts.statement_lists import statements_of


def read(*lines: str) -> list[tuple[str | None, int | None, str]]:
    annotator = Annotator(Lexicon(WORDS))
    return [
        (one.theme.value if one.theme else None, one.number.value if one.number else None, one.text.value)
        for one in statements_of("finding", lines_of(paged_document(list(lines))), annotator)
    ]


def test_headings_are_the_themes_of_what_stands_below() -> None:
    assert read(
        "Tema I. Diseño",
        "• No existe un diagnóstico.",
        "Sección II. : Cobertura y Focalización",
        "• No hay metas.",
        "Operación",
        "• El padrón es parcial.",
    ) == [
        ("Diseño", None, "No existe un diagnóstico."),
        ("Cobertura y Focalización", None, "No hay metas."),
        ("Operación", None, "El padrón es parcial."),
    ]


def test_a_theme_before_a_colon_stays_in_its_text() -> None:
    assert read("Operación: Las reglas se actualizan cada año.") == [
        ("Operación", None, "Operación: Las reglas se actualizan cada año.")
    ]


def test_words_of_a_theme_at_the_end_of_a_sentence_are_none() -> None:
    assert read(
        "• Avance en la entrega de apoyos a la población y en el ejercicio del", "  presupuesto."
    ) == [(None, None, "Avance en la entrega de apoyos a la población y en el ejercicio del presupuesto.")]


def test_what_introduces_a_list_states_nothing() -> None:
    assert read("Las principales recomendaciones son las siguientes:", "1. Definir.", "2. Medir.") == [
        (None, 1, "Definir."),
        (None, 2, "Medir."),
    ]


def test_placeholders_state_nothing() -> None:
    assert read("No aplica") == []
