"""A PDF opened for reading page by page: the text layer, or OCR of what has none."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from asm_graph.documents.pages import Page
from asm_graph.documents.pdf.characters import Characters
from asm_graph.documents.pdf.grids import grids_of
from asm_graph.documents.pdf.page_objects import page_objects
from asm_graph.documents.pdf.pictures import quarter, read_pictures, read_scan, with_pictures
from asm_graph.documents.pdf.placement import FULL_TURN, QUARTER, Placement
from asm_graph.documents.pdf.rules import rules_of
from asm_graph.documents.pdf.tables import tables_of
from asm_graph.documents.pdf.text_layer import FEW_WORDS, pictures_to_read, text_layer
from asm_graph.documents.pdf.words import direction, words_of
from asm_graph.errors import UnreadableDocument
from asm_graph.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pypdfium2 import PdfPage

    from asm_graph.documents.pages import TextLayer
    from asm_graph.documents.pdf.characters import Character

_ENCRYPTED = Message("is encrypted with a password; save it without one")
_FAULTS = {pdfium.FPDF_ERR_PASSWORD: _ENCRYPTED, pdfium.FPDF_ERR_SECURITY: _ENCRYPTED}
_DAMAGED = Message("is a damaged PDF, perhaps cut off; download it again, or print it to a new PDF")
_LONGEST_SIDE = 14_400
"""Points of the longest side that PDF 1.7 allows (ISO 32000-1, annex C): five meters."""
_MOST_CHARACTERS = 100_000
"""A page in the smallest type that can be read has 20,000."""


class PdfReader:
    """Reads the pages of a PDF, which count from 1; `cache` is a folder that keeps what was read by OCR.

    Its errors, `UnreadableDocument`, name the file by its `path`.
    """

    def __init__(self, path: Path, data: bytes, most_pages: int, cache: Path | None = None) -> None:
        self._path, self._cache = path, cache
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument(
                Message("{path}: {fault}.", path=path, fault=_FAULTS.get(error.err_code, _DAMAGED))
            ) from error
        self._pages = len(self._document)
        if not self._pages:
            raise UnreadableDocument(Message("{path}: {fault}.", path=path, fault=_DAMAGED))
        if self._pages > most_pages:
            raise UnreadableDocument(
                Message(
                    "{path}: has {pages:,} pages, and no document has more than {limit:,}; split it.",
                    path=path,
                    pages=self._pages,
                    limit=most_pages,
                )
            )

    def count(self) -> int:
        """Return the number of pages."""
        return self._pages

    def page(self, number: int) -> Page:
        """Read a page: its text layer, and by OCR what has none."""
        with self._opened(number) as page, closing(page.get_textpage()) as text:
            if text.count_chars() > _MOST_CHARACTERS:
                raise self._too_much(number)
            characters = list(Characters(text))
            placement = Placement(page)
            if turned := direction(characters, placement):
                placement = Placement(page, FULL_TURN - turned * QUARTER)
            return self._read(page, number, characters, placement)

    def scan(self, number: int, layer: TextLayer) -> Page:
        """Read a page by OCR, for its text layer is of no use."""
        with self._opened(number) as page:
            return self._scan(page, number, layer)

    def _scan(self, page: PdfPage, number: int, layer: TextLayer) -> Page:
        return replace(read_scan(page, number, self._cache), layer=layer)

    def _with_ocr_layer(self, page: PdfPage, number: int, characters: Sequence[Character]) -> Page:
        """Read a scan by OCR, and hold against that what its text layer says."""
        from asm_graph.documents.pdf.ocr_layer import with_layer  # noqa: PLC0415  (where it is needed only)

        scan = self._scan(page, number, "ocr")
        return with_layer(scan, words_of(characters, Placement(page, quarter(scan))))

    def _read(
        self, page: PdfPage, number: int, characters: Sequence[Character], placement: Placement
    ) -> Page:
        objects = page_objects(page, placement)
        if objects.is_cut:
            raise self._too_much(number)
        layer = text_layer(characters, objects, placement.size)
        if layer == "ocr":
            return self._with_ocr_layer(page, number, characters)
        if layer != "text":
            return self._scan(page, number, layer)
        words = words_of((one for one in characters if not one.style.is_invisible), placement)
        grids = grids_of(rules_of(objects.paths, *placement.size), words)
        tables = tables_of(tuple(grids), words, placement.size)
        read = Page(number, *placement.size, words, tables, turn=placement.turn)
        pictures = pictures_to_read(objects.pictures, words, placement.size)
        if not pictures:
            return read
        found = read_pictures(page, read, pictures, self._cache)
        turn = quarter(max(found, key=lambda one: one.width * one.height))
        if turn and placement.turn == 0 and len(words) <= FEW_WORDS:
            return self._read(page, number, characters, Placement(page, turn))
        return with_pictures(read, found)

    @contextmanager
    def _opened(self, number: int) -> Iterator[PdfPage]:
        """Open a page, with what is filled in and noted on it as a part of it."""
        try:
            page = self._document[number - 1]
            if pdfium.FPDFPage_GetAnnotCount(page):
                pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
                page.close()
                page = self._document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument(
                Message("{path}, page {number}: {fault}.", path=self._path, number=number, fault=_DAMAGED)
            ) from error
        with closing(page):
            if not max(page.get_size()) <= _LONGEST_SIDE:  # nor one that is no number
                raise UnreadableDocument(
                    Message(
                        "{path}, page {number}: is longer than five meters, as no page is; print it to a "
                        "new PDF.",
                        path=self._path,
                        number=number,
                    )
                )
            yield page

    def _too_much(self, number: int) -> UnreadableDocument:
        return UnreadableDocument(
            Message(
                "{path}, page {number}: has more letters or lines than any page; print it to a new PDF.",
                path=self._path,
                number=number,
            )
        )
