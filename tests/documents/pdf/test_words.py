"""The words of a page as they are printed, however programs write them into a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.documents.pdf.drawn import HEIGHT, page_of, texts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def test_words_have_their_boxes_from_the_top_left() -> None:
    page = page_of(lambda canvas: canvas.drawString(72, HEIGHT - 100, "Evaluación específica: ¿cuándo?"))
    assert texts(page) == ["Evaluación", "específica:", "¿cuándo?"]
    first = page.words[0]
    assert (first.size, first.is_bold, first.is_vertical, first.confidence) == (10, False, False, None)
    assert first.box.left == pytest.approx(72, abs=1)
    assert first.box.top < 100 < first.box.bottom + 1
    assert first.box.bottom - first.box.top < 15
    assert (page.width, page.height, page.turn, page.read_by) == (612, HEIGHT, 0, "text")


def test_pieces_of_a_word_are_joined_and_gaps_part_words() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        # a word moved apart by kerning, then a gap without a blank, as programs justify lines
        text._code.append("[(Segui) 30 (mien) -20 (to) -300 (de) -300 (mejora)] TJ")
        canvas.drawText(text)

    assert texts(page_of(draw)) == ["Seguimiento", "de", "mejora"]


def test_letter_spacing_parts_no_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "GOBIERNO DEL ESTADO", charSpace=3)

    assert texts(page_of(draw)) == ["GOBIERNO", "DEL", "ESTADO"]


@pytest.mark.parametrize("shift", [0, 0.3])
def test_what_is_printed_twice_to_look_bold_is_there_once(shift: float) -> None:
    def draw(canvas: Canvas) -> None:
        for move in (0, shift):
            canvas.drawString(72 + move, 700, "Nivel de cumplimiento")

    assert texts(page_of(draw)) == ["Nivel", "de", "cumplimiento"]


def test_bold_type_is_told() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Fin")
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(72, 680, "Propósito")

    assert [(word.text, word.is_bold, word.size) for word in page_of(draw).words] == [
        ("Fin", False, 10),
        ("Propósito", True, 12),
    ]


@pytest.mark.parametrize("angle", [90, 270])
def test_words_that_run_up_or_down_keep_the_order_of_their_letters(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 300, "Una línea de texto que corre como las demás")
        canvas.translate(300, 400)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "Fecha de término")

    words = [word for word in page_of(draw).words if word.is_vertical]
    assert [word.text for word in words] == ["Fecha", "de", "término"]
    assert all(word.box.height > word.box.width for word in words if word.text != "de")


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_viewers_turn_is_upright(rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)  # reportlab swaps width and height, so that the page is seen upright
        width, height = (612, HEIGHT) if rotation == 180 else (HEIGHT, 612)
        canvas.translate(0 if rotation == 270 else width, 0 if rotation == 90 else height)
        canvas.rotate(rotation)
        canvas.drawString(72, 100, "Anexo de la evaluación")

    page = page_of(draw)
    assert texts(page) == ["Anexo", "de", "la", "evaluación"]
    assert not any(word.is_vertical for word in page.words)
    assert page.turn == 0
    assert (page.width, page.height) == (612, HEIGHT)
    assert page.words[0].box.left == pytest.approx(72, abs=1)
    assert page.words[0].box.top == pytest.approx(page.height - 110, abs=3)


@pytest.mark.parametrize("angle", [90, 270])
def test_a_page_whose_text_lies_on_its_side_is_turned(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(*((612, 0) if angle == 90 else (0, HEIGHT)))
        canvas.rotate(angle)
        canvas.drawString(72, 500, "Un cuadro apaisado en una hoja vertical")

    page = page_of(draw)
    assert (page.width, page.height, page.turn) == (HEIGHT, 612, angle)
    assert texts(page)[:3] == ["Un", "cuadro", "apaisado"]
    assert not any(word.is_vertical for word in page.words)
    assert page.words[0].box.left == pytest.approx(72, abs=1)


def test_invisible_text_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "A la vista")
        hidden = canvas.beginText(72, 680)
        hidden.setTextRenderMode(3)
        hidden.textOut("Escondido")
        canvas.drawText(hidden)

    assert texts(page_of(draw)) == ["A", "la", "vista"]


def test_marks_of_notes_and_labels_are_words_of_their_own_and_units_are_not() -> None:
    def draw(canvas: Canvas) -> None:
        for down, before in ((700, "evaluador"), (680, "25 km")):
            canvas.drawString(72, down, before)
            canvas.setFont("Helvetica", 6)
            canvas.drawString(72 + canvas.stringWidth(before, "Helvetica", 10), down + 4, "2")
            canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 660, "1.1.")
        canvas.drawString(72 + canvas.stringWidth("1.1.", "Helvetica", 10) + 1.4, 660, "Nombre")
        canvas.drawString(72, 640, "Introducción........................7")

    assert texts(page_of(draw)) == [
        *("evaluador", "2", "25", "km2", "1.1.", "Nombre", "Introducción", "." * 24, "7")
    ]


def test_text_beside_the_page_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(700, 700, "Fuera de la hoja")
        canvas.drawString(72, 700, "Dentro")

    assert texts(page_of(draw)) == ["Dentro"]


def test_symbols_of_lists_have_a_code() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "•Primera acción")

    assert texts(page_of(draw)) == ["•", "Primera", "acción"]
