"""The cells of a row under the names of their columns: which say a value, and which are blank."""

from __future__ import annotations

import pytest

from asm_graph.web.entities.row_cells import (
    RowCell,
    ShownCells,
    row_cells,
    shown_cells,
    unnamed_cells,
    whole_row,
)

NAMES = "Ramo\tClave\tIndicador\tUnidad\tLínea base\tMeta"
STATED = (
    "asm:branch\tasm:program/asm:programKey\tasm:hasIndicator/rdfs:label\tasm:hasIndicator/asm:unitOfMeasure"
    "\tasm:value, asm:rawValue (baseline)\tasm:value, asm:rawValue (target)"
)
ROW = row_cells("20\tS061\tHogares  atendidos\t\t100\t", NAMES, STATED)


def proofs(found: ShownCells | None) -> list[tuple[str, str]]:
    assert found is not None
    return [(cell.name, cell.text) for cell, is_proof in found.cells if is_proof]


def test_cells_stand_under_their_names_blank_ones_too() -> None:
    assert [(cell.name, cell.text) for cell in ROW][2:] == [
        ("Indicador", "Hogares atendidos"),
        ("Unidad", ""),
        ("Línea base", "100"),
        ("Meta", ""),
    ]


@pytest.mark.parametrize("quote", ["20\tS061", "20\tS061\ta\tb\tc\td\te"])
def test_a_quotation_that_does_not_fit_the_names_has_none(quote: str) -> None:
    assert row_cells(quote, NAMES, STATED) == ()
    assert row_cells(quote, "", "") == ()


@pytest.mark.parametrize(
    ("properties", "text", "expected"),
    [
        ({"rdfs:label"}, "hogares atendidos", [("Indicador", "Hogares atendidos")]),
        ({"asm:direction"}, "Hogares atendidos", [("Indicador", "Hogares atendidos")]),
        ({"asm:programKey"}, "20S061", [("Clave", "S061")]),
        ({"asm:value"}, "100", [("Línea base", "100")]),
        ({"asm:value (target)"}, "", [("Meta", "")]),
        ({"asm:value (baseline)"}, "", [("Línea base", "100")]),
        ({"asm:unitOfMeasure"}, "", [("Unidad", "")]),
        ({"asm:program"}, "", [("Clave", "S061")]),
    ],
)
def test_the_cells_that_say_it_are_marked(
    properties: set[str], text: str, expected: list[tuple[str, str]]
) -> None:
    assert proofs(shown_cells(ROW, properties, text)) == expected


def test_what_no_cell_says_is_not_marked() -> None:
    assert shown_cells(ROW, {"asm:direction"}, "Ascendente") is None
    assert shown_cells((), {"rdfs:label"}, "x") is None


def test_the_beginning_of_the_row_tells_what_it_is_about() -> None:
    found = shown_cells(ROW, {"asm:value (target)"}, "")
    assert found is not None
    assert [cell.name for cell, _ in found.cells] == ["Ramo", "Clave", "Indicador", "Meta"]
    assert [cell.name for cell, _ in found.others] == ["Línea base"], "filled ones only"


def test_a_whole_row_folds_out() -> None:
    wide = tuple(RowCell(f"c{place}", "x" if place % 2 else "") for place in range(30))
    found = whole_row(wide)
    assert found is not None
    assert len(found.cells) < len(found.cells) + len(found.others) == 15
    assert not any(is_proof for _, is_proof in found.cells)
    assert whole_row(()) is None


def test_rows_of_older_releases_have_cells_without_names() -> None:
    assert [cell.text for cell in unnamed_cells("20\tHogares  atendidos\t ")] == ["20", "Hogares atendidos"]
    assert proofs(shown_cells(unnamed_cells("20\tHogares"), {"rdfs:label"}, "hogares")) == [("", "Hogares")]
