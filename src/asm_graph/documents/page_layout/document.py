"""Pages become a document: what stands on each is laid out, in reading order, and tables go on over pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.documents.block_text import DraftCell, DraftLine, DraftTable, DraftWord, PageEnd, compose
from asm_graph.documents.page_layout.arrangement import arranged
from asm_graph.documents.page_layout.continuation import joint
from asm_graph.documents.page_layout.lines import Line, lines_of
from asm_graph.documents.page_layout.page_content import contents
from asm_graph.documents.page_layout.tables import LaidTable
from asm_graph.documents.paged_document import Area, PagedDocument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from asm_graph.documents.block_text import DraftBlock
    from asm_graph.documents.page_layout.page_content import PageContent
    from asm_graph.documents.page_layout.tables import LaidCell
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
    """Return all pieces in reading order; a table that goes on over pages is one of them."""
    found: list[Piece] = []
    last: Piece | None = None
    room = 0.0
    for page in pages:
        body = arranged(page)
        if body and isinstance(last, LaidTable) and isinstance(body[0], LaidTable):
            found_joint = joint(last, body[0], room)
            if found_joint is not None:
                last.append(body[0], found_joint.edges, found_joint.repeated, is_cut=found_joint.is_cut)
                del body[0]
        found += [*page.headers, *body, *page.footers]
        last = body[-1] if body else last
        room = page.room_below(last)
    return [piece for whole in found for piece in _unboxed(whole)]


def _unboxed(piece: Piece) -> list[Piece]:
    """Return the lines of a table that is a mere box around text."""
    if isinstance(piece, Line) or len(piece.cells) > 1 or len(piece.cells[0].parts) > 1:
        return [piece]
    return [Line(piece.page, words) for words in lines_of(piece.cells[0].parts[0].words)]


def _drafts(pieces: Iterable[Piece], pages: int) -> Iterator[DraftBlock]:
    """Yield what the text is made of, with an end after each of so many pages."""
    at = 1
    for piece in pieces:
        for _ in range(at, piece.page):
            yield PageEnd()
        at = max(at, piece.page)
        if isinstance(piece, Line):
            yield _line(piece)
        else:
            yield _table(piece)
            for _ in range(at + len(piece.page_ends), piece.last_page):
                yield PageEnd()
            at = max(at, piece.last_page)
    for _ in range(at, pages + 1):
        yield PageEnd()


def _line(line: Line) -> DraftLine:
    words = tuple(_word(line.page, word) for word in line.words)
    return DraftLine(words, line.page, line.box, line.size, line.is_bold, line.is_running)


def _word(page: int, word: PageWord) -> DraftWord:
    return DraftWord(word.text, Area(page, word.box), word.confidence)


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
    words = tuple(_word(part.page, word) for part in cell.parts for word in part.words)
    areas = tuple(Area(part.page, part.box) for part in cell.parts)
    return DraftCell(cell.row, first, words, cell.row_span, end - first, areas)


def _header_lines(cells: Iterable[LaidCell]) -> Iterator[DraftLine]:
    """Yield a line for each row of a header that is printed again."""
    rows: dict[tuple[int, int], list[DraftWord]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.parts[0].page, cell.row, cell.left)):
        words = [_word(part.page, word) for part in cell.parts for word in part.words]
        if words:
            rows.setdefault((cell.parts[0].page, cell.row), []).extend(words)
    for (page, _), words in rows.items():
        yield DraftLine(tuple(words), page)
