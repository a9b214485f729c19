"""Rows that are no records, and records that look like such rows."""

from __future__ import annotations

import pytest

from asm_graph.documents import Sheet
from asm_graph.readers.tables.columns import Column, Layout, find_header
from asm_graph.readers.tables.furniture import furniture
from asm_graph.readers.tables.rows import Faults, TableRow

LAYOUT = Layout("gasto", tuple(Column(name, "asm:x") for name in ("RAMO", "CLAVE", "NOMBRE", "MONTO")))
HEADER = ["RAMO", "CLAVE", "NOMBRE", "MONTO"]


def kind(*cells: str) -> str | None:
    sheet = Sheet("Hoja", [HEADER, list(cells)])
    header = find_header(sheet, LAYOUT)
    assert header is not None
    return furniture(TableRow(sheet, header, 2, Faults()), LAYOUT)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("Total", "", "", ""), "total"),
        (("", "", "SUBTOTAL", ""), "total"),
        (("", "Gran Total", "", ""), "total"),
        (("Fuente: Cuenta Pública 2019", "", "", ""), "note"),
        (("", "* Cifras preliminares", "", ""), "note"),
        (("1/ Incluye ampliaciones", "", "", ""), "note"),
        (("Ramo", "clave", " Nombre", "MONTO:"), "heading"),
        (("20", "S061", "Totales y más", "3"), None),
        (("Total Play", "S061", "Becas", "3"), None),
        (("Becas", "", "", ""), None),
        (("20", "", "", ""), None),
        (("Fuentes de empleo", "S061", "", ""), None),
    ],
)
def test_what_a_row_is(cells: tuple[str, ...], expected: str | None) -> None:
    assert kind(*cells) == expected
