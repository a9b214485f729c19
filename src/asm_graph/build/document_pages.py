"""The pages of a document for its release: their pictures, what is blacked out, what was not understood."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

from pyoxigraph import Literal, RdfFormat, parse

from asm_graph.atomic_files import writing_whole
from asm_graph.documents import Span
from asm_graph.documents.page_pictures import PageToDraw, page_pictures
from asm_graph.documents.paged_document import PagedDocument, Table
from asm_graph.documents.pdf.pdf_file import silent
from asm_graph.graph.page_places import printed_box
from asm_graph.rdf.nquads import with_predicates
from asm_graph.rdf.vocabulary import ASM
from asm_graph.readers.reading import CharacterAccount
from asm_graph.readers.text_account import BLOT
from asm_graph.releases.page_pictures import DocumentPage, DocumentPages, KeptPages, picture_name

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Quad

    from asm_graph.build.extract import Extraction
    from asm_graph.documents.paged_document import Area
    from asm_graph.documents.pages import Box
    from asm_graph.documents.pdf.pdf_file import PageProgress

_BLOTS = re.compile(rf"{BLOT}+")


def make_pages(
    extraction: Extraction, data: bytes, cache: Path, software: str, progress: PageProgress = silent
) -> KeptPages | None:
    """Return the pages of a document, their pictures in a folder below `cache`; None for one without pages.

    The folder is named by all that decides about the pictures: the file (`data`), how its pages are turned,
    what is blacked out, and the software. It is made if an earlier round or build has not; `progress` is told
    the page that is drawn.
    """
    document = extraction.document
    if not isinstance(document, PagedDocument) or not document.pages:
        return None
    withheld = _by_page(withheld_areas(document, extraction.reading.published or ""))
    to_draw = [
        PageToDraw(page.number, page.width, page.height, page.turn, tuple(withheld.get(page.number, ())))
        for page in document.pages
    ]
    decisive = repr((document.sha256, software, to_draw))
    folder = cache / f"{hashlib.sha256(decisive.encode()).hexdigest()}.pages"
    if not folder.is_dir():
        _draw(folder, page_pictures(document.path, data, to_draw), lambda done: progress(done, len(to_draw)))
    drawn = {path.name for path in folder.iterdir()}
    return KeptPages(DocumentPages(pages=tuple(_facts(document, extraction, drawn))), folder)


def _draw(folder: Path, pictures: Iterable[tuple[int, bytes]], drawn: Callable[[int], None]) -> None:
    """Write the pictures of pages to a folder of their own; `drawn` is told the number of each page."""
    with writing_whole(folder) as partial:
        partial.mkdir()
        for number, picture in pictures:
            (partial / picture_name(number)).write_bytes(picture)
            drawn(number)


def withheld_areas(document: PagedDocument, published: str) -> Iterator[Area]:
    """Yield where on the pages stands what the published text has blotted out.

    Of a cell that is withheld whole, its whole area: OCR may have missed what a person can read there.
    """
    spans = [Span(*match.span()) for match in _BLOTS.finditer(published)]
    for span in spans:
        yield from document.areas(span)
    for block in document.blocks:
        for cell in block.cells if isinstance(block, Table) else ():
            quotes = cell.passage.quotes()
            if quotes and all(_is_blotted(published[span.start : span.end]) for span in quotes):
                yield from cell.areas


def _is_blotted(text: str) -> bool:
    return BLOT in text and not any(map(str.isalnum, text))


def _by_page(areas: Iterable[Area]) -> Mapping[int, list[Box]]:
    found: dict[int, list[Box]] = {}
    for area in areas:
        boxes = found.setdefault(area.page, [])
        if area.box not in boxes:
            boxes.append(area.box)
    return found


def _facts(document: PagedDocument, extraction: Extraction, drawn: Container[str]) -> Iterator[DocumentPage]:
    account = extraction.reading.account
    unread = account.not_understood if isinstance(account, CharacterAccount) else ()
    strange = _by_page(area for one in unread for area in document.areas(one.span))
    quoted = Counter(
        int(quad.object.value) for quad in _page_numbers(extraction) if isinstance(quad.object, Literal)
    )
    texts = _texts(document)
    for page in document.pages:
        start, end = texts.get(page.number, (0, 0))
        yield DocumentPage(
            number=page.number,
            width=round(page.width, 1),
            height=round(page.height, 1),
            read_by=page.read_by,
            start=start,
            end=end,
            quotations=quoted[page.number],
            not_understood=tuple(map(printed_box, strange.get(page.number, ()))),
            has_picture=picture_name(page.number) in drawn,
        )


def _page_numbers(extraction: Extraction) -> Iterator[Quad]:
    lines = with_predicates(set(BytesIO(extraction.lines)), (ASM("page"),))
    return parse(b"".join(lines), format=RdfFormat.N_QUADS)


def _texts(document: PagedDocument) -> Mapping[int, tuple[int, int]]:
    """Return the characters of the text from the first word of each page to its last."""
    found: dict[int, tuple[int, int]] = {}
    for word in document.words:
        start, end = found.get(word.area.page, (word.span.start, word.span.end))
        found[word.area.page] = min(start, word.span.start), max(end, word.span.end)
    return found
