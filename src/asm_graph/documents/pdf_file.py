"""PDF files with a text layer, as pages."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pdfplumber

from asm_graph.documents.pages import Box, Grid, GridCell, Page, PageWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pdfplumber.page import Page as PdfPage
    from pdfplumber.table import Table

SIGNATURE = b"%PDF-"
MEDIA_TYPE = "application/pdf"
_SAME_EDGE = 3.0
"""Points within which two rules are one."""


def read_pages(data: bytes) -> Iterator[Page]:
    """Yield the pages of a PDF."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            yield Page(
                page.page_number,
                float(page.width),
                float(page.height),
                tuple(_words(page)),
                tuple(_grid(table) for table in page.find_tables()),
            )
            page.close()


def _words(page: PdfPage) -> Iterator[PageWord]:
    for word in page.extract_words(extra_attrs=["size", "fontname"]):
        box = Box(word["x0"], word["top"], word["x1"], word["bottom"])
        yield PageWord(word["text"], box, size=word["size"], is_bold="bold" in word["fontname"].lower())


def _grid(table: Table) -> Grid:
    columns = _edges(x for cell in table.cells for x in (cell[0], cell[2]))
    rows = _edges(y for cell in table.cells for y in (cell[1], cell[3]))
    cells = []
    for left, top, right, bottom in table.cells:
        row, column = _index(rows, top), _index(columns, left)
        spans = max(_index(rows, bottom) - row, 1), max(_index(columns, right) - column, 1)
        cells.append(GridCell(row, column, Box(left, top, right, bottom), *spans))
    return Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _index(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
