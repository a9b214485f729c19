"""A quarterly report of indicators: recognized, held back for review, and counted as not understood."""

from __future__ import annotations

import pytest
from tests.open_data import published_pages
from tests.paged_documents import Ruled, paged_document
from tests.readers.parts.reading import parts, reading, unread

from asm_graph.documents.lexicon import Lexicon
from asm_graph.readers.parts.division import read_parts
from asm_graph.readers.parts.quarterly_indicators import QuarterlyIndicators

REPORT = QuarterlyIndicators()
HEADINGS = Ruled([["Unidad de medida", "Program. anual", "Presupuesto devengado (pesos)"]])
ROW = "Número de cursos impartidos Curso 3191.00 3191.00 1437.00 45.03"


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("INDICADORES DE RESULTADOS AL SEGUNDO TRIMESTRE DEL 2018", None),
        (
            "Estado de Zacatecas · Indicadores de gestión, 4to. trimestre de 2021",
            "Indicadores de gestión, 4to. trimestre de 2021",
        ),
        ("Indicadores de resultados, trimestre II del ejercicio fiscal 2020", None),
    ],
)
def test_it_is_held_back_and_nothing_of_its_rows_is_understood(title: str, read: str | None) -> None:
    document = paged_document([title, HEADINGS, ROW])
    (part,) = parts(document, REPORT)
    assert part.title is not None
    assert part.title.value == (read or title)
    assert not part.programs
    assert part.held is not None
    assert "held back for review" in part.held
    assert any(ROW in piece for piece in unread(document, REPORT))
    assert any("to which column" in notice for notice in reading(document, REPORT).notices)


@pytest.mark.parametrize(
    "items",
    [
        ["Indicadores de resultados al segundo trimestre de 2018", "Sin tabla"],
        ["Indicadores de resultados de 2018", HEADINGS, ROW],
        [*["Un informe sobre otra cosa"] * 20, "Indicadores al segundo trimestre de 2018", HEADINGS],
    ],
)
def test_what_is_no_such_report_is_none(items: list[str | Ruled]) -> None:
    assert read_parts(paged_document(items), Lexicon(frozenset()), (REPORT,)) is None


def test_a_published_scan_is_recognized() -> None:
    document = published_pages("other/sevac-indicadores-2018t2-scan.pdf", 1)
    (part,) = parts(document, REPORT)
    assert part.held is not None
    assert part.title is not None
    assert part.title.value.endswith("TRIMESTRE DEL 2018")
