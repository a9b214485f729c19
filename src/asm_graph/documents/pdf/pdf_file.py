"""PDF files as pages."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pypdfium2

from asm_graph.documents.pages import Page
from asm_graph.documents.pdf.characters import Characters
from asm_graph.documents.pdf.grids import grids_of
from asm_graph.documents.pdf.page_objects import page_objects
from asm_graph.documents.pdf.placement import QUARTER, Placement
from asm_graph.documents.pdf.rules import rules_of
from asm_graph.documents.pdf.tables import tables_of
from asm_graph.documents.pdf.words import direction, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE = b"%PDF-"
MEDIA_TYPE = "application/pdf"


def read_pages(data: bytes) -> Iterator[Page]:
    """Yield the pages of a PDF."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        for index in range(len(document)):
            yield _page(document, index)


def _page(document: pypdfium2.PdfDocument, index: int) -> Page:
    with closing(document[index]) as page, closing(page.get_textpage()) as text:
        characters = [one for one in Characters(text) if not one.style.is_invisible]
        placement = Placement(page)
        if turned := direction(characters, placement):
            placement = Placement(page, 360 - turned * QUARTER)
        words = words_of(characters, placement)
        rules = rules_of(page_objects(page, placement).paths, *placement.size)
        tables = tables_of(tuple(grids_of(rules, words)), words, placement.size)
        return Page(index + 1, *placement.size, words, tables, turn=placement.turn)
