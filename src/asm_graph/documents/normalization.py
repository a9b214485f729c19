"""The one form in which texts are compared, searched and published, with the place of every character in it.

Two texts that look alike are alike in this form: composed letters (NFC, as RDF 1.1 asks of literals), none of
the signs that Unicode calls ignorable (soft hyphens, zero-width signs, variation selectors), plain spaces and
hyphens in place of those that only forbid a line break, ligatures undone, full-width digits and letters in
their usual width. Control characters of Latin-1 are the signs of Windows-1252 that an export wrote so.

Dashes and minus signs stay as they are printed, since they read differently; what reads figures, dates and
ranges takes each of them (`spanish.forms.fold`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Unicode's property Default_Ignorable_Code_Point, as the ranges in a class of a regular expression."""

_IGNORABLE = re.compile(f"[{IGNORABLE}]")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters, and what XML 1.0 excludes: no text of a document has them."""
_UNUSUAL = re.compile(r"(?s:.)?[\x80-\xa0\xad\u0250-\U0010ffff]+")
"""Characters that this module may change, with one before them; no letter of Spanish is among them."""
_HYPHENS = frozenset("\u2010\u2011")
_LIGATURES = ("\ufb00", "\ufb06")
_FULL_WIDTH = ("\uff01", "\uff5e")
_JAMO = ("\u1160", "\u11ff")
_WINDOWS = {chr(code): bytes([code]).decode("cp1252", errors="ignore") for code in range(0x80, 0xA0)}
_MOST_MARKS = 30
"""Marks on one letter, by the Stream-Safe Text Format of UAX #15; a letter with more is left as it is."""

Sign = tuple[str, int]
"""A character of the normalized text, and its offset in the text as it was."""


def normalized(text: str) -> str:
    """Return the text in the form of this module, in linear time.

    >>> normalized("La\u00a0poblacio\u0301n bene\ufb01\u00adciada: ２５")
    'La población beneficiada: 25'
    """
    return _UNUSUAL.sub(lambda run: "".join(sign for sign, _ in _signs(run[0], 0)), text)


def normalized_with_offsets(text: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """Return a part of a text in the form of this module, and the offset in `text` of each of its characters.

    The letters of a ligature share one offset; a letter composed with marks has its own, and covers them
    (`end_of_character`).
    """
    pieces: list[str] = []
    offsets: list[int] = []
    at = start
    for run in _UNUSUAL.finditer(text, start, end):
        pieces.append(text[at : run.start()])
        offsets.extend(range(at, run.start()))
        for sign, offset in _signs(run[0], run.start()):
            pieces.append(sign)
            offsets.append(offset)
        at = run.end()
    pieces.append(text[at:end])
    offsets.extend(range(at, end))
    return "".join(pieces), tuple(offsets)


def end_of_character(text: str, end: int) -> int:
    """Return where a character that ends at `end` ends together with the marks that stand on it."""
    for at in range(end, len(text)):
        if _is_attached(text[at]):
            end = at + 1
        elif not is_ignorable(text[at]):
            break
    return end


def is_ignorable(character: str) -> bool:
    """Return whether Unicode calls a character ignorable: it shows nothing and states nothing."""
    return _IGNORABLE.match(character) is not None


def no_text(text: str) -> str | None:
    """Return the first character that no text can hold, such as NUL or half an emoji, if there is one."""
    # Most cells are printable, which is seen sooner.
    found = None if text.isprintable() else _NO_TEXT.search(text)
    return found[0] if found else None


def _signs(run: str, start: int) -> Iterator[Sign]:
    """Yield the normalized characters of a run that begins at `start`, letter by letter."""
    signs = [(sign, start + index) for index, given in enumerate(run) for sign in _plain(given)]
    first = 0
    for index in range(1, len(signs) + 1):
        if index == len(signs) or signs[index - 1][0].isspace() or not _is_attached(signs[index][0]):
            yield from _composed(signs[first:index])
            first = index


def _composed(letter: Sequence[Sign]) -> Sequence[Sign]:
    """Return one letter and its marks, composed."""
    text = "".join(sign for sign, _ in letter)
    if len(letter) > 1 + _MOST_MARKS or (composed := unicodedata.normalize("NFC", text)) == text:
        return letter
    return [(sign, letter[0][1]) for sign in composed]


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """Return what one character is in this form, before it is composed with others."""
    if is_ignorable(character):
        return ""
    if character in _HYPHENS:
        return "-"
    if character in _WINDOWS:
        return _WINDOWS[character]
    if _LIGATURES[0] <= character <= _LIGATURES[1] or _FULL_WIDTH[0] <= character <= _FULL_WIDTH[1]:
        return unicodedata.normalize("NFKC", character)
    return " " if unicodedata.category(character) == "Zs" else character


@lru_cache(maxsize=4096)
def _is_attached(character: str) -> bool:
    """Return whether a character may be composed with the one before it: a mark, or a jamo of Hangul."""
    return unicodedata.category(character).startswith("M") or _JAMO[0] <= character <= _JAMO[1]
