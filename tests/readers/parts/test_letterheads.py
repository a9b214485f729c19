"""The letterheads of scanned pages, which OCR reads differently on each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.documents_of_ours.stated import WORDS
from tests.paged_documents import paged_document

from asm_graph.documents.lexicon import Lexicon
from asm_graph.readers.annotator import Annotator
from asm_graph.readers.parts.letterheads import without_letterhead
from asm_graph.readers.parts.part_layout import DocumentPart

if TYPE_CHECKING:
    from asm_graph.documents.paged_document import PagedDocument

FIRST = ["GOBIERNO ZA) SECONT", "1. Comentarios Generales", "Se emitieron recomendaciones"]
SECOND = ["EA GOBIERNO Ze", "para la mejora del programa."]


def kept(document: PagedDocument) -> list[str]:
    annotator = Annotator(Lexicon(WORDS))
    part = without_letterhead(DocumentPart(document, document.blocks), annotator)
    return [line.text for line in part.lines]


def test_lines_that_share_a_word_with_the_top_of_other_pages_go() -> None:
    scan = paged_document(FIRST, SECOND, read_by="ocr", confidence=0.9)
    assert kept(scan) == [*FIRST[1:], *SECOND[1:]]


def test_what_ocr_makes_of_a_picture_goes() -> None:
    scan = paged_document(["A DE ODOS SE"], read_by="ocr", confidence=0.3)
    assert kept(scan) == []


def test_what_may_be_a_word_in_a_logo_goes_at_the_top_alone() -> None:
    lines = ["CCECAM", *[f"Renglón {number} del formato" for number in range(12)], "CCECAM"]
    scan = paged_document(lines, read_by="ocr", confidence=0.65)
    assert kept(scan) == lines[1:]
    assert kept(paged_document(lines, read_by="ocr", confidence=0.9)) == lines


def test_pages_with_a_text_layer_keep_their_lines() -> None:
    assert kept(paged_document(FIRST, SECOND)) == [*FIRST, *SECOND]


def test_lines_further_below_stay() -> None:
    scan = paged_document([*[f"Renglón {number}" for number in range(9)], "GOBIERNO"], ["GOBIERNO"],
                          read_by="ocr", confidence=0.9)  # fmt: skip
    scan = replace(scan, blocks=scan.blocks)
    assert "GOBIERNO" in kept(scan)
