"""Pictures of pages: upright, bounded, the same each time, and nothing to be seen of what is withheld."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from tests.documents_of_ours.pdfs import pdf

from asm_graph.documents import page_pictures as module
from asm_graph.documents.page_pictures import MOST_PIXELS, PageDrawing, PageToDraw, page_pictures
from asm_graph.documents.pages import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = Path("informe.pdf")
TOP_LEFT = (40.0, 60.0, "Correo: ana@ejemplo.mx")
BOX = Box(38, 46, 180, 66)


def drawn(data: bytes, page: PageToDraw) -> Image.Image:
    """The picture of a page, in this process."""
    picture = PageDrawing(data).picture(page)
    assert picture is not None
    return Image.open(io.BytesIO(picture)).convert("L")


def ink(picture: Image.Image, box: Sequence[float]) -> int:
    """How many dark pixels there are between these shares of width and height: left, top, right, bottom."""
    left, top, right, bottom = box
    part = picture.crop(
        (
            int(left * picture.width),
            int(top * picture.height),
            int(right * picture.width),
            int(bottom * picture.height),
        )
    )
    return sum(part.histogram()[:100])


def test_every_page_has_a_picture_of_its_shape() -> None:
    data = pdf([TOP_LEFT], [])
    first, second = (drawn(data, PageToDraw(number, 612, 792)) for number in (1, 2))
    assert first.width / first.height == pytest.approx(612 / 792, abs=0.01)
    assert ink(first, (0, 0, 0.5, 0.2)) > 0
    assert ink(first, (0.5, 0.5, 1, 1)) == 0
    assert ink(second, (0, 0, 1, 1)) == 0


@pytest.mark.parametrize(
    ("turn", "corner"), [(90, (0.5, 0, 1, 0.5)), (180, (0.5, 0.5, 1, 1)), (270, (0, 0.5, 0.5, 1))]
)
def test_a_page_is_turned_clockwise_until_it_is_upright(
    turn: int, corner: tuple[float, float, float, float]
) -> None:
    width, height = (792, 612) if turn % 180 else (612, 792)
    picture = drawn(pdf([TOP_LEFT]), PageToDraw(1, width, height, turn))
    assert (picture.width > picture.height) == (width > height)
    assert ink(picture, corner) > 0
    assert ink(picture, (0, 0, 0.4, 0.4)) == 0


def test_a_skewed_scan_keeps_its_size_and_is_put_straight() -> None:
    level, skewed = (drawn(pdf([TOP_LEFT]), PageToDraw(1, 612, 792, turn)) for turn in (0, -2.0))
    assert level.size == skewed.size
    assert level.tobytes() != skewed.tobytes()
    assert ink(skewed, (0, 0, 0.5, 0.2)) > 0


def test_skew_is_turned_clockwise_as_right_angles_are() -> None:
    line = (30.0, 400.0, "una línea que va de lado a lado de la hoja, para ver hacia dónde se inclina aquí")
    picture = drawn(pdf([line]), PageToDraw(1, 612, 792, 3.0))
    lower = [
        ink(picture, (left, 0.5, left + 0.3, 1)) > ink(picture, (left, 0, left + 0.3, 0.5))
        for left in (0, 0.6)
    ]
    assert lower == [False, True], "the right end goes down"


def test_the_turn_of_the_file_is_not_turned_twice() -> None:
    picture = drawn(pdf([TOP_LEFT], rotation=90), PageToDraw(1, 792, 612))
    assert picture.width > picture.height
    assert ink(picture, (0.5, 0, 1, 0.5)) > 0


def test_what_is_withheld_is_black_whatever_stood_there() -> None:
    with_data = drawn(pdf([TOP_LEFT]), PageToDraw(1, 612, 792, 0, (BOX,)))
    without = drawn(pdf([]), PageToDraw(1, 612, 792, 0, (BOX,)))
    assert ink(with_data, (0, 0, 1, 1)) > 1000
    assert with_data.tobytes() == without.tobytes(), "nothing of the text shows"


def test_the_same_page_is_the_same_picture() -> None:
    drawing, page = PageDrawing(pdf([TOP_LEFT])), PageToDraw(1, 612, 792)
    assert drawing.picture(page) == drawing.picture(page)


def test_a_poster_is_drawn_at_less_dots() -> None:
    picture = drawn(pdf([TOP_LEFT], width=6000, height=4000), PageToDraw(1, 6000, 4000))
    assert MOST_PIXELS * 0.9 < picture.width * picture.height < MOST_PIXELS * 1.1


def test_a_picture_of_too_many_bytes_is_coarser_or_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [(20.0, 15.0 * row, "abcdefghijklm nopqrstuvwxyz 0123456789 " * 2) for row in range(1, 50)]
    drawing, page = PageDrawing(pdf(lines)), PageToDraw(1, 612, 792)
    fine = drawing.picture(page)
    assert fine is not None
    monkeypatch.setattr(module, "MOST_BYTES", len(fine) - 1)
    coarse = drawing.picture(page)
    assert coarse is not None
    assert len(coarse) < len(fine)
    monkeypatch.setattr(module, "MOST_BYTES", 100)
    assert drawing.picture(page) is None


def test_a_document_has_pictures_as_long_as_they_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    data, pages = pdf([TOP_LEFT], [TOP_LEFT], [TOP_LEFT]), [PageToDraw(n, 612, 792) for n in (1, 2, 3)]
    (size,) = {len(picture) for _, picture in page_pictures(NAME, data, pages)}
    monkeypatch.setattr(module, "MOST_DOCUMENT_BYTES", 2 * size)
    assert [number for number, _ in page_pictures(NAME, data, pages)] == [1, 2]
    monkeypatch.setattr(module, "MOST_PAGES", 1)
    assert [number for number, _ in page_pictures(NAME, data, pages)] == [1]


def test_what_cannot_be_drawn_has_no_picture() -> None:
    assert list(page_pictures(NAME, b"%PDF-1.4 damaged", [PageToDraw(1, 612, 792)])) == []
    pages = [PageToDraw(7, 612, 792), PageToDraw(1, 612, 792)]
    assert [number for number, _ in page_pictures(NAME, pdf([TOP_LEFT]), pages)] == [1]
