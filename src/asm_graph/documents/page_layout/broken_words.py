"""Words that a column was too narrow for: the rest stands on the next line, without a hyphen.

A word is broken so only where it stands alone on a line, and not one more of its characters would have
fitted. Two words may stand like that as well, so the pieces must make a word, or be none by themselves. What
is left apart here, `asm_graph.spanish.words` may join by its context.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from asm_graph.documents.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asm_graph.documents.pages import Box, PageWord

_PADDING = 6.0
"""Points between the rule of a cell and its text, at most."""
_CENTERED = 3.0
"""Points by which the room on both sides of a centered word differs."""
_LETTERS_AT_END = re.compile(r"(?<![^\W\d_])[^\W\d_]++$")
_LETTERS_AT_START = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"://|www\.|@")
_CLOSING = re.compile(r"[)\].,;:]+")
"""What no line begins with but the rest of one."""
_FORMULA = re.compile(r"[=*+/][\w(]*+$")
_PART_OF_NUMBER = re.compile(r"\d,\d{0,2}$")
_LONG_PIECE, _LONG_WORD = 4, 7
"""Letters of the first of two real words, and of the word that both make, from which they are one."""
_SHORT_REST = 4
"""Most letters of the rest of a word that no list has (`Monitorea ble`)."""


def rests(lines: Sequence[Sequence[PageWord]], box: Box) -> Iterator[int]:
    """Yield which words of a cell, counted over its lines, are the rest of the one before them."""
    margin = min((line[0].box.left - box.left for line in lines), default=0.0)
    padding = max(min(margin, _PADDING), 0.0)
    count, begun = 0, ""
    for line, below in pairwise(lines):
        count += len(line)
        word, rest = line[-1], below[0]
        begun = begun + word.text if begun and len(line) == 1 else word.text
        is_broken = len(line) == 1 and _fills(word, rest, box, padding) and _is_one_word(begun, rest.text)
        if is_broken or _CLOSING.fullmatch(rest.text):
            yield count
        else:
            begun = ""


def _fills(word: PageWord, rest: PageWord, box: Box, padding: float) -> bool:
    """Tell whether the next character would not have fitted on the line of a word."""
    if word.is_vertical or rest.is_vertical:
        return False
    before, behind = word.box.left - box.left - padding, box.right - padding - word.box.right
    room = before + behind if abs(before - behind) < _CENTERED else behind
    return room < max(one.box.width / len(one.text) for one in (word, rest))


def _is_one_word(begun: str, rest: str) -> bool:
    """Tell whether two pieces are one word, number, formula or address."""
    if _ADDRESS.search(begun) or rest.startswith("@"):
        return not begun.endswith("-")
    first, second = _LETTERS_AT_END.search(begun), _LETTERS_AT_START.match(rest)
    if first is None or second is None:
        is_number = begun[-1:].isdigit() and rest[:1].isdigit()
        is_formula = begun.endswith("/") and not set(begun).isdisjoint("=*")
        return is_formula or (is_number and bool(_FORMULA.search(begun) or _PART_OF_NUMBER.search(begun)))
    if _FORMULA.search(begun) and first[0].isupper() and second[0].isupper():
        return True
    if len(begun) == 1:
        return False
    is_same_case = second[0].islower() or (first[0].isupper() and second[0].isupper())
    return is_same_case and _is_lexical(first[0], second[0])


def _is_lexical(first: str, second: str) -> bool:
    lexicon = Lexicon()
    are_words = lexicon.stands_alone(first), lexicon.stands_alone(second)
    if lexicon.is_word(first + second):
        return not all(are_words) or (len(first) >= _LONG_PIECE and len(first + second) >= _LONG_WORD)
    if lexicon.is_word(second) or are_words[1]:
        return False
    return not lexicon.is_word(first) or len(second) <= _SHORT_REST
