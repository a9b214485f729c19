"""PDFs of one page that tests draw, and what is read of them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from asm_graph.documents.pdf.page_reader import PdfReader

if TYPE_CHECKING:
    from asm_graph.documents.pages import Grid, Page

Drawing = Callable[[Canvas], None]
HEIGHT = 792
"""Of the page, in points; reportlab counts from its foot."""


def drawn(draw: Drawing) -> bytes:
    """Return a PDF of one page that is drawn in this way."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(612, HEIGHT))
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def page_of(draw: Drawing) -> Page:
    """Return what is read of such a page, in this process."""
    return PdfReader(Path("dibujo.pdf"), drawn(draw), most_pages=1).page(1)


def texts(page: Page) -> list[str]:
    """Return the words of a page, one space between them where one follows the other."""
    return [word.text for word in page.words]


def shape(grid: Grid) -> list[tuple[int, int, int, int]]:
    """Return row, column and spans of the cells of a grid."""
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]
