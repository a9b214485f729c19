"""Signs that engines confuse and whose shape tells them: dashes by their length, bullets by being discs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from asm_graph.documents.scan.recognition import RecognizedWord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from asm_graph.documents.scan.picture import Picture

_DASHES = frozenset("–—")
_HYPHEN, _EN_DASH = 0.45, 0.85
"""Length up to which a dash is a hyphen and an en dash, as shares of the height of most words around it."""
_BULLET, _LARGE_BULLET = "•", "●"
_LIKE_BULLETS = frozenset("●·*+.°oOeE0®«»¢©@-ª-")
"""What engines take a disc for, alone or two together."""
_DISC = 0.15, 0.75
"""Least and greatest width and height of a disc, as such shares."""
_ESTIMATED = 0.15
"""How far a sign may reach beyond its box, where an engine estimates that, as such a share."""
_ROUND = 0.75
_FULL = 0.64
"""Share of its box that a disc fills (π/4), less its blurred edge; the ring of an `o` fills half of it."""
_SURE, _FAINT = 0.9, 0.69
_INK = 128
_LONE_DASH = 10, 60
"""Least and greatest width in pixels of a dash that stands alone in a cell, at twice the size of the page."""
_FLAT, _SOLID = 1.8, 0.75
"""Width of a dash for its height at least, and share of its box that it fills."""
_LEAST_DASH = 40
"""Pixels of ink from which it is surely one; in small type, dust has as many."""


def with_signs(words: Sequence[RecognizedWord], picture: Picture) -> Iterator[RecognizedWord]:
    """Yield the words of a picture, with the signs in place that its ink shows."""
    if not words:
        return
    size = float(np.median([word.bottom - word.top for word in words]))
    for word, before in zip(words, [None, *words], strict=False):
        if word.text == _LARGE_BULLET:
            yield replace(word, text=_BULLET)
        elif word.text in _DASHES:
            yield replace(word, text=_dash((word.right - word.left) / size))
        elif set(word.text) <= _LIKE_BULLETS and _begins_line(word, before) and _is_disc(word, picture, size):
            yield replace(word, text=_BULLET, confidence=max(word.confidence, _SURE))
        else:
            yield word


def _dash(length: float) -> str:
    if length <= _HYPHEN:
        return "-"
    return "–" if length <= _EN_DASH else "—"


def _begins_line(word: RecognizedWord, before: RecognizedWord | None) -> bool:
    return before is None or before.left >= word.left or before.bottom <= word.top


def _is_disc(word: RecognizedWord, picture: Picture, size: float) -> bool:
    reach = _ESTIMATED * size
    left, top, right, bottom = (
        max(round(edge), 0) for edge in (word.left - reach, word.top, word.right + reach, word.bottom)
    )
    ink = np.where(picture[top:bottom, left:right] < _INK, np.uint8(255), np.uint8(0))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if len(boxes) == 1:
        return False
    _, _, width, height, area = max(boxes[1:].tolist(), key=lambda box: box[-1])
    low, high = _DISC[0] * size, _DISC[1] * size
    is_round = (
        low <= min(width, height)
        and max(width, height) <= high
        and min(width, height) >= _ROUND * max(width, height)
    )
    return is_round and bool(area >= _FULL * width * height)


def lone_dash(picture: Picture) -> RecognizedWord | None:
    """Return the dash that a cell holds and nothing else; engines see none without letters beside it."""
    ink = picture < _INK
    if not ink.any():
        return None
    width, height = _extent(ink)
    is_flat = _LONE_DASH[0] <= width <= _LONE_DASH[1] and width >= _FLAT * height
    if not is_flat or float(ink.sum()) < _SOLID * width * height:
        return None
    left, top = int(ink.any(axis=0).argmax()), int(ink.any(axis=1).argmax())
    confidence = _SURE if ink.sum() >= _LEAST_DASH else _FAINT
    return RecognizedWord("-", left, top, left + width, top + height, confidence)


def _extent(ink: NDArray[np.bool_]) -> tuple[int, int]:
    """Return the width and the height of the box around some ink."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1
