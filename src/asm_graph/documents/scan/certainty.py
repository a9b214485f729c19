"""How sure a recognized word is: what the engine says of it, and what the words of Spanish say."""

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
_CONFUSED = 0.7
"""The same where Spanish knows a word that differs from it by signs that look alike."""
_BROKEN = 0.5
"""Certainty, at most, of letters among digits and capitals among small letters."""
_REPAIRED = 0.69
"""Certainty, at most, of a word that was repaired."""
_COMMON_NAME = 2.0, 4
"""Zipf frequency from which a string of so many letters is known, if only as a name."""
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"[-+–($]*\d+(?:[.,:/–-]\d+)*[%.,;:)ºª°-]*")
_AMONG = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|[a-záéíóúüñ][A-ZÁÉÍÓÚÜÑ]")
_CODE = re.compile(r"[A-Z]{1,4}\d+[A-Z]?")
_DIGITS = {"6": "ó", "0": "o", "1": "lií", "5": "s", "8": "B", "3": "é"}
"""Letters that are taken for digits within a word."""
_ALIKE = {
    "a": "áo", "á": "a", "e": "éc", "é": "e", "i": "íl", "í": "i", "o": "óae", "ó": "o", "u": "úi", "ú": "u",
    "n": "ñr", "ñ": "n", "l": "it", "t": "lf", "c": "e", "r": "n", "v": "y", "y": "v", "f": "t", "h": "b",
    "b": "h", "q": "g", "g": "q", "s": "z",
}  # fmt: skip
_ACUTE = dict(zip("aeiou", "áéíóú", strict=True))
_PAIRS = ("rn", "m"), ("m", "rn"), ("cl", "d"), ("li", "h"), ("ii", "n"), ("vv", "w")
_LEAST_LETTERS = 4
"""Letters of a word from which one that looks alike casts doubt on it."""


def judged(word: RecognizedWord) -> RecognizedWord:
    """Return a word as sure as its letters leave it, and with a letter for a digit where only one fits."""
    if _NUMBER.fullmatch(word.text) or not _LETTERS.search(word.text):
        return word
    if repaired := _repaired(word.text):
        return replace(word, text=repaired, confidence=min(word.confidence, _REPAIRED))
    if _AMONG.search(word.text) and not _CODE.fullmatch(word.text.strip(".,;:()")):
        return replace(word, confidence=min(word.confidence, _BROKEN))
    return replace(word, confidence=word.confidence * min(map(_likelihood, _LETTERS.findall(word.text))))


@lru_cache(maxsize=1 << 14)
def _likelihood(letters: str) -> float:
    if _is_known(letters):
        return 1
    if len(letters) >= _LEAST_LETTERS and any(_lexicon().is_word(other) for other in _lookalikes(letters)):
        return _CONFUSED
    return _UNKNOWN


def _is_known(letters: str) -> bool:
    frequency, length = _COMMON_NAME
    if len(letters) == 1 or _lexicon().is_word(letters):
        return True
    commonness = _lexicon().commonness(letters)
    return len(letters) >= length and commonness >= frequency and not _lost_accent(letters, commonness)


def _lost_accent(letters: str, commonness: float) -> bool:
    """Tell whether the word is common only because many people write it without its accent."""
    small = letters.casefold()
    return any(
        _lexicon().commonness(small[:index] + _ACUTE[letter] + small[index + 1 :]) > commonness
        for index, letter in enumerate(small)
        if letter in _ACUTE
    )


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
    """Return a word with the letters that were taken for digits, if only one is a word."""
    digits = [index for index, sign in enumerate(text) if sign in _DIGITS]
    if len(digits) != 1 or not _AMONG.search(text):
        return None
    at = digits[0]
    found = [text[:at] + letter + text[at + 1 :] for letter in _DIGITS[text[at]]]
    known = [word for word in found if all(map(_lexicon().is_word, _LETTERS.findall(word)))]
    return known[0] if len(known) == 1 else None


@cache
def _lexicon() -> Lexicon:
    return Lexicon()
