"""Whether a text ends where its author ended it, or in the middle of a word or a phrase."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.documents.lexicon import Lexicon
from asm_graph.documents.normalization import normalized
from asm_graph.readers.names import ends_open
from asm_graph.spanish.words import join_broken_words

if TYPE_CHECKING:
    from asm_graph.documents import TextDocument

_LAST_WORD = re.compile(r"([^\W\d_]+)\s*$")
_OPEN_SIGN = re.compile(r"[,(\"“«¿¡/-]\s*$|<[^<>]*$")
_LETTER_ALONE = re.compile(r"(?<!\w)[^\W\d_AEOUYaeouy]$")
"""A letter that is no Spanish word."""


def breaks_off(document: TextDocument, ending: str) -> bool:
    """Whether the last text of a document is cut: its last word is no word, or needs another one.

    The document's own words do not count as known here, since the fragment would be among them.
    """
    ending = join_broken_words(Passage.of(ending, 0, len(ending)), Lexicon()).text
    if len(ending.strip()) > 1 and (_OPEN_SIGN.search(ending) or _LETTER_ALONE.search(ending)):
        return True
    match = _LAST_WORD.search(ending)
    return match is not None and (
        _is_fragment(match[1], normalized(document.text)) or (not match[1].isupper() and ends_open(ending))
    )


def _is_fragment(word: str, text: str) -> bool:
    """Whether a word is none and stands nowhere else; a name must begin a longer word of the text besides."""
    if Lexicon().is_word(word) or len(re.findall(rf"\b{word}\b", text)) > 1:
        return False
    return word.islower() or re.search(rf"\b{word}[^\W\d_]", text) is not None
