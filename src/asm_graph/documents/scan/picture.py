"""Pictures of pages as arrays of pixels, bounded, and cleaned of what the scanner and pens left on them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Picture: TypeAlias = "NDArray[np.uint8]"

_MOST_PIXELS = 16_000_000
"""A page of A2 at 200 dots per inch."""
_STREAK = 0.85
"""Share of the page's height that a streak of dust on the copier's glass covers."""
_STREAK_EDGE = 4
"""Pixels by which its shadow is wider than its ink."""
_LETTER, _GROUND = 0.4, 0.65
"""Shade of a letter within a streak, and of what is none, as shares of the streak's own."""
_COLOR = 3
"""Dimensions of a picture in color."""
_COLORFUL, _NOT_BLACK = 32, 90
"""By how much the strongest of red, green and blue exceeds the weakest in a colored stroke, and how strong it is."""
_STROKE = 70, 40
"""Pixels of a pen's stroke or a stamp's ring, on its longer and its shorter side (9 and 5 mm)."""
_APART = 11
"""Pixels between such a stroke and others of the same pen."""
_THIN = 0.35
"""Share of its box that such a stroke covers at most."""
_FAINT = 110
"""Shade of gray from which ink beside a stroke is its blurred edge and no letter."""


def bounded(picture: Picture) -> Picture:
    """Return a picture with as many pixels as are read at most, smaller if need be."""
    height, width = picture.shape[:2]
    scale = math.sqrt(_MOST_PIXELS / (height * width))
    if scale >= 1:
        return np.ascontiguousarray(picture)
    size = max(int(width * scale), 1), max(int(height * scale), 1)
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def ink_of(gray: Picture) -> Picture:
    """Return where a picture is darker than what is around: 255 for ink, 0 for ground, light or dark."""
    return cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)


def without_streaks(picture: Picture) -> Picture:
    """Return a picture without the lines that run over the whole sheet, up or down or across.

    What they cross shows through them: each of their columns is brightened until its ground is that beside it.
    """
    gray = gray_of(picture)
    ink = ink_of(gray)
    cleaned = picture.copy()
    for axis, view in ((0, cleaned), (1, np.swapaxes(cleaned, 0, 1))):
        share = cv2.blur(ink.mean(axis=axis)[None, :] / 255, (3, 1))[0]
        streaks = np.flatnonzero(share >= _STREAK)
        for columns in np.split(streaks, np.flatnonzero(np.diff(streaks) > 2 * _STREAK_EDGE) + 1):
            if columns.size:
                _brighten(view, columns[0] - _STREAK_EDGE, columns[-1] + _STREAK_EDGE + 1)
    return cleaned


def _brighten(picture: Picture, start: int, end: int) -> None:
    """Brighten a band of columns in place; bands at the edge of the sheet, as those of a lid, are left."""
    if start < 1 or end >= picture.shape[1]:
        return
    beside = np.maximum(picture[:, start - 1], picture[:, end]).reshape(len(picture), -1)
    ground = cv2.dilate(beside, np.ones((31, 1), np.uint8)).reshape(len(picture), 1, *picture.shape[2:])
    band = picture[:, start:end]
    shade = band / np.maximum(np.median(band, axis=0, keepdims=True), 1)
    picture[:, start:end] = ground * np.clip((shade - _LETTER) / (_GROUND - _LETTER), 0, 1)


def gray_of(picture: Picture) -> Picture:
    """Return the shades of gray of a picture (RGB or gray)."""
    return cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if picture.ndim == 3 else picture


def ground_of(gray: Picture) -> Picture:
    """Return the shade on which the letters and rules stand, light or dark, at each place of a picture."""
    height, width = gray.shape
    small = cv2.resize(gray, (max(width // 4, 1), max(height // 4, 1)), interpolation=cv2.INTER_AREA)
    return cv2.resize(cv2.medianBlur(small, 15), (width, height), interpolation=cv2.INTER_NEAREST)


def without_pen(picture: Picture, rules: Picture) -> tuple[Picture, Picture]:
    """Return the shades of gray of a picture without colored strokes, and where these were (255).

    Signatures and stamps are large, thin and colored; letters, rules and filled areas in color are not, and black
    letters stay where a stroke crosses them.
    """
    gray = gray_of(picture)
    strokes = _strokes(picture, rules) if picture.ndim == _COLOR else np.zeros_like(gray)
    if not strokes.any():
        return gray, strokes
    beside = cv2.dilate(strokes, np.ones((5, 5), np.uint8))
    paper = cv2.dilate(gray, np.ones((15, 15), np.uint8))
    return np.where((strokes > 0) | ((beside > 0) & (gray >= _FAINT)), paper, gray), beside


def _strokes(picture: Picture, rules: Picture) -> Picture:
    red, green, blue = cv2.split(picture)
    highest = cv2.max(cv2.max(red, green), blue)
    colorful = cv2.subtract(highest, cv2.min(cv2.min(red, green), blue))
    colored = np.where((colorful >= _COLORFUL) & (highest >= _NOT_BLACK), np.uint8(255), np.uint8(0))
    seeds = np.where(rules > 0, np.uint8(0), colored)
    outlines, _ = cv2.findContours(seeds, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    large = [outline for outline in outlines if len(outline) >= sum(_STROKE) and _is_stroke(seeds, outline)]
    if not large:
        return np.zeros_like(rules)
    _, groups = cv2.connectedComponents(cv2.dilate(colored, np.ones((_APART, _APART), np.uint8)))
    penned = np.zeros(groups.max() + 1, bool)
    penned[[groups[y, x] for x, y in (outline[0, 0] for outline in large)]] = True
    return np.where(penned[groups], colored, np.uint8(0))


def _is_stroke(ink: Picture, outline: cv2.typing.MatLike) -> bool:
    x, y, width, height = cv2.boundingRect(outline)
    covered = cv2.countNonZero(ink[y : y + height, x : x + width])
    is_large = max(width, height) >= _STROKE[0] and min(width, height) >= _STROKE[1]
    return is_large and covered <= _THIN * width * height
