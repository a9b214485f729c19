"""Doubtful words, read again by another engine: where both agree a word is sure, else it stays doubtful."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asm_graph.documents.scan.certainty import judged
from asm_graph.documents.scan.ruled_cells import Rectangle
from asm_graph.documents.scan.signs import lone_dash

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.scan.bundled import BundledEngine
    from asm_graph.documents.scan.picture import Picture
    from asm_graph.documents.scan.recognition import RecognizedWord

_DOUBTFUL = 0.8
"""Confidence below which a word is read again; of a page with good letters that is one word in thirty."""
_AGREED = 0.9
"""Confidence of a word that two engines read alike."""
_DISPUTED = 0.69
"""Confidence, at most, of one that they read differently."""
_LEAST = 0.5
"""Confidence from which the second reading may stand in the place of the first."""
_DIRT = 0.3
"""Confidence up to which a sign that the other engine does not see is none: dust, or the end of a stroke."""
_BLANK = "_"
"""What lines to write on are read as, by each engine in its way."""
_MOST_WORDS = 60
"""Words of a page that are read again; with more, it is the page that is bad."""


def read_unseen(picture: Picture, engine: BundledEngine | None) -> Iterator[RecognizedWord]:
    """Yield what there is in a picture in which the first engine saw no word: a dash, or what another reads.

    A cell with a figure in it must not pass for a blank one, which says that there is none.
    """
    if dash := lone_dash(picture):
        yield dash
        return
    for words in engine.read_blocks([picture]) if engine else ():
        for word in map(judged, words):
            if word.confidence >= _LEAST and any(map(str.isalnum, word.text)):
                yield replace(word, confidence=min(word.confidence, _DISPUTED))


def read_again(
    words: Sequence[RecognizedWord], picture: Picture, engine: BundledEngine
) -> Iterator[RecognizedWord]:
    """Yield the words of a picture, those that are doubtful as two engines have them."""
    left = _MOST_WORDS
    for word in words:
        if word.confidence >= _DOUBTFUL or _BLANK in word.text or not left:
            yield word
            continue
        left -= 1
        place = Rectangle(*(round(edge) for edge in (word.left, word.top, word.right, word.bottom)))
        again = [judged(other) for other in engine.read_line(picture, place)]
        text = " ".join(other.text for other in again)
        confidence = min((other.confidence for other in again), default=0.0)
        if text.casefold() == word.text.casefold():
            agreed = max(word.confidence, min(confidence, _AGREED))
            yield replace(word, confidence=agreed if text == word.text else min(word.confidence, _DISPUTED))
        elif confidence > max(word.confidence, _LEAST):
            yield replace(word, text=text, confidence=min(confidence, _DISPUTED))
        elif any(map(str.isalnum, word.text)) or word.confidence > _DIRT:
            yield replace(word, confidence=min(word.confidence, _DISPUTED))
