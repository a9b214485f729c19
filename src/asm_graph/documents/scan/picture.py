"""Pictures of pages as arrays of pixels: their shades, ink and ground; what the scanner left on them goes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

import cv2
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cv2.typing import MatLike

Picture: TypeAlias = "MatLike"
"""Pixels of 8 bits: shades of gray (height × width), or red, green and blue (height × width × 3)."""

CLEAR, FAINT = 15, 10
"""Shades by which ink is darker than what is around it, and those of a faint rule."""
_SHARP = 0.42
"""Share of the contrast between letters and ground that the sharpest edges have from one pixel to the next.

Measured on scans at 200 dots per inch: 0.49 to 0.70; on those of 75 that were enlarged, 0.29 to 0.37.
"""
_EVERY = 3
"""Of so many rows one is looked at."""
_MOST_PIXELS = 16_000_000
"""A page of A2 at 200 dots per inch."""
_STREAK = 0.85
"""Share of the page's height that a streak of dust on the copier's glass covers."""
_MARGIN, _IN_MARGIN = 0.025, 0.3
"""Share of the page's height that is its margin at each end, and of the margin that a streak covers.

No rule of a table is there, however wide the table is.
"""
_STREAK_EDGE = 4
"""Pixels by which its shadow is wider than its ink."""
_LETTER, _GROUND = 0.4, 0.65
"""Shade of a letter within a streak, and of what is none, as shares of the streak's own."""
COLOR = 3
"""Dimensions of a picture in color."""


def bounded(picture: Picture) -> Picture:
    """Return a picture with as many pixels as are read at most, smaller if need be."""
    height, width = picture.shape[:2]
    scale = math.sqrt(_MOST_PIXELS / (height * width))
    if scale >= 1:
        return np.ascontiguousarray(picture)
    size = max(int(width * scale), 1), max(int(height * scale), 1)
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def ink_of(gray: Picture, contrast: int = CLEAR) -> Picture:
    """Return where a picture is darker than around by so many shades: 255 for ink, 0 for any ground."""
    return cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, contrast)


def is_blurred(gray: Picture) -> bool:
    """Tell whether letters have no sharp edges: the picture was coarser once, and was enlarged."""
    rows = np.ascontiguousarray(gray[::_EVERY])
    ink = ink_of(rows)
    if not ink.any():
        return False
    steps = cv2.absdiff(rows[:, 1:], rows[:, :-1])[cv2.dilate(ink, np.ones((3, 3), np.uint8))[:, 1:] > 0]
    contrast = np.median(rows) - np.percentile(rows[ink > 0], 10)
    return bool(np.percentile(steps, 97) < _SHARP * contrast)


def without_streaks(picture: Picture) -> Picture:
    """Return a picture without the lines that run over the whole sheet, up and down or across.

    What they cross shows through: each of their columns is brightened until its ground is that beside it.
    Lines that run both ways are the rules of a table that fills its picture.
    """
    ink = ink_of(gray_of(picture))
    upright, level = list(_streaks(ink)), list(_streaks(ink.T))
    cleaned = picture.copy()
    if not (upright and level):
        for view, streaks in ((cleaned, upright), (np.swapaxes(cleaned, 0, 1), level)):
            for start, end in streaks:
                _brighten(view, start, end)
    return cleaned


def _streaks(ink: Picture) -> Iterator[tuple[int, int]]:
    """Yield the bands of columns that a streak covers; those at the edge, as of a lid, are none."""
    height, width = ink.shape
    share = cv2.blur(ink.mean(axis=0)[None, :] / 255, (3, 1))[0]
    found = np.flatnonzero(share >= _STREAK)
    margin = max(round(height * _MARGIN), 1)
    for columns in np.split(found, np.flatnonzero(np.diff(found) > 2 * _STREAK_EDGE) + 1):
        if not columns.size:
            continue
        start, end = int(columns[0]) - _STREAK_EDGE, int(columns[-1]) + _STREAK_EDGE + 1
        inked = np.asarray(ink[:, max(start, 0) : end]).max(axis=1) > 0
        if start >= 1 and end < width and min(inked[:margin].mean(), inked[-margin:].mean()) >= _IN_MARGIN:
            yield start, end


def _brighten(picture: Picture, start: int, end: int) -> None:
    """Brighten a band of columns in place."""
    beside = np.maximum(picture[:, start - 1], picture[:, end]).reshape(len(picture), -1)
    ground = cv2.dilate(beside, np.ones((31, 1), np.uint8)).reshape(len(picture), 1, *picture.shape[2:])
    band = picture[:, start:end]
    shade = band / np.maximum(np.median(band, axis=0, keepdims=True), 1)
    picture[:, start:end] = ground * np.clip((shade - _LETTER) / (_GROUND - _LETTER), 0, 1)


def gray_of(picture: Picture) -> Picture:
    """Return the shades of gray of a picture (RGB or gray)."""
    return cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) if picture.ndim == COLOR else picture


def ground_of(gray: Picture) -> Picture:
    """Return the shade on which the letters and rules stand, light or dark, at each place of a picture."""
    height, width = gray.shape
    small = cv2.resize(gray, (max(width // 4, 1), max(height // 4, 1)), interpolation=cv2.INTER_AREA)
    return cv2.resize(cv2.medianBlur(small, 15), (width, height), interpolation=cv2.INTER_NEAREST)
