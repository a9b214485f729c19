"""The row below the last rule of a table, and what is none."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from tests.documents.page_layout.made_pages import document, grid, page, rows, tables, texts, words
from tests.open_data import published_pages

if TYPE_CHECKING:
    from asm_graph.documents.pages import PageWord

COLUMNS = (50, 150, 250, 350)
ABOVE = [*words("Nivel", 55, 102), *words("Objetivo", 155, 102), *words("Medios", 255, 102)]


def made(below: list[PageWord]) -> tuple[list[list[str]], list[str]]:
    found = document(page(1, [*ABOVE, *below], grid(COLUMNS, (100, 115))))
    return rows(tables(found)[0]), texts(found)


def test_words_in_three_columns_right_below_the_last_rule_are_a_row() -> None:
    below = [
        *words("Actividad", 55, 118), *words("Promover los", 155, 118), *words("Registros", 255, 118),
        *words("créditos", 155, 130), *words("propios", 255, 130),
        *words("Fuente: reglas de operación publicadas", 55, 150),
    ]  # fmt: skip
    assert made(below) == (
        [["Nivel", "Objetivo", "Medios"], ["Actividad", "Promover los créditos", "Registros propios"]],
        ["Fuente: reglas de operación publicadas"],
    )


@pytest.mark.parametrize(
    "below",
    [
        words("Nota: el programa no publicó los demás indicadores", 55, 118),
        [*words("Lic.", 55, 140), *words("Ing.", 155, 140), *words("Mtra.", 255, 140)],
        [*words("Actividad", 55, 118), *words("Promover", 155, 118)],
    ],
    ids=["a note across the columns", "signatures further down", "two columns"],
)
def test_other_words_below_a_table_are_none(below: list[PageWord]) -> None:
    found, outside = made(below)
    assert found == [["Nivel", "Objetivo", "Medios"]]
    assert " ".join(outside) == " ".join(word.text for word in below)


def test_the_row_ends_where_a_line_stands_further_down() -> None:
    row = [*words("Actividad", 55, 118), *words("Promover", 155, 118), *words("Registros", 255, 118)]
    signatures = [*words("Lic.", 55, 150), *words("Ing.", 155, 150), *words("Mtra.", 255, 150)]
    found, outside = made([*row, *signatures])
    assert found == [["Nivel", "Objetivo", "Medios"], ["Actividad", "Promover", "Registros"]]
    assert " ".join(outside) == "Lic. Ing. Mtra."


def test_words_that_were_recognized_are_none() -> None:
    below = [*words("Actividad", 55, 118), *words("Promover", 155, 118), *words("Registros", 255, 118)]
    found, _ = made([dataclasses.replace(word, confidence=0.9) for word in below])
    assert found == [["Nivel", "Objetivo", "Medios"]]


def test_a_published_row_without_a_rule_below_it() -> None:
    (matrix,) = tables(published_pages("reports/ecyr-2018-zac-desarrollo-emprendedor.pdf", 135))
    last = [cell.text for cell in matrix.row(matrix.height - 1)]
    assert last[1] == "Promover en las y los jóvenes las alternativas de financiamiento."
    assert last[-1] == "Los Jóvenes acuden al Instituto de la Juventud"
    label = matrix.at(matrix.height - 1, 0)
    assert label is not None
    assert label.text == "Actividad"
