"""Boxes of excerpts as they are written, and the part of a page that shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asm_graph.documents.pages import Box
from asm_graph.releases.page_pictures import DocumentPage
from asm_graph.web.entities.page_places import crop_of, read_boxes

PAGE = DocumentPage(number=3, width=600, height=800, read_by="text")
DOCUMENT = "/doc/document/d"
SIDES = st.floats(0, 560), st.floats(0, 760), st.floats(1, 600), st.floats(1, 800)


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1,2,0,4", "1,2,3,-4", "1;2;3;4", "1e9,2,3,4", "nan,1,1,1"]
)
def test_what_is_no_box_is_passed_over(text: str) -> None:
    assert read_boxes([text]) == ()


def test_boxes_are_read_from_top_to_bottom() -> None:
    assert read_boxes(["50,114,90,12", "50,100,200.5,12"]) == (
        Box(50, 100, 250.5, 112),
        Box(50, 114, 140, 126),
    )


@given(*SIDES)
def test_a_crop_shows_where_the_passage_begins_and_nothing_beyond_the_page(
    left: float, top: float, width: float, height: float
) -> None:
    box = Box(left, top, min(left + width, 600), min(top + height, 800))
    crop = crop_of(DOCUMENT, PAGE, (box,))
    assert crop is not None
    shown = crop.shown
    assert 0 <= shown.left <= box.left
    assert box.right <= shown.right <= 600 + 1e-6
    assert 0 <= shown.top <= box.top
    assert shown.bottom <= 800 + 1e-6
    assert shown.width >= 300
    assert crop.is_cut or shown.bottom >= box.bottom


def test_a_crop_leads_to_the_picture_and_to_the_whole_page() -> None:
    crop = crop_of(DOCUMENT, PAGE, (Box(50, 100, 250, 112),))
    assert crop is not None
    assert (crop.picture, crop.address) == (f"{DOCUMENT}/pages/3.webp", f"{DOCUMENT}/pages/3")


def test_without_box_or_picture_there_is_no_crop() -> None:
    assert crop_of(DOCUMENT, PAGE, ()) is None
    bare = PAGE.model_copy(update={"has_picture": False})
    assert crop_of(DOCUMENT, bare, (Box(50, 100, 250, 112),)) is None
