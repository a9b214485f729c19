"""Cells of scanned tables between which a rule was not seen."""

from __future__ import annotations

from tests.paged_documents import Ruled, paged_document

from asm_graph.documents.paged_document import Table
from asm_graph.readers.parts.lost_rules import lines_of_row
from asm_graph.readers.parts.part_lines import joined


def texts(*rows: list[object], confidence: float | None = 0.9) -> list[str | None]:
    """Return what the first column has in each row; `...` in a row goes on with the cell above."""
    document = paged_document([Ruled(rows, [250.0, 250.0])], read_by="ocr", confidence=confidence)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    found: list[str | None] = []
    for row in range(table.height):
        cell = table.at(row, 0)
        assert cell is not None
        lines = lines_of_row(document, table, cell, row)
        found.append(joined(lines).text if lines is not None else None)
    return found


def test_a_cell_of_one_row_has_all_its_lines() -> None:
    assert texts(["Útiles\nescolares", "Diseño"], ["Becas", "Procesos"]) == ["Útiles escolares", "Becas"]


def test_lines_at_the_top_of_each_row_are_cells_of_their_own() -> None:
    found = texts(
        ["Programa de becas\nApoyo alimentario", "Diseño"], [..., "Procesos"], ["Útiles", "Impacto"]
    )
    assert found == ["Programa de becas", "Apoyo alimentario", "Útiles"]


def test_a_line_that_goes_on_with_the_one_above_is_no_cell() -> None:
    assert texts(["Programa de becas\ny de apoyos", "Diseño"], [..., "Procesos"]) == [None, None]


def test_a_text_layer_keeps_merged_cells() -> None:
    assert texts(["Becas", "Diseño"], [..., "Procesos"], confidence=None) == ["Becas", "Becas"]


def test_a_cell_that_may_be_merged_is_not_divided() -> None:
    assert texts(["Becas", "Diseño"], [..., "Procesos"]) == [None, None]
