"""What a PDF page is painted with, beside the characters of its text: paths and pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from asm_graph.documents.pdf.paths import Matrix, PaintedPath, painted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage

    from asm_graph.documents.pages import Box
    from asm_graph.documents.pdf.placement import Placement

_MOST_OBJECTS = 50_000
"""A page with a table in small type has some thousand, one with a map ten thousand."""
_DEEPEST = 8
"""How many forms may stand in each other."""


@dataclass(frozen=True, slots=True)
class PageObjects:
    """What a page is painted with.

    `texts` counts the text objects, `texts_below` those that are painted before the largest picture. `is_cut`
    if there is more than any page of a document has.
    """

    paths: tuple[PaintedPath, ...]
    pictures: tuple[Box, ...]
    texts: int
    texts_below: int
    is_cut: bool = False


def page_objects(page: PdfPage, placement: Placement) -> PageObjects:
    """Return what is painted on a page."""
    paths: list[PaintedPath] = []
    pictures: list[Box] = []
    texts = below = 0
    largest = 0.0
    for count, (kind, found, matrix) in enumerate(_painted(page)):
        if max(count, pdfium.FPDFPage_CountObjects(page)) > _MOST_OBJECTS:
            return PageObjects((), (), 0, 0, is_cut=True)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts += 1
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            if path := painted(found, matrix, placement):
                paths.append(path)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(box := _picture(matrix, placement))
            if box.width * box.height > largest:
                largest, below = box.width * box.height, texts
    return PageObjects(tuple(paths), tuple(pictures), texts, below)


def _painted(page: PdfPage) -> Iterator[tuple[int, Any, Matrix]]:
    """Yield kind, object and transformation of all that is painted, in order, forms opened."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _opened(pdfium.FPDFPage_GetObject(page, index), Matrix(), 0)


def _opened(found: Any, outer: Matrix, depth: int) -> Iterator[tuple[int, Any, Matrix]]:  # noqa: ANN401
    kind = pdfium.FPDFPageObj_GetType(found)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        yield kind, found, outer
        return
    matrix = Matrix.of(found).within(outer)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield kind, found, matrix
    elif depth < _DEEPEST:
        for index in range(pdfium.FPDFFormObj_CountObjects(found)):
            yield from _opened(pdfium.FPDFFormObj_GetObject(found, index), matrix, depth + 1)


def _picture(matrix: Matrix, placement: Placement) -> Box:
    """Return where a picture stands: it fills the unit square (ISO 32000-1, 8.9.5)."""
    across, up = zip(*(matrix.point(x, y) for x in (0, 1) for y in (0, 1)), strict=True)
    return placement.box(min(across), min(up), max(across), max(up))
