"""What of a page is read from its text layer, and what by OCR, for which a reader of the tests stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from tests.documents.pdf.drawn import HEIGHT, drawn, page_of, texts

from asm_graph.documents.pages import Box, Grid, GridCell, Page, PageWord
from asm_graph.documents.pdf.page_reader import PdfReader

if TYPE_CHECKING:
    from typing import Any

    from reportlab.pdfgen.canvas import Canvas
    from tests.documents.pdf.drawn import Drawing

SENTENCE = "Seguimiento a los aspectos susceptibles de mejora"
BLACK = ImageReader(Image.new("L", (40, 40)))


@dataclass
class Ocr:
    """Reads one word in the middle of each picture, and a table of two cells, and says how it is turned."""

    turn: float = 0
    word: str = "leído"
    place: tuple[float, float] | None = None
    seen: list[tuple[int, ...]] = field(default_factory=list)

    def read_page(self, picture: Any, number: int, width: float, height: float, *, cache: Any) -> Page:
        assert cache is None
        self.seen.append(picture.shape)
        if round(self.turn / 90) % 2:
            width, height = height, width
        left, top = self.place or (width / 2, height / 2)
        box = Box(left, top, left + 30, top + 10)
        words = (PageWord(self.word, box, 0.9),) if self.word else ()
        cells = tuple(
            GridCell(0, column, Box(width * column / 2, 0, width * (column + 1) / 2, height))
            for column in (0, 1)
        )
        return Page(number, width, height, words, (Grid(cells),), "ocr", self.turn)


@pytest.fixture
def ocr(monkeypatch: pytest.MonkeyPatch) -> Ocr:
    ocr = Ocr()
    monkeypatch.setattr("asm_graph.documents.scan.read_page", ocr.read_page)
    return ocr


def hidden(canvas: Canvas) -> None:
    """Write a sentence that cannot be seen."""
    text = canvas.beginText(72, 700)
    text.setTextRenderMode(3)
    text.textOut(SENTENCE)
    canvas.drawText(text)


def scanned(canvas: Canvas) -> None:
    canvas.drawImage(BLACK, 0, 0, 612, HEIGHT)


def scanned_with_hidden_text(canvas: Canvas) -> None:
    scanned(canvas)
    hidden(canvas)


def text_below_its_scan(canvas: Canvas) -> None:
    canvas.drawString(72, 700, SENTENCE)
    scanned(canvas)


def drawn_letters(canvas: Canvas) -> None:
    for step in range(60):
        canvas.line(72 + step, 700, 74 + step, 710)


@pytest.mark.parametrize(
    ("draw", "layer"),
    [
        (scanned, "none"),
        (drawn_letters, "none"),
    ],
)
def test_a_page_without_a_text_layer_of_its_own_is_read_by_ocr(ocr: Ocr, draw: Drawing, layer: str) -> None:
    page = page_of(draw)
    assert (page.layer, page.read_by, texts(page)) == (layer, "ocr", ["leído"])
    assert ocr.seen == [(2200, 1700, 3)]  # letter, at 200 dots per inch
    assert (page.width, page.height) == (612, HEIGHT)


def on_a_background(canvas: Canvas) -> None:
    scanned(canvas)
    for line in range(5):
        canvas.drawString(72, 700 - 12 * line, SENTENCE)


def below_a_logo(canvas: Canvas) -> None:
    canvas.drawImage(BLACK, 500, 740, 60, 30)
    canvas.drawString(72, 700, SENTENCE)


@pytest.mark.parametrize(("draw", "lines"), [(on_a_background, 5), (below_a_logo, 1)])
def test_text_that_can_be_seen_is_read_as_it_is(ocr: Ocr, draw: Drawing, lines: int) -> None:
    page = page_of(draw)
    assert (page.layer, page.read_by, texts(page)) == ("text", "text", SENTENCE.split() * lines)
    assert ocr.seen == []


def test_a_scan_with_a_printed_number_is_read_by_ocr(ocr: Ocr) -> None:
    def draw(canvas: Canvas) -> None:
        scanned(canvas)
        canvas.drawString(300, 30, "Foja 12")

    page = page_of(draw)
    assert (page.layer, texts(page)) == ("text", ["Foja", "12", "leído"])
    assert [word.confidence for word in page.words] == [None, None, 0.9]


def test_a_blank_page_is_not_read_by_ocr(ocr: Ocr) -> None:
    page = page_of(lambda canvas: canvas.drawString(72, 700, "  "))
    assert (page.layer, page.words, page.grids, ocr.seen) == ("text", (), (), [])


@pytest.mark.parametrize("draw", [scanned_with_hidden_text, text_below_its_scan])
def test_an_ocr_layer_is_held_against_ocr(ocr: Ocr, draw: Drawing) -> None:
    ocr.word, ocr.place = "aspectos", (150, 83)
    page = page_of(draw)
    assert (page.layer, page.read_by, texts(page)) == ("ocr", "ocr", SENTENCE.split())
    assert [word.confidence for word in page.words] == [0.75, 0.75, 0.75, 0.95, 0.75, 0.75, 0.75]


def test_an_ocr_layer_is_kept_where_ocr_finds_nothing(ocr: Ocr) -> None:
    ocr.word = ""
    page = page_of(scanned_with_hidden_text)
    assert (page.read_by, texts(page)) == ("ocr", SENTENCE.split())
    assert [word.confidence for word in page.words] == [0.75] * 7


def with_picture(canvas: Canvas) -> None:
    canvas.drawString(72, 700, SENTENCE)
    canvas.drawImage(BLACK, 100, 192, 300, 400)


def test_a_picture_beside_the_text_is_read_where_it_stands(ocr: Ocr) -> None:
    page = page_of(with_picture)
    assert (page.layer, page.read_by) == ("text", "text")
    assert texts(page) == [*SENTENCE.split(), "leído"]
    assert [word.confidence for word in page.words] == [*[None] * 7, 0.9]
    box = page.words[-1].box
    assert (box.left, box.top) == pytest.approx((250, 400), abs=1)
    (grid,) = page.grids
    assert (grid.box.left, grid.box.top, grid.box.right) == pytest.approx((100, 200, 400), abs=1)


def test_a_page_is_turned_with_the_picture_that_lies_on_its_side(ocr: Ocr) -> None:
    ocr.turn = 90.3
    page = page_of(with_picture)
    assert (page.turn, page.width, page.height) == (90, HEIGHT, 612)
    assert ocr.seen[0] == pytest.approx((1112, 834, 3), abs=3)
    assert ocr.seen[1] == pytest.approx((834, 1112, 3), abs=3)


@pytest.mark.parametrize(("turn", "place"), [(90, (100, 570)), (180, (370, 590)), (270, (390, 200))])
def test_a_page_of_text_is_not_turned_with_a_picture(ocr: Ocr, turn: int, place: tuple[float, float]) -> None:
    def draw(canvas: Canvas) -> None:
        for line in range(6):
            canvas.drawString(72, 780 - 12 * line, SENTENCE)
        canvas.drawImage(BLACK, 100, 192, 300, 400)

    ocr.turn, ocr.place = turn, (0, 0)
    page = page_of(draw)
    assert (page.turn, page.grids) == (0, ())
    box = page.words[-1].box
    assert (box.left, box.top) == pytest.approx(place, abs=1)
    assert page.words[-1].is_vertical == (turn != 180)


def test_what_is_filled_in_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Nombre:")
        canvas.acroForm.textfield(x=130, y=695, width=200, height=20, value="Evaluación de procesos")

    assert texts(page_of(draw)) == ["Nombre:", "Evaluación", "de", "procesos"]


def test_any_page_may_be_read_by_ocr(ocr: Ocr) -> None:
    reader = PdfReader(Path("informe.pdf"), drawn(below_a_logo), most_pages=1)
    page = reader.scan(1, "garbled")
    assert (page.layer, page.read_by, texts(page)) == ("garbled", "ocr", ["leído"])
