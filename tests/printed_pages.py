"""Documents of pages that tests print: lines of words with boxes, as a PDF or a scan has them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asm_graph.documents import Passage, Span
from asm_graph.documents.paged_document import Area, PagedDocument, PlacedWord, TextLine
from asm_graph.documents.pages import Box, Page, PageWord
from asm_graph.readers.reading import CharacterAccount, Reading
from asm_graph.readers.text_account import publishable
from asm_graph.records.texts import Fact, fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asm_graph.records.parts import DividedDocument

LEFT, TOP, LETTER, LINE = 72.0, 90.0, 6.0, 12.0
"""Where pages begin, and the size of a letter and of a line, in points."""


def printed(pages: Sequence[Sequence[str]], confidence: Mapping[str, float] | None = None) -> PagedDocument:
    """Pages of lines; words of a scan have a confidence, 0.95 where none is given for the word."""
    text, words, made, blocks = "", [], [], []
    for number, lines in enumerate(pages, start=1):
        on_page = []
        for row, line in enumerate(lines):
            start = len(text)
            for at, word in _words(line):
                left, top = LEFT + at * LETTER, TOP + row * LINE
                box = Box(left, top, left + len(word) * LETTER, top + LINE)
                sure = None if confidence is None else confidence.get(word, 0.95)
                on_page.append(PageWord(word, box, sure))
                span = Span(start + at, start + at + len(word))
                words.append(PlacedWord(span, Area(number, box), sure))
            text += line + "\n"
        text += "\f"
        read_by: Any = "text" if confidence is None else "ocr"
        made.append(Page(number, 612, 792, tuple(on_page), read_by=read_by))
        blocks += [TextLine(_passage_of(text, line), number) for line in lines]
    return PagedDocument(
        path=Path("ours.pdf"),
        text=text,
        encoding="utf-8",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        size=len(text),
        media_type="application/pdf",
        pages=tuple(made),
        blocks=tuple(blocks),
        words=tuple(words),
    )


def _words(line: str) -> Iterator[tuple[int, str]]:
    at = 0
    for word in line.split():
        at = line.index(word, at)
        yield at, word
        at += len(word)


def _passage_of(text: str, line: str) -> Passage:
    start = text.rindex(line)
    return Passage.of(text, start, start + len(line))


def found(document: PagedDocument, text: str, nth: int = 1) -> Fact[str]:
    """The fact that the nth place of a text in a document states."""
    start = -1
    for _ in range(nth):
        start = document.text.index(text, start + 1)
    return fact(Passage.of(document.text, start, start + len(text)))


def reading_of(document: PagedDocument, record: DividedDocument) -> Reading:
    """The reading that the parts of a document were divided into."""
    return Reading(
        "divided-document",
        record.title,
        record,
        CharacterAccount(0, {}),
        keyed=False,
        published=publishable(document.text, ()),
    )
