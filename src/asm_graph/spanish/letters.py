"""Text made comparable without losing a position: case and accents aside, one character for one."""

from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """The text in lower case without accents; as long as it was, so that positions hold in both."""
    return "".join(map(_folded, text))


def loose(words: str) -> str:
    r"""A pattern for the words in folded text, wherever narrow columns put spaces into them.

    >>> re.fullmatch(loose("de trabajo"), "de tra bajo") is not None
    True
    """
    return r"\s*".join(re.escape(letter) for letter in fold(words) if not letter.isspace())


def _folded(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0].lower()[:1]
