"""Pages become a document: what stands on each is laid out, in reading order, and tables go on over pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.documents.block_text import DraftCell, DraftLine, DraftTable, DraftWord, PageEnd, compose
from asm_graph.documents.page_layout.arrangement import arranged
from asm_graph.documents.page_layout.continuation import joint
from asm_graph.documents.page_layout.lines import Line, lines_of
from asm_graph.documents.page_layout.page_content import contents
from asm_graph.documents.page_layout.paragraphs import goes_over_page, mark_paragraphs, without_notes
from asm_graph.documents.page_layout.tables import LaidTable
from asm_graph.documents.paged_document import Area, PagedDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from asm_graph.documents.block_text import DraftBlock
    from asm_graph.documents.page_layout.page_content import PageContent
    from asm_graph.documents.page_layout.tables import CellPart, LaidCell
    from asm_graph.documents.pages import Page, PageWord

Piece = Line | LaidTable


def lay_out(path: Path, pages: Sequence[Page], sha256: str, size: int, media_type: str) -> PagedDocument:
    """Return the document that the pages are."""
    pieces = _joined(contents(pages))
    composed = compose(_drafts(pieces, len(pages)))
    return PagedDocument(
        path,
        composed.text,
        "utf-8",
        sha256,
        size,
        media_type,
        tuple(pages),
        composed.blocks,
        composed.words,
    )


def _joined(pages: Iterable[PageContent]) -> list[Piece]:
    """Return all pieces in reading order; what goes on over a page break stands whole before it."""
    found: list[Piece] = []
    last: Piece | None = None
    after, room = 0, 0.0
    for page in pages:
        body = arranged(page)
        mark_paragraphs(body)
        if last is not None and body:
            rest = _rest(last, body, room)
            if isinstance(last, Line):
                found[after:after] = body[:rest]
                after += rest
            last = body[rest - 1] if rest and isinstance(last, Line) else last
            del body[:rest]
        end = without_notes(body, page.size)
        if end:
            last, after = body[end - 1], len(found) + len(page.headers) + end
        found += [*page.headers, *body, *page.footers]
        room = page.room_below(last)
    return [line for piece in found for line in _unboxed(piece)]


def _rest(last: Piece, body: Sequence[Piece], room: float) -> int:
    """Return how many pieces of a page are the rest of the last one of the page before."""
    first = body[0]
    if isinstance(last, Line) and isinstance(first, Line) and goes_over_page(last, first):
        last.goes_on = True
        return next((at + 1 for at, piece in enumerate(body) if not _goes_on(piece)), len(body))
    if isinstance(last, LaidTable) and isinstance(first, LaidTable):
        found = joint(last, first, room)
        if found is not None:
            last.append(first, found.edges, found.repeated, is_cut=found.is_cut)
            return 1
    return 0


def _goes_on(piece: Piece) -> bool:
    return isinstance(piece, Line) and piece.goes_on


def _unboxed(piece: Piece) -> list[Piece]:
    """Return the lines of a table that is a mere box around text; anything else as it is."""
    if isinstance(piece, Line) or len(piece.cells) > 1 or len(piece.cells[0].parts) > 1:
        return [piece]
    box = piece.box
    words = piece.cells[0].parts[0].words
    lines = [Line(piece.page, line, (box.left, box.right)) for line in lines_of(words)]
    mark_paragraphs(lines)
    return [*lines]


def _drafts(pieces: Iterable[Piece], pages: int) -> Iterator[DraftBlock]:
    """Yield what the text is made of, with an end after each of so many pages."""
    at = 1
    goes_on = False
    for piece in pieces:
        if not goes_on:
            yield from [PageEnd()] * (piece.page - at)
            at = max(at, piece.page)
        goes_on = _goes_on(piece)
        if isinstance(piece, Line):
            yield _line(piece)
        else:
            yield _table(piece)
            yield from [PageEnd()] * (piece.last_page - at - len(piece.page_ends))
            at = max(at, piece.last_page)
    yield from [PageEnd()] * (pages + 1 - at)


def _line(line: Line) -> DraftLine:
    words = tuple(_word(line.page, word) for word in line.words)
    return DraftLine(words, line.page, line.box, line.size, line.is_bold, line.is_running, line.goes_on)


def _word(page: int, word: PageWord, *, is_joined: bool = False) -> DraftWord:
    return DraftWord(word.text, Area(page, word.box), word.confidence, is_joined)


def _part_words(part: CellPart) -> Iterator[DraftWord]:
    for at, word in enumerate(part.words):
        yield _word(part.page, word, is_joined=at in part.rests)


def _table(table: LaidTable) -> DraftTable:
    columns = {edge: index for index, edge in enumerate(table.edges)}
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.left))
    return DraftTable(
        tuple(_cell(cell, columns) for cell in cells),
        table.is_ruled,
        {row: tuple(_header_lines(header)) for row, header in table.repeated.items()},
        frozenset(table.page_ends),
    )


def _cell(cell: LaidCell, columns: dict[float, int]) -> DraftCell:
    first, end = columns[cell.left], columns[cell.right]
    words = tuple(word for part in cell.parts for word in _part_words(part))
    areas = tuple(Area(part.page, part.box) for part in cell.parts)
    return DraftCell(cell.row, first, words, cell.row_span, end - first, areas)


def _header_lines(cells: Iterable[LaidCell]) -> Iterator[DraftLine]:
    """Yield a line for each row of a header that is printed again."""
    rows: dict[tuple[int, int], list[DraftWord]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.parts[0].page, cell.row, cell.left)):
        words = [word for part in cell.parts for word in _part_words(part)]
        if words:
            rows.setdefault((cell.parts[0].page, cell.row), []).extend(words)
    for (page, _), words in rows.items():
        yield DraftLine(tuple(words), page)
