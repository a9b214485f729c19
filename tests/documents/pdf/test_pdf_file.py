"""Whole PDFs: their pages in order, however many processes read them, and those of publishers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.documents.pdf import hostile_pdfs as made
from tests.documents.pdf.drawn import texts
from tests.open_data import open_data

from asm_graph.documents import load
from asm_graph.documents.paged_document import PagedDocument
from asm_graph.documents.pdf import pdf_file
from asm_graph.documents.pdf.page_reader import PdfReader
from asm_graph.documents.pdf.pdf_file import is_pdf, read_pages
from asm_graph.errors import UnreadableDocument

if TYPE_CHECKING:
    from asm_graph.documents.pages import Grid, Page

PATH = Path("informe.pdf")


@pytest.mark.parametrize("alone", [60.0, 0.0], ids=["one process", "several"])
def test_pages_come_in_order_and_each_is_told(alone: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "_ALONE_SECONDS", alone)
    monkeypatch.setattr(pdf_file.os, "cpu_count", lambda: 2)
    told: list[tuple[int, int]] = []
    pages = read_pages(PATH, made.ordinary(6), lambda read, count: told.append((read, count)))
    assert [page.number for page in pages] == [1, 2, 3, 4, 5, 6]
    assert [texts(page)[-1] for page in pages] == ["1", "2", "3", "4", "5", "6"]
    assert told == [(read, 6) for read in range(1, 7)]


def test_an_error_of_one_process_ends_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_file, "_ALONE_SECONDS", 0.0)
    monkeypatch.setattr(pdf_file.os, "cpu_count", lambda: 2)
    good, endless = made.PAGE, made.PAGE.replace(b"612 792", b"612 99999")
    kids = [good, good, good, good, endless, good, good]
    objects = dict(enumerate(kids, 5))
    places = b" ".join(b"%d 0 R" % number for number in objects)
    tree = {1: made.CATALOG, 2: b"<</Type/Pages/Kids[%b]/Count %d>>" % (places, len(kids))}
    data = made.pdf(tree | {4: made.stream(b"")} | objects)
    with pytest.raises(UnreadableDocument, match="page 5: is longer than five meters"):
        read_pages(PATH, data)


def test_a_pdf_is_told_by_its_bytes(tmp_path: Path) -> None:
    assert is_pdf(made.ordinary())
    assert is_pdf(b"\r\n\r\n" + made.ordinary())
    assert not is_pdf(b"El signo %PDF- inicia un archivo de ese formato.")
    (tmp_path / "anexo.txt").write_bytes(made.ordinary(2))
    document = load(tmp_path / "anexo.txt")
    assert isinstance(document, PagedDocument)
    assert document.media_type == "application/pdf"
    assert len(document.pages) == 2
    assert document.text.count("Seguimiento de los aspectos susceptibles de mejora") == 2


def page_of(name: str, number: int) -> Page:
    path = open_data() / "documents" / name
    return PdfReader(path, path.read_bytes(), most_pages=1000).page(number)


def row(page: Page, grid: Grid, number: int) -> list[str]:
    """The texts of the cells that begin in a row, in the order of the file."""
    cells = [cell for cell in grid.cells if cell.row == number]
    return [" ".join(word.text for word in page.words if cell.box.has(*word.box.center)) for cell in cells]


def test_a_table_whose_header_runs_up() -> None:
    page = page_of("reports/ecyr-2018-zac-autoproduccion.pdf", 102)
    (grid,) = page.grids
    assert row(page, grid, 0) == [
        "No.", "Aspectos susceptibles de mejora", "Área coordinadora", "Acciones a emprender",
        "Área responsable", "Ciclo de Inicio", "Fecha de término", "Resultados esperados",
        "Productos y/o evidencias", "Avance (% )en los últimos tres años",
        "Identificación del documento probatorio", "Observaciones",
    ]  # fmt: skip
    assert row(page, grid, 1) == [
        *("Fecha Compromiso del ASM", "Sep 14", "Mar 15", "Sep 15", "Mar 16", "Sep 16", "Mar 17", "Sep 17")
    ]
    assert sum(word.is_vertical for word in page.words) > 30


def test_a_header_whose_cells_are_parted_by_color_alone() -> None:
    page = page_of("reports/ecyr-2018-zac-fomento-mujer.pdf", 112)
    (grid,) = page.grids
    assert row(page, grid, 1) == [
        "Nombre del programa", "Modalidad y clave", "Dependencia/ Entidad", "Propósito",
        "Población objetivo", "Tipo de apoyo", "Cobertura geográfica", "Fuentes de información",
        "¿Coincide con el programa evaluado?", "¿Se complementa con el programa evaluado?", "Justificación",
    ]  # fmt: skip


def test_a_table_without_rules_at_its_sides() -> None:
    page = page_of("reports/ecyr-2018-zac-desarrollo-emprendedor.pdf", 115)
    assert [len(grid.cells) for grid in page.grids] == [14, 14]
    first = page.grids[0]
    assert row(page, first, 1) == ["Fortaleza y Oportunidad"]
    assert row(page, first, 4)[2] == "43"


def test_columns_of_figures_are_read_cell_by_cell() -> None:
    page = page_of("reports/ecyr-2018-zac-autoproduccion.pdf", 104)
    (grid,) = page.grids
    assert row(page, grid, 1) == [
        *("32", "Zacatec as", "2", "Apulco", "5", "2", "3", "0", "0", "0", "1", "", "4", "0", "5", "0")
    ]


def test_headings_in_small_capitals_are_whole_words() -> None:
    page = page_of("conac/conac-2018-zac-fisn.pdf", 1)
    assert {"DESCRIPCIÓN", "PRINCIPALES", "HALLAZGOS"} <= {word.text for word in page.words}
    (first, second) = page.grids
    assert row(page, first, 0) == ["1. DESCRIPCIÓN DE LA EVALUACIÓN"]
    assert row(page, second, 0) == ["2. PRINCIPALES HALLAZGOS DE LA EVALUACIÓN"]


def test_charts_and_drawings_of_reports_are_no_tables() -> None:
    for name, number in (
        ("reports/informe-final-2021-itse.pdf", 85),
        ("reports/ecyr-2018-zac-desarrollo-emprendedor.pdf", 60),
    ):
        page = page_of(name, number)
        assert page.words
        assert page.grids == ()


def test_a_grid_covers_its_area_once() -> None:
    page = page_of("conac/conac-2018-zac-fortalecimiento-y-competitividad.pdf", 1)
    (grid,) = page.grids
    places = [
        (cell.row + down, cell.column + across)
        for cell in grid.cells
        for down in range(cell.row_span)
        for across in range(cell.column_span)
    ]
    assert len(places) > 10
    assert sorted(set(places)) == sorted(places)
    assert all(one.row <= two.row for one, two in pairwise(grid.cells))
