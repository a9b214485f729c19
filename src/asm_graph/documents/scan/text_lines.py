"""Where the lines of text in a picture are: letters side by side, with their accents and commas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from asm_graph.documents.scan.picture import ink_of
from asm_graph.documents.scan.ruled_cells import Rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cv2.typing import MatLike as Boxes

    from asm_graph.documents.scan.picture import Picture

_LEAST_INK = 8
_DARK = 170
"""Shade of gray of letters at most."""
_LETTER = 6, 90
"""Least and greatest height of a letter in pixels."""
_MARK, _TALL = 0.5, 2.6
"""Height of a mark (an accent, a comma) and of what is no letter, as shares of that of most letters."""
_DASH = 2.5
"""Width of a dash at most, as such a share; a wider one is a rule."""
_SPACE = 1.3
"""Width of a space at most, as such a share; words further apart are read by themselves."""
_ATTACHED = 0.7
"""How far a mark stands from its line at most, as such a share."""
_MOST_PIECES = 20_000
"""Pieces of ink on a page; a dense one has 6,000, and what has more is no text."""
_MOST_LINES = 400


def text_lines(picture: Picture) -> list[Rectangle]:
    """Return the lines of a picture of dark letters, in reading order; parts far apart are lines."""
    ink = np.where(picture < _DARK, ink_of(picture), np.uint8(0))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes = boxes[1:][(boxes[1:, 4] >= _LEAST_INK)]
    letters = boxes[(boxes[:, 3] >= _LETTER[0]) & (boxes[:, 3] <= _LETTER[1])]
    if not 0 < len(boxes) <= _MOST_PIECES or not len(letters):
        return []
    size = float(np.median(letters[:, 3]))
    is_letter = (boxes[:, 3] >= _MARK * size) & (boxes[:, 3] <= _TALL * size)
    lines = _rows(boxes[is_letter], picture.shape, size)
    marks = boxes[(boxes[:, 3] < _MARK * size) & (boxes[:, 2] < _DASH * size)]
    return _in_reading_order(_with_marks(lines, marks, size)[:_MOST_LINES])


def _rows(letters: Boxes, shape: tuple[int, ...], size: float) -> Boxes:
    """Return the boxes (left, top, right, bottom) of letters that follow each other."""
    bodies = np.zeros(shape, np.uint8)
    for x, y, width, height in letters[:, :4].tolist():
        cv2.rectangle(bodies, (x, y), (x + width - 1, y + height - 1), 255, cv2.FILLED)
    joined = cv2.morphologyEx(bodies, cv2.MORPH_CLOSE, np.ones((1, round(_SPACE * size)), np.uint8))
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = [(x, y, x + width, y + height) for x, y, width, height in map(cv2.boundingRect, outlines)]
    return np.array(found, np.int32).reshape(-1, 4)


def _with_marks(lines: Boxes, marks: Boxes, size: float) -> list[Rectangle]:
    """Return the lines, each with its marks; a mark without a line, such as a dash alone, is one itself."""
    grown = lines.copy()
    alone = []
    for x, y, width, height in marks[:, :4].tolist():
        beside = np.maximum(np.maximum(lines[:, 0] - x - width, x - lines[:, 2]), 0)
        apart = np.maximum(np.maximum(lines[:, 1] - y - height, y - lines[:, 3]), 0)
        near = np.flatnonzero((beside <= _SPACE * size) & (apart <= _ATTACHED * size))
        if not near.size:
            alone.append((x, y, x + width, y + height))
            continue
        line = near[np.argmin(apart[near] * 2 + beside[near])]
        grown[line, :2] = np.minimum(grown[line, :2], (x, y))
        grown[line, 2:] = np.maximum(grown[line, 2:], (x + width, y + height))
    half = round(size / 2)
    all_lines = [
        *grown.tolist(),
        *((x, (y + end) // 2 - half, right, (y + end) // 2 + half) for x, y, right, end in alone),
    ]
    return [Rectangle(*edges) for edges in all_lines]


def _in_reading_order(lines: Sequence[Rectangle]) -> list[Rectangle]:
    ordered: list[list[Rectangle]] = []
    for line in sorted(lines, key=lambda line: line.top + line.bottom):
        middle = (line.top + line.bottom) / 2
        row = next((row for row in ordered[-3:] if row[0].top <= middle <= row[0].bottom), None)
        if row is None:
            ordered.append([line])
        else:
            row.append(line)
    return [line for row in ordered for line in sorted(row, key=lambda line: line.left)]
