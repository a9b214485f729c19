"""Whether a text ends where its author ended it, or in the middle of a word or a phrase."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.readers.names import ends_open
from asm_graph.spanish.words import Lexicon

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
    if len(ending.strip()) > 1 and (_OPEN_SIGN.search(ending) or _LETTER_ALONE.search(ending)):
        return True
    match = _LAST_WORD.search(ending)
    if match is None or not match[1].islower():
        return False
    word = match[1]
    is_fragment = not Lexicon().is_word(word) and len(re.findall(rf"\b{word}\b", document.text)) == 1
    return is_fragment or ends_open(ending)
