"""RFC and CURP in a plain text: keys of natural persons, which hold their birthdays."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAK = r"(?:-?\s?\n\s{0,8})?"
"""What the end of a line puts between two signs of a key."""
_SIGN = r"[\s./_-]{0,3}"
"""What stands between the parts of a key: nothing, a space, a hyphen."""
_ANY = r"[\s._-]{0,2}"
_WORD = r"(?<![a-z0-9])(?:r\.?\s?f\.?\s?c\.?|c\.?\s?u\.?\s?r\.?\s?p\.?)[^a-z0-9&]{0,12}"
_LETTERS = _BREAK.join(["[a-z&]"] * 4)
_BIRTHDAY = _SIGN.join([rf"\d{_BREAK}\d"] * 3)
_HOMOCLAVE = _BREAK.join(["[a-z0-9]"] * 3)
_RFC = re.compile(
    rf"(?:(?P<word>{_WORD})|(?<![a-z0-9&]))"
    rf"(?P<key>{_LETTERS}(?P<first>{_SIGN}){_BIRTHDAY}(?:(?P<second>{_SIGN})(?P<homoclave>{_HOMOCLAVE}))?)"
    r"(?![a-z0-9])"
)
_CURP = re.compile(_ANY.join(["[a-z]"] * 4 + [r"\d"] * 6 + ["[hmx]"] + ["[a-z]"] * 5 + ["[a-z0-9]", r"\d"]))
_SPACED = re.compile(r"(?<![a-z0-9&])[a-z&](?: [a-z&]){3}(?: \d){6}(?: [a-z0-9]){3}(?![a-z0-9])")
_MISREAD = re.compile(rf"{_WORD}(?P<key>[a-z&]{{4}}[a-z0-9]{{9}}(?:[a-z0-9]{{5}})?)(?![a-z0-9])")
"""A key behind its name, with some sign that a scan has misread, such as a letter O for a zero."""
_NO_DIGIT = re.compile(r"\D")
_FEWEST_DIGITS = 4
_CENTURY = 2000


def personal_key_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where keys of people stand in a plain text; those of companies have three letters and stay.

    A key needs a birthday that a calendar knows, so that codes that look alike stay.
    """
    if len(_NO_DIGIT.sub("", text)) < _FEWEST_DIGITS:
        return
    for pattern in (_CURP, _SPACED):
        yield from (match.span() for match in pattern.finditer(text) if _has_birthday(match.group()))
    for match in _RFC.finditer(text):
        if _has_birthday(match["key"]) and (match["word"] or _stands_alone(match)):
            yield match.span("key")
    for match in _MISREAD.finditer(text):
        if len(_NO_DIGIT.sub("", match["key"])) >= _FEWEST_DIGITS:
            yield match.span("key")


def _stands_alone(match: re.Match[str]) -> bool:
    """Return whether a key without its name is one: whole, and no word is taken for its last three signs."""
    homoclave = match["homoclave"] or ""
    apart = " " in f"{match['first']}{match['second']}"
    return bool(homoclave) and (not apart or any(map(str.isdigit, homoclave)))


def _has_birthday(key: str) -> bool:
    """Return whether the first six digits of a key are a day, of the century that has more leap years."""
    digits = _NO_DIGIT.sub("", key)
    try:
        dt.date(_CENTURY + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    return True
