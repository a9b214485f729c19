"""The paragraphs of cells: lines further apart than others begin another."""

from __future__ import annotations

import pytest
from tests.paged_documents import Ruled, paged_document

from asm_graph.readers.parts.cell_paragraphs import cell_paragraphs


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "Firma de\nconvenios.\n\nActivación del\nConsejo.",
            ["Firma de convenios.", "Activación del Consejo."],
        ),
        ("Firma de\nconvenios.\nActivación del\nConsejo.", ["Firma de convenios. Activación del Consejo."]),
        ("Dirección\nGeneral", ["Dirección General"]),
        ("Convenios.", ["Convenios."]),
    ],
)
def test_paragraphs(cell: str, expected: list[str]) -> None:
    document = paged_document([Ruled([["Productos"], [cell]], [200])])
    (table,) = document.blocks
    passage = table.cells[1].passage  # type: ignore[union-attr]
    assert [part.text for part in cell_paragraphs(document, passage)] == expected
