"""How a scanned page has to be turned so that its lines run from left to right and stand level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from asm_graph.documents.scan.picture import gray_of, ink_of

if TYPE_CHECKING:
    from asm_graph.documents.scan.picture import Picture

_QUARTER, _FULL = 90.0, 360.0
_REDUCTIONS = 4, 2
"""By what the ink is reduced to find the skew roughly, then finely."""
_STEPS = 0.5, 0.05
_MOST_SKEW = 5.0
"""Degrees; a sheet that lies more askew on the glass is laid straight before it is scanned."""
_LEAST_SKEW = 0.2
"""Degrees below which turning would only blur: a line of 17 cm is off by half a millimeter."""
_LETTER = 8, 60
"""Least and greatest height of a letter's ink in pixels, at 200 dots per inch."""
_STROKE = 3
"""Pixels of its width or height, whichever is less."""
_LETTER_GAP = 25
"""Pixels between two letters of a line at most."""
_LEAST_LINE = 4
"""Letters of a line that is looked at."""
_RISE = 0.2
"""Share of the height of most of a line's letters by which one rises above them, or hangs below."""
_LEAST_EVIDENCE = 30
_UPSIDE_DOWN = 1.5
"""Hanging letters for each rising one on a page upside down; else, two to five rise for one that hangs."""


def upright(picture: Picture) -> tuple[Picture, float]:
    """Return a picture turned so that it is read, and by how many degrees, clockwise, it was turned."""
    ink = letter_ink(ink_of(gray_of(picture)))
    quarters = 0
    if _contrast_of(np.ascontiguousarray(ink.T)) > _contrast_of(ink):
        quarters, ink = 1, np.ascontiguousarray(np.rot90(ink, -1))
    skew = _skew(ink)
    rising, hanging = _rising_and_hanging(turned(ink, skew))
    if hanging > rising * _UPSIDE_DOWN and rising + hanging >= _LEAST_EVIDENCE:
        quarters += 2
    straight = turned(np.ascontiguousarray(np.rot90(picture, -quarters)), skew)
    return straight, (_QUARTER * quarters + skew) % _FULL


def is_sideways(turn: float) -> bool:
    """Tell whether a page that has to be turned by so many degrees lies on its side."""
    return round(turn / _QUARTER) % 2 == 1


def turned(picture: Picture, degrees: float) -> Picture:
    """Return a picture turned clockwise about its middle by a small angle, on a canvas of the same size."""
    if not degrees:
        return picture
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1)
    return cv2.warpAffine(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )


def letter_ink(ink: Picture) -> Picture:
    """Return the ink of what has the size of a letter; rules, pictures and dust are gone."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    longer = boxes[:, 2:4].max(axis=1)
    letters = (boxes[:, 2:4].min(axis=1) >= _STROKE) & (longer >= _LETTER[0]) & (longer <= _LETTER[1])
    letters[0] = False
    ink_of_letters: Picture = np.where(letters, np.uint8(255), np.uint8(0))[labels]
    return ink_of_letters


def _contrast_of(ink: Picture) -> float:
    small = _reduced(ink, _REDUCTIONS[0])
    return max(_contrast(small, angle) for angle in _angles(0, _MOST_SKEW, 2 * _STEPS[0]))


def _skew(ink: Picture) -> float:
    """Return by how many degrees, clockwise, letters have to be turned so that their lines are level.

    The rows of level text alternate between full and empty most of all (Postl 1986).
    """
    if not ink.any():
        return 0.0
    best, around = 0.0, _MOST_SKEW
    for reduction, step in zip(_REDUCTIONS, _STEPS, strict=True):
        small = _reduced(ink, reduction)
        best = max(_angles(best, around, step), key=lambda angle: _contrast(small, angle))
        around = step
    return best if abs(best) >= _LEAST_SKEW else 0.0


def _angles(middle: float, around: float, step: float) -> list[float]:
    count = round(around / step)
    return [middle + step * index for index in sorted(range(-count, count + 1), key=abs)]


def _reduced(ink: Picture, reduction: int) -> Picture:
    height, width = ink.shape
    size = (max(width // reduction, 1), max(height // reduction, 1))
    return cv2.resize(ink, size, interpolation=cv2.INTER_AREA)


def _contrast(ink: Picture, degrees: float) -> float:
    """Return how much the rows differ from their neighbors, once the ink is sheared by an angle.

    Columns move by whole pixels: mixing those between would favor the picture as it lies.
    """
    height, width = ink.shape
    slope = np.tan(np.radians(degrees))
    matrix = np.array([[1, 0, 0], [slope, 1, -slope * width / 2]])
    rows = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_NEAREST).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _rising_and_hanging(ink: Picture) -> tuple[int, int]:
    """Count the letters that rise above most of their line (`b`, `í`) and that hang below (`g`, `p`)."""
    middle = np.ascontiguousarray(ink[len(ink) // 5 : len(ink) * 4 // 5])
    lines = cv2.morphologyEx(middle, cv2.MORPH_CLOSE, np.ones((1, _LETTER_GAP), np.uint8))
    rising = hanging = 0
    for line in cv2.findContours(lines, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
        x, y, width, height = cv2.boundingRect(line)
        letters, _ = cv2.findContours(
            middle[y : y + height, x : x + width], cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
        )
        if len(letters) >= _LEAST_LINE:
            boxes = np.array([cv2.boundingRect(letter) for letter in letters])
            tops, bottoms = boxes[:, 1], boxes[:, 1] + boxes[:, 3]
            top, bottom = np.median(tops), np.median(bottoms)
            rising += int((tops < top - _RISE * (bottom - top)).sum())
            hanging += int((bottoms > bottom + _RISE * (bottom - top)).sum())
    return rising, hanging
