"""Signatures and stamps: the colored strokes over a page, which are taken away before letters are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from asm_graph.documents.scan.picture import COLOR, gray_of, ink_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cv2.typing import MatLike

    from asm_graph.documents.scan.picture import Picture

_COLORFUL, _COLORED, _NOT_BLACK = 32, 20, 90
"""By how much the strongest of red, green and blue exceeds the weakest in a stroke, on average and at least;
and how strong it is at least."""
_STROKE = 70, 40
"""Pixels of a pen's stroke or a stamp's ring, on its longer and its shorter side (9 and 5 mm)."""
_APART = 12
"""Pixels by which smaller pieces of it, such as its ends, are apart."""
_LETTER = 8, 45
"""Least and greatest height of a letter in pixels."""
_ROW, _LETTERS = 100, 5
"""How many pixels to the left and to the right letters are counted, and how many are text."""
_MOST_PIECES = 8000
"""Colored pieces on a page; with more it is a picture."""
_THIN = 0.35
"""Share of its box that such a stroke covers at most."""
_SPECK = 13
"""Pixels of what such strokes leave at most."""
_FAINT = 110
"""Shade of gray from which ink beside a stroke is its blurred edge and no letter."""


def without_pen(picture: Picture, rules: Picture) -> tuple[Picture, Picture]:
    """Return the shades of gray of a picture without colored strokes, and where these were (255).

    Signatures and stamps are large, thin and colored; letters, rules and filled areas in color are not, and
    black letters stay where a stroke crosses them.
    """
    gray = gray_of(picture)
    strokes = _strokes(picture, rules) if picture.ndim == COLOR else np.zeros_like(gray)
    if not strokes.any():
        return gray, strokes
    beside = cv2.dilate(strokes, np.ones((5, 5), np.uint8))
    paper = cv2.dilate(gray, np.ones((15, 15), np.uint8))
    clean = np.where((strokes > 0) | ((beside > 0) & (gray >= _FAINT)), paper, gray)
    specks = _specks(clean, beside)
    return np.where(specks > 0, paper, clean), beside


def _specks(gray: Picture, beside: Picture) -> Picture:
    """Return what is left within the strokes, where they cross each other, and is too small for a letter."""
    near = cv2.dilate(beside, np.ones((_SPECK, _SPECK), np.uint8))
    specks = np.zeros_like(beside)
    for speck in _outlines(ink_of(gray)):
        x, y, width, height = cv2.boundingRect(speck)
        if max(width, height) <= _SPECK and near[y : y + height, x : x + width].all():
            cv2.drawContours(specks, [speck], -1, 255, cv2.FILLED)
    return cv2.dilate(specks, np.ones((3, 3), np.uint8))


def _strokes(picture: Picture, rules: Picture) -> Picture:
    red, green, blue = cv2.split(picture)
    highest = cv2.max(cv2.max(red, green), blue)
    colorful = cv2.subtract(highest, cv2.min(cv2.min(red, green), blue))
    colored = np.where((colorful >= _COLORED) & (highest >= _NOT_BLACK), np.uint8(255), np.uint8(0))
    unruled = np.where(rules > 0, np.uint8(0), colored)
    seeds = [
        cv2.boundingRect(outline) for outline in _outlines(unruled) if _is_stroke(unruled, colorful, outline)
    ]
    found = np.zeros_like(rules)
    if seeds:
        pieces = [(outline, cv2.boundingRect(outline)) for outline in _outlines(colored)]
        strokes = [box for _, box in pieces if any(_is_within(seed, box) for seed in seeds)]
        penned = [piece for piece, box in pieces if any(_is_within(box, stroke) for stroke in strokes)]
        cv2.drawContours(found, penned, -1, 255, cv2.FILLED)
        near = cv2.dilate(found, np.ones((2 * _APART, 2 * _APART), np.uint8))
        letters = _in_rows(np.array([box for _, box in pieces]))
        ends = [
            piece
            for (piece, _), is_letter in zip(pieces, letters, strict=True)
            if near[piece[:, 0, 1], piece[:, 0, 0]].any() and not is_letter
        ]
        cv2.drawContours(found, ends, -1, 255, cv2.FILLED)
    return cv2.bitwise_and(found, colored)


def _outlines(ink: Picture) -> Sequence[MatLike]:
    outlines, _ = cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return outlines if len(outlines) <= _MOST_PIECES else ()


def _is_within(box: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether a box (x, y, width, height) lies within another, or hardly reaches out of it."""
    x, y, width, height = box
    left, top, across, down = other
    return (
        left - _APART <= x
        and top - _APART <= y
        and x + width <= left + across + _APART
        and y + height <= top + down + _APART
    )


def _in_rows(boxes: MatLike) -> MatLike:
    """Tell of each box (x, y, width, height) whether it may be a letter among letters."""
    x, y, width, height = boxes.T
    middle, center = y + height / 2, x + width / 2
    is_letter = (height >= _LETTER[0]) & (height <= _LETTER[1]) & (width <= _LETTER[1])
    near = (np.abs(middle[:, None] - middle) <= _LETTER[0]) & (np.abs(center[:, None] - center) <= _ROW)
    beside = (near & is_letter).sum(axis=1)
    among: MatLike = is_letter & (beside >= _LETTERS)
    return among


def _is_stroke(ink: Picture, colorful: Picture, outline: MatLike) -> bool:
    if len(outline) < sum(_STROKE):
        return False
    x, y, width, height = cv2.boundingRect(outline)
    here = np.s_[y : y + height, x : x + width]
    if max(width, height) < _STROKE[0] or min(width, height) < _STROKE[1]:
        return False
    covered = ink[here] > 0
    return covered.sum() <= _THIN * width * height and colorful[here][covered].mean() >= _COLORFUL
