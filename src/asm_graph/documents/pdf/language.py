"""Whether the words of a page are those of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asm_graph.documents.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asm_graph.documents.pages import PageWord

_LONG, _MANY = 4, 20
"""Letters of a word, and words, that tell whether a language is written."""
_KNOWN = 0.3
"""Share of such words that are Spanish: 0.44 in an English text, 0.7 in a list of names, over 0.9 else."""


def is_language(words: Iterable[PageWord]) -> bool:
    """Tell whether words are those of a language, and not letters that a font has shifted."""
    stripped = (word.text.strip(".,;:()“”¿?•") for word in words)
    long = [text for text in stripped if sum(map(str.isalpha, text)) >= max(_LONG, len(text) / 2)]
    return len(long) < _MANY or sum(map(Lexicon().is_word, long)) >= _KNOWN * len(long)
