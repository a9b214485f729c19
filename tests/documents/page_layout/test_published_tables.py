"""Tables of published reports, beside what a person reads in them."""

from __future__ import annotations

from tests.documents.page_layout.made_pages import rows, tables, texts
from tests.open_data import published_pages


def test_rows_that_four_page_breaks_cut() -> None:
    found = tables(published_pages("reports/ecyr-2018-zac-autoproduccion.pdf", 64, 65, 66, 67, 68))
    strengths = found[0]
    assert strengths.pages == (1, 2, 3, 4, 5)
    assert [row[1][:2] for row in rows(strengths) if len(row) == 4] == [
        "Fo", "F1", "F2", "F3", "F4", "F5", "D1", "D2", "D3",
    ]  # fmt: skip
    label = strengths.at(6, 0)
    assert label is not None
    assert (label.text, label.row, label.row_span) == ("Diseño", 2, 5)
    second = strengths.at(3, 1)
    assert second is not None
    assert second.text.endswith("las fuentes informativas necesarias para fortalecer los diagnósticos.")
    last = strengths.at(10, 2)
    assert last is not None
    assert last.text.endswith("h) Comportamiento del indicador (ascendente, descendente).")


def test_a_matrix_whose_header_each_page_prints_again() -> None:
    matrix = tables(published_pages("reports/ecyr-2018-zac-fomento-mujer.pdf", 80, 81, 82))[0]
    assert (matrix.height, matrix.width, len(matrix.repeated)) == (12, 5, 2)
    activities = matrix.at(11, 0)
    assert activities is not None
    assert (activities.text, activities.row, activities.row_span) == ("Actividades", 5, 7)
    purpose = matrix.at(1, 1)
    assert purpose is not None
    assert purpose.text.endswith("preferentemente de las mujeres víctimas de violencia, migrantes y rurales.")


def test_words_that_narrow_columns_break_and_a_form_without_rules() -> None:
    document = published_pages("reports/ecyr-2018-zac-vivienda-3.pdf", 94)
    (table,) = tables(document)
    found = rows(table)
    assert found[0][-1] == "Comportamiento del indicador"
    assert [row[0] for row in found[1:4]] == ["Fin", "Propósito", "Componente"]
    assert found[3][2] == "PE=PER*100/PEM"
    assert {row[-1] for row in found[1:]} == {"Ascendente"}
    (unit,) = [line for line in texts(document) if line.startswith("Dependencia/Entidad:")]
    assert unit.endswith(
        "Secretaría de Desarrollo Urbano Vivienda y Ordenamiento Territorial (SEDUVOT) Zacatecas"
    )


def test_turned_headers_that_run_up_and_down() -> None:
    down = tables(published_pages("reports/ecyr-2018-zac-desarrollo-emprendedor.pdf", 136))[0]
    assert rows(down)[0][9:11] == ["Unidad de medida", "Frecuencia de medición"]
    up = tables(published_pages("reports/ecyr-2018-zac-fomento-mujer.pdf", 112, 113))[0]
    assert rows(up)[0][8] == "¿Coincide con el programa evaluado?"
    assert up.height == 3
