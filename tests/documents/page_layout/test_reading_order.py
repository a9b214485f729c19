"""The reading order of lines: running headers, columns, forms without rules, paragraphs, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.documents.page_layout.made_pages import document, page, rows, tables, texts, words

from asm_graph.documents.paged_document import TextLine

if TYPE_CHECKING:
    from asm_graph.documents.paged_document import PagedDocument
    from asm_graph.documents.pages import Page

LEFT = [
    "La primera columna empieza con",
    "un párrafo sobre el diseño del",
    "programa y sigue con lo que se",
    "dijo de su cobertura estatal.",
]
RIGHT = [
    "La segunda columna trata de las",
    "recomendaciones que se hicieron",
    "en las evaluaciones anteriores",
    "y de su atención en el año.",
]


def running(made: PagedDocument) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, TextLine) and block.is_running]


def body(number: int) -> list[str]:
    return [f"Texto {number} del cuerpo de la página", f"y su segunda línea {'abcdefgh'[number]}."]


def with_margins(number: int, header: str, footer: str) -> Page:
    content = [*words(header, 60, 20), *words(footer, 280, 770)]
    for at, line in enumerate(body(number)):
        content += words(line, 60, 100 + 12 * at)
    return page(number, content)


def test_two_columns_are_read_one_after_the_other() -> None:
    content = words("Resumen ejecutivo de la evaluación de consistencia y resultados", 60, 80)
    for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        content += [*words(left, 60, 120 + 14 * at), *words(right, 330, 120 + 14 * at)]
    found = texts(document(page(1, content)))
    assert found[1:5] == LEFT
    assert found[5:] == RIGHT


def test_running_lines_alternate_and_count_in_any_way() -> None:
    titles = ["Evaluación de consistencia", "Programa Huertos de Traspatio"]
    numbers = ["i", "ii", "iii", "iv", "v", "vi", "vii"]
    made = document(*(with_margins(n, titles[n % 2], numbers[n - 1]) for n in range(1, 8)))
    assert sorted(set(running(made))) == sorted([*titles, *numbers])
    counted = document(*(with_margins(n, titles[0], f"Página {n} de 120") for n in range(1, 8)))
    assert len(running(counted)) == 14


def test_numbered_headings_on_pages_of_their_own_are_not_running() -> None:
    made = document(*(with_margins(n, f"Anexo {n}", f"{n + 90}") for n in range(1, 8)))
    assert running(made) == [f"{n + 90}" for n in range(1, 8)]


def test_a_value_stays_whole_around_the_line_of_its_label() -> None:
    content = [
        *words("Nombre del Programa:", 60, 100), *words("Mejoramiento de Vivienda", 200, 100),
        *words("Modalidad:", 60, 114),
        *words("Secretaría de Desarrollo Urbano, Vivienda y", 200, 128),
        *words("Dependencia/Entidad:", 60, 142), *words("Ordenamiento Territorial", 200, 142),
        *words("Año:", 60, 156), *words("2017", 200, 156),
    ]  # fmt: skip
    assert texts(document(page(1, content))) == [
        "Nombre del Programa: Mejoramiento de Vivienda",
        "Modalidad:",
        "Dependencia/Entidad: Secretaría de Desarrollo Urbano, Vivienda y Ordenamiento Territorial",
        "Año: 2017",
    ]


def test_lines_with_words_far_apart_below_each_other_are_a_table() -> None:
    fields = [["Enero", "12", "30%"], ["Febrero", "14", "35%"], ["Marzo", "9", "22%"], ["Abril", "11", "28%"]]
    content = []
    for at, row in enumerate(fields):
        for left, text in zip((60, 200, 340), row, strict=True):
            content += words(text, left, 120 + 14 * at)
    (found,) = tables(document(page(1, content)))
    assert rows(found) == fields
    assert not found.is_ruled


def test_a_paragraph_is_one_line_of_the_text_and_goes_on_over_the_page() -> None:
    first = words("El programa atiende a las familias que producen alimentos en su traspatio y que", 60, 700)
    note = words("1 Véase el diagnóstico del programa, que está en su página.", 60, 740, size=7)
    rest = words("viven en municipios de alta marginación.", 60, 100)
    heading = words("Cobertura", 60, 150, is_bold=True)
    filler = words("Otro párrafo que solo está para que haya texto de tamaño usual en la página", 60, 600)
    made = document(page(1, [*filler, *first, *note]), page(2, [*rest, *heading]))
    assert "su traspatio y que viven en municipios de alta marginación.\n" in made.text
    assert [line.page for line in made.blocks if isinstance(line, TextLine)] == [1, 1, 2, 1, 2]
    assert made.text.endswith("Cobertura\n\f")


def test_entries_of_a_table_of_contents_stay_apart() -> None:
    content = []
    for at, entry in enumerate(["Introducción", "Diseño", "Cobertura"]):
        content += [*words(entry, 60, 100 + 14 * at), *words(str(at + 3), 540, 100 + 14 * at)]
    assert document(page(1, content)).text == "Introducción 3\nDiseño 4\nCobertura 5\n\f"
