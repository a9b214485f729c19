"""What stands on each page: its tables, the words outside of them, and its running headers and footers."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from statistics import median_high
from typing import TYPE_CHECKING

from asm_graph.documents.page_layout.cells import fill
from asm_graph.documents.page_layout.lines import Line, lines_of, reading_order, usual_size
from asm_graph.documents.page_layout.open_rows import with_open_row
from asm_graph.documents.page_layout.running import margin_lines, running_lines
from asm_graph.documents.page_layout.tables import LaidTable
from asm_graph.documents.pages import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from asm_graph.documents.page_layout.cells import FilledGrid
    from asm_graph.documents.page_layout.running import MarginLine
    from asm_graph.documents.pages import Page, PageWord

_FARTHEST = 1e5
"""Points from the corner of a page beyond which nothing can stand, were it the largest that PDF allows."""
_BANNER_CELLS = 2
"""Cells with words of a ruled box that is printed at the edge of each page; more are those of a table."""


@dataclass(slots=True)
class PageContent:
    """One page: tables, lines outside of them as wide as the page, and running lines apart from these.

    `size` is that of most of its type, `edges` are how far text reaches on it, or on most pages as wide.
    """

    number: int
    height: float
    size: float
    lines: list[Line] = field(default_factory=list)
    tables: list[LaidTable] = field(default_factory=list)
    edges: tuple[float, float] = (0.0, 0.0)
    headers: list[Line] = field(default_factory=list)
    footers: list[Line] = field(default_factory=list)

    def room_below(self, piece: Line | LaidTable | None) -> float:
        """Return the share of the page that is blank below the last piece on it, down to the footer."""
        bottom = min((line.box.top for line in self.footers), default=self.height)
        if piece is None:
            return 0.0
        box = piece.box if isinstance(piece, Line) else piece.last_box
        return (bottom - box.bottom) / self.height


def contents(pages: Sequence[Page]) -> list[PageContent]:
    """Return what stands on each page."""
    sound = [with_open_row(_sound(page)) for page in pages]
    filled = [fill(page.grids, page.words) for page in sound]
    lines = [
        [Line(page.number, words) for words in lines_of(outside)]
        for page, (_, outside) in zip(sound, filled, strict=True)
    ]
    margins = [
        [*margin_lines(page.number, page.height, _texts(on_page, grids))]
        for page, on_page, (grids, _) in zip(sound, lines, filled, strict=True)
    ]
    running = running_lines([one for page in margins for one in page if one is not None], len(pages))
    found = [
        _content(page, on_page, grids, margin, running)
        for page, on_page, (grids, _), margin in zip(sound, lines, filled, margins, strict=True)
    ]
    _set_edges(sound, found)
    return found


def _set_edges(pages: Sequence[Page], found: Sequence[PageContent]) -> None:
    """Note how far the text of each page reaches; a short page does not show it by itself."""
    by_width: defaultdict[int, list[tuple[PageContent, Box]]] = defaultdict(list)
    for page, content in zip(pages, found, strict=True):
        boxes = [*(line.box for line in content.lines), *(table.box for table in content.tables)]
        if boxes:
            width = round(page.width) if math.isfinite(page.width) else 0
            by_width[width].append((content, Box.around(boxes)))
    for contents_and_boxes in by_width.values():
        usual = median_high(box.right for _, box in contents_and_boxes)
        for content, box in contents_and_boxes:
            content.edges = box.left, max(box.right, usual)


def _texts(lines: Iterable[Line], grids: Iterable[FilledGrid]) -> Iterator[tuple[str, Box]]:
    """Yield the text and box of each line, then those of each table; a banner has few cells with words."""
    for line in lines:
        yield line.text, line.box
    for filled in grids:
        is_banner = sum(map(bool, filled.words)) <= _BANNER_CELLS
        words = reading_order(word for cell in filled.words for word in cell) if is_banner else []
        yield " ".join(word.text for word in words), filled.grid.box


def _content(
    page: Page,
    lines: Sequence[Line],
    grids: Sequence[FilledGrid],
    margins: Sequence[MarginLine | None],
    running: set[MarginLine],
) -> PageContent:
    content = PageContent(page.number, page.height, usual_size(page.words))
    for line, margin in zip(lines, margins, strict=False):
        if margin in running:
            _run(content, line)
        else:
            content.lines.append(line)
    for filled, margin in zip(grids, margins[len(lines) :], strict=True):
        if margin in running:
            for words in lines_of(word for cell in filled.words for word in cell):
                _run(content, Line(page.number, words))
        else:
            table = LaidTable.of(page.number, filled)
            content.lines += table.cut_label()
            content.tables.append(table)
    return content


def _run(content: PageContent, line: Line) -> None:
    line.is_running = True
    (content.headers if line.box.center[1] < content.height / 2 else content.footers).append(line)


def _sound(page: Page) -> Page:
    """Return a page whose boxes are on it or near it, as those of a damaged file are not."""
    words = tuple(_sound_word(word) for word in page.words if word.text.strip())
    grids = tuple(
        grid for grid in page.grids if grid.cells and all(_is_sound(cell.box) for cell in grid.cells)
    )
    bottom = max((word.box.bottom for word in words), default=1.0)
    height = page.height if 0 < page.height < _FARTHEST else max(bottom, 1.0)
    return replace(page, words=words, grids=grids, height=height)


def _sound_word(word: PageWord) -> PageWord:
    if _is_sound(word.box):
        return word
    box = word.box
    left, right = sorted(map(_sound_place, (box.left, box.right)))
    top, bottom = sorted(map(_sound_place, (box.top, box.bottom)))
    return replace(word, box=Box(left, top, right, bottom))


def _is_sound(box: Box) -> bool:
    return -_FARTHEST < box.left <= box.right < _FARTHEST and -_FARTHEST < box.top <= box.bottom < _FARTHEST


def _sound_place(place: float) -> float:
    return 0.0 if math.isnan(place) else max(-_FARTHEST, min(_FARTHEST, place))
