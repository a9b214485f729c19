"""Whether cells are whole: right tables are, and those of a wrong grid or of an exported text are not."""

from __future__ import annotations

import pytest

from asm_graph.readers.whole_cells import divides_texts, has_columns_of_spaces

RIGHT = [
    [
        "1",
        "Definir la población objetivo",
        "elaborar un diagnóstico",
        "Dirección de Planeación",
        "diciembre 2022",
    ],
    ["2", "Revisar la lógica de la matriz", "reunir al grupo", "Subdirección de Evaluación", "junio 2023"],
    ["3", "Publicar los padrones", "", "Unidad de Transparencia", ""],
]
DIVIDED = [
    ["1", "Reforzar el pro", "grama con activi", "dades que no se", "encuentran"],
    ["2", "cuantificadas por el pro", "grama, que per", "mitan alcanzar", "las metas"],
]
OPEN = [
    ["1", "Reforzar el programa con", "actividades adicionales que", "no se encuentran cuantificadas por"],
    ["2", "las metas de propósito del", "programa mediante la", "atención de las demás"],
]


@pytest.mark.parametrize("rows", [DIVIDED, OPEN])
def test_cells_that_go_on_in_the_next(rows: list[list[str]]) -> None:
    assert divides_texts(rows)


@pytest.mark.parametrize("rows", [RIGHT, [], [["Dirección de", "elaborar"]]])
def test_whole_cells(rows: list[list[str]]) -> None:
    assert not divides_texts(rows)


def test_columns_of_spaces() -> None:
    side_by_side = ["1    Definir la población    Dirección", "2    Revisar la matriz    Dirección"] * 2
    assert has_columns_of_spaces(side_by_side)
    assert not has_columns_of_spaces(["Tema I. Diseño", "1.Realizar   diagnóstico", "", *["2.Asegurar"] * 9])
