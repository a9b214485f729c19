"""Words in the cells of a grid: turned, raised, over a rule, broken by a column, in columns without rules."""

from __future__ import annotations

import pytest
from tests.documents.page_layout.made_pages import document, grid, page, rows, tables, turned, word, words

from asm_graph.documents.pages import Box, Grid, GridCell, PageWord


def test_words_of_two_cells_that_stand_as_one_are_parted_at_the_rule() -> None:
    first = [word("2017Diagnóstico", 80, 102), *words("Plan", 110, 116), *words("2018", 60, 116)]
    (found,) = tables(document(page(1, first, grid((50, 100, 200), (100, 114, 128)))))
    assert rows(found) == [["2017", "Diagnóstico"], ["2018", "Plan"]]


def test_a_word_that_runs_over_a_rule_stays_whole_in_the_cell_that_has_most_of_it() -> None:
    (found,) = tables(
        document(page(1, [word("Justificación", 52, 102)], grid((50, 100, 200), (100, 114, 128))))
    )
    assert rows(found)[0] == ["Justificación", ""]


@pytest.mark.parametrize("runs_up", [True, False])
def test_turned_words_are_read_in_the_direction_that_they_run(*, runs_up: bool) -> None:
    first, second = ["Frecuencia", "de"], ["medición"]
    strips = ((60, first), (72, second)) if runs_up else ((72, first), (60, second))
    content = []
    for left, strip in strips:
        top = 190.0 if runs_up else 110.0
        for text in strip:
            top -= (5.0 * len(text) + 5) if runs_up else 0
            content.append(turned(text, left, top))
            top += 0 if runs_up else 5.0 * len(text) + 5
    (found,) = tables(document(page(1, [*content, word("x", 110, 110)], grid((50, 100, 150), (100, 200)))))
    assert rows(found) == [["Frecuencia de medición", "x"]]


def test_a_raised_mark_stays_on_its_line() -> None:
    content = [
        *words("El avance", 52, 106),
        word("2", 98, 103, size=6),
        *words("es bajo", 104, 106),
        word("sí", 210, 106),
    ]
    (found,) = tables(document(page(1, content, grid((50, 200, 300), (100, 120)))))
    assert rows(found) == [["El avance 2 es bajo", "sí"]]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Activida", "d"], "Actividad"),
        (["Resulta", "dos"], "Resultados"),
        (["o del", "indicado", "r"], "o del indicador"),
        (["PE*100/P", "EM"], "PE*100/PEM"),
        (["Programa", "social"], "Programa social"),
        (["12345678", "23456789"], "12345678 23456789"),
        (["Sí", "No"], "Sí No"),
    ],
)
def test_a_word_that_its_column_breaks_is_one(lines: list[str], text: str) -> None:
    right = 58 + 5 * max(map(len, lines))
    content = [one for at, line in enumerate(lines) for one in words(line, 54, 102 + 12 * at)]
    (found,) = tables(document(page(1, [*content, word("x", 110, 102)], grid((50, right, 150), (100, 150)))))
    assert rows(found) == [[text, "x"]]


def test_the_header_of_a_colored_band_has_the_columns_below_it() -> None:
    cells = (
        GridCell(0, 0, Box(50, 100, 300, 114), column_span=2),
        GridCell(1, 0, Box(50, 114, 120, 128)),
        GridCell(1, 1, Box(120, 114, 300, 128)),
    )
    content = [
        word("Nivel", 60, 102),
        *words("Resumen narrativo", 150, 102),
        word("Fin", 60, 116),
        word("x", 150, 116),
    ]
    (found,) = tables(document(page(1, content, Grid(cells))))
    assert rows(found) == [["Nivel", "Resumen narrativo"], ["Fin", "x"]]


def test_rows_between_rules_have_columns_by_their_gaps() -> None:
    fields = [
        ["clave", "vivienda", "origen"],
        ["nombre", "drenaje", "ejercicio"],
        ["estado", "gas", ""],
        ["curp", "agua", "folio"],
    ]
    content: list[PageWord] = []
    for at, row in enumerate(fields):
        for left, text in zip((60, 200, 340), row, strict=True):
            content += words(text, left, 102 + 14 * at)
    (found,) = tables(document(page(1, content, grid((50, 450), (100, 114, 128, 142, 156)))))
    assert rows(found) == fields
    assert not found.is_ruled
