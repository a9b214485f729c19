"""Whether a text was cut: how its last words end, and how the words after the cut begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asm_graph.documents import Passage
from asm_graph.documents.lexicon import Lexicon
from asm_graph.documents.normalization import normalized
from asm_graph.spanish.forms import FUNCTION_WORD, fold
from asm_graph.spanish.words import join_broken_words

if TYPE_CHECKING:
    from asm_graph.documents import TextDocument

_ENDS_OPEN = re.compile(rf"\b{FUNCTION_WORD}$|[,-]$")
_BEGINS_OPEN = re.compile(rf"{FUNCTION_WORD}\b")
_CLOSED = re.compile(r"[.;!?%)\]»”\"](?:\s|</p>)*$")
_ITEM_ANNOUNCED = re.compile(r"(?:^|[.;>]\s*)\d{1,2}\s*[.)-]+\s*$")
_LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]++)\s*+$")
_OPEN_SIGN = re.compile(r"[,(\"“«¿¡/-]\s*$|<[^<>]*$")
_LETTER_ALONE = re.compile(r"(?<!\w)[^\W\d_AEOUYaeouy]$")
"""A letter that is no Spanish word."""


def is_open(text: str) -> bool:
    """Return whether a text was cut: it ends unlike a sentence, or with the bare number of an item.

    >>> is_open("Se elaboró el diagnóstico"), is_open("Se elaboró."), is_open("Se elaboró. 2.-")
    (True, False, True)
    """
    return bool(text.strip()) and (not _CLOSED.search(text) or _ITEM_ANNOUNCED.search(text) is not None)


def ends_open(text: str) -> bool:
    """Return whether a text ends with a word that needs another (`de`), or within a paragraph or brackets."""
    within = text.count("<p>") > text.count("</p>") or text.count("(") > text.count(")")
    return within or _ENDS_OPEN.search(fold(text.strip())) is not None


def goes_on(above: str, text: str) -> bool:
    """Return whether a name without punctuation goes on: one of the two ends that meet needs the other."""
    return ends_open(above) or _BEGINS_OPEN.match(fold(text.strip())) is not None


def breaks_off(document: TextDocument, ending: str) -> bool:
    """Return whether a document's last text is cut: its last word is a fragment, or needs another one.

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
    """Return whether a word is unknown and occurs once; a capitalized one must also begin a longer word."""
    if Lexicon().is_word(word) or len(re.findall(rf"\b{word}\b", text)) > 1:
        return False
    return word.islower() or re.search(rf"\b{word}[^\W\d_]", text) is not None
