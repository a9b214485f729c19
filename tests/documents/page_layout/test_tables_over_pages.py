"""Tables that go on over pages: rows that the break cuts, headers printed again, cells merged over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.documents.page_layout.made_pages import document, grid, page, rows, tables, texts, words

from asm_graph.documents.pages import Box, Grid, GridCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asm_graph.documents.pages import Page, PageWord

EDGES = (50, 130, 330, 550)
HEADER = ["Nivel", "Objetivo", "Indicador"]


def table(
    number: int,
    content: Sequence[Sequence[str]],
    *,
    top: float = 560,
    edges: Sequence[float] = EDGES,
    above: Sequence[PageWord] = (),
) -> Page:
    """A page with a table of rows of one to several lines, 12 points each."""
    tops = [top]
    inside = list(above)
    for row in content:
        for left, text in zip(edges, row, strict=False):
            for at, line in enumerate(text.split("\n")):
                inside += words(line, left + 3, tops[-1] + 1 + 12 * at)
        tops.append(tops[-1] + 12 * max(text.count("\n") + 1 for text in row) + 2)
    return page(number, inside, grid(edges, tops))


def only(*pages: Page) -> list[list[str]]:
    found = tables(document(*pages))
    assert len(found) == 1
    return rows(found[0])


def test_a_row_that_the_page_break_cuts_is_one() -> None:
    first = [HEADER, ["Fin", "Contribuir a la seguridad alimentaria\nde las familias que", "Porcentaje"]]
    rest = [["", "viven en el campo.", ""], ["Propósito", "Las familias producen.", "Tasa"]]
    assert only(table(1, first, top=700), table(2, rest, top=80)) == [
        HEADER,
        ["Fin", "Contribuir a la seguridad alimentaria de las familias que viven en el campo.", "Porcentaje"],
        ["Propósito", "Las familias producen.", "Tasa"],
    ]


def test_a_row_that_begins_in_small_letters_is_its_own_if_it_would_have_fitted_above() -> None:
    first = [HEADER, ["uno", "clave", "rfc"]]
    assert len(only(table(1, first, top=700), table(2, [["dos", "nombre", "curp"]], top=80))) == 3


def test_a_list_in_a_cell_goes_on_over_the_break() -> None:
    first = [HEADER, ["Actividad", "Incluye: a) Reunir al grupo.", "Avance"]]
    rest = [["", "b) Entregar el informe.", ""]]
    assert only(table(1, first, top=700), table(2, rest, top=80))[1][1] == (
        "Incluye: a) Reunir al grupo. b) Entregar el informe."
    )


def test_a_header_printed_again_is_kept_apart_even_if_it_breaks_otherwise() -> None:
    first = [["Nivel", "Objetivo del\nprograma", "Indicador:"], ["Fin", "Contribuir.", "Tasa"]]
    again = [["Nivel", "Objetivo\ndel programa", "Indicador :"], ["Propósito", "Producir.", "Índice"]]
    made = document(table(1, first, top=700), table(2, again, top=80))
    (found,) = tables(made)
    assert [row[0] for row in rows(found)] == ["Nivel", "Fin", "Propósito"]
    assert [passage.text for passage in found.repeated] == ["Nivel Objetivo del programa Indicador :"]
    assert found.pages == (1, 2)


def test_a_header_of_another_year_is_no_repetition() -> None:
    first = [["2011/ Programa", "Beneficiarios", "Monto"], ["Autoempleo", "27", "$788,196.00"]]
    again = [["2017/ Programa", "Beneficiarios", "Monto"], ["Mujer Joven", "2", "$160,000.00"]]
    assert [row[0] for row in only(table(1, first, top=700), table(2, again, top=80))] == [
        "2011/ Programa", "Autoempleo", "2017/ Programa", "Mujer Joven",
    ]  # fmt: skip


def test_a_title_above_a_repeated_header_begins_another_table() -> None:
    first, again = [HEADER, ["Fin", "Contribuir.", "Tasa"]], [HEADER, ["Propósito", "Producir.", "Índice"]]
    title = words("Cobertura y focalización", 50, 110)
    assert len(tables(document(table(1, first, top=700), table(2, again, top=130, above=title)))) == 2


def test_a_form_that_each_page_prints_anew_is_several_tables() -> None:
    def form(number: int, name: str, result: str) -> Page:
        labels = [["Nombre del indicador", name], ["Frecuencia", "Anual"], ["Resultado", result]]
        return table(number, labels, top=120, edges=(50, 200, 550))

    assert len(tables(document(form(1, "Egresados laborando", "39"), form(2, "Titulados", "4")))) == 2


def test_a_merged_cell_goes_on_over_the_break() -> None:
    def cells(number: int, label: str, actions: Sequence[str], top: float) -> Page:
        tops = [top + 14 * index for index in range(len(actions) + 1)]
        merged = GridCell(0, 0, Box(50, top, 200, tops[-1]), row_span=len(actions))
        right = [GridCell(row, 1, Box(200, tops[row], 550, tops[row + 1])) for row in range(len(actions))]
        inside = words(label, 53, top + 1)
        for at, action in zip(tops, actions, strict=False):
            inside += words(action, 203, at + 1)
        return page(number, inside, Grid((merged, *right)))

    (found,) = tables(
        document(
            cells(1, "Diseño", ["Elaborar el diagnóstico.", "Publicar el padrón."], 740),
            cells(2, "", ["Medir la cobertura.", "Revisar la matriz."], 60),
        )
    )
    label = found.at(3, 0)
    assert label is not None
    assert (label.text, label.row, label.row_span) == ("Diseño", 0, 4)
    assert [area.page for area in label.areas] == [1, 2]


def test_columns_that_the_next_page_merges_stay_where_they_are() -> None:
    first = [["A", "B", "C", "D"], ["1", "2", "3", "4"]]
    second = grid((62, 212, 312, 462), (60, 74))
    inside = [
        word for text, left in (("5 y 6", 65), ("7", 215), ("8", 315)) for word in words(text, left, 62)
    ]
    pages = table(1, first, top=740, edges=(50, 125, 200, 300, 450)), page(2, inside, second)
    (found,) = tables(document(*pages))
    assert [(cell.text, cell.column, cell.column_span) for cell in found.row(2)] == [
        ("5 y 6", 0, 2), ("7", 2, 1), ("8", 3, 1),
    ]  # fmt: skip


def test_running_lines_and_notes_do_not_part_a_table() -> None:
    def printed(number: int) -> list[PageWord]:
        note = words("1 Fuente: reglas de operación.", 50, 755, size=7)
        return [*words("Programa Huertos", 50, 20), *words(f"Página {number} de 4", 280, 775), *note]

    made = document(
        table(1, [HEADER, ["Fin", "Contribuir.", "Tasa"]], top=700, above=printed(1)),
        table(2, [["Propósito", "Producir.", "Índice"]] * 40, top=60, above=printed(2)),
        table(3, [["Actividad", "Capacitar.", "Cursos"]], top=60, above=printed(3)),
        page(4, printed(4)),
    )
    (found,) = tables(made)
    assert [row[0] for row in rows(found)] == ["Nivel", "Fin", *["Propósito"] * 40, "Actividad"]
    assert texts(made).count("Programa Huertos") == 4
