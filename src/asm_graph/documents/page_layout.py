"""Pages become a document: words become the cells of tables and lines, and these a text in reading order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asm_graph.documents.paged_document import Area, PagedDocument, PlacedWord, Table, TableCell, TextLine
from asm_graph.documents.pages import Box
from asm_graph.documents.passage import Passage, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from asm_graph.documents.paged_document import Block
    from asm_graph.documents.pages import Grid, GridCell, Page, PageWord

_SAME_EDGE = 6.0
"""Points by which the columns of a table may move from page to page."""
_RUNNING_PAGES = 3
_MARGIN = 0.12
"""Share of a page's height, at its top and bottom, in which running lines stand."""


@dataclass(slots=True)
class _Line:
    page: Page
    words: list[PageWord]
    is_running: bool = False

    @property
    def box(self) -> Box:
        return Box.around(word.box for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class _Cell:
    grid: GridCell
    row: int
    pieces: list[tuple[Page, GridCell, list[PageWord]]]


@dataclass(slots=True)
class _Table:
    page: Page
    grid: Grid
    cells: list[_Cell]
    rows: int
    repeated: list[list[tuple[Page, PageWord]]] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return self.grid.box


_Piece = _Line | _Table


def lay_out(path: Path, pages: Sequence[Page], sha256: str, size: int, media_type: str) -> PagedDocument:
    """Return the document that the pages are."""
    pieces = [sorted(_pieces(page), key=lambda piece: piece.box.top) for page in pages]
    _mark_running(pieces)
    return _Writer(path, pages, sha256, size, media_type).write(_joined(pieces))


def _pieces(page: Page) -> Iterator[_Piece]:
    outside: list[PageWord] = list(page.words)
    for grid in page.grids:
        inside = [word for word in outside if grid.box.has(*word.box.center)]
        outside = [word for word in outside if not grid.box.has(*word.box.center)]
        cells = [
            _Cell(cell, cell.row, [(page, cell, [word for word in inside if cell.box.has(*word.box.center)])])
            for cell in grid.cells
        ]
        yield _Table(page, grid, cells, max(cell.row + cell.row_span for cell in grid.cells))
    yield from (_Line(page, words) for words in _lines(outside))


def _lines(words: Iterable[PageWord]) -> list[list[PageWord]]:
    """Group words into lines, from top to bottom, each from left to right."""
    lines: list[list[PageWord]] = []
    for word in sorted(words, key=lambda word: (word.box.center[1], word.box.left)):
        middle = word.box.center[1]
        if lines and lines[-1][0].box.top <= middle <= lines[-1][0].box.bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.box.left) for line in lines]


def _mark_running(pieces: Sequence[Sequence[_Piece]]) -> None:
    """Mark the lines at the margins that stand on several pages, numbers aside."""
    margins = [line for page in pieces for line in page if isinstance(line, _Line) and _is_marginal(line)]
    counts = Counter(map(_form, margins))
    for line in margins:
        line.is_running = counts[_form(line)] >= _RUNNING_PAGES or line.text.strip("- ").isdigit()


def _is_running(piece: _Piece) -> bool:
    return isinstance(piece, _Line) and piece.is_running


def _is_marginal(line: _Line) -> bool:
    share = line.box.center[1] / line.page.height
    return share < _MARGIN or share > 1 - _MARGIN


def _form(line: _Line) -> tuple[str, int]:
    letters = "".join(sign for sign in line.text if sign.isalpha())
    return letters, round(line.box.top / 10)


def _joined(pages: Sequence[Sequence[_Piece]]) -> list[_Piece]:
    """Return all pieces in order, a table that goes on over pages as one."""
    found: list[_Piece] = []
    for page in pages:
        running = [piece for piece in page if _is_running(piece)]
        others = [piece for piece in page if not _is_running(piece)]
        last = next((piece for piece in reversed(found) if not _is_running(piece)), None)
        first = others[0] if others else None
        if isinstance(first, _Table) and isinstance(last, _Table) and _goes_on(last, first):
            _append(last, first)
            del others[0]
        found.extend(sorted([*running, *others], key=lambda piece: piece.box.top))
    return found


def _goes_on(table: _Table, other: _Table) -> bool:
    edges, others = _columns(table.grid), _columns(other.grid)
    return len(edges) == len(others) and all(
        abs(one - two) <= _SAME_EDGE for one, two in zip(edges, others, strict=True)
    )


def _columns(grid: Grid) -> list[float]:
    return sorted({cell.column: cell.box.left for cell in grid.cells}.values())


def _append(table: _Table, other: _Table) -> None:
    """Add the rows of a table's next page; a header that is printed again is kept apart."""
    first = [cell for cell in other.cells if cell.row == 0]
    skipped = 0
    if [_words(cell) for cell in first] == [_words(cell) for cell in table.cells if cell.row == 0]:
        skipped = max(cell.grid.row_span for cell in first)
        table.repeated += [
            [(page, word) for page, _, words in cell.pieces for word in words] for cell in first
        ]
    for cell in other.cells:
        if cell.row >= skipped:
            cell.row += table.rows - skipped
            table.cells.append(cell)
    table.rows += other.rows - skipped


def _words(cell: _Cell) -> list[str]:
    return [word.text for _, _, words in cell.pieces for word in words]


class _Writer:
    """Writes the text of a document, and notes where each word of a page stands in it."""

    def __init__(self, path: Path, pages: Sequence[Page], sha256: str, size: int, media_type: str) -> None:
        self._path, self._pages = path, tuple(pages)
        self._file = (sha256, size, media_type)
        self._text: list[str] = []
        self._length = 0
        self._placed: list[PlacedWord] = []

    def write(self, pieces: Iterable[_Piece]) -> PagedDocument:
        written: list[tuple[_Piece, list[Span]]] = []
        page = 1
        for piece in pieces:
            if piece.page.number > page:
                page = piece.page.number
                self._add("\f")
            written.append((piece, self._line(piece) if isinstance(piece, _Line) else self._table(piece)))
        text = "".join(self._text)
        sha256, size, media_type = self._file
        blocks = tuple(_block(piece, spans, text) for piece, spans in written)
        return PagedDocument(
            self._path, text, "utf-8", sha256, size, media_type, self._pages, blocks, tuple(self._placed)
        )

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def _line(self, line: _Line) -> list[Span]:
        span = self._run((line.page, word) for word in line.words)
        self._add("\n")
        return [span]

    def _table(self, table: _Table) -> list[Span]:
        """Write the rows of a table, then what it repeats; a merged cell stands at its first row."""
        spans: list[Span] = []
        table.cells.sort(key=lambda cell: (cell.row, cell.grid.column))
        for index, cell in enumerate(table.cells):
            spans.append(
                self._run(
                    (page, word) for page, _, words in cell.pieces for line in _lines(words) for word in line
                )
            )
            ends = index + 1 == len(table.cells) or table.cells[index + 1].row != cell.row
            self._add("\n" if ends else "\t")
        for words in table.repeated:
            spans.append(self._run(words))
            self._add("\n")
        return spans

    def _run(self, words: Iterable[tuple[Page, PageWord]]) -> Span:
        start = self._length
        for page, word in words:
            if self._length > start:
                self._add(" ")
            at = self._length
            self._add(word.text)
            area = Area(page.number, word.box)
            self._placed.append(PlacedWord(Span(at, self._length), area, word.confidence))
        return Span(start, self._length)


def _block(piece: _Piece, spans: Sequence[Span], text: str) -> Block:
    passages = [Passage.of(text, span.start, span.end) for span in spans]
    if isinstance(piece, _Line):
        first = piece.words[0]
        return TextLine(
            passages[0], piece.page.number, piece.box, first.size, first.is_bold, piece.is_running
        )
    cells = tuple(
        TableCell(
            cell.row,
            cell.grid.column,
            passage,
            cell.grid.row_span,
            cell.grid.column_span,
            tuple(Area(page.number, grid.box) for page, grid, _ in cell.pieces),
        )
        for cell, passage in zip(piece.cells, passages, strict=False)
    )
    return Table(cells, tuple(passages[len(cells) :]))
