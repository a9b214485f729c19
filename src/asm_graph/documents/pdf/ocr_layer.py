"""A text layer that OCR has made, held against another OCR of the page: what both read is sure.

Such a layer does not say how sure it is of a word, and often was made from a finer picture than the file has.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.documents.lexicon import Lexicon
from asm_graph.documents.pages import Box
from asm_graph.documents.pdf.placement import QUARTER
from asm_graph.documents.scan.certainty import judged
from asm_graph.documents.scan.recognition import RecognizedWord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asm_graph.documents.pages import Page, PageWord

_AGREED = 0.95
"""Confidence, at least, of a word that two engines read alike."""
_ALONE = 0.75
"""Confidence, at most, of a word that one of them reads otherwise, or not at all."""
_LONG = 4
"""Letters of words by which two readings are compared."""
_NOWHERE = 0.0, 0.0, 0.0, 0.0
_BAND = 20.0
"""Points of the bands by which words at the same place are found."""


def with_layer(scan: Page, layer: Sequence[PageWord]) -> Page:
    """Return a page that was read by OCR, with the words of its text layer if more of them are Spanish.

    The words of the layer stand upright as on the page, but for the skew of the scan.
    """
    straight = [replace(word, box=_turned(word.box, scan)) for word in layer]
    better, other = sorted((straight, list(scan.words)), key=_known, reverse=True)
    places = _Places(other)
    words = [_held_against(word, places.at(word.box)) for word in better]
    taken = _Places(better)
    missed = (word for word in other if taken.at(word.box) is None)
    return replace(scan, words=(*words, *(_held_against(word, None) for word in missed)))


def _known(words: Iterable[PageWord]) -> float:
    """Return the share of the longer words that Spanish has."""
    long = [text for word in words if len(text := word.text.strip(".,;:()“”")) >= _LONG and text.isalpha()]
    return sum(map(Lexicon().is_word, long)) / len(long) if long else 0


def _held_against(word: PageWord, other: PageWord | None) -> PageWord:
    """Return a word as sure as another reading of its place makes it."""
    said = word.confidence or 0
    if other is not None and _plain(word.text) == _plain(other.text):
        sure = max(said, other.confidence or 0, _AGREED)
    else:
        sure = min(said or _ALONE, _ALONE)
    held = judged(RecognizedWord(word.text, *_NOWHERE, sure))
    return replace(word, text=held.text, confidence=held.confidence)


def _plain(text: str) -> str:
    return text.strip(".,;:()“”-–")


def _turned(box: Box, scan: Page) -> Box:
    """Return a box turned about the middle of the page by the skew of its scan."""
    skew = math.radians(scan.turn - QUARTER * round(scan.turn / QUARTER))
    x, y = box.center
    across, down = x - scan.width / 2, y - scan.height / 2
    right = across * math.cos(skew) - down * math.sin(skew) - across
    lower = across * math.sin(skew) + down * math.cos(skew) - down
    return Box(box.left + right, box.top + lower, box.right + right, box.bottom + lower)


class _Places:
    """Words by their place on a page."""

    def __init__(self, words: Iterable[PageWord]) -> None:
        self._bands: dict[int, list[PageWord]] = {}
        for word in words:
            self._bands.setdefault(round(word.box.center[1] / _BAND), []).append(word)

    def at(self, box: Box) -> PageWord | None:
        """Return the word in whose box the middle of this one lies, or the other way round."""
        band = round(box.center[1] / _BAND)
        for near in (band, band - 1, band + 1):
            for word in self._bands.get(near, ()):
                if word.box.has(*box.center) or box.has(*word.box.center):
                    return word
        return None
