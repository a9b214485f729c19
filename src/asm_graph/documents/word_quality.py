"""How well a decoded word can be Spanish, by its letters and by the signs that stand in it."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from asm_graph.documents.lexicon import Lexicon
from asm_graph.documents.normalization import normalized

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPANISH = "A-Za-zÁÉÍÓÚÜÑáéíóúüñ"
_OPENING, _CLOSING = "“‘«¿¡•●►–—", "”’»…ºª°™®²³–—"
_USUAL = re.compile(f"[0-9{_SPANISH}{_OPENING}{_CLOSING}]+")
_PLAIN = re.compile(rf"[{_OPENING}]*+[0-9{_SPANISH}]*+[{_CLOSING}]*+")
_LETTER = r"[^\W\d_ªº²³¹¼½¾]"
_PARTS = re.compile(
    rf"(?P<letters>{_LETTER}++)|(?P<digits>\d++)|(?P<signs>(?:(?!{_LETTER}|\d).)++)", re.DOTALL
)
_SPANISH_RUN = re.compile(f"[{_SPANISH}]+")
_BROKEN_CASE = re.compile("[a-zñ][ÁÉÍÓÚÜÑ]|[A-ZÑ][áéíóúüñ][A-ZÑ]|[A-ZÑ]{2}[áéíóúüñ]$")
_JOINING = frozenset("’‘´‑‐–—·")
_ALONE = frozenset("óÓéÉáÁúÚ")
_LOST = "\ufffd"
_NOT_TYPED = re.compile("[\x81\x8d\x8f\x90\x9d]")
"""Bytes that Windows-1252 leaves undefined."""
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_REPLACEMENT = "¿"
"""What databases write for a letter that they lack (`p¿blicas`): so the publisher has it."""
_ACCENTED = "áéíóúñü"
_NAME, _NAME_LETTERS = 2.0, 4
"""Zipf frequency from which so many letters are known, if only as a name (`Nuñez`)."""
_COMMON = 5.0
"""The same for two or three letters."""


class Quality(IntEnum):
    """What a word is; GARBLED has signs, capitals or control characters within it."""

    GARBLED = -3
    FOREIGN = -1
    PLAUSIBLE = 1
    KNOWN = 3


@lru_cache(maxsize=1 << 16)
def quality(word: str | None) -> Quality:
    """Return the least that is to be said of the letters and signs of a word; None is garbled."""
    if word is None or is_lost(word) or _NOT_TYPED.search(word):
        return Quality.GARBLED
    words = normalized(word).split()
    found = min(map(_quality_of_word, words), default=Quality.PLAUSIBLE)
    if len(words) > 1 and all(one.isascii() and _lexicon().is_word(one) for one in words):
        return Quality.KNOWN  # between no-break spaces
    return min(found, Quality.FOREIGN) if _LIGATURE.search(word) else found


def is_lost(word: str) -> bool:
    """Return whether a letter of the word was replaced by U+FFFD, which stands for any."""
    return _LOST in word


def is_plain(word: str) -> bool:
    """Return whether a word needs no second look: Spanish letters, and signs where they belong."""
    return not _BROKEN_CASE.search(word) and all(map(_PLAIN.fullmatch, word.split()))


def is_usual(word: str) -> bool:
    """Return whether a word has Spanish letters, digits and usual signs alone, wherever they stand."""
    return _USUAL.fullmatch(word) is not None


def lacks_a_letter(word: str) -> bool:
    """Return whether a sign stands in a Spanish word where it has an accented letter."""
    parts = _parts(word) if quality(word) == Quality.GARBLED else []
    for (before, left), (kind, sign), (after, right) in zip(parts, parts[1:], parts[2:], strict=False):
        if (before, kind, after) == ("letters", "signs", "letters") and sign != _REPLACEMENT:
            letters = _ACCENTED.upper() if left.isupper() else _ACCENTED
            if any(_lexicon().is_word(f"{left}{letter}{right}") for letter in letters):
                return True
    return False


def _quality_of_word(word: str) -> Quality:
    parts = _parts(word)
    letters = [_quality_of_letters(text) for kind, text in parts if kind == "letters" and not text.isascii()]
    return min([*(letters or [Quality.PLAUSIBLE]), *_qualities_of_signs(parts)])


def _parts(word: str) -> list[tuple[str, str]]:
    """Return the runs of letters, digits and signs of a word, each with its kind."""
    return [(str(match.lastgroup), match[0]) for match in _PARTS.finditer(word)]


def _quality_of_letters(run: str) -> Quality:
    if not _SPANISH_RUN.fullmatch(run):
        return Quality.FOREIGN
    if _BROKEN_CASE.search(run):
        return Quality.GARBLED
    if len(run) == 1:
        return Quality.PLAUSIBLE if run in _ALONE else Quality.FOREIGN
    frequent = _NAME if len(run) >= _NAME_LETTERS else _COMMON
    is_known = _lexicon().is_word(run) or _lexicon().commonness(run) >= frequent
    return Quality.KNOWN if is_known else Quality.PLAUSIBLE


def _qualities_of_signs(parts: Sequence[tuple[str, str]]) -> Iterator[Quality]:
    """Yield how well each run of signs may stand where it stands: before a word, behind it or within."""
    edge = ("", "")
    around = zip([edge, *parts], parts, [*parts[1:], edge], strict=False)
    for (before, left), (kind, signs), (after, right) in around:
        if kind != "signs":
            continue
        if before == after == "letters":
            divided = _lexicon().is_word(left) and _lexicon().is_word(right)
            if _JOINING.issuperset(signs):
                yield Quality.PLAUSIBLE if divided else Quality.FOREIGN
            else:
                yield Quality.FOREIGN if divided else Quality.GARBLED
        elif not (before and after):
            usual = ("" if before else _OPENING) + ("" if after else _CLOSING)
            yield Quality.KNOWN if set(signs) <= set(usual) else Quality.FOREIGN


@cache
def _lexicon() -> Lexicon:
    return Lexicon()
