"""From the picture of a page to the words and ruled cells that stand on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import cv2
import numpy as np

from asm_graph.documents.pages import Box, Grid, GridCell, Page, PageWord
from asm_graph.documents.scan.bundled import BundledEngine, bundled_engine
from asm_graph.documents.scan.certainty import judged
from asm_graph.documents.scan.engines import installed_engine
from asm_graph.documents.scan.orientation import is_sideways, upright
from asm_graph.documents.scan.page_cache import cached
from asm_graph.documents.scan.pens import without_pen
from asm_graph.documents.scan.picture import (
    FAINT,
    bounded,
    gray_of,
    ground_of,
    ink_of,
    is_blurred,
    without_streaks,
)
from asm_graph.documents.scan.regions import cell_regions, outer_region
from asm_graph.documents.scan.ruled_cells import find_tables
from asm_graph.documents.scan.rules import find_rules
from asm_graph.documents.scan.second_reading import read_again, read_unseen
from asm_graph.documents.scan.signs import with_signs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from asm_graph.documents.scan.picture import Picture
    from asm_graph.documents.scan.recognition import Engine, RecognizedWord
    from asm_graph.documents.scan.regions import Region
    from asm_graph.documents.scan.ruled_cells import RuledTable

_LEAST_SIDE = 24
"""Pixels of a picture's shorter side, which has a line of letters then."""
_UNDER_PEN = 0.69
"""Confidence, at most, of a word that a stroke of a pen crosses: what was under it may be missing."""
_GARBLED = 0.5
"""Mean confidence below which a page may be upside down, and vertical words run down."""
_COARSE = 0.69
"""Confidence, at most, of words in a picture that was enlarged: letters of 75 dots per inch are guessed."""
_LEAST_WORDS = 8
"""Words that make such a mean."""
_RULE = 2
"""Pixels from the inside of a cell to the middle of its rules."""


def read_page(  # noqa: PLR0913  (what a page is, and how it is read)
    picture: Picture,
    number: int,
    width: float,
    height: float,
    *,
    cache: Path | None = None,
    engine: Engine | None = None,
) -> Page:
    """Return the page that a picture shows, read by OCR.

    `picture` is the page at 200 dots per inch, gray (height × width) or RGB (height × width × 3): in color,
    strokes of pens are told from letters. `width` and `height` are those of the page in points, turned as
    the picture is. `cache` is a folder that keeps what was read, `engine` the one that reads, if not the
    one that is installed. What cannot be read has no words; nothing is raised for what a picture shows.
    """
    chosen = engine or installed_engine()
    page = cached(
        cache, picture, (width, height), chosen.name, partial(_read, picture, width, height, chosen)
    )
    return replace(page, number=number)


def _read(picture: Picture, width: float, height: float, engine: Engine) -> Page:
    if min(picture.shape[:2]) < _LEAST_SIDE:
        return Page(0, width, height, (), read_by="ocr", engine=engine.name)
    cv2.setNumThreads(1)  # pages are spread over processes
    straight, turn = upright(without_streaks(bounded(picture)))
    reading = _Reading.of(straight, engine)
    if reading.is_garbled:
        around = _Reading.of(np.ascontiguousarray(np.rot90(straight, 2)), engine)
        if around.confidence > reading.confidence:
            reading, turn = around, (turn + 180) % 360
    if is_sideways(turn):
        width, height = height, width
    scale = width / reading.size[0], height / reading.size[1]
    most = _COARSE if is_blurred(gray_of(picture)) else 1.0
    words = tuple(_on_page(word, scale, most, is_vertical=vertical) for word, vertical in reading.words)
    grids = tuple(_grid(table, scale) for table in reading.tables)
    return Page(0, width, height, words, grids, read_by="ocr", turn=turn, engine=engine.name)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read in an upright picture; of each word, whether it runs up or down. `size` is in pixels."""

    size: tuple[int, int]
    tables: Sequence[RuledTable]
    words: Sequence[tuple[RecognizedWord, bool]]

    @property
    def confidence(self) -> float:
        """The mean confidence of the words."""
        return _mean([word for word, _ in self.words])

    @property
    def is_garbled(self) -> bool:
        """Whether hardly a word is one."""
        return len(self.words) >= _LEAST_WORDS and self.confidence < _GARBLED

    @classmethod
    def of(cls, straight: Picture, engine: Engine) -> _Reading:
        """Read an upright picture."""
        gray = gray_of(straight)
        ground = ground_of(gray)
        rules = find_rules(gray, ground, ink_of(gray, FAINT))
        tables = find_tables(rules)
        clean, strokes = without_pen(straight, rules.ink)
        outer = outer_region(clean, tables)
        pages = [] if outer is None else [outer]
        cells = list(cell_regions(clean, ground, rules.ink, tables))
        read = [*_recognized(pages, engine.read_pages), *_recognized(cells, engine.read_blocks)]
        words = [
            (region.on_page(word), region.turns > 0)
            for region, found in read
            for word in _checked(found, region, strokes, engine)
        ]
        return cls((gray.shape[1], gray.shape[0]), tables, words)


def _recognized(
    regions: Sequence[Region], read: Callable[[Sequence[Picture]], list[list[RecognizedWord]]]
) -> Iterator[tuple[Region, Sequence[RecognizedWord]]]:
    """Yield the regions with their words, vertical ones the other way round where that reads better."""
    first = list(zip(regions, read([region.picture for region in regions]), strict=True))
    around = [region.turned_around() for region, words in first if region.turns and _mean(words) < _GARBLED]
    second = iter(zip(around, read([region.picture for region in around]), strict=True))
    for region, words in first:
        if region.turns and _mean(words) < _GARBLED:
            yield max((region, words), next(second), key=lambda one: _mean(one[1]))
        else:
            yield region, words


def _mean(words: Sequence[RecognizedWord]) -> float:
    return sum(word.confidence for word in words) / max(len(words), 1)


def _checked(
    words: Sequence[RecognizedWord], region: Region, strokes: Picture, engine: Engine
) -> Iterable[RecognizedWord]:
    """Return the words of a region with the certainty that is due to each; doubtful ones are read again."""
    if not words:
        return read_unseen(region.picture, None if isinstance(engine, BundledEngine) else bundled_engine())
    found = [_under_pen(judged(word), region, strokes) for word in with_signs(words, region.picture)]
    if isinstance(engine, BundledEngine):
        return found
    again = read_again(found, region.picture, bundled_engine())
    return [_under_pen(word, region, strokes) for word in again]


def _under_pen(word: RecognizedWord, region: Region, strokes: Picture) -> RecognizedWord:
    on_page = region.on_page(word)
    left, top, right, bottom = (
        max(round(edge), 0) for edge in (on_page.left, on_page.top, on_page.right, on_page.bottom)
    )
    if not strokes[top:bottom, left:right].any():
        return word
    return replace(word, confidence=min(word.confidence, _UNDER_PEN))


def _on_page(word: RecognizedWord, scale: tuple[float, float], most: float, *, is_vertical: bool) -> PageWord:
    box = _box(word.left, word.top, word.right, word.bottom, scale)
    return PageWord(word.text, box, round(min(word.confidence, most), 3), is_vertical=is_vertical)


def _grid(table: RuledTable, scale: tuple[float, float]) -> Grid:
    cells = []
    for cell in table.cells:
        place = cell.rectangle
        edges = place.left - _RULE, place.top - _RULE, place.right + _RULE, place.bottom + _RULE
        cells.append(GridCell(cell.row, cell.column, _box(*edges, scale), cell.row_span, cell.column_span))
    return Grid(tuple(cells))


def _box(left: float, top: float, right: float, bottom: float, scale: tuple[float, float]) -> Box:
    across, down = scale
    return Box(*(round(edge, 2) for edge in (left * across, top * down, right * across, bottom * down)))
