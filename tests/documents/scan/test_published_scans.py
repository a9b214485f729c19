"""Pages of published scans: what they say, and that what is doubtful says so."""

from __future__ import annotations

import pytest
from tests.open_data import published_pages

from asm_graph.documents.paged_document import PagedDocument, Table


def tables(document: PagedDocument) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.row(row)] for row in range(table.height)]


def test_an_annex_with_vertical_headers_and_signatures_over_its_cells() -> None:
    document = published_pages("asm/asm-pae-2021-itse-scan.pdf", 3)
    (page,) = document.pages
    (table,) = tables(document)
    assert [len(row) for row in rows(table)] == [8, 8]
    header, first = rows(table)
    assert header[5].replace(" ", "") == "FechadeTérmino"
    assert {word.is_vertical for word in page.words if word.text == "Fecha"} == {True}
    assert first[0] == "1"
    assert first[1].startswith("Reforzar el programa con actividades adicionales")
    assert first[4].split()[:3] == ["Centro", "de", "Incubación"]
    assert first[5] == "Diciembre 2022"
    under_pen = min(
        (
            found
            for span in table.cells[-1].passage.quotes()
            if (found := document.confidence(span)) is not None
        ),
        default=None,
    )
    assert under_pen is not None
    assert under_pen < 0.7


def test_a_page_on_its_side_with_a_table_in_a_frame() -> None:
    document = published_pages("asm/anexo-f-pae-2022-itse-scan.pdf", 1)
    (page,) = document.pages
    assert page.width > page.height
    assert page.turn == pytest.approx(270, abs=1)
    (table,) = tables(document)
    assert rows(table) == [
        ["Clasificación", "Número de ASM"],
        ["Total", "3"],
        ["Específicos", "0"],
        ["Institucionales", "3"],
        ["Inter-institucionales", "0"],
        ["Inter-gubernamentales", "0"],
    ]
    assert "107 EDUCACIÓN SUPERIOR TECNOLÓGICA EN EL ESTADO DE CAMPECHE" in document.text
    assert min(word.confidence or 0 for word in page.words if word.text in {"3", "0"}) > 0.8


def test_a_form_under_a_streak_of_the_copier() -> None:
    document = published_pages("conac/conac-2020-itse-scan.pdf", 6)
    contacts, contract, publication = tables(document)
    assert [len(row) for row in rows(contacts)] == [1, 2, 2]
    assert rows(contract)[-2] == [
        "6.3 Costo total de la evaluación: $15,000.00 (Son quince mil pesos 00/100), Impuestos incluidos"
    ]
    assert rows(contract)[-1] == ["6.4 Fuente de Financiamiento: Recurso Estatal"]
    assert rows(publication)[0] == ["7. DIFUSIÓN DE LA EVALUACIÓN"]
