"""The program that a report names by a label, outside of its parts."""

from __future__ import annotations

import pytest
from tests.printed_pages import printed

from asm_graph.readers.parts.document_program import document_program


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Nombre del Programa: Becas rurales", "Modalidad: S"], "Becas rurales"),
        (
            ["8. Nombre del programa: “107 Educación Superior", "Tecnológica”", "Titular:"],
            "“107 Educación Superior Tecnológica”",
        ),
        (["1.- Identificación del Programa: Becas de", "Campeche", "Hoy"], "Becas de Campeche"),
        (["Nombre del Programa: Becas", "Nombre del programa: BECAS"], "Becas"),
        (["Nombre del Programa: Becas", "Nombre del programa: Ferias"], None),
        (["El nombre del programa: se verá", "Nombre del programa:"], None),
        (["Informe de Becas"], None),
    ],
)
def test_a_labeled_name(lines: list[str], name: str | None) -> None:
    found = document_program(printed([lines]).blocks)
    assert (found.value if found else None) == name
