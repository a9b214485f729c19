"""Which strings are Spanish words, and how common they are: simplemma's list and wordfreq's frequencies."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from simplemma import is_known
from wordfreq import zipf_frequency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OWN_LENGTH = 5
"""Letters from which a document's own word counts as known."""

_COMMON_SHORT = 5.1
"""Zipf frequency from which two or three letters are a word (`red`) and no prefix (`des`, `in`)."""
_COMMON = 3.0
"""Zipf frequency from which a longer known word is one that documents use (`grama` is below)."""
_COMMON_NAME = 3.5
"""Zipf frequency from which a string unknown to the word list is a name that stands by itself."""
_COMMON_FOREIGN = 4.2
"""The same in lower case, where it is no name but a foreign word (`software`, unlike `port`)."""
_UNACCENTED = 6
"""Letters from which a word that lost its accent is told from a fragment (`segui` begins *seguimiento*)."""
_FAMILIAR = 4.0
"""Zipf frequency from which a string unknown to the word list is a word all the same (`México`)."""
_RARE = 1.5
"""The same for seven letters and more, which are hardly ever two words typed as one (`microrregiones`)."""
_OWN = 2.5
"""Least zipf frequency of a word that the document itself uses."""

_SHORT = 3
_LONG = 7
_REMEMBERED = 1 << 16
_ONE_LETTER_WORDS = frozenset("aeouy")
_ACUTE = dict(zip("aeiou", "áéíóú", strict=True))


class Lexicon:
    """Which strings are Spanish words and how common they are; `own` are words known from elsewhere.

    Membership is simplemma's, commonness wordfreq's (the zipf scale: powers of ten per 10⁹ words).
    """

    def __init__(self, own: Iterable[str] = ()) -> None:
        self._own = frozenset(normal(word) for word in own if len(word) >= OWN_LENGTH)

    def commonness(self, word: str) -> float:
        """Return the zipf frequency of a string as it is, 0 to 8; 0 for one that no corpus has."""
        word = normal(word)
        frequency = _frequency(word)
        return max(frequency, _OWN) if word in self._own else frequency

    def is_word(self, word: str) -> bool:
        """Return whether the string may be the outcome of joining pieces."""
        word = normal(word)
        if word in self._own:
            return True
        if len(word) <= _SHORT:
            return _stands_alone(word, _COMMON_NAME)
        return _in_word_list(word) or _frequency(word) >= (_RARE if len(word) >= _LONG else _FAMILIAR)

    def stands_alone(self, word: str) -> bool:
        """Return whether the string is a real word by itself, so common that it is no fragment."""
        name = _COMMON_FOREIGN if word.islower() else _COMMON_NAME
        return _stands_alone(normal(word), name)


def normal(word: str) -> str:
    """Return the form of a word in which words are looked up: composed (NFC), in lower case."""
    return unicodedata.normalize("NFC", word).casefold()


@lru_cache(maxsize=_REMEMBERED)
def _frequency(word: str) -> float:
    return zipf_frequency(word, "es")


@lru_cache(maxsize=_REMEMBERED)
def _in_word_list(word: str) -> bool:
    return is_known(word, "es")


@lru_cache(maxsize=_REMEMBERED)
def _stands_alone(word: str, name: float) -> bool:
    if len(word) == 1:
        return word in _ONE_LETTER_WORDS
    if len(word) <= _SHORT:
        return _in_word_list(word) and _frequency(word) >= _COMMON_SHORT
    if _in_word_list(word):
        return _frequency(word) >= _COMMON
    return _frequency(word) >= name or (len(word) >= _UNACCENTED and any(map(_is_common, _accented(word))))


def _is_common(word: str) -> bool:
    return _in_word_list(word) and _frequency(word) >= _COMMON


def _accented(word: str) -> Iterator[str]:
    """Yield the ways to write the word with one accent (`verificacion` lost it and is no fragment)."""
    for index, letter in enumerate(word):
        if letter in _ACUTE:
            yield word[:index] + _ACUTE[letter] + word[index + 1 :]
