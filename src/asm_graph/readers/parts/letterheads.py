"""The letterheads of scanned pages: OCR reads their pictures and small print differently on each page.

Those that repeat letter by letter are running headers, and no part has them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import Table
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.documents.paged_document import Block, TextLine
    from asm_graph.documents.pages import Page, PageWord
    from asm_graph.readers.annotator import Annotator
    from asm_graph.readers.parts.part_layout import DocumentPart

_TOP = 0.15
"""Share of a page's height at its top in which a letterhead stands."""
_LEGIBLE, _NOISE = 0.6, 0.25
"""Mean confidence of the words of a line below which it is the picture of something else: at the top of a
page, and anywhere.
"""
_LOGO_TOP, _FEW, _SURE = 0.17, 2, 0.7
"""Share of a page's height in which logos stand beside the letterhead, the words that one may seem to have,
and the mean confidence of those from which they are words.
"""
_TELLING, _SAME_HEIGHT, _MOSTLY = 5, 15.0, 0.4
"""Letters of a word that shows a line to repeat one of another page, points by which the two may differ in
height, and the share of a line that such words make up.
"""


def without_letterhead(part: DocumentPart, annotator: Annotator) -> DocumentPart:
    """Return a part without the lines of letterheads; what OCR makes of pictures stays not understood."""
    pages = {page.number: page for page in part.document.pages if page.read_by == "ocr"}
    if not pages:
        return part
    tops = {page.number: _words_within(page, page.height * _TOP) for page in pages.values()}
    kept: list[Block] = []
    for block in part.blocks:
        if isinstance(block, Table) or block.page not in pages:
            kept.append(block)
            continue
        at_top = _words_of(block, tops[block.page])
        words = _words_of(block, pages[block.page].words)
        if _is_repeated(at_top, [tops[page] for page in tops if page != block.page]):
            annotator.mark("page header", block.passage)
        elif not _is_picture(block, at_top, words, pages[block.page].height):
            kept.append(block)
    return replace(part, blocks=tuple(kept))


def _is_picture(line: TextLine, at_top: Sequence[PageWord], words: Sequence[PageWord], height: float) -> bool:
    """Tell whether what was read as a line is a logo, a stamp or a signature."""
    is_beside_letterhead = line.box is not None and line.box.center[1] <= _LOGO_TOP * height
    is_logo = is_beside_letterhead and len(words) <= _FEW and _confidence(words) < _SURE
    return is_logo or _confidence(at_top) < _LEGIBLE or _confidence(words) < _NOISE


def _words_within(page: Page, height: float) -> list[PageWord]:
    return [word for word in page.words if word.box.center[1] <= height]


def _words_of(line: TextLine, words: Iterable[PageWord]) -> list[PageWord]:
    """Return those of the words that stand on a line."""
    box = line.box
    return [word for word in words if box is not None and box.has(*word.box.center)]


def _confidence(words: Sequence[PageWord]) -> float:
    return sum(word.confidence or 0.0 for word in words) / len(words) if words else 1.0


def _is_repeated(words: Sequence[PageWord], others: Sequence[Sequence[PageWord]]) -> bool:
    """Tell whether a line is mostly made of words that stand at the same height of other pages."""
    lengths = [(word, len(compact(word.text))) for word in words]
    again = sum(
        length
        for word, length in lengths
        if length >= _TELLING and any(_is_again(word, other) for page in others for other in page)
    )
    return again > 0 and again >= _MOSTLY * sum(length for _, length in lengths)


def _is_again(word: PageWord, other: PageWord) -> bool:
    is_near = abs(word.box.center[1] - other.box.center[1]) <= _SAME_HEIGHT
    return is_near and compact(word.text) == compact(other.text)
