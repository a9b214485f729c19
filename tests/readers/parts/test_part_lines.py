"""The lines of a part: as printed, in cells and outside of them, and where paragraphs end."""

from __future__ import annotations

from itertools import pairwise

from tests.paged_documents import Gap, Ruled, paged_document
from tests.readers.parts.reading import lines_of

from asm_graph.readers.parts.part_lines import ends_paragraph, joined, usual_leading


def test_cells_and_lines_are_gone_through_in_reading_order() -> None:
    document = paged_document(
        ["Título del formato", Ruled([["Nombre del\nprograma", "Becas"], ["Siglas", "PB"]]), "Al final"]
    )
    assert [line.text.strip() for line in lines_of(document)] == [
        "Título del formato", "Nombre del", "programa", "Becas", "Siglas", "PB", "Al final",
    ]  # fmt: skip


def test_lines_of_a_cell_join_to_what_stands_there() -> None:
    document = paged_document([Ruled([["Objetivo", "Evaluar el diseño\ndel programa\nde becas"]])])
    passage = joined(lines_of(document)[1:])
    assert passage.text == "Evaluar el diseño del programa de becas"
    (span,) = passage.quotes()
    assert document.text[span.start : span.end] == passage.text


def test_a_name_with_a_hyphen_is_not_parted_by_the_end_of_a_line() -> None:
    document = paged_document([Ruled([["en el área Zacatecas-\nGuadalupe, con una red inter-\nmunicipal"]])])
    text = joined(lines_of(document)).text
    assert text == "en el área Zacatecas-Guadalupe, con una red inter- municipal"


def test_a_cut_line_has_the_words_of_its_part_alone() -> None:
    (line,) = lines_of(paged_document(["Siglas: PB"]))
    rest = line.cut(8)
    assert rest.text == "PB"
    assert [word.area.box.left for word in rest.words] == [line.words[1].area.box.left]


def test_a_paragraph_ends_where_the_next_word_had_room() -> None:
    document = paged_document(
        [
            "El programa no cuenta con un diagnóstico de la situación que",
            "atiende.",
            "La población objetivo no se define en las reglas de operación",
        ]
    )
    first, second, third = lines_of(document)
    assert not ends_paragraph(first, second)
    assert ends_paragraph(second, third)


def test_a_paragraph_ends_where_lines_are_further_apart() -> None:
    document = paged_document(
        [
            "El programa no cuenta con un diagnóstico de la situación que",
            "se atiende en los municipios del estado ni con un plan anual",
            "que la describa en cada uno de los años, desde el primero de",
            Gap(12),
            "Administración de los recursos de cada uno de los ejercicios",
        ]
    )
    lines = lines_of(document)
    leading = usual_leading(lines)
    assert leading is not None
    assert [ends_paragraph(a, b, leading) for a, b in pairwise(lines)] == [
        False, False, True,
    ]  # fmt: skip
