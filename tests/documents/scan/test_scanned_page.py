"""Pages that are drawn, as a scanner would give them: what each engine reads, and that nothing breaks it."""

from __future__ import annotations

from dataclasses import astuple
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from asm_graph.documents.page_layout import lay_out
from asm_graph.documents.paged_document import Table
from asm_graph.documents.scan.bundled import bundled_engine
from asm_graph.documents.scan.scanned_page import read_page
from asm_graph.documents.scan.tesseract import installed_tesseract
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from asm_graph.documents.pages import Page
    from asm_graph.documents.scan.recognition import Engine, RecognizedWord

WIDTH, HEIGHT = 1700, 1000
POINTS = 72 / 200
TITLE = "Aspectos susceptibles de mejora"
HEADER = ("Núm.", "Acciones a emprender", "Fecha de término")
ROWS = (("1", "Elaborar el diagnóstico", "Diciembre 2022"), ("2", "Publicar el padrón", "Marzo 2023"))
COLUMNS = (150, 350, 1000, 1500)


@pytest.fixture(params=["bundled", "tesseract"])
def engine(request: pytest.FixtureRequest) -> Engine:
    found = bundled_engine() if request.param == "bundled" else installed_tesseract()
    if found is None:
        pytest.skip("tesseract with Spanish is not installed")
    return found


def drawn() -> Image.Image:
    """A page with a title and a ruled table."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(picture)
    with as_file(files("font_source_sans_pro") / "files" / "SourceSansPro-Regular.ttf") as path:
        font = ImageFont.truetype(str(path), 34)
    draw.text((350, 150), TITLE, "black", font)
    for index, row in enumerate((HEADER, *ROWS)):
        top = 300 + 110 * index
        for left, right, text in zip(COLUMNS, COLUMNS[1:], row, strict=False):
            draw.rectangle((left, top, right, top + 110), outline="black", width=3)
            draw.text((left + 15, top + 30), text, "black", font)
    return picture


def read(picture: Image.Image, engine: Engine | None = None, cache: Path | None = None) -> Page:
    width, height = picture.size[0] * POINTS, picture.size[1] * POINTS
    return read_page(np.asarray(picture), 1, width, height, engine=engine, cache=cache)


def texts(page: Page) -> str:
    return compact(" ".join(word.text for word in page.words))


def test_a_table_has_its_cells_and_each_word_its_confidence(engine: Engine, tmp_path: Path) -> None:
    page = read(drawn(), engine)
    assert compact(TITLE) in texts(page)
    (grid,) = page.grids
    assert {(cell.row, cell.column) for cell in grid.cells} == {(r, c) for r in range(3) for c in range(3)}
    assert page.read_by == "ocr"
    assert all(word.confidence is not None and 0 <= word.confidence <= 1 for word in page.words)
    document = lay_out(tmp_path / "escaneado.pdf", [page], "0", 1, "application/pdf")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [[compact(cell.text) for cell in table.row(row)] for row in range(3)] == [
        [compact(text) for text in row] for row in (HEADER, *ROWS)
    ]


def test_small_type_in_a_wide_table_with_a_narrow_column_is_read(engine: Engine, tmp_path: Path) -> None:
    edges = (100, 150, 600, 1100, 1600)
    rows = (
        ("No.", "Acción", "Avance", "Área"),
        ("1", "Publicar el padrón.", "100%", "Unidad de Planeación."),
        ("2", "Revisar la matriz.", "–", "Dirección."),
    )
    page = read(ruled(edges, rows, 20), engine)
    document = lay_out(tmp_path / "escaneado.pdf", [page], "0", 1, "application/pdf")
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    read_rows = [tuple(cell.text.replace("-", "–") for cell in table.row(row)) for row in range(3)]
    assert read_rows == list(rows)


def ruled(edges: Sequence[int], rows: Sequence[Sequence[str]], size: int) -> Image.Image:
    """A page with a table in small type."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(picture)
    with as_file(files("font_source_sans_pro") / "files" / "SourceSansPro-Regular.ttf") as path:
        font = ImageFont.truetype(str(path), size)
    for index, row in enumerate(rows):
        top = 300 + 60 * index
        for left, right, text in zip(edges, edges[1:], row, strict=False):
            draw.rectangle((left, top, right, top + 60), outline="black", width=2)
            draw.text((left + 8, top + 14), text, "black", font)
    return picture


def test_a_page_has_plain_numbers_that_a_confined_process_may_send(engine: Engine) -> None:
    page = read(drawn(), engine)
    numbers = [number for word in page.words for number in (*astuple(word.box), word.confidence)]
    assert numbers
    assert {type(number) for number in numbers} <= {int, float}


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_turned(degrees: int) -> None:
    page = read(drawn().rotate(degrees, expand=True), bundled_engine())
    assert compact("Elaborar el diagnóstico") in texts(page)
    assert round(page.turn) % 360 == degrees % 360
    assert page.width > page.height


def test_a_page_that_is_askew_is_straightened() -> None:
    page = read(drawn().rotate(1.5, fillcolor="white"), bundled_engine())
    assert compact("Publicar el padrón") in texts(page)
    assert len(page.grids) == 1


def test_a_stamp_over_a_cell_hides_no_word() -> None:
    picture = drawn()
    ImageDraw.Draw(picture).ellipse((600, 380, 900, 560), outline=(30, 60, 200), width=5)
    assert compact("Elaborar el diagnóstico") in texts(read(picture, bundled_engine()))


class Counting:
    """An engine that counts how often it is asked."""

    name = "counting 1"

    def __init__(self) -> None:
        self.asked = 0

    def read_pages(self, pictures: Sequence[NDArray[np.uint8]]) -> list[list[RecognizedWord]]:
        self.asked += 1
        return [[] for _ in pictures]

    def read_blocks(self, pictures: Sequence[NDArray[np.uint8]]) -> list[list[RecognizedWord]]:
        self.asked += 1
        return [[] for _ in pictures]


def test_what_was_read_of_a_picture_is_kept_by_its_content(tmp_path: Path) -> None:
    first = Counting()
    page = read(drawn(), first, tmp_path)
    assert first.asked
    again = Counting()
    assert read(drawn(), again, tmp_path) == page
    assert not again.asked
    other = drawn()
    ImageDraw.Draw(other).text((100, 900), "Otro", "black")
    read(other, again, tmp_path)
    assert again.asked


@pytest.mark.parametrize("kind", ["white", "black", "noise", "tiny"])
def test_nothing_breaks_it(kind: str) -> None:
    shape = (8, 8, 3) if kind == "tiny" else (500, 400, 3)
    shades = np.random.default_rng(7).integers(0, 256, shape, dtype=np.uint8)
    picture = {"white": np.full(shape, 255, np.uint8), "black": np.zeros(shape, np.uint8)}.get(kind, shades)
    page = read_page(picture, 3, 200, 250, engine=bundled_engine())
    assert page.number == 3
    assert kind == "noise" or not page.words
