"""A document of pages is divided into parts, and each part is read by its layout.

Layouts claim blocks in the order of their list; what none claims is not understood. A part of which much is
not understood is held back for review: better no fact than a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import PagedDocument, Table, TextLine
from asm_graph.messages import Message
from asm_graph.messages.layout_names import layout_name, names_of
from asm_graph.readers.annotator import Annotator
from asm_graph.readers.parts.document_program import document_program
from asm_graph.readers.parts.known_matter import COVERING_LETTERS
from asm_graph.readers.parts.part_layout import BlockRange, DocumentPart, PartReading, block_passages
from asm_graph.readers.text_account import facts, text_reading
from asm_graph.readers.whole_cells import divides_texts
from asm_graph.records.parts import DividedDocument, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.documents.lexicon import Lexicon
    from asm_graph.documents.paged_document import Block
    from asm_graph.readers.parts.part_layout import PartLayout
    from asm_graph.readers.reading import Reading
    from asm_graph.records.texts import Fact, Furniture

LAYOUT = "divided-document"

_MOST_UNREAD = 0.3
"""Share of the letters and digits of a part that may be not understood before its facts are held back."""
_SAME_SIZE = 0.9
_LEGIBLE = 0.8
"""Confidence of each word of a title that OCR has read; what is below is a logo as a rule."""
_LONGEST_TITLE, _SHORTEST_TITLE = 200, 12
"""Characters and letters of a title on a cover."""


@dataclass(frozen=True, slots=True)
class _Claim:
    layout: PartLayout
    range: BlockRange


def read_parts(document: PagedDocument, lexicon: Lexicon, layouts: Sequence[PartLayout]) -> Reading | None:
    """Read all parts of a document; None if no layout finds any."""
    claims = [one for one in _claims(document.blocks, layouts) if _standing(document, one.range)]
    if not claims:
        return None
    annotator = Annotator(lexicon, recognized=document.is_recognized)
    _mark_running(document.blocks, annotator)
    parts = tuple(_joined(_read(document, claim, annotator) for claim in claims))
    record = DividedDocument(_title(document, parts), parts, program=_program(document, parts))
    reading = text_reading(document, LAYOUT, record, annotator, tuple(_notices(parts)))
    return replace(reading, carries=tuple(dict.fromkeys(one for part in parts for one in part.carries)))


def _program(document: PagedDocument, parts: Iterable[Part]) -> Fact[str] | None:
    """Return the program that a document names outside of its parts, if these name none."""
    said = [one for part in parts for one in part.programs]
    if not said or any(one.program for one in said):
        return None
    return document_program(document.blocks)


def _notices(parts: Sequence[Part]) -> Iterator[str]:
    """Yield which parts are held back, or that none holds facts."""
    for part in parts:
        if part.held:
            yield Message("{place}: {held}", place=_place(part), held=part.held)
    if not any(part.programs or part.held for part in parts):
        yield Message("holds no facts: {names}", names=names_of(part.layout for part in parts))


def _claims(blocks: Sequence[Block], layouts: Sequence[PartLayout]) -> list[_Claim]:
    """Return the parts in order; each block belongs to the first layout that claims it."""
    taken = [False] * len(blocks)
    claims: list[_Claim] = []
    for layout in layouts:
        claimed = [_Claim(layout, free) for found in layout.find(blocks) for free in _free(taken, found)]
        for claim in claimed:
            taken[claim.range.start : claim.range.end] = [True] * (claim.range.end - claim.range.start)
        claims += claimed
    return sorted(claims, key=lambda claim: claim.range.start)


def _free(taken: Sequence[bool], wanted: BlockRange) -> Iterable[BlockRange]:
    """Yield the first run of blocks within a range that no other part has."""
    start = next((at for at in range(wanted.start, wanted.end) if not taken[at]), None)
    if start is not None:
        yield BlockRange(start, next((at for at in range(start, wanted.end) if taken[at]), wanted.end))


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts, one for those that follow each other, have one layout and hold no facts."""
    for _, group in groupby(parts, key=lambda part: None if part.programs or part.held else part.layout):
        several = list(group)
        if several[0].programs or several[0].held or several[0].title:
            yield from several
            continue
        pages = [page for part in several for page in (part.first_page, part.last_page) if page]
        yield replace(several[0], first_page=min(pages, default=None), last_page=max(pages, default=None))


def _mark_running(blocks: Iterable[Block], annotator: Annotator) -> None:
    for block in blocks:
        if isinstance(block, Table):
            annotator.mark("repeated table header", *block.repeated)
        elif block.is_running:
            annotator.mark("page header", block.passage)


def _standing(document: PagedDocument, blocks: BlockRange) -> tuple[Block, ...]:
    """Return the blocks of a range that stand in no margin."""
    return tuple(
        block
        for block in document.blocks[blocks.start : blocks.end]
        if isinstance(block, Table) or not block.is_running
    )


def _read(document: PagedDocument, claim: _Claim, annotator: Annotator) -> Part:
    """Read a part; its furniture stays accounted for even if its facts are held back."""
    blocks = _standing(document, claim.range)
    before = len(annotator.furniture)
    reading = claim.layout.read(DocumentPart(document, blocks), annotator)
    if reading.known:
        annotator.mark(reading.known, *(one for block in blocks for one in block_passages(block)))
    doubtful = reading.programs or reading.doubt
    held = _doubt(blocks, reading, annotator.furniture[before:]) if doubtful else None
    if held:
        reading = replace(reading, programs=())
        held = Message(
            "{reason}; “{layout}” is held back for review", reason=held, layout=layout_name(claim.layout.name)
        )
    return Part(claim.layout.name, *_pages(blocks), reading.title, reading.programs, held, reading.carries)


def _doubt(blocks: Sequence[Block], reading: PartReading, furniture: Iterable[Furniture]) -> str | None:
    """Return why what was read of a part cannot be trusted, as its reader, its tables or its account tell."""
    if reading.doubt:
        return reading.doubt
    if any(isinstance(block, Table) and divides_texts(_rows(block)) for block in blocks):
        return Message("its columns divide words and sentences")
    unread = _unread_share(blocks, reading, furniture)
    if unread <= _MOST_UNREAD:
        return None
    return Message("{share:.0%} of its letters were not understood", share=unread)


def _rows(table: Table) -> Iterable[list[str]]:
    return ([cell.text for cell in table.row(row) if cell.row == row] for row in range(table.height))


def _unread_share(blocks: Iterable[Block], reading: PartReading, furniture: Iterable[Furniture]) -> float:
    """Return the share of the letters and digits of a part that are neither facts nor furniture."""
    read = {at for fact in facts(reading) for span in fact.spans for at in range(span.start, span.end)}
    read.update(at for piece in furniture for at in range(piece.span.start, piece.span.end))
    signs = [
        offset
        for block in blocks
        for passage in block_passages(block)
        for sign, offset in zip(passage.text, passage.offsets, strict=True)
        if sign.isalnum()
    ]
    return sum(offset not in read for offset in signs) / len(signs) if signs else 0.0


def _pages(blocks: Iterable[Block]) -> tuple[int | None, int | None]:
    pages = [
        page
        for block in blocks
        for page in (block.pages if isinstance(block, Table) else (block.page,))
        if page is not None
    ]
    return (min(pages), max(pages)) if pages else (None, None)


def _place(part: Part) -> str:
    if part.first_page is None:
        return Message("the document")
    if part.first_page == part.last_page:
        return Message("page {page}", page=part.first_page)
    return Message("pages {first} to {last}", first=part.first_page, last=part.last_page)


def _title(document: PagedDocument, parts: Sequence[Part]) -> str:
    """Return what the document is called: what its first page says it is, else the title of a part.

    A part that begins on the first page names the document, such as a form; else the largest type of its
    cover does. A covering letter is none.
    """
    titled = next((part for part in parts if part.title), None)
    if titled and titled.title and (titled.first_page or 1) == 1:
        return titled.title.value
    lines = [block for block in document.blocks if isinstance(block, TextLine) and not block.is_running]
    named = titled.title.value if titled and titled.title else None
    first = (line.text.strip() for line in lines if line.text.strip())
    has_letter = any(part.layout == COVERING_LETTERS.name and part.first_page == 1 for part in parts)
    cover = "" if has_letter else _cover(document, lines)
    return cover or named or next(first, document.path.stem)


def _cover(document: PagedDocument, lines: Sequence[TextLine]) -> str:
    """Return the lines of the first page with text in its largest type; empty if they are no title."""
    first = min((line.page for line in lines if line.page), default=0)
    page = [
        line
        for line in lines
        if line.page == first and line.size and len(line.text.strip()) > 1 and _is_legible(document, line)
    ]
    largest = max((line.size for line in page), default=0.0)
    text = " ".join(line.text.strip() for line in page if line.size >= largest * _SAME_SIZE)
    is_title = len(text) <= _LONGEST_TITLE and sum(map(str.isalpha, text)) >= _SHORTEST_TITLE
    return text if largest and is_title else ""


def _is_legible(document: PagedDocument, line: TextLine) -> bool:
    read = (document.confidence(span) for span in line.passage.quotes())
    return all(confidence is None or confidence >= _LEGIBLE for confidence in read)
