"""The letterheads of scanned pages: OCR reads their pictures and small print differently on each page.

Those that repeat letter by letter are running headers, and no part has them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.documents import Span
from asm_graph.documents.paged_document import TextLine
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents.paged_document import PagedDocument, PlacedWord
    from asm_graph.documents.pages import Page
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_layout import DocumentPart

_TOP = 0.14
"""Share of a page's height at its top in which a letterhead stands."""
_LEGIBLE = 0.6
"""Mean confidence of the words of a line below which it is the picture of something else."""
_TELLING = 5
"""Letters of a word that shows a line to repeat one of another page."""


def without_letterhead(part: DocumentPart, annotator: Annotator) -> DocumentPart:
    """Return a part without the lines of letterheads; what OCR makes of pictures stays not understood."""
    pages = {page.number: page for page in part.document.pages if page.read_by == "ocr"}
    if not pages:
        return part
    repeated = _repeated_words(pages.values())
    kept = []
    for block in part.blocks:
        if isinstance(block, TextLine) and _is_at_top(block, pages.get(block.page or 0)):
            words = list(_words(part.document, block))
            if any(compact(word.text) in repeated for word in words):
                annotator.mark("page header", block.passage)
                continue
            if sum(word.confidence or 0.0 for word in words) < _LEGIBLE * len(words):
                continue
        kept.append(block)
    return replace(part, blocks=tuple(kept))
