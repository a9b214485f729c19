"""The words of `words.toml`, as patterns and tables for the modules that look for them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def words_beside(module: str) -> Mapping[str, Any]:
    """Load the `words.toml` beside a module, which is given by its `__file__`."""
    return tomllib.loads(Path(module).with_name("words.toml").read_text(encoding="utf-8"))


_WORDS = words_beside(__file__)

_ACUTE = dict(zip("aeiou", "áéíóú", strict=True))

MONTHS: tuple[str, ...] = tuple(_WORDS["months"])
"""Patterns for the names of the months in folded text, in the order of the year."""

MONTH_ABBREVIATIONS: tuple[str, ...] = tuple(_WORDS["month_abbreviations"])
"""Patterns for their abbreviations without the dot, in the same order; each also begins the whole name."""

MISSING: Mapping[str, str] = {
    letters: notation for notation, printed in _WORDS["missing"].items() for letters in printed
}
"""Letters that stand in place of a figure → the notation of the code list `missing`."""

DATE_WORDS: Mapping[str, tuple[str, ...]] = {kind: tuple(words) for kind, words in _WORDS["dates"].items()}
"""The words around dates, as printed, by what they say of the date: `committed`, …, or `neutral`."""

EXTENSION_WORDS: tuple[str, ...] = tuple(_WORDS["extensions"]["words"])
"""What the name of a legislative extension says, in folded text."""

EXTENSION_ADDITION: str = _WORDS["extensions"]["addition"]
"""A pattern for the beginning of what it adds to the name of its program, in folded text."""


def any_of(patterns: Iterable[str]) -> str:
    """Build a pattern that matches any of the patterns, the earlier ones first.

    >>> any_of(["unidad(?:es)?", "fondo"])
    '(?:unidad(?:es)?|fondo)'
    """
    return f"(?:{'|'.join(patterns)})"


def organizations(*lists: str) -> str:
    """Build a pattern for the nouns of some lists of `[organizations]`, in folded text.

    Raises:
        KeyError: there is no such list.

    >>> import re
    >>> re.match(organizations("units"), "subdireccion de planeacion").group()
    'subdireccion'
    """
    return any_of(noun for name in lists for noun in _WORDS["organizations"][name])


def unfolded(pattern: str) -> str:
    """Make a pattern for folded text match text with accents as well; it has no vowels in character classes.

    >>> import re
    >>> re.fullmatch(unfolded("fundacion(?:es)?"), "fundación").group()
    'fundación'
    """
    return re.sub("[aeiou]", lambda vowel: f"[{vowel[0]}{_ACUTE[vowel[0]]}]", pattern)
