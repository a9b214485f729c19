"""The letterheads of scanned pages: OCR reads their pictures and small print differently on each page.

Those that repeat letter by letter are running headers, and no part has them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import TextLine
from asm_graph.readers.parts.part_layout import block_passages
from asm_graph.spanish.forms import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asm_graph.documents.pages import Page, PageWord
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
        words = _words_at_top(block, pages) if isinstance(block, TextLine) else []
        is_repeated = any(compact(word.text) in repeated for word in words)
        if is_repeated:
            annotator.mark("page header", *block_passages(block))
        elif _are_legible(words):
            kept.append(block)
    return replace(part, blocks=tuple(kept))


def _words_at_top(line: TextLine, pages: Mapping[int, Page]) -> list[PageWord]:
    """Return the words of a line at the top of its page; none if it stands further below."""
    page = pages.get(line.page or 0)
    if page is None or line.box is None or line.box.center[1] > _TOP * page.height:
        return []
    return [word for word in page.words if line.box.has(*word.box.center)]


def _are_legible(words: Sequence[PageWord]) -> bool:
    return sum(word.confidence or 0.0 for word in words) >= _LEGIBLE * len(words)


def _repeated_words(pages: Iterable[Page]) -> set[str]:
    """Return the words that stand at the top of several pages."""
    counts = Counter(
        word
        for page in pages
        for word in {compact(word.text) for word in page.words if word.box.center[1] <= _TOP * page.height}
    )
    return {word for word, count in counts.items() if count > 1 and len(word) >= _TELLING}
