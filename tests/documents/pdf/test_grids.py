"""The grids of ruled tables, as programs draw them and as people mean them."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING

import pytest
from tests.documents.pdf.drawn import page_of, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas
    from tests.documents.pdf.drawn import Drawing

COLUMNS, ROWS = (72.0, 172.0, 272.0, 372.0), (700.0, 670.0, 640.0, 610.0)
"""Edges of a table of three columns and rows; rows from the foot of the page."""
WHOLE = [(row, column, 1, 1) for row, column in product(range(3), range(3))]
GRAY = (0.8, 0.8, 0.8)


def write(canvas: Canvas, columns: Sequence[float] = COLUMNS, rows: Sequence[float] = ROWS) -> None:
    """Write a word in each cell."""
    for (row, top), (column, left) in product(enumerate(rows[:-1]), enumerate(columns[:-1])):
        canvas.drawString(left + 6, top - 18, f"celda{row}{column}")


def rule(canvas: Canvas, columns: Sequence[float] = COLUMNS, rows: Sequence[float] = ROWS) -> None:
    """Draw all rules, each whole."""
    for top in rows:
        canvas.line(columns[0], top, columns[-1], top)
    for left in columns:
        canvas.line(left, rows[0], left, rows[-1])


def test_every_cell_is_between_its_rules() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas)
        write(canvas)

    (grid,) = page_of(draw).grids
    assert shape(grid) == WHOLE
    first = grid.cells[0].box
    assert (first.left, first.top, first.right, first.bottom) == pytest.approx((72, 92, 172, 122), abs=0.5)


def as_thin_rectangles(canvas: Canvas) -> None:
    """Draw cell by cell, with a spot at each corner, as Word does."""
    for top, (left, right) in product(ROWS, pairwise(COLUMNS)):
        canvas.rect(left + 0.5, top, right - left - 0.5, 0.5, stroke=0, fill=1)
    for left, (top, bottom) in product(COLUMNS, pairwise(ROWS)):
        canvas.rect(left, bottom + 0.5, 0.5, top - bottom - 0.5, stroke=0, fill=1)
    for left, top in product(COLUMNS, ROWS):
        canvas.rect(left, top, 0.5, 0.5, stroke=0, fill=1)


def dashed(canvas: Canvas) -> None:
    """Draw each rule as dashes that are paths of their own."""
    for top in ROWS:
        for step in range(60):
            canvas.line(COLUMNS[0] + 5 * step, top, COLUMNS[0] + 5 * step + 3, top)
    for left in COLUMNS:
        for step in range(18):
            canvas.line(left, ROWS[0] - 5 * step, left, ROWS[0] - 5 * step - 3)


def dotted(canvas: Canvas) -> None:
    """Draw each rule as spots, as Word does."""
    for top, step in product(ROWS, range(150)):
        canvas.rect(COLUMNS[0] + 2 * step, top, 0.5, 0.5, stroke=0, fill=1)
    for left, step in product(COLUMNS, range(45)):
        canvas.rect(left, ROWS[0] - 2 * step, 0.5, 0.5, stroke=0, fill=1)


def doubled(canvas: Canvas) -> None:
    """Draw every rule twice."""
    rule(canvas)
    rule(canvas, [left + 2 for left in COLUMNS], [top - 2 for top in ROWS])


def missing_corners(canvas: Canvas) -> None:
    """Draw rules that end before those that they meet."""
    for top in ROWS:
        canvas.line(COLUMNS[0] + 2, top, COLUMNS[-1] - 2, top)
    for left in COLUMNS:
        canvas.line(left, ROWS[0] - 2, left, ROWS[-1] + 2)


def open_at_the_sides(canvas: Canvas) -> None:
    """Draw no rule at the left and right, as books do."""
    for top in ROWS:
        canvas.line(COLUMNS[0], top, COLUMNS[-1], top)
    for left in COLUMNS[1:-1]:
        canvas.line(left, ROWS[0], left, ROWS[-1])


def open_at_the_foot(canvas: Canvas) -> None:
    """Draw no rule at the foot, where a page breaks the table."""
    rule(canvas, COLUMNS, ROWS[:-1])
    for left in COLUMNS:
        canvas.line(left, ROWS[0], left, ROWS[-1])


def colored_apart(canvas: Canvas) -> None:
    """Color every cell, with white between them, and draw no rule."""
    canvas.setFillColorRGB(*GRAY)
    for (left, right), (top, bottom) in product(pairwise(COLUMNS), pairwise(ROWS)):
        canvas.rect(left + 1, bottom + 1, right - left - 2, top - bottom - 2, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


def ruled_in_white(canvas: Canvas) -> None:
    """Color the table, and rule it in white."""
    canvas.setFillColorRGB(*GRAY)
    canvas.rect(COLUMNS[0], ROWS[-1], COLUMNS[-1] - COLUMNS[0], ROWS[0] - ROWS[-1], stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setStrokeColorRGB(1, 1, 1)
    rule(canvas)


def colored_line_by_line(canvas: Canvas) -> None:
    """Rule the table, and color a cell as Word does: its sides, and each line of its text."""
    canvas.setFillColorRGB(*GRAY)
    for left, width in ((72.5, 4.5), (77, 90), (167, 4.5)):
        canvas.rect(left, 670.5, width, 29, stroke=0, fill=1)
    canvas.rect(77, 685, 90, 12, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    rule(canvas)


@pytest.mark.parametrize(
    "draw_rules",
    [
        as_thin_rectangles, dashed, dotted, doubled, missing_corners, open_at_the_sides, open_at_the_foot,
        colored_apart, ruled_in_white, colored_line_by_line,
    ],
)  # fmt: skip
def test_the_same_table_however_it_is_drawn(draw_rules: Drawing) -> None:
    def draw(canvas: Canvas) -> None:
        draw_rules(canvas)
        write(canvas)

    (grid,) = page_of(draw).grids
    assert shape(grid) == WHOLE


def test_cells_that_no_rule_parts_are_one() -> None:
    def draw(canvas: Canvas) -> None:
        for top in ROWS:
            begin = COLUMNS[1] if top == ROWS[2] else COLUMNS[0]
            canvas.line(begin, top, COLUMNS[-1], top)
        for left in COLUMNS:
            canvas.line(left, ROWS[1] if left == COLUMNS[2] else ROWS[0], left, ROWS[-1])
        canvas.drawString(80, 682, "Nivel")
        canvas.drawString(180, 682, "Un encabezado que va sobre dos columnas")
        canvas.drawString(80, 645, "Componente")

    (grid,) = page_of(draw).grids
    assert shape(grid) == [
        *((0, 0, 1, 1), (0, 1, 1, 2)),
        *((1, 0, 2, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)),
    ]


def test_the_words_of_a_header_part_it_where_no_rule_does() -> None:
    def draw(canvas: Canvas) -> None:
        for top in ROWS:
            canvas.line(COLUMNS[0], top, COLUMNS[-1], top)
        for left in COLUMNS:
            is_inner = left in COLUMNS[1:-1]
            canvas.line(left, ROWS[1] if is_inner else ROWS[0], left, ROWS[-1])
        write(canvas)

    (grid,) = page_of(draw).grids
    assert shape(grid) == WHOLE


def test_a_row_without_rules_at_its_sides_is_of_the_table_that_it_stands_in() -> None:
    def draw(canvas: Canvas) -> None:
        for top, bottom in ((700, 670), (654, 624)):
            canvas.line(72, top, 372, top)
            canvas.line(72, bottom, 372, bottom)
            for left in COLUMNS[1:-1]:
                canvas.line(left, top, left, bottom)
            write(canvas, COLUMNS, (top, bottom))
        canvas.drawString(190, 658, "Debilidad o amenaza")

    (grid,) = page_of(draw).grids
    assert shape(grid) == [
        *((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 3)),
        *((2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)),
    ]


def test_tables_side_by_side_and_below_each_other_are_several() -> None:
    def draw(canvas: Canvas) -> None:
        for columns, rows in (
            ((72.0, 122.0, 172.0), (700.0, 680.0, 660.0)),
            ((200.0, 250.0, 300.0), (700.0, 680.0, 660.0)),
            ((72.0, 122.0, 172.0), (640.0, 620.0, 600.0)),
        ):
            rule(canvas, columns, rows)
            write(canvas, columns, rows)

    grids = page_of(draw).grids
    assert [(round(grid.box.left), round(grid.box.top), len(grid.cells)) for grid in grids] == [
        *((72, 92, 4), (200, 92, 4), (72, 152, 4))
    ]


def test_a_frame_around_the_page_is_no_table_and_the_table_in_it_is_one() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 50, 512, 692)
        canvas.line(50, 720, 562, 720)
        canvas.drawString(60, 728, "Posición institucional")
        rule(canvas)
        write(canvas)

    (grid,) = page_of(draw).grids
    assert shape(grid) == WHOLE


def test_a_table_within_a_cell_of_another_is_of_that_cell() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, (60.0, 160.0, 500.0), (760.0, 740.0, 720.0, 590.0))
        write(canvas, (60.0, 160.0, 500.0), (760.0, 740.0, 720.0))
        canvas.drawString(66, 650, "Detalle")
        inner = 180.0, 280.0, 380.0
        rule(canvas, inner, ROWS)
        write(canvas, inner, ROWS)

    (grid,) = page_of(draw).grids
    assert shape(grid) == [(row, column, 1, 1) for row, column in product(range(3), range(2))]


def chart(canvas: Canvas) -> None:
    """Draw bars on the lines of a scale."""
    for step in range(8):
        canvas.line(100, 500 + 20 * step, 400, 500 + 20 * step)
        canvas.drawString(70, 497 + 20 * step, str(10 * step))
    canvas.line(100, 500, 100, 650)
    canvas.setFillColorRGB(0.2, 0.3, 0.7)
    for bar in range(5):
        canvas.rect(120 + 60 * bar, 500, 30, 40 + 13 * bar, stroke=1, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(120, 480, "2015 2016 2017 2018 2019")


def text_box(canvas: Canvas) -> None:
    """Draw a box around a sentence."""
    canvas.rect(72, 600, 300, 60)
    canvas.drawString(80, 630, "Fuente: elaboración propia")


def underlined(canvas: Canvas) -> None:
    """Draw lines below words, and one beside a paragraph."""
    for down in range(5):
        canvas.drawString(72, 700 - 20 * down, "Un renglón subrayado")
        canvas.line(72, 698 - 20 * down, 170, 698 - 20 * down)
    canvas.line(60, 700, 60, 600)


def highlighted(canvas: Canvas) -> None:
    """Color the background of lines of different length."""
    canvas.setFillColorRGB(1, 1, 0)
    for down, width in enumerate((300, 280, 120)):
        canvas.rect(72, 690 - 12 * down, width, 12, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    for down in range(3):
        canvas.drawString(72, 693 - 12 * down, "Texto que alguien ha resaltado")


@pytest.mark.parametrize("draw", [chart, text_box, underlined, highlighted])
def test_what_is_no_table_has_no_grid(draw: Drawing) -> None:
    page = page_of(draw)
    assert page.words
    assert page.grids == ()


def test_what_a_page_break_has_left_of_a_row_is_a_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 750, "Evaluación de consistencia y resultados")
        rule(canvas, COLUMNS, (700.0, 600.0))
        canvas.drawString(180, 690, "y su actualización.")

    (grid,) = page_of(draw).grids
    assert shape(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)]


def test_a_caption_in_a_drawing_at_the_foot_is_none() -> None:
    def draw(canvas: Canvas) -> None:
        rule(canvas, COLUMNS, (90.0, 70.0))
        canvas.drawString(180, 75, "Gobierno del Estado")

    assert page_of(draw).grids == ()
