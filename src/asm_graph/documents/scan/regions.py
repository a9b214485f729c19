"""The pictures that an engine reads: each cell of a table by itself, and what stands outside of tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from asm_graph.documents.scan.picture import ink_of
from asm_graph.documents.scan.ruled_cells import Rectangle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cv2.typing import MatLike as Boxes

    from asm_graph.documents.scan.picture import Picture
    from asm_graph.documents.scan.recognition import RecognizedWord
    from asm_graph.documents.scan.ruled_cells import RuledTable

_MARGIN = 12
"""Pixels of empty ground around a picture: engines misread letters that touch its edge."""
_EDGE = 3
"""Pixels at the edge of a cell that its rules may cover."""
_BORDER = 10
"""The same of a rule that leans or bends."""
_DARK = 150
"""Shade of gray below which letters on a ground are light."""
_LEAST_INK = 12
"""Pixels of ink of a letter or a dash; a speck of dust has less."""
_DASH = 6, 2
"""Width in pixels of a dash in small type, which may have less ink, and its width for its height at least."""
_MARK = 0.6
"""How far a period, which may have less, stands from its letter at most, as a share of that one's height."""
_LEAST_PAGE = 60
"""The same of a page that has more than specks."""
_LETTER_GAP = 0.4
"""Gap between two letters of a word at most, as a share of their size; lines are further apart."""
_FEWER = 1.5
"""Words that letters make, if joined to rows, for each if joined to columns, where they run up or down."""
_SMALL = 12
"""Height in pixels of letters that engines read better at twice the size."""
_FEW = 40
"""Letters of a cell that is read at twice the size in any case: a figure has no words around that help."""
_PAPER = 235
"""Shade of a ground that is paper, and needs no cleaning."""
_GRAIN = 0.15
"""Share of the contrast of letters and ground that is the grain of the ground."""
_LEAST_CONTRAST = 40
"""Shades between letters and ground; with less, what is there is no letters."""
_WHITE = 255
_UP, _DOWN = 1, 3
"""Quarters of a turn, clockwise, of lines that run up, and of those that run down."""


@dataclass(frozen=True, slots=True)
class Region:
    """A picture for an engine, and where on the page it stands.

    `turns` counts the quarters of a turn, clockwise, that made its lines run from left to right.
    """

    picture: Picture
    place: Rectangle
    turns: int = 0
    scale: int = 1

    def on_page(self, word: RecognizedWord) -> RecognizedWord:
        """Return a word of the picture with its box on the page."""
        left, top, right, bottom = (
            edge / self.scale - _MARGIN for edge in (word.left, word.top, word.right, word.bottom)
        )
        height, width = self.place.bottom - self.place.top, self.place.right - self.place.left
        if self.turns == _UP:
            left, top, right, bottom = top, height - right, bottom, height - left
        elif self.turns == _DOWN:
            left, top, right, bottom = width - bottom, left, width - top, right
        x, y = self.place.left, self.place.top
        return replace(word, left=left + x, top=top + y, right=right + x, bottom=bottom + y)

    def turned_around(self) -> Region:
        """Return the region with its lines upside down: vertical words may run up or down."""
        return replace(
            self, picture=np.ascontiguousarray(np.rot90(self.picture, 2)), turns=_UP + _DOWN - self.turns
        )


def cell_regions(
    gray: Picture, ground: Picture, rules: Picture, tables: Sequence[RuledTable]
) -> Iterator[Region]:
    """Yield the cells that are not blank: light letters become dark, lines that run up or down level."""
    for table in tables:
        for cell in table.cells:
            place = cell.rectangle
            inside = np.s_[place.top + _EDGE : place.bottom - _EDGE, place.left + _EDGE : place.right - _EDGE]
            if np.median(ground[inside]) < _DARK:
                picture = (
                    255 - gray[inside]
                )  # the edge of a dark ground counts as a rule, and letters touch it
            else:
                border = rules[inside].copy()
                border[_BORDER:-_BORDER, _BORDER:-_BORDER] = 0  # within are lines to write on, and underlines
                picture = np.where(border > 0, ground[inside], gray[inside])
            letters = _letters(picture)
            if len(letters):
                yield _region(picture, place.left + _EDGE, place.top + _EDGE, letters)


def outer_region(gray: Picture, tables: Sequence[RuledTable]) -> Region | None:
    """Return what stands outside of tables, if there is anything."""
    picture = gray.copy()
    for table in tables:
        outline = table.outline
        picture[
            outline.top - _BORDER : outline.bottom + _BORDER, outline.left - _BORDER : outline.right + _BORDER
        ] = _WHITE
    if cv2.countNonZero(ink_of(picture)) < _LEAST_PAGE:
        return None
    height, width = picture.shape
    return Region(_framed(picture), Rectangle(0, 0, width, height))


def _letters(picture: Picture) -> Boxes:
    """Return the boxes (x, y, width, height) of the ink that may be letters."""
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink_of(picture), connectivity=8)
    pieces: Boxes = boxes[1:]
    width, height, ink = pieces[:, 2], pieces[:, 3], pieces[:, cv2.CC_STAT_AREA]
    is_dash = (width >= _DASH[0]) & (width >= _DASH[1] * height)
    return np.asarray(pieces[(ink >= _LEAST_INK) | is_dash])


def _region(picture: Picture, x: int, y: int, letters: Boxes) -> Region:
    """Return the part of a picture that has letters; `x` and `y` are where the picture stands."""
    turns = _UP if _run_up(picture.shape, letters) else 0
    size = float(np.median(letters[:, 2 if turns else 3]))
    room = round(_MARK * size)
    left, top = np.maximum(letters[:, :2].min(axis=0) - room, 0).tolist()
    ends = (letters[:, :2] + letters[:, 2:4]).max(axis=0) + room
    right, bottom = np.minimum(ends, picture.shape[1::-1]).tolist()
    is_small = size < _SMALL
    scale = 2 if is_small or len(letters) <= _FEW else 1
    part = picture[top:bottom, left:right]
    framed = _framed(np.ascontiguousarray(np.rot90(part, -1) if turns else part))
    if scale > 1:
        framed = cv2.resize(framed, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return Region(framed, Rectangle(x + left, y + top, x + right, y + bottom), turns, scale)


def _run_up(shape: tuple[int, ...], letters: Boxes) -> bool:
    """Tell whether letters follow each other up or down: then those that all but touch make fewer columns."""
    bodies = np.zeros(shape, np.uint8)
    for x, y, width, height in letters[:, :4].tolist():
        cv2.rectangle(bodies, (x, y), (x + width - 1, y + height - 1), 255, cv2.FILLED)
    gap = max(round(_LETTER_GAP * float(np.median(letters[:, 2:4]))), 2)
    rows, _ = cv2.connectedComponents(cv2.morphologyEx(bodies, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8)))
    columns, _ = cv2.connectedComponents(
        cv2.morphologyEx(bodies, cv2.MORPH_CLOSE, np.ones((gap, 1), np.uint8))
    )
    return _FEWER * (columns - 1) <= rows - 1


def _framed(picture: Picture) -> Picture:
    """Return a picture of black letters on a white ground, whatever shades these have, with a margin."""
    ground, letters = np.median(picture), np.percentile(picture, 1)
    if ground >= _PAPER:
        return _with_margin(picture, int(ground))
    contrast = max((1 - _GRAIN) * (ground - letters), _LEAST_CONTRAST)
    clean = np.clip((picture - letters) * (_WHITE / contrast), 0, _WHITE).astype(np.uint8)
    return _with_margin(clean, _WHITE)


def _with_margin(picture: Picture, shade: int) -> Picture:
    return cv2.copyMakeBorder(picture, _MARGIN, _MARGIN, _MARGIN, _MARGIN, cv2.BORDER_CONSTANT, value=shade)
