"""PDF files as pages."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pdfplumber
import pypdfium2

from asm_graph.documents.pages import Box, Grid, GridCell, Page
from asm_graph.documents.pdf.characters import Characters
from asm_graph.documents.pdf.placement import QUARTER, Placement
from asm_graph.documents.pdf.words import direction, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pdfplumber.table import Table

SIGNATURE = b"%PDF-"
MEDIA_TYPE = "application/pdf"
_SAME_EDGE = 3.0
"""Points within which two rules are one."""


def read_pages(data: bytes) -> Iterator[Page]:
    """Yield the pages of a PDF."""
    with closing(pypdfium2.PdfDocument(data)) as document, pdfplumber.open(io.BytesIO(data)) as plumbed:
        for index, page in enumerate(plumbed.pages):
            yield replace(_page(document, index), grids=tuple(_grid(table) for table in page.find_tables()))
            page.close()


def _page(document: pypdfium2.PdfDocument, index: int) -> Page:
    with closing(document[index]) as page, closing(page.get_textpage()) as text:
        characters = [one for one in Characters(text) if not one.style.is_invisible]
        placement = Placement(page)
        if turned := direction(characters, placement):
            placement = Placement(page, 360 - turned * QUARTER)
        return Page(index + 1, *placement.size, words_of(characters, placement), turn=placement.turn)


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
