"""How sure a recognized word is: what the engine says of it, and how common it is in Spanish.

Only frequencies are asked: the list of inflected forms takes half a second to load, in each process.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from asm_graph.documents.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asm_graph.documents.scan.recognition import RecognizedWord

_UNKNOWN = 0.85
"""By what the certainty of a word that Spanish does not know is lessened; most are names and initials."""
_CONFUSED = 0.68
"""The same where a common word differs from it by signs that look alike, or by an accent that it lost."""
_BROKEN = 0.5
"""Certainty, at most, of letters among digits and capitals among small letters."""
_REPAIRED = 0.69
"""Certainty, at most, of a word that was repaired."""
_SHORT = 3
"""Letters of a short word: others that are as short and rare are misread ones as often as not."""
_LONG = 5
"""Signs of a word that may be repaired (`1o` is *primero*)."""
_KNOWN_SHORT, _KNOWN, _COMMON = 4.5, 2.0, 3.5
"""Zipf frequency from which a short word, and a longer one, is known; and from which it is likely."""
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"[-+–($]*\d+(?:[.,:/–-]\d+)*[%.,;:)ºª°-]*")
_AMONG = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|[a-záéíóúüñ][A-ZÁÉÍÓÚÜÑ]|[A-ZÁÉÍÓÚÜÑ]{3}[a-záéíóúüñ]")
_ORDINAL = re.compile(r"\d{1,2}[?*'\"”’]")
"""A short number with what a raised `o` is taken for (`1? de julio`)."""
_STROKES = re.compile(r"[lI|]{2,3}")
_CODE = re.compile(r"[A-Z]{1,6}\d+[A-Z]?")
_ZERO = re.compile(r"[A-Z]O\d")
"""What a code with a zero is read as, as often as one with an `O` (`MIR09`)."""
_DIGITS = {"6": "ó", "0": "o", "1": "lií", "5": "s", "8": "B", "3": "é"}
"""Letters that are taken for digits within a word."""
_ACUTE = dict(zip("aeiou", "áéíóú", strict=True))
_ALIKE = {
    "a": "o", "á": "a", "e": "c", "é": "e", "i": "l", "í": "i", "o": "ae", "ó": "o", "u": "i", "ú": "u",
    "n": "r", "ñ": "n", "l": "it", "t": "lf", "c": "e", "r": "n", "v": "y", "y": "v", "f": "t", "h": "b",
    "b": "h", "q": "g", "g": "q", "s": "z",
}  # fmt: skip
_PAIRS = ("rn", "m"), ("m", "rn"), ("cl", "d"), ("li", "h"), ("ii", "n"), ("vv", "w")


def judged(word: RecognizedWord) -> RecognizedWord:
    """Return a word as sure as its letters leave it, and with a letter for a digit where only one fits."""
    if _ORDINAL.fullmatch(word.text) or _ZERO.search(word.text):
        return replace(word, confidence=min(word.confidence, _BROKEN))
    if _NUMBER.fullmatch(word.text) or not _LETTERS.search(word.text):
        return word
    if repaired := _repaired(word.text):
        return replace(word, text=repaired, confidence=min(word.confidence, _REPAIRED))
    if _AMONG.search(word.text) and not _CODE.fullmatch(word.text.strip(".,;:()")):
        return replace(word, confidence=min(word.confidence, _BROKEN))
    return replace(word, confidence=word.confidence * min(map(_likelihood, _LETTERS.findall(word.text))))


@lru_cache(maxsize=1 << 14)
def _likelihood(letters: str) -> float:
    if len(letters) == 1:
        return 1
    commonness = _lexicon().commonness(letters)
    if any(_lexicon().commonness(other) > commonness for other in _accented(letters)):
        return _CONFUSED
    if commonness >= (_KNOWN_SHORT if len(letters) <= _SHORT else _KNOWN):
        return 1
    if len(letters) > _SHORT and any(
        _lexicon().commonness(other) >= _COMMON for other in _lookalikes(letters)
    ):
        return _CONFUSED
    return _UNKNOWN


def _accented(letters: str) -> Iterator[str]:
    """Yield the ways to write a word with one accent, if it has none."""
    small = letters.casefold()
    if small.isascii():
        for index, letter in enumerate(small):
            if letter in _ACUTE:
                yield small[:index] + _ACUTE[letter] + small[index + 1 :]


def _lookalikes(letters: str) -> Iterator[str]:
    small = letters.casefold()
    for index, letter in enumerate(small):
        for other in _ALIKE.get(letter, ""):
            yield small[:index] + other + small[index + 1 :]
    for pair, other in _PAIRS:
        if pair in small:
            yield small.replace(pair, other, 1)


@lru_cache(maxsize=1 << 12)
def _repaired(text: str) -> str | None:
    """Return a word with the letter that was taken for a digit, or a numeral of strokes, if only one fits."""
    letters = text.strip(".,;:()")
    if _STROKES.fullmatch(letters) and set(letters) != {"I"}:
        return text.replace(letters, "I" * len(letters))
    digits = [index for index, sign in enumerate(text) if sign.isdecimal()]
    if len(digits) != 1 or len(text) < _LONG or not _AMONG.search(text):
        return None
    at = digits[0]
    found = [text[:at] + letter + text[at + 1 :] for letter in _DIGITS.get(text[at], "")]
    known = [word for word in found if all(_likelihood(letters) == 1 for letters in _LETTERS.findall(word))]
    return known[0] if len(known) == 1 else None


@cache
def _lexicon() -> Lexicon:
    return Lexicon()
